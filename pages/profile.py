"""My profile: one person over all finished runs, every figure with its decisions."""

import streamlit as st

from pages.ui import frame
from pages.ui.frame import Visit, desk
from pages.ui.paint import draw, plain, say, written
from pages.ui.radar import radar
from pages.ui.starting import starter
from sandbox.desk.views import NextView, PortraitView, StartView


def render() -> None:
    """The profile of whoever is here."""
    visit = frame.visit()
    view = desk().portrait(visit.id, visit.lang)
    if not frame.settled(view, "profile") or view is None:
        return
    draw("portrait_head.html", view=view)
    with st.container(key="ways", horizontal=True, vertical_alignment="center"):
        frame.link("report", say("profile.to_report"), icon=":material/description:")
        frame.link("own", say("title.own"), icon=":material/shield_person:")
        frame.link("home", say("frame.home"), icon=":material/arrow_back:")
    if view.next is not None:
        _next(visit, view.next)
    if view.changed is not None:
        _changed(visit, view.changed)
    _picture(view)
    draw("heading.html", icon="trending_up", text=say("profile.loop"))
    draw("gains.html", view=view)
    _runs(view)
    draw("portrait_rights.html")


@st.fragment
def _picture(view: PortraitView) -> None:
    """Dots, or the radar for a slide."""
    names = {"dots": say("profile.dots"), "radar": say("profile.radar")}
    chosen = st.segmented_control(
        say("profile.view"),
        tuple(names),
        default="dots",
        format_func=names.__getitem__,
        key="profile.view",
        label_visibility="collapsed",
    )
    if chosen == "radar":
        _radar(view)
        return
    draw("heading.html", icon="monitoring", text=say("profile.dimensions"))
    st.caption(plain(say("profile.reading")))
    draw("dots.html", dots=view.dimensions, kind="dimension", plain_rows=False)
    left, right = st.columns(2, gap="large")
    with left:
        draw("heading.html", icon="psychology", text=say("profile.thinking"))
        draw("dots.html", dots=view.thinking, kind="thinking", plain_rows=False)
    with right:
        draw("heading.html", icon="construction", text=say("profile.shortcomings"))
        st.markdown(plain(view.diagnosis))
        draw("dots.html", dots=view.shortcomings, kind="shortcoming", plain_rows=False)


def _radar(view: PortraitView) -> None:
    """A picture of its own, in its own colours: it is made to be put on a slide."""
    drawing = written("radar.svg", radar=radar(view))
    with st.container(key="radar"):
        st.image(drawing, width="stretch", caption=say("profile.radar_note"))
        st.download_button(
            say("profile.radar_file"),
            drawing,
            file_name="radar.svg",
            mime="image/svg+xml",
            on_click="ignore",
            icon=":material/download:",
        )


def _next(visit: Visit, found: NextView) -> None:
    draw("heading.html", icon="route", text=say("profile.next"))
    with st.container(key="advised", border=True, horizontal=True, vertical_alignment="center"):
        draw("next.html", next=found)
        starter(
            visit,
            found.scenario,
            found.ask_roles,
            label=say("profile.next_start"),
            key="profile.next",
            icon=":material/play_arrow:",
        )
    if found.because is not None:
        frame.link(
            "drill",
            say("profile.next_because"),
            icon=":material/history:",
            run=found.because.run,
            verdict=found.because.decision,
        )


def _changed(visit: Visit, found: StartView) -> None:
    with st.container(key="changed", border=True, horizontal=True, vertical_alignment="center"):
        st.markdown(plain(say("profile.changed")))
        if st.button(
            say("profile.changed_start"), key="profile.changed", icon=":material/cyclone:"
        ):
            frame.begin(visit, found.scenario, found.role, "perturbed")


def _runs(view: PortraitView) -> None:
    draw("heading.html", icon="history", text=say("profile.runs"))
    st.caption(plain(say("profile.runs_help")))
    with st.container(key="finished", gap="xsmall"):
        for run in view.runs:
            label = say(
                "profile.run_line",
                title=plain(run.title),
                percent=run.percent,
                day=run.finished_on.isoformat(),
                seed=run.seed,
                counts=f"{run.counts:g}",
            )
            frame.link("result", label, icon=":material/description:", wide=True, run=run.run)


if __name__ == "__main__":
    frame.cold_start()
