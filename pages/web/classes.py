"""The plain routes of a live class for instructors: panes that follow it, and presses."""

import asyncio
import json
from collections.abc import AsyncIterator
from time import monotonic
from typing import Any, Final, cast, get_args

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import (
    JSONResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)

from pages.ui import board, pane, steering
from pages.ui.browsers import same_origin
from pages.ui.frame import desk
from pages.ui.stopping import STOPPING
from pages.ui.words import phrase
from pages.web.teach import instructor_of
from sandbox.desk.views import InstructorView, RejectionView
from sandbox.desk.views.live import Action, ConsoleView
from sandbox.text import Lang

LOOK: Final = 0.2
"""Seconds between two looks at the room's counters, which are in memory."""
STIR: Final = 2.0
"""Seconds after which a console looks anew at who is here, although nobody did anything."""
BEAT: Final = 15.0
"""Seconds after which a silent stream says that it is alive."""
_MEDIA: Final = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "jsonl": "application/x-ndjson; charset=utf-8",
    "pdf": "application/pdf",
}
_HEADERS: Final = {"cache-control": "no-store", "x-accel-buffering": "no"}


async def stream(request: Request) -> Response:
    """Everything a pane shows, whenever it changes."""
    teacher = await instructor_of(request)
    if teacher is None:
        return _refused()
    if await _look(request, teacher) is None:
        return JSONResponse({}, status_code=404)
    return StreamingResponse(
        _changes(request, teacher), media_type="text/event-stream", headers=_HEADERS
    )


async def once(request: Request) -> Response:
    """The same once, for browsers and networks that keep no stream."""
    teacher = await instructor_of(request)
    if teacher is None:
        return _refused()
    found = await _look(request, teacher)
    return JSONResponse(found or {}, status_code=404 if found is None else 200, headers=_HEADERS)


async def act(request: Request) -> Response:
    """Press a button of the console."""
    teacher, asked = await _pressed(request)
    if teacher is None:
        return _refused()
    action = asked.get("action")
    if action not in get_args(Action):
        return JSONResponse({}, status_code=400)
    return await _press(request, teacher, cast(Action, action), asked)


async def file(request: Request) -> Response:
    """A file about a class; a wrong address and a name of no file look the same."""
    teacher = await instructor_of(request)
    if teacher is None:
        return RedirectResponse("/teach?next=/classes", status_code=303)
    room, name = request.path_params["room"], request.path_params["name"]
    lang = _lang(request.query_params.get("lang"))
    content = await to_thread.run_sync(desk().classroom.file, teacher.name, room, name, lang)
    if content is None:
        return PlainTextResponse(phrase(lang, "evidence.no_file"), status_code=404)
    headers = {
        "content-disposition": f'attachment; filename="class-{room}-{name}"',
        "cache-control": "private, no-store",
    }
    return Response(content, media_type=_MEDIA[name.rsplit(".", 1)[-1]], headers=headers)


async def turn(request: Request) -> Response:
    """Next or back: first through the screens of a board, then on to the usual next step.

    Going back never goes back in the class itself, and `only` keeps to the screens.
    """
    teacher, asked = await _pressed(request)
    if teacher is None:
        return _refused()
    room, lang = request.path_params["room"], _lang(asked.get("lang"))
    classroom = desk().classroom
    view = await to_thread.run_sync(classroom.console, teacher.name, room, lang)
    shown = await to_thread.run_sync(classroom.board, room, lang)
    if not isinstance(view, ConsoleView) or shown is None:
        return JSONResponse({}, status_code=404)
    step = -1 if asked.get("step") == -1 else 1
    if asked["version"] == view.version:
        of = board.count(shown, lang)
        if await to_thread.run_sync(classroom.turn, room, view.version, step, of):
            return JSONResponse({})
        following = steering.usual(view)
        if step < 0 or following is None or asked.get("only"):
            return JSONResponse({})
        return await _press(request, teacher, following, asked)
    # Somebody pressed elsewhere; the pane fetches what is new.
    return JSONResponse({}, status_code=409)


async def _press(
    request: Request, teacher: InstructorView, action: Action, asked: dict[str, Any]
) -> Response:
    room, lang = request.path_params["room"], _lang(asked.get("lang"))
    view = await to_thread.run_sync(
        desk().classroom.act, teacher.name, room, action, asked["version"], lang
    )
    if isinstance(view, RejectionView):
        return JSONResponse({"note": view.text}, status_code=409)
    return JSONResponse({})


async def _pressed(request: Request) -> tuple[InstructorView | None, dict[str, Any]]:
    """Who pressed, and what; nobody when it came from another site or cannot be read."""
    teacher = await instructor_of(request) if same_origin(request) else None
    try:
        asked = json.loads(await request.body())
    except ValueError:
        asked = None
    if not isinstance(asked, dict) or not isinstance(asked.get("version"), int):
        return None, {}
    return teacher, asked


async def _look(request: Request, teacher: InstructorView) -> dict[str, Any] | None:
    kind: pane.Kind = "board" if request.query_params.get("pane") == "board" else "console"
    room, lang = request.path_params["room"], _lang(request.query_params.get("lang"))
    address = pane.address_in(request)
    return await to_thread.run_sync(pane.look, kind, teacher.name, room, lang, address)


async def _changes(request: Request, teacher: InstructorView) -> AsyncIterator[str]:
    room = request.path_params["room"]
    classroom = desk().classroom
    console = request.query_params.get("pane") != "board"
    wake, loop = asyncio.Event(), asyncio.get_running_loop()

    def woken() -> None:
        loop.call_soon_threadsafe(wake.set)

    stop = classroom.subscribe(room, woken)
    seen: object = None
    sent, last = "", monotonic()
    try:
        while not STOPPING.asked and not await request.is_disconnected():
            wake.clear()
            now = monotonic()
            version = classroom.version(room)
            key = (classroom.beat(room), classroom.screen(room, version), console and now // STIR)
            if key != seen:
                seen, found = key, await _look(request, teacher)
                text = json.dumps(found, ensure_ascii=False)
                if text != sent:
                    sent, last = text, now
                    yield f"data: {text}\n\n"
            elif now - last > BEAT:
                last = now
                yield ": here\n\n"
            try:
                await asyncio.wait_for(wake.wait(), LOOK)
            except TimeoutError:
                continue
    finally:
        stop()


def _refused() -> Response:
    return JSONResponse({}, status_code=403)


def _lang(asked: object) -> Lang:
    return "en" if asked == "en" else "zh"
