"""The phone's routes, wired together."""

from dataclasses import dataclass

from starlette.routing import Route

from pages.phone.drawing import kept
from pages.phone.hub import Hub
from pages.phone.join import Door
from pages.phone.listening import Events
from pages.phone.screens import Screens
from pages.phone.showing import Window
from pages.phone.voting import Booth


@dataclass(frozen=True, slots=True)
class Phones:
    """Everything that phones talk to in one process."""

    routes: list[Route]
    hub: Hub


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
