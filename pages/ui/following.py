"""Drawing a pane on a Streamlit page: its first look, and the script that keeps it up to date."""

import streamlit as st

from pages.ui import frame, pane
from pages.ui.paint import draw, say


def follow(kind: pane.Kind, room: str) -> bool:
    """Draw the pane of a room; a kind word and the way to the rooms when there is none."""
    teacher, lang = frame.instructor(), frame.visit().lang
    url = st.context.url or ""
    scheme, _, rest = url.partition("://")
    address = pane.address_of(rest.split("/", 1)[0], scheme)
    found = pane.look(kind, teacher.name, room, lang, address) if teacher and room else None
    if found is None:
        draw("empty.html", title=say("classes.no_room"), text=say("classes.no_room_help"))
        frame.link("classes", say("classes.all"), icon=":material/arrow_back:")
        return False
    draw("pane.html", pane=kind, room=room, **found)
    draw("pane_script.html", script=True, pane=kind, room=room)
    return True
