"""What a session remembers between runs; nothing here would be missed after a reload."""

from typing import Any, Final

import streamlit as st

from sandbox.desk.views import VerdictView
from sandbox.text import Lang

ANSWER: Final = "answer"
"""Widget keys of answers begin with this word."""


def lang() -> Lang:
    """The language this session is drawn in."""
    found: Lang = st.session_state.get("frame.lang", "zh")
    return found


def set_lang(chosen: Lang) -> None:
    """Draw in another language from now on."""
    st.session_state["frame.lang"] = chosen


def answer_key(run: str, decision: str, control: str, part: str = "") -> str:
    """The widget key of one part of an answer: the same in both languages."""
    return "/".join((ANSWER, run, decision, control, part))


def keep_answers() -> None:
    """Take a copy of what is being answered, by id: a change of language rewrites all labels."""
    st.session_state["drafts"] = {
        str(key): value
        for key, value in st.session_state.items()
        if str(key).startswith(f"{ANSWER}/") and value is not None
    }


def restore(key: str) -> None:
    """Put a kept answer back, before its widget is drawn."""
    drafts: dict[str, Any] = st.session_state.get("drafts", {})
    if key in drafts:
        st.session_state[key] = drafts.pop(key)


def order(key: str) -> list[str]:
    """The ids put in order so far; the list itself, to be added to."""
    placed: list[str] = st.session_state.setdefault(key, [])
    return placed


def show_verdict(decision: str) -> None:
    """Keep a verdict on the screen, through reloads, until the trainee goes on."""
    st.query_params["verdict"] = decision


def hide_verdict() -> None:
    """The trainee has read it."""
    st.query_params.pop("verdict", None)
    st.session_state.pop("drill.verdict", None)


def keep_verdict(view: VerdictView | None) -> VerdictView | None:
    """Keep the verdict that is being read, so that it is put together only once."""
    st.session_state["drill.verdict"] = (lang(), view)
    return view


def verdict(run: str, decision: str) -> VerdictView | None:
    """The verdict kept in this language, if it is the one that is asked for."""
    spoken, view = st.session_state.get("drill.verdict", (None, None))
    asked = view is not None and (view.run, view.decision) == (run, decision)
    return view if asked and spoken == lang() else None


def begins(run: str, step: str, decision: str) -> bool:
    """Whether a step begins with this decision, as far as this session has seen."""
    first: str = st.session_state.setdefault(f"first/{run}/{step}", decision)
    return first == decision


def note() -> str | None:
    """Why the last answer was not taken; said once."""
    said: str | None = st.session_state.pop("drill.note", None)
    return said


def leave_note(text: str) -> None:
    """Say on the next run why an answer was not taken."""
    st.session_state["drill.note"] = text


def begun(scenario: str) -> str | None:
    """The run this session began last in a scenario."""
    found: str | None = st.session_state.get(f"begun.{scenario}")
    return found


def remember_begun(scenario: str, run: str) -> None:
    """Keep the run, so that a second press finds it."""
    st.session_state[f"begun.{scenario}"] = run
