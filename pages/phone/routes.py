"""The phone's routes, wired together."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from starlette.routing import Route

from pages.phone.drawing import kept
from pages.phone.hub import Hub
from pages.phone.join import Door
from pages.phone.listening import Events
from pages.phone.screens import Screens
from pages.phone.showing import Window
from pages.phone.voting import Booth

_STOPS: Final = (signal.SIGINT, signal.SIGTERM)


@dataclass(frozen=True, slots=True)
class Phones:
    """Everything that phones talk to in one process."""

    routes: list[Route]
    hub: Hub

    @contextmanager
    def hanging_up(self) -> Iterator[None]:
        """While this lasts, a signal to stop also ends the streams.

        The server would otherwise wait for phones that only listen.
        """
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {stop: signal.getsignal(stop) for stop in _STOPS}
        for stop, handler in before.items():
            if callable(handler):
                signal.signal(stop, self._after_hanging_up(handler))
        try:
            yield
        finally:
            for stop, handler in before.items():
                signal.signal(stop, handler)

    def _after_hanging_up(self, handler: Callable[..., Any]) -> Callable[..., Any]:
        def stopped(*args: Any) -> Any:
            self.hub.close()
            return handler(*args)

        return stopped


def phones() -> Phones:
    """The phones of a new server."""
    screens, door = Screens(), Door()
    hub = Hub(screens)
    window, booth, events = Window(screens), Booth(screens), Events(hub)
    return Phones(
        routes=[
            Route("/j", door.page, methods=["GET"]),
            Route("/j", door.join, methods=["POST"]),
            Route("/j/{code}", door.page, methods=["GET"]),
            Route("/p", window.whole, methods=["GET"]),
            Route("/p/state", window.state, methods=["GET"]),
            Route("/p/vote", booth.vote, methods=["POST"]),
            Route("/p/events", events.events, methods=["GET"]),
            Route("/p/leave", door.leave, methods=["POST"]),
            Route("/p/phone.css", kept, methods=["GET"]),
            Route("/p/phone.js", kept, methods=["GET"]),
        ],
        hub=hub,
    )
