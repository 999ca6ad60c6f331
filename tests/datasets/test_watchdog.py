"""Time limits: who is late is interrupted once, who is in time is left alone."""

import threading
import time

from sandbox.datasets.watchdog import Watchdog, time_limit


def test_who_is_late_is_interrupted_once() -> None:
    late = threading.Event()
    calls: list[float] = []

    def interrupt() -> None:
        calls.append(time.monotonic())
        late.set()

    with time_limit(0.02, interrupt):
        assert late.wait(5)
        time.sleep(0.05)

    assert len(calls) == 1


def test_who_is_in_time_is_left_alone_even_when_others_are_late() -> None:
    calls: list[str] = []
    late = threading.Event()
    with time_limit(0.05, lambda: calls.append("in time")):
        pass
    with time_limit(0.1, late.set):
        assert late.wait(5)

    assert calls == []


def test_a_nearer_deadline_set_later_is_kept_first() -> None:
    dog = Watchdog()
    order: list[str] = []
    both = threading.Semaphore(0)

    def called(name: str) -> None:
        order.append(name)
        both.release()

    dog.watch(0.2, lambda: called("far"))
    dog.watch(0.02, lambda: called("near"))
    assert both.acquire(timeout=5)
    assert both.acquire(timeout=5)

    assert order == ["near", "far"]


def test_what_was_called_off_is_forgotten() -> None:
    dog = Watchdog()
    for _ in range(1000):
        dog.call_off(dog.watch(0.001, lambda: None))
    done = threading.Event()
    dog.watch(0.01, done.set)

    assert done.wait(5)
    assert dog._off == set()
    assert dog._waiting == []
