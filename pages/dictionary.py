"""The data dictionary: choose a department, see what it holds and what goes wrong in it."""

import streamlit as st

from pages.ui import frame
from pages.ui.frame import desk
from pages.ui.paint import draw, plain, say


def render() -> None:
    """The dictionary of the department in the address, else of the first."""
    visit = frame.visit()
    with st.spinner(say("dictionary.building"), show_time=True):
        view = desk().dictionary(visit.lang)
    draw("heading.html", icon="menu_book", text=say("title.dictionary"))
    draw("dictionary_lead.html", view=view)
    names = {one.id: plain(one.name) for one in view.departments}
    asked = st.query_params.get("department")
    chosen = st.selectbox(
        say("dictionary.department"),
        tuple(names),
        index=tuple(names).index(asked) if asked in names else 0,
        format_func=names.__getitem__,
        key="dictionary.department",
    )
    for department in view.departments:
        if department.id == chosen:
            draw("dictionary.html", department=department)
    frame.link("home", say("frame.home"), icon=":material/arrow_back:")


if __name__ == "__main__":
    frame.cold_start()
