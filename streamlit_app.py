"""The entry: the route table for Streamlit, and `app` for the server that runs it."""

import streamlit as st

from pages import (
    classes,
    console,
    dictionary,
    drill,
    home,
    own,
    profile,
    projector,
    report,
    result,
    studio,
)
from pages.ui import frame
from pages.web import routes

ROUTES = (
    frame.Route(name="home", render=home.render),
    frame.Route(name="drill", render=drill.render),
    frame.Route(name="result", render=result.render),
    frame.Route(name="profile", render=profile.render),
    frame.Route(name="report", render=report.render),
    frame.Route(name="own", render=own.render),
    frame.Route(name="dictionary", render=dictionary.render),
    frame.Route(name="studio", render=studio.render, teaching=True),
    frame.Route(name="classes", render=classes.render, teaching=True),
    frame.Route(name="console", render=console.render, teaching=True),
    frame.Route(name="projector", render=projector.render, teaching=True),
)

# The server imports this file once and serves `app`; Streamlit then runs it as `__main__` for
# every visitor.
if __name__ == "__main__":
    frame.main(ROUTES)
else:
    app = st.App(
        __file__,
        routes=routes.table(),
        middleware=routes.guards(),
        lifespan=routes.lifespan,
        on_script_error=frame.apologise,
    )
