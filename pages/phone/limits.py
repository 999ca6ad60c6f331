"""How often something may be tried within a while, counted in memory."""

import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Final

_ADDRESSES: Final = 10_000
"""Addresses that are counted at once; the one that was quiet longest is forgotten first."""


class Limit:
    """At most `most` times within `seconds`, for each address and, where given, for all together.

    Safe to use from many threads.
    """

    def __init__(
        self,
        *,
        most: int,
        seconds: float,
        in_all: int | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._most = most
        self._seconds = seconds
        self._clock = clock
        self._lock = threading.Lock()
        self._seen: dict[str, deque[float]] = {}
        self._all: deque[float] | None = None if in_all is None else deque(maxlen=in_all)

    def reached(self, address: str) -> bool:
        """Whether the next time would be one too many."""
        since = self._clock() - self._seconds
        with self._lock:
            seen = self._seen.get(address)
            if seen is not None and len(seen) == self._most and seen[0] > since:
                return True
            whole = self._all
            return whole is not None and len(whole) == whole.maxlen and whole[0] > since

    def count(self, address: str) -> None:
        """One more."""
        now = self._clock()
        with self._lock:
            seen = self._seen.pop(address, None) or deque(maxlen=self._most)
            seen.append(now)
            self._seen[address] = seen
            if len(self._seen) > _ADDRESSES:
                del self._seen[next(iter(self._seen))]
            if self._all is not None:
                self._all.append(now)
