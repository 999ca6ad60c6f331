"""Server-sent events: each phone hears at once when its room moves on."""

import asyncio
from collections.abc import AsyncIterator
from typing import Final

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from pages.phone.hub import GONE, Hub, Line
from pages.phone.seat import language_of, token_of
from pages.phone.showing import shows
from pages.ui.frame import desk
from sandbox.desk.views.live import SeatView

BEAT_SECONDS: Final = 10.0
"""A phone that hears nothing for two beats and a half knows that its connection is dead."""
_BEAT: Final = b"event: beat\ndata:\n\n"
_HEADERS: Final = {
    "cache-control": "no-store",
    # A proxy that collects before it passes on would hold everything back.
    "x-accel-buffering": "no",
}


class Events:
    """The stream of one phone after the other."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub

    async def events(self, request: Request) -> Response:
        """Screens as they change, and a beat in between."""
        token = token_of(request)
        seat = await to_thread.run_sync(desk().classroom.seat, token) if token else None
        if seat is None or self._hub.closed:
            return JSONResponse({"gone": seat is None}, status_code=401 if seat is None else 503)
        body = self._stream(request, seat)
        return StreamingResponse(body, media_type="text/event-stream", headers=_HEADERS)

    async def _stream(self, request: Request, seat: SeatView) -> AsyncIterator[bytes]:
        token = token_of(request) or ""
        line = Line(
            token=token, lang=language_of(request), packed=request.query_params.get("z") == "1"
        )
        self._hub.enter(seat.room, line)
        try:
            # Spoken at once: a proxy that swallows events is noticed, and phones ask instead.
            yield f"retry: {_patience(seat.seat)}\n".encode() + _BEAT
            now = await to_thread.run_sync(self._hub.screen, line.token, line.lang)
            if now is None or not shows(request, now):
                line.put(now)
            while not line.closing:
                try:
                    async with asyncio.timeout(BEAT_SECONDS):
                        await line.wake.wait()
                except TimeoutError:
                    # Also how the room knows that this phone is still here.
                    await to_thread.run_sync(desk().classroom.heard, token)
                    yield _BEAT
                    continue
                if (news := line.take()) is not None:
                    yield news
                    if news is GONE:
                        return
        finally:
            self._hub.leave(seat.room, line)


def _patience(seat: str) -> int:
    """Milliseconds after which this phone connects again: not all of them at once."""
    return 500 + sum(seat.encode()) * 37 % 1500
