"""The check: every written path on twenty worlds, in the background, with what it found."""

import streamlit as st

from pages.ui.frame import desk
from pages.ui.paint import draw, plain, say
from pages.ui.studio.work import Work
from pages.ui.studio.writing import path_name
from sandbox.desk.views import RejectionView
from sandbox.desk.views.studio import CheckStateView

UNDER_WAY = ("waiting", "running")


def show(work: Work) -> None:
    """Start it, watch it, read it."""
    state = desk().studio.check_state(work.slug, work.lang)
    if state.state in UNDER_WAY:
        st.session_state[f"check/{work.slug}"] = True
        _watch(work)
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            say("studio.check_start" if state.report is None else "studio.check_again"),
            key="check.start",
            type="primary",
            icon=":material/play_arrow:",
            disabled=work.locked,
            on_click=_start,
            args=(work,),
        )
    if said := st.session_state.pop("check.refused", None):
        st.warning(plain(said), icon=":material/edit_note:")
    if work.dirty:
        draw("studio/sample.html", text=say("studio.check_saved_only"), quiet=False)
    if state.report is None:
        text = state.sentence or say("studio.check_help")
        draw("studio/sample.html", text=text, quiet=state.state != "failed")
        return
    _report(state)


@st.fragment(run_every=1.0)
def _watch(work: Work) -> None:
    state = desk().studio.check_state(work.slug, work.lang)
    if state.state not in UNDER_WAY:
        # Head and status bar say what was found, too.
        st.rerun()
    st.progress(
        state.done / max(state.total, 1),
        text=plain(say("studio.check_done", done=state.done, total=state.total, doing=state.doing)),
    )
    st.button(say("studio.check_stop"), key="check.stop", on_click=_stop, args=(work,))


def _start(work: Work) -> None:
    told = desk().studio.check(work.teacher.name, work.slug, work.lang)
    if isinstance(told, RejectionView):
        st.session_state["check.refused"] = told.text


def _stop(work: Work) -> None:
    desk().studio.stop_check(work.teacher.name, work.slug, work.lang)


def _report(state: CheckStateView) -> None:
    report = state.report
    assert report is not None
    draw(
        "studio/report.html",
        state=state,
        report=report,
        names={one.path: path_name(one.path) for one in report.paths},
    )
    if report.problems:
        draw("studio/problems.html", problems=report.problems)
