"""The personal report: one page that could be pinned to a file."""

import streamlit as st

from pages.ui import frame
from pages.ui.frame import desk
from pages.ui.paint import draw, plain, say


def render() -> None:
    """The report of whoever is here, and the way to its PDF."""
    visit = frame.visit()
    view = desk().portrait(visit.id, visit.lang)
    if not frame.settled(view, "report") or view is None:
        return
    with st.container(key="ways", horizontal=True, vertical_alignment="center"):
        draw("file_link.html", href="/report.pdf", label=say("report.pdf"))
        frame.link("profile", say("title.profile"), icon=":material/arrow_back:")
        frame.link("home", say("frame.home"), icon=":material/home:")
    st.caption(plain(say("report.lead")))
    draw("report.html", view=view)


if __name__ == "__main__":
    frame.cold_start()
