"""The result of a finished run: how far, why, and what to do with it next."""

import streamlit as st

from pages.ui import frame, verdict
from pages.ui.frame import desk
from pages.ui.paint import draw, number, plain, say
from sandbox.desk.views import ResultView


def render() -> None:
    """The result of the run in the address."""
    visit = frame.visit()
    run = st.query_params.get("run")
    result = desk().result(visit.id, run, visit.lang) if run else None
    if not frame.settled(result, "result") or result is None:
        return
    draw("level.html", result=result)
    with st.container(key="retry", horizontal=True, vertical_alignment="center"):
        if result.can_retry and st.button(
            say("result.retry"), key="result.retry", type="primary", icon=":material/refresh:"
        ):
            frame.begin(visit, result.scenario, result.role)
        frame.link("profile", say("title.profile"), icon=":material/monitoring:")
        frame.link("own", say("own.object"), icon=":material/gavel:", run=result.run)
        frame.link("home", say("frame.home"), icon=":material/arrow_back:")
    _measures(result)
    if result.consequences:
        draw("heading.html", icon="groups", text=say("result.happened"))
        with st.container(key="consequences"):
            verdict.consequences(result.consequences)
    _decisions(result)
    draw("rights.html", result=result)


def _measures(result: ResultView) -> None:
    draw("heading.html", icon="monitoring", text=say("result.dimensions"))
    draw("measures.html", measures=result.dimensions, kind="dimension")
    left, right = st.columns(2, gap="large")
    with left:
        draw("heading.html", icon="psychology", text=say("result.thinking"))
        draw("measures.html", measures=result.thinking, kind="thinking")
    with right:
        draw("heading.html", icon="construction", text=say("result.shortcomings"))
        draw("measures.html", measures=result.shortcomings, kind="shortcoming")


def _decisions(result: ResultView) -> None:
    draw("heading.html", icon="list_alt", text=say("result.decisions"))
    draw("extremes.html", strongest=result.strongest, weakest=result.weakest)
    with st.container(key="decisions", gap=None):
        for one in result.decisions:
            label = say(
                "result.line",
                n=one.number,
                title=plain(one.title),
                points=number(one.points),
                out_of=one.out_of,
                percent=one.percent,
            )
            frame.link(
                "drill",
                label,
                icon=":material/chevron_right:",
                wide=True,
                run=result.run,
                verdict=one.decision,
            )


if __name__ == "__main__":
    frame.cold_start()
