"""What the ledger promises a live class, on every database it runs on."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy.exc import DBAPIError

from sandbox.ledger.errors import LedgerError
from sandbox.ledger.room_tables import APPEND_ONLY
from sandbox.ledger.store import SqlLedger, open_ledger
from tests.ledger import rows


@pytest.fixture
def opened(ledger: SqlLedger) -> SqlLedger:
    assert ledger.add_room(rows.room())
    for number in range(1, 4):
        assert ledger.add_seat(rows.seat(number))
    return ledger


def test_what_was_written_is_read_back_unchanged(opened: SqlLedger) -> None:
    opened.add_room_event(rows.press(2))
    opened.add_vote(rows.vote()).result()

    assert opened.room("527419") == rows.room()
    assert opened.room_events("527419") == (rows.press(2),)
    assert opened.seats("527419") == tuple(rows.seat(n) for n in (1, 2, 3))
    assert opened.votes("527419") == (rows.vote(),)


def test_what_was_acknowledged_outlives_the_process_that_wrote_it(url: str) -> None:
    with open_ledger(url) as first:
        first.add_room(rows.room())
        first.add_seat(rows.seat(1))
        first.add_vote(rows.vote()).result()

    with open_ledger(url) as second:
        assert second.votes("527419") == (rows.vote(),)


def test_what_is_unknown_is_empty(ledger: SqlLedger) -> None:
    assert ledger.room("527419") is None
    assert ledger.rooms() == ledger.room_events("527419") == ()
    assert ledger.seats("527419") == ledger.votes("527419") == ()


def test_rooms_come_newest_first_and_a_code_names_one_room(opened: SqlLedger) -> None:
    assert opened.add_room(rows.room(code="815036"))
    assert not opened.add_room(rows.room(opened_by="另一位"))

    assert [room.code for room in opened.rooms()] == ["815036", "527419"]
    assert opened.room("527419") == rows.room()


def test_of_two_presses_at_one_version_one_is_taken(opened: SqlLedger) -> None:
    assert opened.add_room_event(rows.press(2))
    assert not opened.add_room_event(rows.press(2, action="end", by="另一位"))

    assert opened.room_events("527419") == (rows.press(2),)


def test_a_seat_s_number_is_given_once(opened: SqlLedger) -> None:
    assert not opened.add_seat(rows.seat(2, id="another"))

    assert [seat.id for seat in opened.seats("527419")] == ["s1", "s2", "s3"]


@pytest.mark.parametrize(
    ("changes", "taken"),
    [
        ({}, False),
        ({"raw": {"labels": {}}}, False),
        ({"seat": "s2"}, True),
        ({"decision": "elements"}, True),
        ({"round": 2}, True),
    ],
)
def test_an_answer_is_taken_once_per_seat_decision_and_round(
    opened: SqlLedger, changes: dict[str, Any], taken: bool
) -> None:
    assert opened.add_vote(rows.vote()).result()

    assert opened.add_vote(rows.vote(id="v2", **changes)).result() == taken
    assert opened.votes("527419")[0] == rows.vote()
    assert len(opened.votes("527419")) == 1 + taken


@pytest.mark.parametrize("write", ["event", "seat", "vote"])
def test_nothing_hangs_in_the_air(ledger: SqlLedger, write: str) -> None:
    writers = {
        "event": lambda: ledger.add_room_event(rows.press(2)),
        "seat": lambda: ledger.add_seat(rows.seat(1)),
        "vote": lambda: ledger.add_vote(rows.vote()).result(),
    }

    with pytest.raises(LedgerError, match=r"(?i)foreign key"):
        writers[write]()


def test_one_answer_that_cannot_be_stored_costs_the_others_nothing(opened: SqlLedger) -> None:
    good = [rows.vote(id=f"v{n}", round=n) for n in range(20)]
    handed = [opened.add_vote(vote) for vote in good[:10]]
    bad = opened.add_vote(rows.vote(id="bad", seat="nobody"))
    handed += [opened.add_vote(vote) for vote in good[10:]]

    with pytest.raises(LedgerError):
        bad.result()
    assert all(answer.result() for answer in handed)
    assert opened.votes("527419") == tuple(good)


def test_an_answer_handed_over_before_a_press_is_stored_before_it(opened: SqlLedger) -> None:
    handed = [opened.add_vote(rows.vote(id=f"v{n}", round=n)) for n in range(50)]
    opened.add_room_event(rows.press(2))

    assert all(answer.done() for answer in handed)
    assert len(opened.votes("527419")) == 50


def test_many_hands_at_once_lose_nothing_and_win_once(opened: SqlLedger) -> None:
    twice = [rows.vote(id=f"{hand}{n}", round=n) for n in range(100) for hand in "ab"]

    with ThreadPoolExecutor(8) as pool:
        taken = list(pool.map(lambda vote: opened.add_vote(vote).result(), twice))

    assert taken.count(True) == 100
    stored = {vote.id for vote in opened.votes("527419")}
    assert stored == {vote.id for vote, one in zip(twice, taken, strict=True) if one}


def test_processes_that_share_a_room_lose_nothing(url: str, opened: SqlLedger) -> None:
    answers = [rows.vote(id=f"v{n}", round=n) for n in range(60)]

    with open_ledger(url) as other, ThreadPoolExecutor(6) as pool:
        doors = (opened, other)
        taken = list(pool.map(lambda n: doors[n % 2].add_vote(answers[n]).result(), range(60)))

    assert all(taken)
    assert {vote.id for vote in opened.votes("527419")} == {vote.id for vote in answers}


@pytest.mark.parametrize("table", APPEND_ONLY)
@pytest.mark.parametrize("change", ["UPDATE {} SET seq = 99", "DELETE FROM {}"])
def test_the_database_itself_refuses_to_rewrite_a_class(
    opened: SqlLedger, table: str, change: str
) -> None:
    opened.add_room_event(rows.press(2))
    opened.add_vote(rows.vote()).result()

    with (
        pytest.raises(DBAPIError, match="append-only"),
        opened._engine.begin() as connection,
    ):
        connection.exec_driver_sql(change.format(table))

    assert opened.votes("527419") == (rows.vote(),)


def test_a_closed_ledger_takes_nothing_more(url: str) -> None:
    with open_ledger(url) as ledger:
        ledger.add_room(rows.room())

    with pytest.raises(LedgerError, match="closed"):
        ledger.add_seat(rows.seat(1))
