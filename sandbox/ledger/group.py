"""Group commit: what arrives close together is written in one transaction.

A commit costs a wait for the disk, whether it holds one row or two hundred. One thread takes
whatever has been handed over within a few milliseconds, commits it, and only then answers
everybody. The order of handing over is the order of writing.
"""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from queue import Empty, SimpleQueue
from time import monotonic
from typing import Final, Generic, TypeVar

from sandbox.ledger.errors import LedgerError

WINDOW_SECONDS: Final = 0.003
"""How long the first row of a group waits for company."""
MOST: Final = 256
"""Rows in one transaction."""

R = TypeVar("R")
Entry = tuple[R, "Future[bool]"]


class GroupWriter(Generic[R]):
    """One writer thread, started with the first row.

    `commit` writes rows in one transaction and says of each whether it is stored; it raises when
    none is.
    """

    def __init__(
        self, commit: Callable[[Sequence[R]], Sequence[bool]], window: float = WINDOW_SECONDS
    ) -> None:
        self._commit = commit
        self._window = window
        self._waiting: SimpleQueue[Entry[R] | None] = SimpleQueue()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._closed = False

    def put(self, row: R) -> "Future[bool]":
        """Hand a row over; the answer comes after its commit.

        Raises:
            LedgerError: the ledger has been closed.
        """
        answer: Future[bool] = Future()
        # Not to be cancelled: a row on its way cannot be called back.
        answer.set_running_or_notify_cancel()
        with self._lock:
            if self._closed:
                raise LedgerError("The ledger has been closed; nothing can be stored any more.")
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="ledger", daemon=True)
                self._thread.start()
            self._waiting.put((row, answer))
        return answer

    def close(self) -> None:
        """Write what is waiting, then stop."""
        with self._lock:
            self._closed = True
            thread = self._thread
            self._waiting.put(None)
        if thread is not None and thread is not threading.current_thread():
            thread.join()

    def _run(self) -> None:
        while (first := self._waiting.get()) is not None:
            group, ended = self._gather(first)
            self._write(group)
            if ended:
                return

    def _gather(self, first: Entry[R]) -> tuple[list[Entry[R]], bool]:
        group, until = [first], monotonic() + self._window
        while len(group) < MOST:
            try:
                entry = self._waiting.get(timeout=max(until - monotonic(), 0))
            except Empty:
                break
            if entry is None:
                return group, True
            group.append(entry)
        return group, False

    def _write(self, group: list[Entry[R]]) -> None:
        try:
            stored = self._commit([row for row, _ in group])
        except Exception as error:  # noqa: BLE001 - whatever it is, the callers hear of it
            self._refuse(group, error)
            return
        for (_, answer), one in zip(group, stored, strict=True):
            answer.set_result(one)

    def _refuse(self, group: list[Entry[R]], error: Exception) -> None:
        """One bad row must not cost the others their place: each tries again by itself."""
        if len(group) == 1:
            group[0][1].set_exception(error)
            return
        for entry in group:
            self._write([entry])
