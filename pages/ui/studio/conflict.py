"""Two people saved the same draft: both sides, and a choice that keeps both."""

from difflib import SequenceMatcher
from typing import Final

import streamlit as st

from pages.ui.frame import desk
from pages.ui.paint import draw, say
from pages.ui.studio import work as works
from pages.ui.studio.work import Work
from sandbox.desk.views.studio import ConflictFileView, ConflictView, DraftView

_AROUND: Final = 2
"""Lines shown around a difference."""


def show(work: Work, conflict: ConflictView) -> None:
    """What differs, side by side, and three ways on; whatever is chosen, history has the other."""
    clean = all(one.clean for one in conflict.files)
    draw("studio/conflict.html", conflict=conflict, clean=clean)
    with st.container(horizontal=True, key="conflict-ways"):
        _way(work, conflict, "merged", primary=True)
        _way(work, conflict, "yours")
        _way(work, conflict, "theirs")
    for one in conflict.files:
        yours, theirs = _sides(one)
        draw("studio/sides.html", one=one, conflict=conflict, yours=yours, theirs=theirs)


def _way(work: Work, conflict: ConflictView, which: str, *, primary: bool = False) -> None:
    st.button(
        say(f"studio.take_{which}", who=conflict.theirs_by),
        key=f"conflict.{which}",
        type="primary" if primary else "secondary",
        help=say(f"studio.take_{which}_help", who=conflict.theirs_by),
        on_click=_settle,
        args=(work, conflict, which),
    )


def _settle(work: Work, conflict: ConflictView, which: str) -> None:
    """Save what was chosen on top of theirs; to take theirs, yours is kept as a version first."""
    files = dict(work.draft.files)
    for one in conflict.files:
        text = one.merged if which == "merged" else one.yours
        files[one.file] = text
    if not works.save(work, files, conflict.theirs_revision):
        return
    if which == "theirs":
        _back_to(work, conflict.theirs_revision)
    works.settle(work.slug, "anew")
    works.remember(work.slug, "told", say(f"studio.took_{which}", who=conflict.theirs_by))


def _back_to(work: Work, revision: int) -> None:
    studio = desk().studio
    newest = studio.draft(work.teacher.name, work.slug, work.lang)
    if isinstance(newest, DraftView):
        studio.restore(work.teacher.name, work.slug, revision, newest.revision, work.lang)


def _sides(one: ConflictFileView) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Lines of both sides with how each stands: `other`, `same`, or `skip` for a gap."""
    yours, theirs = one.yours.splitlines(), one.theirs.splitlines()
    matcher = SequenceMatcher(None, yours, theirs, autojunk=False)
    left: list[tuple[str, str]] = []
    right: list[tuple[str, str]] = []
    for group in matcher.get_grouped_opcodes(_AROUND):
        if left:
            left.append(("skip", "…"))
            right.append(("skip", "…"))
        for tag, a, b, c, d in group:
            how = "same" if tag == "equal" else "other"
            left += [(how, line) for line in yours[a:b]]
            right += [(how, line) for line in theirs[c:d]]
    return left, right
