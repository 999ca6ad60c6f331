"""My data: what is kept and why, a copy, an objection, and deletion."""

import streamlit as st

from pages.ui import frame, state
from pages.ui.frame import Visit, desk
from pages.ui.paint import draw, number, plain, say
from sandbox.desk.views import MarkedRunView, MarkView, OwnDataView, RejectionView


def render() -> None:
    """What a person may know and do about their data."""
    visit = frame.visit()
    if st.session_state.pop("own.sure", False):
        _erase(visit)
        return
    view = desk().own_data(visit.id, visit.lang)
    if not frame.settled(view, "own") or view is None:
        return
    draw("own_notice.html", view=view)
    _explain()
    draw("heading.html", icon="gavel", text=say("own.object"))
    st.markdown(plain(say("own.object_text")))
    if view.marked:
        _objecting(visit, view)
    else:
        draw("empty.html", title=say("own.no_marks"), text=say("own.explain_text"))
    if view.objections:
        draw("objections.html", view=view)
    _erasing(view)


def _explain() -> None:
    draw("heading.html", icon="function", text=say("own.explain"))
    st.markdown(plain(say("own.explain_text")))
    with st.container(key="ways", horizontal=True, vertical_alignment="center"):
        frame.link("profile", say("title.profile"), icon=":material/monitoring:")
        frame.link("home", say("frame.home"), icon=":material/arrow_back:")


def _objecting(visit: Visit, view: OwnDataView) -> None:
    runs = {one.run: one for one in view.marked}
    asked = st.query_params.get("run")
    with st.container(key="objecting", border=True):
        run = st.selectbox(
            say("own.which_run"),
            tuple(runs),
            index=tuple(runs).index(asked) if asked in runs else 0,
            format_func=lambda id_: _run_name(runs[id_]),
            key="own.run",
        )
        marks = {one.decision: one for one in runs[run].marks}
        decision = st.selectbox(
            say("own.which_mark"),
            tuple(marks),
            format_func=lambda id_: _mark_name(marks[id_]),
            key=f"own.mark/{run}",
        )
        st.text_area(
            say("own.reason"),
            key="own.reason",
            placeholder=say("own.reason_help"),
            max_chars=1000,
        )
        if said := state.note():
            st.info(plain(said), icon=":material/edit_note:")
        st.button(
            say("own.submit"),
            key="own.submit",
            type="primary",
            icon=":material/send:",
            on_click=_send,
            args=(visit, run, decision),
        )


def _run_name(one: MarkedRunView) -> str:
    return say("own.run_option", title=one.title, day=one.started_on.isoformat())


def _mark_name(one: MarkView) -> str:
    return say(
        "own.mark_option",
        number=one.number,
        title=one.title,
        points=number(one.points),
        out_of=one.out_of,
    )


def _send(visit: Visit, run: str, decision: str) -> None:
    reason = st.session_state.get("own.reason") or ""
    told = desk().object_to(visit.id, run, decision, reason, visit.lang)
    if isinstance(told, RejectionView):
        state.leave_note(told.text)
        return
    st.session_state["own.reason"] = ""
    state.leave_note(say("own.sent"))


def _erasing(view: OwnDataView) -> None:
    draw("heading.html", icon="delete", text=say("own.erase"))
    st.markdown(plain(say("own.erase_text")))
    with st.container(key="erase", horizontal=True, vertical_alignment="center"):
        if not st.session_state.get("own.asked"):
            st.button(
                say("own.erase_ask"), key="own.erase", icon=":material/delete:", on_click=_ask
            )
            return
        st.warning(plain(say("own.erase_sure", runs=view.runs, answers=view.answers)))
        st.button(say("own.erase_no"), key="own.keep", type="primary", on_click=_keep)
        st.button(
            say("own.erase_yes"), key="own.yes", icon=":material/delete_forever:", on_click=_sure
        )


def _erase(visit: Visit) -> None:
    """Nothing of the page is drawn any more: what it would show is gone."""
    desk().erase(visit.id)
    draw("gone.html", script=True)


def _sure() -> None:
    st.session_state["own.sure"] = True


def _ask() -> None:
    st.session_state["own.asked"] = True


def _keep() -> None:
    st.session_state["own.asked"] = False


if __name__ == "__main__":
    frame.cold_start()
