"""Answers that come at once are begun together, each ends for itself, and none holds a thread."""

import asyncio
import threading
import time
from concurrent.futures import Future

import pytest

from pages.phone.inbox import Inbox


def _done(value: int) -> "Future[int]":
    future: Future[int] = Future()
    future.set_result(value)
    return future


def test_everybody_gets_the_end_of_their_own():
    async def puts() -> list[int]:
        inbox: Inbox[int] = Inbox()
        return await asyncio.gather(*(inbox.put(lambda n=n: _done(n)) for n in range(50)))

    assert asyncio.run(puts()) == list(range(50))


def test_things_are_begun_in_the_order_in_which_they_came_and_few_threads_take_many():
    begun: list[int] = []
    threads: set[int] = set()

    def begin(n: int) -> "Future[int]":
        begun.append(n)
        threads.add(threading.get_ident())
        time.sleep(0.001)
        return _done(n)

    async def puts() -> None:
        inbox: Inbox[int] = Inbox()
        await asyncio.gather(*(inbox.put(lambda n=n: begin(n)) for n in range(50)))

    asyncio.run(puts())
    assert begun == list(range(50))
    assert len(threads) <= 2


def test_what_cannot_be_begun_fails_alone():
    def breaks() -> "Future[int]":
        raise LookupError("no such room")

    async def puts() -> list[object]:
        inbox: Inbox[int] = Inbox()
        waits = [inbox.put(lambda: _done(1)), inbox.put(breaks), inbox.put(lambda: _done(3))]
        return await asyncio.gather(*waits, return_exceptions=True)

    first, second, third = asyncio.run(puts())
    assert (first, third) == (1, 3)
    assert isinstance(second, LookupError)


def test_an_end_that_fails_is_heard_of():
    async def puts() -> None:
        failed: Future[int] = Future()
        failed.set_exception(OSError("disk full"))
        await Inbox[int]().put(lambda: failed)

    with pytest.raises(OSError, match="disk full"):
        asyncio.run(puts())


def test_somebody_who_gives_up_keeps_nobody_else_from_their_end():
    async def puts() -> int:
        inbox: Inbox[int] = Inbox()
        slow = asyncio.create_task(inbox.put(lambda: (time.sleep(0.05), _done(1))[1]))
        await asyncio.sleep(0.01)
        impatient = asyncio.create_task(inbox.put(lambda: _done(2)))
        patient = asyncio.create_task(inbox.put(lambda: _done(3)))
        await asyncio.sleep(0.01)
        impatient.cancel()
        await slow
        return await patient

    assert asyncio.run(puts()) == 3
