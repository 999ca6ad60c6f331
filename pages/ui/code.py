"""A place to write code: coloured, with completion and problems in its margin, or a plain box."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

import streamlit as st

from pages.ui.paint import say

PLAIN: Final = "code.plain"
# The library shifts its margin by the room of a toolbar that is not shown here.
STYLE: Final = """
.ace-streamlit-dark.ace_editor, .ace-streamlit-light.ace_editor {
  font-family: ui-monospace, "Noto Sans Mono CJK SC", "Cascadia Mono", Consolas, monospace;
  line-height: 1.5; border: 1px solid rgba(128, 128, 128, .35); border-radius: 6px;
}
.ace_editor .ace_gutter-layer, .ace_editor .ace_content { margin-top: 0 !important; }
.ace_editor.ace_autocomplete { width: 26rem; }
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word that can be completed, and what it means."""

    word: str
    meaning: str
    first: bool = False
    """Whether it comes before other words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Margin:
    """Something to say beside a line; lines count from 1."""

    line: int
    column: int
    text: str
    grave: bool


def editor(
    key: str,
    label: str,
    lang: Literal["sql", "yaml"],
    *,
    words: Sequence[Word] = (),
    margin: Sequence[Margin] = (),
    lines: tuple[int, int] = (9, 18),
) -> str:
    """What is written now; `st.session_state[key]` holds it, and may be written to beforehand.

    On a phone, and for whoever asks for it, it is a plain box, which screen readers know best.
    """
    kept = st.session_state.pop(_name(key, "kept"), None)
    if kept is not None:
        write(key, kept)
    st.session_state.setdefault(key, "")
    if _plain():
        st.text_area(
            label, label_visibility="collapsed", height=24 * lines[0], key=key, on_change="ignore"
        )
    else:
        _coloured(key, lang, words, margin, lines)
    st.toggle(
        say("code.plain"), key=PLAIN, help=say("code.plain_help"), on_change=_keep, args=(key,)
    )
    return str(st.session_state[key] or "")


def write(key: str, text: str) -> None:
    """Put a text into the editor, whatever stands there."""
    st.session_state[key] = text
    st.session_state[_name(key, "version")] = st.session_state.get(_name(key, "version"), 0) + 1
    st.session_state.pop(_name(key, "first"), None)


def _keep(key: str) -> None:
    """What a box holds goes with the box, unless it is put aside first."""
    st.session_state[_name(key, "kept")] = str(st.session_state.get(key) or "")


def _plain() -> bool:
    if PLAIN not in st.session_state:
        agent = st.context.headers.get("User-Agent") or ""
        st.session_state[PLAIN] = "Mobile" in agent or "Android" in agent
    return bool(st.session_state[PLAIN])


def _coloured(
    key: str,
    lang: str,
    words: Sequence[Word],
    margin: Sequence[Margin],
    lines: tuple[int, int],
) -> None:
    # Its files are served by the running server only if that runs when the package is read.
    from code_editor import code_editor  # noqa: PLC0415

    # What it starts with stays the same while it is typed in: another text would begin it anew.
    first = st.session_state.setdefault(_name(key, "first"), st.session_state[key])
    told: dict[str, Any] = code_editor(
        first,
        lang=lang,
        theme="default",
        height=list(lines),
        response_mode=["debounce", "blur"],
        replace_completer=lang == "yaml",
        completions=[_completion(word) for word in words],
        options={
            "wrap": True,
            "tabSize": 2,
            "showPrintMargin": False,
            "showLineNumbers": True,
            "enableBasicAutocompletion": True,
            "enableLiveAutocompletion": True,
        },
        props={
            "annotations": [_annotation(one) for one in margin],
            "scrollMargin": [0, 0, 0, 0],
        },
        component_props={"css": STYLE},
        key=f"{key}/ace/{st.session_state.get(_name(key, 'version'), 0)}",
    )
    if told.get("type"):
        st.session_state[key] = told["text"]


def _name(key: str, what: str) -> str:
    return f"code/{what}/{key}"


def _completion(word: Word) -> dict[str, Any]:
    return {
        "caption": word.word,
        "value": word.word,
        "name": word.word,
        "meta": word.meaning,
        "score": 900 if word.first else 500,
    }


def _annotation(one: Margin) -> dict[str, Any]:
    kind = "error" if one.grave else "warning"
    return {"row": one.line - 1, "column": max(one.column - 1, 0), "text": one.text, "type": kind}
