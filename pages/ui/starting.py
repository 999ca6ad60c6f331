"""Starting a drill: one button, or a choice of role first where a drill asks roles apart."""

from typing import Literal

import streamlit as st

from pages.ui import frame
from pages.ui.frame import Visit
from pages.ui.paint import say


def starter(
    visit: Visit,
    scenario: str,
    ask_roles: tuple[str, ...],
    *,
    label: str,
    key: str,
    icon: str,
    kind: Literal["primary", "secondary"] = "primary",
) -> None:
    """The button that begins a run."""
    if not ask_roles:
        if st.button(label, key=key, type=kind, icon=icon):
            frame.begin(visit, scenario)
        return
    with st.popover(label, key=key, type=kind, icon=icon):
        st.markdown(say("home.as_whom"))
        for role in ask_roles:
            if st.button(say(f"role.{role}"), key=f"{key}/{role}", width="stretch"):
                frame.begin(visit, scenario, role)
