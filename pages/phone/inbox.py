"""Handing things over to a thread, many at a time when many come at once.

Under load a thread for each answer costs more than the answer: the event loop and the threads
take turns of five milliseconds. So whatever has come in since the last turn goes in one.
"""

import asyncio
from asyncio import wrap_future
from collections.abc import Callable
from concurrent.futures import Future
from typing import Generic, TypeVar

from anyio import to_thread

T = TypeVar("T")
Begin = Callable[[], Future[T]]
"""Begins something that may take a moment to begin, and longer to end."""


class Inbox(Generic[T]):
    """Begins things in the order in which they came; lives on the server's event loop."""

    def __init__(self) -> None:
        self._waiting: list[tuple[Begin[T], asyncio.Future[Future[T]]]] = []
        self._clerk: asyncio.Task[None] | None = None

    async def put(self, begin: Begin[T]) -> T:
        """Have it begun, and wait for its end."""
        begun: asyncio.Future[Future[T]] = asyncio.get_running_loop().create_future()
        self._waiting.append((begin, begun))
        if self._clerk is None or self._clerk.done():
            self._clerk = asyncio.create_task(self._work())
        return await wrap_future(await begun)

    async def _work(self) -> None:
        while self._waiting:
            some, self._waiting = self._waiting, []
            ends = await to_thread.run_sync(_begin_each, [begin for begin, _ in some])
            for (_, begun), end in zip(some, ends, strict=True):
                if not begun.done():
                    begun.set_result(end)


def _begin_each(beginnings: list[Begin[T]]) -> list[Future[T]]:
    return [_begin(one) for one in beginnings]


def _begin(begin: Begin[T]) -> Future[T]:
    try:
        return begin()
    except Exception as error:  # noqa: BLE001 - whoever waits for it hears of it
        failed: Future[T] = Future()
        failed.set_exception(error)
        return failed
