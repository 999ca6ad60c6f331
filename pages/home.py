"""Home: go on where you were, the next drill with its reason, and the whole shelf."""

from typing import Literal

import streamlit as st

from pages.ui import frame
from pages.ui.frame import Visit, desk
from pages.ui.paint import draw, say
from pages.ui.starting import starter
from sandbox.desk.views import CardView, ContinueView, DueView, FinishedView, StandingView

ACROSS = 3
"""Cards side by side on a wide screen."""


def render() -> None:
    """The home page."""
    visit = frame.visit()
    home = desk().home(visit.id, visit.lang)
    draw(
        "welcome.html", nickname=visit.visitor.nickname, first=not (home.going_on or home.finished)
    )
    if home.standing is not None:
        _standing(home.standing)
    for run in home.going_on[:3]:
        _going_on(run)
    for one in home.due[:1]:
        _due(visit, one)
    advised = [card for card in home.cards if card.recommended]
    for card in advised[:1]:
        _advised(visit, card)
    if home.cards:
        _shelf(visit, home.cards)
    else:
        draw("empty.html", title=say("home.none"), text=say("home.none_help"))
    if home.finished:
        _finished(home.finished)
    frame.link("dictionary", say("dictionary.link"), icon=":material/menu_book:")
    frame.link("own", say("home.own"), icon=":material/shield_person:")


def _standing(standing: StandingView) -> None:
    with st.container(key="standing", border=True, horizontal=True, vertical_alignment="center"):
        draw("standing.html", standing=standing)
        frame.link("profile", say("home.to_profile"), icon=":material/monitoring:")


def _due(visit: Visit, due: DueView) -> None:
    with st.container(key="due", border=True, horizontal=True, vertical_alignment="center"):
        draw("due.html", due=due)
        if st.button(
            say("home.due_start"), key=f"due/{due.scenario}", icon=":material/event_repeat:"
        ):
            frame.begin(visit, due.scenario, due.role)


def _going_on(run: ContinueView) -> None:
    with st.container(
        key=f"going-{run.run}", border=True, horizontal=True, vertical_alignment="center"
    ):
        draw("going_on.html", run=run)
        if st.button(
            say("home.continue"),
            key=f"continue/{run.run}",
            type="primary",
            icon=":material/play_arrow:",
        ):
            frame.go("drill", run=run.run)


def _advised(visit: Visit, card: CardView) -> None:
    with st.container(key="advised", border=True, horizontal=True, vertical_alignment="center"):
        draw("advised.html", card=card)
        _start(visit, card, "advised")


def _start(visit: Visit, card: CardView, where: str) -> None:
    again = card.best_percent is not None
    label = say("home.again" if again else "home.start")
    icon = ":material/refresh:" if again else ":material/play_arrow:"
    kind: Literal["primary", "secondary"] = "primary" if where == "advised" else "secondary"
    key = f"start/{where}/{card.id}"
    starter(visit, card.id, card.ask_roles, label=label, key=key, icon=icon, kind=kind)


@st.fragment
def _shelf(visit: Visit, cards: tuple[CardView, ...]) -> None:
    draw("heading.html", icon="grid_view", text=say("home.shelf"))
    with st.container(key="filters", horizontal=True):
        family = _filter("family", tuple(dict.fromkeys(card.family for card in cards)))
        tier = _filter("tier", ("province", "bureau", "county", "township"))
        role = _filter("role", ("decision-maker", "business-lead", "data-steward"))
    shown = [
        card
        for card in cards
        if family in (None, card.family)
        and (tier is None or tier in card.tiers)
        and (role is None or role in card.roles)
    ]
    if not shown:
        draw("empty.html", title=say("home.no_match"), text=say("home.no_match_help"))
    for at in range(0, len(shown), ACROSS):
        for column, card in zip(st.columns(ACROSS), shown[at : at + ACROSS], strict=False):
            with column, st.container(key=f"card-{card.id}", border=True, height="stretch"):
                draw("card.html", card=card)
                _start(visit, card, "shelf")


def _filter(kind: str, options: tuple[str, ...]) -> str | None:
    names = {one: say(f"{kind}.{one}") for one in options}
    return st.selectbox(
        say(f"filter.{kind}"),
        options,
        index=None,
        format_func=names.__getitem__,
        placeholder=say("filter.all"),
        key=f"filter.{kind}",
    )


def _finished(runs: tuple[FinishedView, ...]) -> None:
    draw("heading.html", icon="history", text=say("home.finished"))
    with st.container(key="finished", gap="xsmall"):
        for run in runs[:8]:
            label = say(
                "home.finished_line",
                title=run.title,
                percent=run.percent,
                level=say(f"level.{run.level}"),
                day=run.finished_at.date().isoformat(),
            )
            frame.link("result", label, icon=":material/description:", wide=True, run=run.run)


if __name__ == "__main__":
    frame.cold_start()
