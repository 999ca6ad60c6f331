"""A pane: a part of a page that follows a live class by itself, without running the page again.

The projector and the console are panes. The server sends the HTML of what has changed; a lost
connection heals by itself, and a session that Streamlit forgets is not missed.
"""

import os
from typing import Any, Literal

from starlette.requests import Request

from pages.ui import board, steering
from pages.ui.frame import desk
from sandbox.desk.address import public_address
from sandbox.desk.views.live import ConsoleView
from sandbox.text import Lang

Kind = Literal["board", "console"]
_HERE = ("localhost", "127.0.0.1", "[::1]")


def look(
    kind: Kind, teacher: str, room: str, lang: Lang, address: str | None
) -> dict[str, Any] | None:
    """Version and parts of a pane as they are now; None when there is no such room."""
    classroom = desk().classroom
    version = classroom.version(room)
    shown = classroom.board(room, lang, address)
    if shown is None:
        return None
    of = board.count(shown, lang)
    if kind == "board":
        at = min(classroom.screen(room, version), of - 1)
        return {"version": version, "parts": {"screen": board.drawn(shown, room, lang, at)}}
    # Only a console needs the private distribution, which takes longest to count.
    view = classroom.console(teacher, room, lang)
    if not isinstance(view, ConsoleView):
        return None
    at = min(classroom.screen(room, view.version), of - 1)
    return {"version": view.version, "parts": steering.parts(view, lang, at=at, of=of)}


def address_of(host: str, scheme: str) -> str | None:
    """Where phones find this server: as the projector does, unless it runs on the server itself.

    `SANDBOX_ADDRESS` goes before everything else; without a host nothing is known.
    """
    name, _, port = host.rpartition(":") if host[-1:].isdigit() else (host, "", "")
    if not host or os.environ.get("SANDBOX_ADDRESS"):
        return None
    if (name or host) in _HERE:
        return public_address(port=int(port)) if port else None
    return f"{scheme}://{host}"


def address_in(request: Request) -> str | None:
    """The same, of a request."""
    return address_of(request.headers.get("host", ""), request.url.scheme)
