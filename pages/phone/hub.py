"""Who listens in which room, and what they are sent when it moves on."""

import asyncio
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from anyio import to_thread

from pages.phone.screens import Screen, Screens
from pages.ui.frame import desk
from sandbox.text import Lang

_TOGETHER: Final = 64
"""Phones whose screens are looked up in one go, before the first of them is sent its own."""
GONE: Final = b"event: gone\ndata:\n\n"
"""The seat is no longer known."""
ASK: Final = b"event: version\ndata:\n\n"
"""Something is new; whoever hears it asks what."""
_LOG: Final = logging.getLogger("sandbox.phones")


@dataclass(eq=False, slots=True, kw_only=True)
class Line:
    """One phone that listens; only the newest screen waits for it."""

    token: str
    lang: Lang
    packed: bool
    """Whether it can unpack a screen that comes with the event."""
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    closing: bool = False
    _waiting: bytes | None = None
    _newest: tuple[int, bool] = (-1, False)
    """The version, and whether it was the whole screen."""

    def put(self, screen: Screen | Exception | None) -> None:
        """Have this screen sent, unless a newer one is known."""
        if screen is None:
            self._waiting = GONE
        elif isinstance(screen, Exception):
            # The phone asks for it, and shows that it cannot be had as long as it cannot.
            self._waiting = ASK
        elif (drawn := (screen.version, not screen.follows)) > self._newest:
            self._newest = drawn
            self._waiting = screen.event if self.packed else ASK
        self.wake.set()

    def hang_up(self) -> None:
        """Say nothing more."""
        self.closing = True
        self.wake.set()

    def take(self) -> bytes | None:
        """What is to be sent now."""
        self.wake.clear()
        taken, self._waiting = self._waiting, None
        return taken


@dataclass(eq=False, slots=True, kw_only=True)
class _Room:
    """The lines of one room."""

    lines: dict[Line, None] = field(default_factory=dict)
    stop: Callable[[], None]
    stirred: bool = False
    work: asyncio.Task[None] | None = None


class Hub:
    """Hears of a room once and tells its phones; lives on the server's event loop."""

    def __init__(self, screens: Screens) -> None:
        self._screens = screens
        self._rooms: dict[str, _Room] = {}
        self._loop: asyncio.AbstractEventLoop | None = None
        self.closed = False

    def screen(self, token: str, lang: Lang, *, own: bool = True) -> Screen | None:
        """What a phone shows now; None when its seat is unknown.

        Without `own`, a reveal leaves out what this person's answer is worth.
        """
        view = desk().classroom.phone(token, lang, own=own)
        return None if view is None else self._screens.of(view, lang)

    def enter(self, code: str, line: Line) -> None:
        """Tell this line from now on."""
        room = self._rooms.get(code)
        if room is None:
            self._loop = loop = asyncio.get_running_loop()

            def moved_on() -> None:
                if not loop.is_closed():
                    loop.call_soon_threadsafe(self._stir, code)

            room = self._rooms[code] = _Room(stop=desk().classroom.subscribe(code, moved_on))
        room.lines[line] = None
        if self.closed:
            line.hang_up()

    def leave(self, code: str, line: Line) -> None:
        """Tell it no more; a room that nobody listens in is let go."""
        room = self._rooms.get(code)
        if room is None:
            return
        room.lines.pop(line, None)
        if not room.lines:
            room.stop()
            del self._rooms[code]

    def close(self) -> None:
        """Hang up everywhere: the server stops, and waits for nobody who only listens.

        May be called from a signal handler.
        """
        self.closed = True
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._hang_up)

    def _hang_up(self) -> None:
        for room in self._rooms.values():
            for line in room.lines:
                line.hang_up()

    def _stir(self, code: str) -> None:
        room = self._rooms.get(code)
        if room is None:
            return
        room.stirred = True
        if room.work is None or room.work.done():
            room.work = asyncio.create_task(self._tell(room))

    async def _tell(self, room: _Room) -> None:
        """Send everybody their screen, again as long as the room has moved on meanwhile.

        Everybody hears of a reveal before the first learns what their own answer is worth.
        """
        while room.stirred:
            room.stirred = False
            waiting = await self._send(tuple(room.lines), own=False)
            for some in _batches(waiting):
                if not room.stirred:
                    await self._send(some, own=True)

    async def _send(self, lines: tuple[Line, ...], *, own: bool) -> tuple[Line, ...]:
        """Send these lines their screens; those whose own screen is to follow."""
        waiting = []
        for some in _batches(lines):
            screens = await to_thread.run_sync(self._screens_of, some, own)
            for line, screen in zip(some, screens, strict=True):
                line.put(screen)
                if isinstance(screen, Screen) and screen.follows:
                    waiting.append(line)
        return tuple(waiting)

    def _screens_of(self, lines: tuple[Line, ...], own: bool) -> list[Screen | Exception | None]:
        return [self._try(line, own=own) for line in lines]

    def _try(self, line: Line, *, own: bool) -> Screen | Exception | None:
        try:
            return self.screen(line.token, line.lang, own=own)
        except Exception as error:  # noqa: BLE001 - the others get their screens all the same
            _LOG.error("A phone's screen cannot be drawn.", exc_info=error)
            return error


def _batches(lines: tuple[Line, ...]) -> Iterator[tuple[Line, ...]]:
    left = iter(lines)
    while some := tuple(islice(left, _TOGETHER)):
        yield some
