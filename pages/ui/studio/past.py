"""Versions: every saved state, what changed since, and the way back to one."""

from typing import Any

import streamlit as st

from pages.ui.frame import desk
from pages.ui.paint import draw, plain, say
from pages.ui.studio import work as works
from pages.ui.studio.work import Work
from sandbox.desk.views.studio import ConflictView, DraftView, RevisionView


def show(work: Work) -> None:
    """The newest first; a chosen one is set against what is saved now."""
    kept = desk().studio.history(work.teacher.name, work.slug, work.lang)
    by_number = {one.revision: one for one in kept}
    choices: list[Any] = [*(["released"] if work.draft.version else []), *by_number]
    if not choices:
        draw("studio/sample.html", text=say("studio.no_past"), quiet=True)
        return
    chosen = st.selectbox(
        say("studio.against"),
        choices,
        format_func=lambda one: _named(work, by_number.get(one)),
        key=f"past/{work.slug}",
    )
    told = desk().studio.diff(work.teacher.name, work.slug, chosen, work.lang)
    if told is not None:
        draw("studio/diff.html", diff=told)
    revision = by_number.get(chosen)
    if revision is not None and not revision.newest and not work.locked:
        _back(work, revision)


def _named(work: Work, one: RevisionView | None) -> str:
    if one is None:
        return say("studio.released_one", n=work.draft.version)
    moment = one.saved_at.strftime("%m-%d %H:%M")
    note = f" · {one.note}" if one.note else ""
    return say("studio.revision", n=one.revision, moment=moment, who=one.saved_by) + note


def _back(work: Work, revision: RevisionView) -> None:
    if work.dirty:
        draw("studio/sample.html", text=say("studio.restore_save"), quiet=False)
        return
    st.button(
        say("studio.restore", n=revision.revision),
        key="past.restore",
        icon=":material/history:",
        help=say("studio.restore_help"),
        on_click=_restore,
        args=(work, revision.revision),
    )


def _restore(work: Work, revision: int) -> None:
    told = desk().studio.restore(
        work.teacher.name, work.slug, revision, work.draft.revision, work.lang
    )
    if isinstance(told, DraftView):
        works.settle(work.slug, "anew")
        works.remember(work.slug, "told", say("studio.restored", n=revision))
    elif isinstance(told, ConflictView):
        works.remember(work.slug, "told", plain(told.text))
    else:
        works.remember(work.slug, "refused", told.text)
