"""One thread that interrupts whatever has run out of time; a thread per query would cost more."""

import heapq
import itertools
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

_Entry = tuple[float, int, Callable[[], None]]


class Watchdog:
    """Calls back once a deadline has passed, unless it was called off before."""

    def __init__(self) -> None:
        self._waiting: list[_Entry] = []
        self._off: set[int] = set()
        self._changed = threading.Condition()
        self._numbers = itertools.count()
        self._started = False

    def watch(self, seconds: float, call: Callable[[], None]) -> int:
        """A number by which the watch can be called off."""
        entry = (time.monotonic() + seconds, next(self._numbers), call)
        with self._changed:
            if not self._started:
                threading.Thread(target=self._run, name="watchdog", daemon=True).start()
                self._started = True
            heapq.heappush(self._waiting, entry)
            if self._waiting[0] is entry:
                self._changed.notify()
        return entry[1]

    def call_off(self, number: int) -> None:
        """Nothing is called for this watch any more."""
        with self._changed:
            self._off.add(number)

    def _run(self) -> None:
        while True:
            with self._changed:
                call = self._next()
            if call is not None:
                call()

    def _next(self) -> Callable[[], None] | None:
        """The call that is due; waits, at most until the nearest deadline, when none is."""
        while self._waiting and self._waiting[0][1] in self._off:
            self._off.discard(heapq.heappop(self._waiting)[1])
        if not self._waiting:
            self._changed.wait()
            return None
        left = self._waiting[0][0] - time.monotonic()
        if left > 0:
            self._changed.wait(left)
            return None
        return heapq.heappop(self._waiting)[2]


_watchdog: Final = Watchdog()


@contextmanager
def time_limit(seconds: float, interrupt: Callable[[], None]) -> Iterator[None]:
    """Call `interrupt` from another thread when the block takes longer than that."""
    number = _watchdog.watch(seconds, interrupt)
    try:
        yield
    finally:
        _watchdog.call_off(number)
