"""The studio: the shelf of drafts, and the desk on which one of them is written."""

import streamlit as st

from pages.ui import frame
from pages.ui.frame import desk
from pages.ui.paint import draw, plain, say
from pages.ui.studio import checking, conflict, head, past, shelf, sight, writing
from pages.ui.studio import work as works
from pages.ui.studio.work import Work

PANES = ("trainee", "projector", "verdict", "graph", "check", "past")


def render() -> None:
    """The draft in the address, the guided form, or the shelf."""
    teacher, lang = frame.instructor(), frame.visit().lang
    if teacher is None:
        return
    slug = st.query_params.get("draft")
    if not slug:
        show = shelf.new if st.query_params.get("new") else shelf.show
        show(teacher, lang)
        return
    work = works.opened(teacher, slug, lang)
    if work is None:
        draw("empty.html", title=say("studio.gone"), text=say("studio.gone_help"))
        frame.link("studio", say("studio.all"), icon=":material/arrow_back:")
        return
    between = works.remembered(slug, "conflict")
    if between is not None:
        conflict.show(work, between)
        return
    _desk(work)


def _desk(work: Work) -> None:
    check = desk().studio.check_state(work.slug, work.lang)
    head.show(work, check, desk().studio.examine(work.slug, work.files, work.lang))
    _told(work)
    left, right = st.columns([1, 1], gap="medium")
    with left, st.container(key="studio-text"):
        writing.editor(work, check)
    with right, st.container(key="studio-pane"):
        _pane(work)


def _told(work: Work) -> None:
    """What has just happened, said once."""
    if said := works.forget(work.slug, "told"):
        st.success(plain(said), icon=":material/check:")
    if said := works.forget(work.slug, "refused"):
        st.warning(plain(said), icon=":material/edit_note:")
    if work.locked:
        st.info(plain(say("studio.locked")), icon=":material/lock:")


@st.fragment
def _pane(work: Work) -> None:
    """What the text becomes; drawn again by itself while somebody tries it out."""
    chosen = st.segmented_control(
        say("studio.panes"),
        PANES,
        default=PANES[0],
        required=True,
        format_func=lambda one: say(f"studio.pane_{one}"),
        label_visibility="collapsed",
        width="stretch",
        key=f"sight/{work.slug}",
    )
    show = {
        "trainee": sight.trainee,
        "projector": sight.projector,
        "verdict": sight.judged,
        "graph": sight.connected,
        "check": checking.show,
        "past": past.show,
    }
    with st.container(key="studio-sight"):
        show[chosen or PANES[0]](work)


if __name__ == "__main__":
    frame.cold_start()
