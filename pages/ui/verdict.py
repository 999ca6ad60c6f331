"""The verdict: marks with their arithmetic, who was touched, what else was possible, and why."""

from typing import Final

import streamlit as st

from pages.ui.paint import say, stack, written
from sandbox.desk.views import ConsequenceView, FindingView, VerdictView

_SHOWN: Final = 6
"""Findings that are in order stay folded beyond this many."""


def show(verdict: VerdictView) -> None:
    """One verdict from top to bottom."""
    parts = [written("marks.html", verdict=verdict)]
    if verdict.consequences:
        parts.append(written("heading.html", icon="groups", text=say("verdict.happened")))
        parts += _consequences(verdict.consequences)
    if verdict.findings or verdict.option_notes:
        parts.append(written("heading.html", icon="checklist", text=say("verdict.reference")))
        parts.append(_findings(verdict))
    parts.append(written("heading.html", icon="balance", text=say("verdict.why")))
    stack(*parts)
    affected = f"**{say('verdict.affected')}** {verdict.affected}"
    st.markdown(f"{verdict.why}\n\n{affected}", anchors=False)
    if verdict.basis:
        stack(
            written("heading.html", icon="menu_book", text=say("verdict.basis")),
            written("basis.html", basis=verdict.basis),
        )


def consequences(found: tuple[ConsequenceView, ...]) -> None:
    """What happened in the world."""
    stack(*_consequences(found))


def _consequences(found: tuple[ConsequenceView, ...]) -> list[str]:
    tops = [max([1e-9, *(max(b.before, b.after, b.reference) for b in one.bars)]) for one in found]
    return [
        written("consequence.html", one=one, top=top) for one, top in zip(found, tops, strict=True)
    ]


def _findings(verdict: VerdictView) -> str:
    off = [f for f in verdict.findings if f.standing != "right"]
    right = [f for f in verdict.findings if f.standing == "right"]
    shown, folded = _split(off, right)
    given = {f.given for f in verdict.findings}
    return written(
        "findings.html",
        shown=shown,
        folded=folded,
        meanings=dict(verdict.option_notes),
        notes=[note for note in verdict.option_notes if note[0] not in given],
    )


def _split(
    off: list[FindingView], right: list[FindingView]
) -> tuple[list[FindingView], list[FindingView]]:
    """What to look at first, and what may be folded away."""
    if len(off) + len(right) <= _SHOWN:
        return off + right, []
    return off, right
