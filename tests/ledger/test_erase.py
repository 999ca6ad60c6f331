"""A person's own data leave the ledger whole, and nobody else's with them."""

import pytest
from sqlalchemy import delete, select
from sqlalchemy.exc import DBAPIError

from sandbox.ledger import tables
from sandbox.ledger.erase import ORDER
from sandbox.ledger.errors import LedgerError
from sandbox.ledger.store import SqlLedger
from sandbox.model.attempt import Erased
from tests.ledger import rows


def fill(ledger: SqlLedger, who: str) -> None:
    """Everything that can belong to a person, under ids that end in theirs."""
    ledger.add_participant(rows.participant(id=who))
    ledger.add_run(rows.run(id=f"r-{who}", participant=who))
    ledger.add_attempt(rows.attempt(id=f"a-{who}", run=f"r-{who}"))
    ledger.add_marks(
        (rows.mark(id=f"m-{who}", attempt=f"a-{who}"), rows.mark(id=f"n-{who}", attempt=f"a-{who}"))
    )
    ledger.add_event(rows.hint(1, run=f"r-{who}"))
    ledger.add_objection(
        rows.objection(id=f"o-{who}", participant=who, run=f"r-{who}", mark=f"m-{who}")
    )
    ledger.add_reply(rows.reply(id=f"y-{who}", objection=f"o-{who}"))


@pytest.fixture
def two(ledger: SqlLedger) -> SqlLedger:
    fill(ledger, "p1")
    fill(ledger, "p2")
    return ledger


def counts(ledger: SqlLedger) -> dict[str, int]:
    with ledger._engine.connect() as connection:
        return {
            name: len(connection.execute(select(tables.metadata.tables[name])).all())
            for name in (*ORDER, "erasing")
        }


def test_an_objection_and_its_reply_are_read_back_unchanged(two: SqlLedger) -> None:
    mine = rows.objection(id="o-p1", participant="p1", run="r-p1", mark="m-p1")

    assert two.objections("p1") == (mine,)
    assert [one.id for one in two.objections()] == ["o-p1", "o-p2"]
    assert two.replies()[0] == rows.reply(id="y-p1", objection="o-p1")


def test_all_that_is_a_person_s_goes_and_all_that_is_another_s_stays(two: SqlLedger) -> None:
    gone = two.erase("p1", rows.NOON)

    assert gone == Erased(runs=1, attempts=1, marks=2, events=1, objections=1, at=rows.NOON)
    assert two.participant("p1") is None
    assert two.run("r-p1") is None
    assert counts(two) == dict.fromkeys(ORDER, 1) | {"marks": 2, "erasing": 0}
    assert two.attempts("r-p2") == (rows.attempt(id="a-p2", run="r-p2"),)
    assert two.erasures() == (gone,)


def test_whoever_is_not_there_cannot_be_erased(two: SqlLedger) -> None:
    assert two.erase("p9", rows.NOON) is None
    assert two.erasures() == ()


def test_every_table_that_leads_to_a_person_is_emptied() -> None:
    leads, found = {"participants"}, {""}
    while found:
        found = {
            table.name
            for table in tables.metadata.sorted_tables
            if table.name not in leads
            and any(key.column.table.name in leads for key in table.foreign_keys)
        }
        leads |= found

    assert set(ORDER) == leads


@pytest.mark.parametrize("table", ["runs", "attempts", "marks", "events", "objections", "replies"])
def test_while_one_person_is_erased_another_s_rows_are_still_refused(
    two: SqlLedger, table: str
) -> None:
    def erase_everybody() -> None:
        with two._engine.begin() as connection:
            connection.execute(tables.erasing.insert(), {"participant": "p1"})
            connection.execute(delete(tables.metadata.tables[table]))

    with pytest.raises(DBAPIError, match="append-only"):
        erase_everybody()
    assert counts(two)["erasing"] == 0


def test_what_fails_half_way_erases_nothing(
    two: SqlLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = counts(two)
    # Parents before children: the database refuses in the middle of it.
    monkeypatch.setattr("sandbox.ledger.erase.ORDER", ("replies", "objections", "participants"))

    with pytest.raises(LedgerError):
        two.erase("p1", rows.NOON)

    assert counts(two) == before


def test_the_door_is_shut_for_rows_of_nobody(two: SqlLedger) -> None:
    two.erase("p1", rows.NOON)

    with pytest.raises(DBAPIError, match="append-only"), two._engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM erasures")
