"""The pool: workers at hand per file, a spare one ready, and manners for a crowded classroom."""

import os
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sandbox.workbench.process import KilledError, Worker

KEPT: Final = 8
"""Idle workers at hand, of all files together; about 70 MB each, most of it shared."""
QUERIES: Final = 200
"""Queries after which a worker is replaced by a fresh one."""
GROWN: Final = 160 << 20
"""Bytes in memory at which an idle worker is not kept."""
PATIENCE: Final = 4.0
"""Seconds that a query waits for its turn."""
MOMENT: Final = 2.0
"""Seconds that a person waits after a query of theirs was stopped."""
PEOPLE: Final = 4096
STOPPED: Final = frozenset({"time", "memory", "engine"})
"""Ends of a query after which nobody knows what a worker still holds: it is not kept."""

_Key = tuple[str, int, int]


class BusyError(Exception):
    """No turn could be had: `busy`, `running`, or `wait` for some seconds."""

    def __init__(self, code: str, seconds: int = 0) -> None:
        super().__init__(code)
        self.code = code
        self.seconds = seconds


class Manners:
    """Whoever's query was stopped waits a moment, and nobody runs two at once."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._running: set[str] = set()
        self._until: OrderedDict[str, float] = OrderedDict()

    @contextmanager
    def turn(self, who: str | None) -> Iterator[None]:
        """One query of a person; None is the server itself.

        Raises:
            BusyError: not now.
        """
        if who is None:
            yield
            return
        with self._lock:
            left = self._until.get(who, 0.0) - self._clock()
            if left > 0:
                raise BusyError("wait", int(left) + 1)
            if who in self._running:
                raise BusyError("running")
            self._running.add(who)
        try:
            yield
        finally:
            with self._lock:
                self._running.discard(who)

    def pause(self, who: str | None) -> None:
        """A query of this person was stopped."""
        if who is not None:
            with self._lock:
                self._until[who] = self._clock() + MOMENT
                self._until.move_to_end(who)
                while len(self._until) > PEOPLE:
                    self._until.popitem(last=False)


class Pool:
    """Workers by file; a file that was written anew is another file."""

    def __init__(self, at_once: int | None = None) -> None:
        self._turns = threading.BoundedSemaphore(at_once or max(2, os.cpu_count() or 2))
        self._lock = threading.Lock()
        self._idle: OrderedDict[_Key, list[Worker]] = OrderedDict()
        self._spare: list[Worker] = []
        self._closed = False

    def ask(self, file: Path, message: dict[str, Any]) -> dict[str, Any]:
        """One query on one file.

        Raises:
            BusyError: no turn within a few seconds.
            KilledError: the worker had to go.
        """
        if not self._turns.acquire(timeout=PATIENCE):
            raise BusyError("busy")
        try:
            return self._asked(file, message)
        finally:
            self._turns.release()

    def _asked(self, file: Path, message: dict[str, Any]) -> dict[str, Any]:
        try:
            about = file.stat()
        except OSError:
            return {"fault": {"code": "closed"}}
        key = (str(file), about.st_ino, about.st_mtime_ns)
        worker, opened = self._worker(key, file)
        if "fault" in opened:
            worker.kill()
            return opened
        fresh = worker.asked == 0
        try:
            answer = worker.ask(message)
        except KilledError as killed:
            if fresh or killed.why != "engine":
                raise
            # It may have broken over an earlier query: this one is owed a worker of its own.
            return self._asked(file, message)
        except BaseException:
            worker.kill()
            raise
        spent = answer.get("fault", {}).get("code") in STOPPED
        self._give_back(key, worker, spent=spent)
        return answer

    def _worker(self, key: _Key, file: Path) -> tuple[Worker, dict[str, Any]]:
        with self._lock:
            if idle := self._idle.get(key):
                self._idle.move_to_end(key)
                return idle.pop(), {}
            worker = self._spare.pop() if self._spare else None
        worker = worker or Worker()
        self._prepare()
        return worker, worker.open(file)

    def _prepare(self) -> None:
        """Keep one worker started but without a file: starting costs more than opening."""
        with self._lock:
            if not self._spare and not self._closed:
                self._spare.append(Worker())

    def _give_back(self, key: _Key, worker: Worker, *, spent: bool) -> None:
        spent = spent or worker.asked >= QUERIES or worker.resident() > GROWN
        with self._lock:
            if not spent and not self._closed:
                self._idle.setdefault(key, []).append(worker)
                self._idle.move_to_end(key)
            gone = [worker] if spent or self._closed else self._surplus()
        for one in gone:
            one.kill()

    def _surplus(self) -> list[Worker]:
        """The workers that were idle longest, beyond what is kept; call it with the lock held."""
        gone: list[Worker] = []
        while sum(map(len, self._idle.values())) > KEPT:
            key, idle = next(iter(self._idle.items()))
            if idle:
                gone.append(idle.pop(0))
            if not idle:
                del self._idle[key]
        return gone

    def processes(self) -> tuple[int, ...]:
        """Process ids of idle and spare workers."""
        with self._lock:
            workers = [*self._spare, *(w for idle in self._idle.values() for w in idle)]
            return tuple(worker.pid for worker in workers)

    def close(self) -> None:
        """End every worker; the pool can still be asked, but keeps none."""
        with self._lock:
            self._closed = True
            gone = [*self._spare, *(w for idle in self._idle.values() for w in idle)]
            self._spare.clear()
            self._idle.clear()
        for worker in gone:
            worker.kill()
