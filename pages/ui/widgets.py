"""What the widgets of an answer have in common: their names, their values, when they are heard."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final, Literal

import streamlit as st

from pages.ui import state
from pages.ui.paint import plain
from sandbox.desk.views import ChoiceView

_AT_ONCE: Final = "answer.at_once"


def when() -> Literal["ignore", "rerun"]:
    """Whether the page is drawn again at every change: only where somebody tries a drill out."""
    return "rerun" if st.session_state.get(_AT_ONCE) else "ignore"


@contextmanager
def at_once() -> Iterator[None]:
    """While this lasts, controls are drawn that tell the page of every change."""
    st.session_state[_AT_ONCE] = True
    try:
        yield
    finally:
        st.session_state[_AT_ONCE] = False


def labels(choices: tuple[ChoiceView, ...]) -> Callable[[str], str]:
    """Choice id → its name, marks shown as they are."""
    written = {choice.id: plain(choice.label) for choice in choices}
    return lambda choice_id: written.get(choice_id, choice_id)


def names(choices: tuple[ChoiceView, ...]) -> Callable[[str], str]:
    """Choice id → its name for a list, which knows no marks."""
    written = {choice.id: choice.label for choice in choices}
    return lambda choice_id: written.get(choice_id, choice_id)


def name(label: str, detail: str | None = None) -> str:
    """What a screen reader says: the row as it is drawn above, without marks."""
    return plain(f"{label} – {detail}" if detail else label)


def key_of(run: str, decision: str, control: str, part: str = "") -> str:
    """The widget's key, with what was entered before a change of language put back."""
    key = state.answer_key(run, decision, control, part)
    state.restore(key)
    return key


def value(run: str, decision: str, control: str, part: str = "") -> Any:
    """What the widget holds, or None."""
    return st.session_state.get(state.answer_key(run, decision, control, part))


def values(run: str, decision: str, control: str, parts: tuple[ChoiceView, ...]) -> dict[str, Any]:
    """Part id → what its widget holds, for those that hold something."""
    held = {part.id: value(run, decision, control, part.id) for part in parts}
    return {part: found for part, found in held.items() if found is not None}


def width(choices: tuple[ChoiceView, ...]) -> float:
    """How wide the names are side by side, in Chinese characters, their marks included."""
    letters = sum(1 if ord(letter) > 0x2E7F else 0.55 for one in choices for letter in one.label)
    return letters + 2.2 * len(choices)
