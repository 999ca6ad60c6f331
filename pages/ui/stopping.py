"""When the server is asked to stop: whoever streams ends its streams, so that nobody is waited for.

A server waits for answers that are under way, and a stream of events is under way for ever.
"""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM)


class Stopping:
    """Whether the server has been asked to stop, and who wants to hear of it."""

    def __init__(self) -> None:
        self.asked = False
        self._told: list[Callable[[], None]] = []

    def tell(self, listener: Callable[[], None]) -> None:
        """Call this when the server is asked to stop; it runs as a signal handler does."""
        self._told.append(listener)

    def ask(self) -> None:
        """Tell everybody."""
        self.asked = True
        for listener in self._told:
            listener()

    @contextmanager
    def minded(self) -> Iterator[None]:
        """While this lasts, the signals that stop the server are heard here first."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {one: signal.getsignal(one) for one in _SIGNALS}
        for one, handler in before.items():
            if callable(handler):
                signal.signal(one, self._first(handler))
        try:
            yield
        finally:
            for one, handler in before.items():
                signal.signal(one, handler)

    def _first(self, handler: Callable[..., Any]) -> Callable[..., Any]:
        def heard(*args: Any) -> Any:
            self.ask()
            return handler(*args)

        return heard


STOPPING: Final = Stopping()
"""Of this process."""
