"""The app as it is served, and one route more: the instructor's hand, for the load driver.

`POST /drive` opens rooms, presses buttons, and counts what is stored in the ledger itself.
"""

from pathlib import Path

import streamlit as st
from anyio import to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from pages.ui import frame
from pages.web import routes
from sandbox.desk.office import desk
from sandbox.desk.views import RejectionView

WHO = "load driver"
ENTRY = Path(__file__).resolve().parents[2] / "streamlit_app.py"


def _opened(asked: dict) -> dict:
    room = desk().classroom.open_room(WHO, asked["scenario"], tuple(asked["decisions"]) or None)
    return {"room": room}


def _acted(asked: dict) -> dict:
    classroom = desk().classroom
    version = classroom.version(asked["room"])
    view = classroom.act(WHO, asked["room"], asked["action"], version)
    if isinstance(view, RejectionView):
        return {"refused": view.text}
    return {"version": view.version, "phase": view.phase, "answered": view.answered}


def _stored(asked: dict) -> dict:
    """From the ledger, not from memory: (seat, decision, round) of every answer."""
    ledger = desk()._office.ledger
    return {"votes": [[v.seat, v.decision, v.round] for v in ledger.votes(asked["room"])]}


_OPS = {"open": _opened, "act": _acted, "stored": _stored}


async def _drive(request: Request) -> Response:
    asked = await request.json()
    return JSONResponse(await to_thread.run_sync(_OPS[asked["op"]], asked))


app = st.App(
    ENTRY,
    routes=[*routes.table(), Route("/drive", _drive, methods=["POST"])],
    middleware=routes.guards(),
    lifespan=routes.lifespan,
    on_script_error=frame.apologise,
)
