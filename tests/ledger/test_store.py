"""The ledger's contract, on every database it runs on."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from types import MappingProxyType

import pytest
from sqlalchemy.exc import DBAPIError

from sandbox.ledger.errors import LedgerError
from sandbox.ledger.store import SqlLedger, open_ledger
from sandbox.ledger.tables import APPEND_ONLY
from sandbox.model.ledger import Ledger
from tests.ledger import rows


@pytest.fixture
def begun(ledger: SqlLedger) -> SqlLedger:
    ledger.add_participant(rows.participant())
    ledger.add_run(rows.run())
    return ledger


def test_the_store_is_a_ledger(ledger: SqlLedger) -> None:
    seen: Ledger = ledger

    assert seen.participant("nobody") is None


def test_what_was_written_is_read_back_unchanged(begun: SqlLedger) -> None:
    begun.add_attempt(rows.attempt())
    begun.add_marks((rows.mark(),))
    begun.add_event(rows.hint(1))

    assert begun.participant("p1") == rows.participant()
    assert begun.run("r1") == rows.run()
    assert begun.attempts("r1") == (rows.attempt(),)
    assert begun.marks("r1") == (rows.mark(),)
    assert begun.events("r1") == (rows.hint(1),)


def test_what_was_written_outlives_the_process_that_wrote_it(url: str) -> None:
    with open_ledger(url) as first:
        first.add_participant(rows.participant())
        first.add_run(rows.run())
        first.add_attempt(rows.attempt())

    with open_ledger(url) as second:
        assert second.attempts("r1") == (rows.attempt(),)


def test_what_is_unknown_is_empty(ledger: SqlLedger) -> None:
    assert ledger.run("r9") is None
    assert ledger.runs_of("p9") == ledger.runs_in("x") == ledger.attempts("r9") == ()
    assert ledger.marks("r9") == ledger.events("r9") == ()


def test_language_is_the_one_thing_that_is_overwritten(begun: SqlLedger) -> None:
    begun.set_lang("p1", "en")

    assert begun.participant("p1") == rows.participant(lang="en")


def test_moments_are_kept_in_utc(ledger: SqlLedger) -> None:
    beijing = datetime(2027, 3, 15, 12, 0, tzinfo=timezone(timedelta(hours=8)))
    ledger.add_participant(rows.participant(created_at=beijing))

    kept = ledger.participant("p1")

    assert kept is not None
    assert kept.created_at == beijing
    assert kept.created_at.tzinfo is UTC


def test_a_moment_without_a_zone_is_refused(ledger: SqlLedger) -> None:
    with pytest.raises(LedgerError, match="time zone"):
        ledger.add_participant(rows.participant(created_at=datetime(2027, 3, 15)))  # noqa: DTZ001


def test_own_runs_come_newest_first_and_a_scenario_s_runs_oldest_first(begun: SqlLedger) -> None:
    begun.add_run(rows.run(id="r2"))
    begun.add_run(rows.run(id="r0", scenario="another"))

    assert [run.id for run in begun.runs_of("p1")] == ["r0", "r2", "r1"]
    assert [run.id for run in begun.runs_in("means-test-sharing")] == ["r1", "r2"]


def test_an_answer_is_taken_once(begun: SqlLedger) -> None:
    assert begun.add_attempt(rows.attempt())
    assert not begun.add_attempt(rows.attempt())
    assert not begun.add_attempt(rows.attempt(id="a2", raw={"labels": {}}))
    assert begun.add_attempt(rows.attempt(id="a3", try_no=2))
    assert begun.add_attempt(rows.attempt(id="a4", decision="another"))
    assert [kept.id for kept in begun.attempts("r1")] == ["a1", "a3", "a4"]


def test_an_id_that_belongs_to_another_answer_is_an_error_not_a_repeat(begun: SqlLedger) -> None:
    begun.add_attempt(rows.attempt())

    with pytest.raises(LedgerError, match="already belongs"):
        begun.add_attempt(rows.attempt(try_no=2))


@pytest.mark.parametrize("write", ["run", "attempt", "mark", "event"])
def test_nothing_hangs_in_the_air(ledger: SqlLedger, write: str) -> None:
    writers = {
        "run": lambda: ledger.add_run(rows.run()),
        "attempt": lambda: ledger.add_attempt(rows.attempt()),
        "mark": lambda: ledger.add_marks((rows.mark(),)),
        "event": lambda: ledger.add_event(rows.hint(1)),
    }

    with pytest.raises(LedgerError, match=r"(?i)foreign key"):
        writers[write]()


def test_an_answer_and_its_mark_are_committed_together_or_not_at_all(begun: SqlLedger) -> None:
    with pytest.raises(LedgerError):
        begun.add_attempt(rows.attempt(), rows.mark(attempt="unknown"))
    assert begun.attempts("r1") == ()

    assert begun.add_attempt(rows.attempt(), rows.mark())
    assert begun.marks("r1") == (rows.mark(),)

    again = rows.attempt(id="a2")
    assert not begun.add_attempt(again, rows.mark(id="m2", attempt="a2"))
    assert begun.marks("r1") == (rows.mark(),)


def test_marks_stand_beside_older_marks_in_order_of_writing(begun: SqlLedger) -> None:
    begun.add_attempt(rows.attempt())
    begun.add_marks((rows.mark(), rows.mark(id="m0", points=5.0, reason="key corrected")))
    earlier = rows.mark(id="m2", at=rows.NOON - timedelta(days=1))
    begun.add_marks((earlier,))
    begun.add_marks(())

    assert [kept.id for kept in begun.marks("r1")] == ["m1", "m0", "m2"]


def test_marks_are_written_all_or_none(begun: SqlLedger) -> None:
    begun.add_attempt(rows.attempt())

    with pytest.raises(LedgerError):
        begun.add_marks((rows.mark(), rows.mark(id="m2", attempt="nowhere")))

    assert begun.marks("r1") == ()


def test_a_hint_is_paid_for_once(begun: SqlLedger) -> None:
    taken = [begun.add_event(rows.hint(number)) for number in (2, 1, 2)]

    assert taken == [True, True, False]
    assert [event.number for event in begun.events("r1")] == [2, 1]


def test_frozen_mappings_can_be_stored(begun: SqlLedger) -> None:
    frozen = MappingProxyType({"labels": MappingProxyType({"甲": "conditional"})})
    begun.add_attempt(rows.attempt(raw=frozen))

    assert begun.attempts("r1")[0].raw == {"labels": {"甲": "conditional"}}


def test_not_a_number_never_enters_the_ledger(begun: SqlLedger) -> None:
    with pytest.raises(LedgerError):
        begun.add_attempt(rows.attempt(raw={"n": float("nan")}))

    assert begun.attempts("r1") == ()


@pytest.mark.parametrize("table", APPEND_ONLY)
@pytest.mark.parametrize("change", ["UPDATE {} SET seq = 99", "DELETE FROM {}"])
def test_the_database_itself_refuses_to_rewrite_history(
    begun: SqlLedger, table: str, change: str
) -> None:
    begun.add_attempt(rows.attempt())
    begun.add_marks((rows.mark(),))
    begun.add_event(rows.hint(1))
    begun.add_objection(rows.objection())
    begun.add_reply(rows.reply())
    begun.add_participant(rows.participant(id="p2"))
    begun.erase("p2", rows.NOON)

    with (
        pytest.raises(DBAPIError, match="append-only"),
        begun._engine.begin() as connection,
    ):
        connection.exec_driver_sql(change.format(table))

    assert begun.attempts("r1") == (rows.attempt(),)
    assert begun.marks("r1") == (rows.mark(),)


def test_of_many_writers_of_one_answer_one_wins(begun: SqlLedger) -> None:
    candidates = [rows.attempt(id=f"a{n}", hints=n) for n in range(12)]

    with ThreadPoolExecutor(6) as pool:
        taken = list(pool.map(begun.add_attempt, candidates))

    assert taken.count(True) == 1
    assert begun.attempts("r1") == (candidates[taken.index(True)],)


def test_writers_at_once_lose_nothing(url: str, begun: SqlLedger) -> None:
    answers = [rows.attempt(id=f"a{n}", try_no=n) for n in range(40)]

    with open_ledger(url) as other, ThreadPoolExecutor(4) as pool:
        doors = (begun, other)
        taken = list(pool.map(lambda n: doors[n % 2].add_attempt(answers[n]), range(40)))

    assert all(taken)
    assert sorted(begun.attempts("r1"), key=lambda kept: kept.try_no) == answers


def test_a_living_ledger_answers_a_ping(ledger: SqlLedger) -> None:
    ledger.ping()


def test_rows_are_values(begun: SqlLedger) -> None:
    begun.add_attempt(rows.attempt())

    assert replace(begun.attempts("r1")[0], hints=0) == rows.attempt(hints=0)
