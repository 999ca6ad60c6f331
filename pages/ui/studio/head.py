"""The top of the desk: what is being written, what comes next, and releasing it."""

import streamlit as st

from pages.ui import frame
from pages.ui.frame import desk
from pages.ui.paint import draw, plain, say
from pages.ui.studio import work as works
from pages.ui.studio.work import Work
from sandbox.desk.views import RejectionView
from sandbox.desk.views.studio import CheckStateView, ProblemView


def show(work: Work, check: CheckStateView, problems: tuple[ProblemView, ...]) -> None:
    """Title and state, the three turns of the way, and the buttons that end it."""
    errors = sum(one.severity == "error" for one in problems)
    with st.container(key="studio-head", horizontal=True, vertical_alignment="bottom"):
        draw("studio/head.html", draft=work.draft, way=_way(work, check, errors), errors=errors)
        frame.link("studio", say("studio.all"), icon=":material/arrow_back:")
        if st.button(
            say("studio.more"), key="studio.more", icon=":material/inventory_2:",
            disabled=work.locked,
        ):  # fmt: skip
            _archiving(work)
        if st.button(
            say("studio.release"),
            key="studio.release",
            type="primary",
            icon=":material/publish:",
            disabled=work.locked,
        ):
            _releasing(work, check, errors)


def _way(work: Work, check: CheckStateView, errors: int) -> dict[str, str]:
    """Writing, checking, releasing: done, here or ahead."""
    if work.draft.standing == "released" and not work.dirty:
        return {"write": "done", "check": "done", "release": "done"}
    if errors or work.dirty:
        return {"write": "here", "check": "ahead", "release": "ahead"}
    if check.state != "good":
        return {"write": "done", "check": "here", "release": "ahead"}
    return {"write": "done", "check": "done", "release": "here"}


def _missing(work: Work, check: CheckStateView, errors: int) -> str:
    """What keeps a draft from being released; empty when nothing does."""
    if errors:
        return say("studio.first_mend", n=errors)
    if work.dirty:
        return say("studio.first_save")
    if work.draft.standing == "released":
        return say("studio.nothing_new")
    return "" if check.state == "good" else say("studio.first_check")


def _releasing(work: Work, check: CheckStateView, errors: int) -> None:
    version = (work.draft.version or 0) + 1

    @st.dialog(say("studio.release_ask", n=version), icon=":material/publish:")
    def asked() -> None:
        missing = _missing(work, check, errors)
        if missing and not works.remembered(work.slug, "told"):
            st.info(plain(missing), icon=":material/info:")
            return
        draw("studio/will.html", draft=work.draft, version=version)
        if works.remembered(work.slug, "told"):
            # Released: the page behind says so.
            st.rerun()
        if said := works.forget(work.slug, "unreleased"):
            st.warning(plain(said), icon=":material/edit_note:")
        st.button(
            say("studio.release_yes", n=version), key="studio.yes", type="primary",
            icon=":material/publish:", width="stretch", on_click=_release, args=(work,),
        )  # fmt: skip

    asked()


def _release(work: Work) -> None:
    told = desk().studio.release(work.teacher.name, work.slug, work.draft.revision, work.lang)
    if isinstance(told, RejectionView):
        works.remember(work.slug, "unreleased", told.text)
        return
    works.settle(work.slug, "anew")
    works.remember(work.slug, "told", told.text)


def _archiving(work: Work) -> None:
    @st.dialog(say("studio.archive_ask"), icon=":material/inventory_2:")
    def asked() -> None:
        draw("studio/archived.html", draft=work.draft)
        if st.button(
            say("studio.archive_yes"), key="studio.archive", icon=":material/inventory_2:",
            width="stretch",
        ):  # fmt: skip
            told = desk().studio.archive(work.teacher.name, work.slug, work.lang)
            if isinstance(told, RejectionView):
                st.warning(plain(told.text), icon=":material/edit_note:")
                return
            frame.go("studio")

    asked()
