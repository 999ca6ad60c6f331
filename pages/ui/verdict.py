"""The verdict: marks with their arithmetic, who was touched, what else was possible, and why."""

from typing import Final

import streamlit as st

from pages.ui.paint import draw, say
from sandbox.desk.views import ConsequenceView, FindingView, VerdictView

_SHOWN: Final = 6
"""Findings that are in order stay folded beyond this many."""


def show(verdict: VerdictView) -> None:
    """One verdict from top to bottom."""
    draw("marks.html", verdict=verdict)
    if verdict.consequences:
        draw("heading.html", icon="groups", text=say("verdict.happened"))
        consequences(verdict.consequences)
    if verdict.findings or verdict.option_notes:
        draw("heading.html", icon="checklist", text=say("verdict.reference"))
        _findings(verdict)
    draw("heading.html", icon="balance", text=say("verdict.why"))
    st.markdown(verdict.why, anchors=False)
    st.markdown(f"**{say('verdict.affected')}** {verdict.affected}", anchors=False)
    if verdict.basis:
        draw("heading.html", icon="menu_book", text=say("verdict.basis"))
        draw("basis.html", basis=verdict.basis)


def consequences(found: tuple[ConsequenceView, ...]) -> None:
    """What happened in the world."""
    for one in found:
        tops = [max(b.before, b.after, b.reference) for b in one.bars]
        draw("consequence.html", one=one, top=max([*tops, 1e-9]))


def _findings(verdict: VerdictView) -> None:
    off = [f for f in verdict.findings if f.standing != "right"]
    right = [f for f in verdict.findings if f.standing == "right"]
    split = _split(off, right)
    draw("findings.html", shown=split[0], folded=split[1], notes=verdict.option_notes)


def _split(
    off: list[FindingView], right: list[FindingView]
) -> tuple[list[FindingView], list[FindingView]]:
    """What to look at first, and what may be folded away."""
    if len(off) + len(right) <= _SHOWN:
        return off + right, []
    return off, right
