"""Drawings of our own templates that hold SVG, which `st.html` would take out."""

from functools import cache
from typing import Any, Final

import streamlit as st

_SCRIPT: Final = """
export default function ({ parentElement, data }) {
  const here = parentElement.querySelector(".drawing");
  if (here.drawn !== data) { here.drawn = data; here.innerHTML = data; }
}
"""


def draw(key: str, html: str) -> None:
    """Put HTML on the page; every value in it must have been escaped by a template."""
    _component()(data=html, key=f"drawing/{key}")


@cache
def _component() -> Any:
    return st.components.v2.component(
        "studio_drawing", html='<div class="drawing"></div>', js=_SCRIPT, isolate_styles=False
    )
