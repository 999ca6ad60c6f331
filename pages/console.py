"""The instructor's console: phone in the hand, or laptop on the lectern."""

import streamlit as st

from pages.ui import frame
from pages.ui.following import follow
from pages.ui.paint import say


def render() -> None:
    """The console of the room in the address."""
    if follow("console", st.query_params.get("room", "")):
        frame.link("classes", say("classes.all"), icon=":material/arrow_back:")


if __name__ == "__main__":
    frame.cold_start()
