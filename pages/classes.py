"""Classes: every room of this installation, and opening one for a scenario."""

import re

import streamlit as st

from pages.ui import frame
from pages.ui.frame import desk
from pages.ui.paint import draw, plain, say
from sandbox.desk.views.live import OfferView, RoomLineView
from sandbox.errors import MisuseError, NotFoundError

SHOWN = 20


def render() -> None:
    """Open a class, or go on with one."""
    teacher = frame.instructor()
    if teacher is None:
        return
    lang = frame.visit().lang
    draw("classes.html", name=teacher.name)
    rooms = desk().classroom.rooms(teacher.name, lang)
    running = [one for one in rooms if one.phase != "ended"]
    for one in running[:SHOWN]:
        _room(one)
    _open(teacher.name, desk().classroom.offers(lang))
    ended = [one for one in rooms if one.phase == "ended"]
    if ended:
        draw("heading.html", icon="history", text=say("classes.ended"))
        for one in ended[:SHOWN]:
            _room(one)


def _room(one: RoomLineView) -> None:
    with st.container(
        key=f"going-{one.room}", border=True, horizontal=True, vertical_alignment="center"
    ):
        draw("room.html", one=one, moment=one.opened_at.strftime("%Y-%m-%d %H:%M"))
        frame.link("console", say("classes.console"), icon=":material/tune:", room=one.room)
        if one.phase != "ended":
            frame.link(
                "projector",
                say("classes.projector"),
                icon=":material/present_to_all:",
                room=one.room,
            )


def _open(teacher: str, offers: tuple[OfferView, ...]) -> None:
    draw("heading.html", icon="add_circle", text=say("classes.new"))
    if not offers:
        draw("empty.html", title=say("classes.no_offer"), text=say("classes.no_offer_help"))
        return
    by_id = {one.scenario: one for one in offers}
    with st.container(key="opening", border=True):
        chosen = st.selectbox(
            say("classes.scenario"),
            list(by_id),
            format_func=lambda one: by_id[one].title,
            key="classes.scenario",
        )
        offer = by_id[chosen]
        draw("offer.html", offer=offer, left=[one.title for one in offer.decisions if not one.fits])
        fitting = {one.id: one for one in offer.decisions if one.fits}
        decisions = st.multiselect(
            say("classes.decisions"),
            list(fitting),
            default=list(fitting),
            format_func=lambda one: plain(fitting[one].title),
            help=say("classes.decisions_help"),
            placeholder=say("classes.choose"),
            key=f"classes.decisions.{chosen}",
        )
        teams = _teams(offer)
        if st.button(
            say("classes.open"),
            type="primary",
            icon=":material/co_present:",
            disabled=not decisions,
        ):
            _opened(teacher, offer.scenario, tuple(decisions), teams)


def _teams(offer: OfferView) -> tuple[str, ...]:
    if offer.teams:
        names = {one.id: one.label for one in offer.teams}
        if st.checkbox(say("classes.by_team"), key=f"classes.by_team.{offer.scenario}"):
            chosen = st.multiselect(
                say("classes.teams"),
                list(names),
                default=list(names),
                format_func=names.__getitem__,
                placeholder=say("classes.choose"),
                key=f"classes.teams.{offer.scenario}",
            )
            return tuple(chosen)
        return ()
    written = st.text_input(
        say("classes.team_names"), help=say("classes.team_names_help"), key="classes.team_names"
    )
    return tuple(name for name in re.split(r"[,，、;；\s]+", written) if name)


def _opened(
    teacher: str, scenario: str, decisions: tuple[str, ...], teams: tuple[str, ...]
) -> None:
    try:
        with st.spinner(say("home.building"), show_time=True):
            room = desk().classroom.open_room(teacher, scenario, decisions, teams=teams)
    except (MisuseError, NotFoundError):
        # The shelf has changed since this page was drawn.
        st.warning(say("classes.not_opened"), icon=":material/info:")
        return
    frame.go("console", room=room)


if __name__ == "__main__":
    frame.cold_start()
