"""The frame of every page: who is here, which language, the bar on top, and the way in."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import streamlit as st

from pages.ui import paint, state
from pages.ui.paint import draw, say
from sandbox.desk import office
from sandbox.desk.office import Desk, Mode
from sandbox.desk.views import InstructorView, VisitorView
from sandbox.errors import SpeakingError
from sandbox.text import LANGS, Lang

COOKIE: Final = "sandbox_visitor"
"""The signed sign-in cookie; set by the sign-in route, HttpOnly."""
TEACHING: Final = "sandbox_instructor"
"""The signed cookie of instructors; set by their sign-in route, HttpOnly."""
ENTRY: Final = "streamlit_app.py"
ICON: Final = Path(__file__).with_name("icon.svg")
_LOG: Final = logging.getLogger("sandbox.pages")


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One line of the route table; the first route is the home page."""

    name: str
    render: Callable[[], None]
    teaching: bool = False
    """For instructors only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """Who is looking, and in which language."""

    visitor: VisitorView
    lang: Lang

    @property
    def id(self) -> str:
        """The visitor's id, as the desk wants it."""
        return self.visitor.id


def desk() -> Desk:
    """The desk of this process: the one seam between pages and everything below."""
    return office.desk()


def token() -> str | None:
    """The sign-in token that came with the browser's connection."""
    found: str | None = st.context.cookies.get(COOKIE)
    return found


def instructor() -> InstructorView | None:
    """Who teaches in this session; None for everybody else."""
    return desk().instructor(st.context.cookies.get(TEACHING))


def visit() -> Visit:
    """The visit that the frame has checked in this run."""
    found: Visit = st.session_state["frame.visit"]
    return found


def go(name: str, **query: str) -> None:
    """Turn to another page."""
    st.switch_page(st.session_state["frame.pages"][name], query_params=query or None)


def link(
    name: str, label: str, icon: str | None = None, *, wide: bool = False, **query: str
) -> None:
    """A link to another page, followed without loading everything again."""
    page = st.session_state["frame.pages"][name]
    st.page_link(
        page,
        label=label,
        icon=icon,
        width="stretch" if wide else "content",
        query_params=query or None,
    )


def begin(visit: Visit, scenario: str, role: str | None = None, mode: Mode = "practice") -> None:
    """Start a run in a world of its own, and turn to it; pressing twice starts one run."""
    with st.spinner(say("home.building"), show_time=True):
        run = state.begun(scenario)
        step = desk().step(visit.id, run, visit.lang) if run else None
        if run is None or step is None or step.answered or step.mode != mode:
            run = desk().start(visit.id, scenario, mode, role)
            state.remember_begun(scenario, run)
            # Asked for here, so that a world is built while something says so.
            desk().step(visit.id, run, visit.lang)
    go("drill", run=run)


def main(routes: tuple[Route, ...]) -> None:
    """One full run: check the visitor, draw the bar, run the page that was asked for."""
    visitor = desk().visitor(token())
    state.set_lang(_language(visitor))
    st.set_page_config(layout="wide", page_icon=str(ICON))
    pages = {
        route.name: st.Page(
            route.render,
            title=say("frame.tab", page=say(f"title.{route.name}")),
            url_path=route.name,
            default=route is routes[0],
        )
        for route in routes
    }
    asked = st.navigation(list(pages.values()), position="hidden")
    st.session_state["frame.pages"] = pages
    paint.style()
    draw("language.html", script=True)
    if visitor is None:
        draw("stranger.html")
        return
    st.session_state["frame.visit"] = Visit(visitor=visitor, lang=state.lang())
    _bar(visitor)
    route = next((one for one in routes if pages[one.name] is asked), routes[0])
    if route.teaching and instructor() is None:
        draw("no_instructor.html", onward=f"/{route.name}")
    else:
        asked.run()
    draw("foot.html")


def cold_start() -> None:
    """A page file was run on its own: nothing of it may show before the frame has checked."""
    st.switch_page(ENTRY)


def apologise(error: Exception) -> bool:
    """Say what happened without showing the inside; the log keeps the rest."""
    _LOG.error("A page stopped.", exc_info=error)
    if isinstance(error, SpeakingError):
        st.warning(error.text.pick(state.lang()))
    else:
        st.warning(say("frame.trouble"), icon=":material/info:")
    return True


def handheld() -> bool:
    """Whether the browser says that it is a phone: long evidence is then folded."""
    return "Mobi" in (st.context.headers.get("User-Agent") or "")


def _language(visitor: VisitorView | None) -> Lang:
    """The visitor's choice, else the browser's language."""
    if visitor is not None and visitor.lang in LANGS:
        return visitor.lang
    locale = st.context.locale or ""
    return "zh" if not locale or locale.lower().startswith("zh") else "en"


def _bar(visitor: VisitorView) -> None:
    other: Lang = "en" if state.lang() == "zh" else "zh"
    with st.container(key="bar", horizontal=True, vertical_alignment="center"):
        link("home", say("frame.product"), icon=":material/account_balance:")
        draw("mark.html")
        st.button(
            say("frame.other_language"),
            key="frame.language",
            type="tertiary",
            icon=":material/translate:",
            on_click=_switch,
            args=(visitor.id, other),
        )
        draw("who.html", nickname=visitor.nickname)


def _switch(visitor_id: str, chosen: Lang) -> None:
    desk().set_lang(visitor_id, chosen)
    state.keep_answers()
    state.set_lang(chosen)


def settled(view: Any, missing: str) -> bool:
    """Whether a view came back; if not, say so kindly and offer the way home."""
    if view is not None:
        return True
    draw("empty.html", title=say(f"{missing}.none"), text=say(f"{missing}.none_help"))
    link("home", say("frame.home"), icon=":material/arrow_back:")
    return False
