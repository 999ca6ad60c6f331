"""The projector: one thing per screen, no name, no cursor; it follows the class by itself."""

import streamlit as st

from pages.ui import frame
from pages.ui.following import follow


def render() -> None:
    """The board of the room in the address."""
    follow("board", st.query_params.get("room", ""))


if __name__ == "__main__":
    frame.cold_start()
