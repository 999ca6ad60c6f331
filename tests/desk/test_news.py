"""Two processes on one PostgreSQL keep each other's rooms abreast, without being asked to."""

import time
from collections.abc import Callable, Iterator

import pytest

from sandbox.desk import news
from sandbox.desk.classroom import Classroom
from sandbox.desk.wiring import Office
from tests.desk.class_player import Lesson
from tests.ledger.stores import postgres


@pytest.fixture
def ledger_url() -> Iterator[str]:
    yield from postgres()


@pytest.fixture
def pair(office: Office, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Lesson, Lesson]]:
    """One room at two processes, each with a ledger object of its own."""
    monkeypatch.setattr(news, "PRESENCE_SECONDS", 0.2)
    other = Office(places=office.places)
    here = Lesson.open(Classroom(office))
    here.console()
    there = Lesson(Classroom(other), here.code)
    there.console()
    yield here, there
    other.ledger.close()  # type: ignore[attr-defined]


def soon(holds: Callable[[], bool], seconds: float = 5.0) -> bool:
    until = time.monotonic() + seconds
    while not holds() and time.monotonic() < until:
        time.sleep(0.02)
    return holds()


def test_a_press_is_told_to_whoever_listens_elsewhere(pair: tuple[Lesson, Lesson]) -> None:
    here, there = pair
    heard: list[int] = []
    there.classroom.subscribe(there.code, lambda: heard.append(1))

    here.press("open")

    assert soon(lambda: bool(heard))
    assert there.classroom.version(there.code) == here.classroom.version(here.code)


def test_seats_and_answers_are_counted_everywhere(pair: tuple[Lesson, Lesson]) -> None:
    here, there = pair
    seat = here.sit()
    here.press("open")
    here.vote(seat)

    assert soon(lambda: there.console().answered == 1)
    assert there.console().joined == 1


def test_a_phone_at_one_process_is_here_for_the_console_of_the_other(
    pair: tuple[Lesson, Lesson],
) -> None:
    here, there = pair
    seat = here.sit()

    def seen_while_it_speaks() -> bool:
        here.classroom.heard(seat)
        return there.console().here == 1

    assert soon(seen_while_it_speaks)


def test_a_board_is_turned_on_every_wall(pair: tuple[Lesson, Lesson]) -> None:
    here, there = pair
    assert here.classroom.turn(here.code, 1, 1, of=3)

    assert soon(lambda: there.classroom.screen(there.code, 1) == 1)
