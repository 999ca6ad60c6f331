"""Putting words and small templates on the screen, everything escaped."""

import re
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from typing import Final

import streamlit as st
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from pages.ui import state
from pages.ui.words import phrase
from sandbox.text import Lang

HERE: Final = Path(__file__).parent
SHEETS: Final = ("style.css", "live.css", "studio.css")
_EMPHASIS: Final = re.compile(r"\*\*(.+?)\*\*")
_MARKS: Final = re.compile(r"([\\`*_\[\]<>~$|]|^[#+-]|(?<=^\d)\.|(?<=^\d\d)\.|:(?=[a-z]))")


@cache
def templates() -> Environment:
    """The templates of the pages; all values are escaped."""
    folder = FileSystemLoader(HERE / "templates")
    made = Environment(
        loader=folder,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["number"] = number
    made.filters["strong"] = strong
    return made


def say(key: str, **values: object) -> str:
    """A phrase of the interface in this session's language."""
    return phrase(state.lang(), key, **values)


def written(template: str, **values: object) -> str:
    """A template as HTML, to be drawn together with others."""
    return written_in(state.lang(), template, **values)


def written_in(lang: Lang, template: str, **values: object) -> str:
    """The same in a given language, where no session is at hand."""
    told = partial(phrase, lang)
    return templates().get_template(template).render(say=told, lang=lang, **values)


def draw(template: str, *, script: bool = False, **values: object) -> None:
    """Draw a template on the page; with `script` its own script runs, too."""
    st.html(written(template, **values), unsafe_allow_javascript=script)


def stack(*parts: str) -> None:
    """Draw several written templates below each other: one message to the browser, not many."""
    st.html('<div class="stack">' + "".join(parts) + "</div>")


def plain(text: str) -> str:
    """The text as it is, in a place that would read it as Markdown."""
    return _MARKS.sub(r"\\\1", text).replace("\n", " ")


def strong(text: str) -> Markup:
    """An author's sentence where only **emphasis** is read as Markdown; all else is as it is."""
    return Markup(_EMPHASIS.sub(r"<b>\1</b>", str(escape(text))))  # noqa: S704 - escaped before


def number(value: float) -> str:
    """A number as people write it: thousands apart, at most two decimals, none when whole."""
    return f"{round(value, 2):,.10g}" if abs(value) < 1e9 else f"{value:,.0f}"


@cache
def style_sheet() -> tuple[str, str]:
    """The style sheet and its version, which changes with every letter of it."""
    text = "".join((HERE / name).read_text(encoding="utf-8") for name in SHEETS)
    return text, sha256(text.encode()).hexdigest()[:12]


def style() -> None:
    """Ask for the style sheet, which the browser keeps; a run sends only its address."""
    st.html(f"<style>@import url('/style.css?v={style_sheet()[1]}');</style>")
