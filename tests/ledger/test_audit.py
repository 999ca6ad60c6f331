"""The audit trail: what it records, and that no change to it or to what it vouches for is missed."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from sandbox.ledger.audit_table import COVERED
from sandbox.ledger.store import SqlLedger, open_ledger
from sandbox.ledger.tables import metadata
from sandbox.model.audit import START, Deed
from tests.ledger import rows
from tests.ledger.test_erase import fill

TRIGGERS = {
    "audit": ("audit_no_update", "audit_no_delete", "audit_no_change", "audit_no_truncate"),
    "marks": ("marks_no_update", "marks_no_delete", "marks_no_change", "marks_no_truncate"),
    "room_events": ("room_events_no_update", "room_events_no_delete", "room_events_no_change"),
    "votes": ("votes_no_update", "votes_no_delete", "votes_no_change"),
    "replies": ("replies_no_update", "replies_no_delete", "replies_no_change"),
    "rooms": ("rooms_no_update", "rooms_no_delete", "rooms_no_change"),
}


def deed(**changes: Any) -> Deed:
    usual = {"at": rows.NOON, "who": "王老师", "what": "released", "subject": "means-test"}
    return Deed(**usual | {"detail": {"b": [0.1, None], "a": "甲"}} | changes)


@pytest.fixture
def used(ledger: SqlLedger) -> SqlLedger:
    """A ledger in which a bit of everything has happened."""
    fill(ledger, "p1")
    fill(ledger, "p2")
    ledger.add_attempt(rows.attempt(id="b", run="r-p2", try_no=2), rows.mark(id="m", attempt="b"))
    ledger.add_room(rows.room())
    ledger.add_seat(rows.seat(1))
    ledger.add_room_event(rows.press(2))
    ledger.add_room_event(rows.press(3, action="close"))
    ledger.add_vote(rows.vote()).result()
    ledger.record(deed())
    return ledger


def tamper(ledger: SqlLedger, *statements: str) -> None:
    """Change things behind the triggers' backs, as somebody with the database's password could."""
    with ledger._engine.begin() as connection:
        for table, names in TRIGGERS.items():
            for name in names:
                on = f" ON {table}" if connection.dialect.name == "postgresql" else ""
                connection.execute(text(f"DROP TRIGGER IF EXISTS {name}{on}"))
        for statement in statements:
            assert connection.execute(text(statement)).rowcount > 0, statement


def said(ledger: SqlLedger, head: str | None = None) -> str:
    return "\n".join(flaw.sentence for flaw in ledger.verify(head))


def test_what_happened_is_on_record_and_verifies(used: SqlLedger) -> None:
    trail = tuple(used.trail())

    assert [entry.seq for entry in trail] == list(range(1, len(trail) + 1))
    assert trail[0].prev == START
    assert {entry.what for entry in trail} == {
        "marked", "answered", "opened", "pressed", "voted", "released",
    }  # fmt: skip
    assert trail[-1].detail == {"a": "甲", "b": [0.1, None]}
    assert used.head() == trail[-1]
    assert used.verify() == used.verify(trail[2].hash) == ()


def test_a_mark_is_on_record_in_the_transaction_that_stores_it(used: SqlLedger) -> None:
    before = used.head()
    assert not used.add_attempt(
        rows.attempt(id="c", run="r-p2", try_no=2), rows.mark(id="n", attempt="c")
    )

    assert used.head() == before


def test_a_new_ledger_has_an_empty_trail(ledger: SqlLedger) -> None:
    assert ledger.head() is None
    assert ledger.verify() == ()
    assert "published head" in said(ledger, "f" * 64)


def test_the_database_itself_refuses_to_rewrite_the_trail(used: SqlLedger) -> None:
    for change in ("UPDATE audit SET who = 'x'", "DELETE FROM audit"):
        with pytest.raises(DBAPIError, match="append-only"), used._engine.begin() as connection:
            connection.execute(text(change))


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ("UPDATE audit SET who = 'x' WHERE seq = 4", "Entry 4 "),
        ("UPDATE audit SET what = 'x' WHERE seq = 1", "Entry 1 "),
        ("UPDATE audit SET detail = '{}' WHERE what = 'released'", "released"),
        ("UPDATE audit SET at = '2001-01-01 00:00:00' WHERE seq = 2", "Entry 2 "),
        ("DELETE FROM audit WHERE seq = 3", "Before entry 4, 3 was removed"),
        ("DELETE FROM audit WHERE seq <= 2", "Before entry 3, 1 to 2 was removed"),
        ("UPDATE marks SET points = 12 WHERE id = 'm-p1'", "`m-p1` of `marks` was altered"),
        ("UPDATE marks SET detail = '{}' WHERE id = 'm'", "`m` of `marks` was altered"),
        ("DELETE FROM marks WHERE id = 'm'", "A row of `marks` that entry"),
        ("UPDATE room_events SET action = 'end' WHERE version = 3", "`527419/3` of `room_events`"),
        ("DELETE FROM room_events WHERE version = 3", "A row of `room_events` that entry"),
        ("UPDATE room_events SET version = 9 WHERE version = 3", "`527419/9`, which the chain"),
        ("UPDATE rooms SET seed = 7", "`527419` of `rooms` was altered"),
        ("UPDATE votes SET seat = 's1', decision = 'x'", "`v1` of `votes` was altered"),
        ("UPDATE replies SET upheld = (1 = 0) WHERE id = 'y-p1'", "`y-p1` of `replies`"),
        (
            "INSERT INTO room_events (room, version, action, by, at)"
            " SELECT room, 4, 'end', by, at FROM room_events WHERE version = 3",
            "`527419/4`, which the chain does not know",
        ),
        (
            "INSERT INTO marks (id, attempt, scorer, scorer_version, key_digest, share, points,"
            " out_of, harmful, detail, reason, at) SELECT 'forged', attempt, scorer, scorer_version,"
            " key_digest, 1, 12, out_of, harmful, detail, reason, at FROM marks WHERE id = 'm'",
            "`forged`, which the chain does not know",
        ),
        ("UPDATE marks SET seq = seq + 100 WHERE id = 'm-p1'", "Mark `n-p1` was moved|later mark"),
    ],
)
def test_every_change_is_named(used: SqlLedger, change: str, named: str) -> None:
    if "seq + 100" in change:
        # Marks of one answer that were written one after the other.
        used.add_marks((rows.mark(id="o-p1", attempt="a-p1"),))
    tamper(used, change)

    assert any(part in said(used) for part in named.split("|")), said(used)


def test_swapped_entries_are_named(used: SqlLedger) -> None:
    tamper(
        used,
        "UPDATE audit SET seq = 99 WHERE seq = 2",
        "UPDATE audit SET seq = 2 WHERE seq = 3",
        "UPDATE audit SET seq = 3 WHERE seq = 99",
    )

    assert "Entry 2 " in said(used)
    assert "another order" in said(used)


def test_an_entry_written_anew_with_a_right_hash_breaks_the_next(used: SqlLedger) -> None:
    trail = tuple(used.trail())
    forged = trail[3].__class__(
        **{name: getattr(trail[3], name) for name in trail[3].__slots__} | {"who": "x"}
    )
    tamper(used, f"UPDATE audit SET who = 'x', hash = '{forged.sealed()}' WHERE seq = 4")

    assert "Entry 5 does not follow on entry 4" in said(used)


def test_an_end_that_was_cut_off_is_named_when_a_head_was_published(used: SqlLedger) -> None:
    head = used.head()
    assert head is not None
    tamper(used, f"DELETE FROM audit WHERE seq = {head.seq}")

    assert used.verify() == ()
    assert f"The chain now ends at entry {head.seq - 1}" in said(used, head.hash)


def test_a_person_s_erasure_leaves_a_chain_that_verifies_and_tells_nothing_of_them(
    used: SqlLedger,
) -> None:
    head = used.head()
    assert head is not None
    used.erase("p1", rows.NOON)

    assert used.verify(head.hash) == ()
    assert next(used.trail(head.seq)).what == "erased"
    told = str([(e.who, e.subject, e.detail) for e in used.trail()])
    assert not [one for one in ("p1", "小云", "说得对") if one in told]
    assert used.add_attempt(rows.attempt(id="z", run="r-p2", try_no=7), rows.mark(attempt="z"))
    assert used.verify() == ()


def test_a_mark_removed_without_erasure_is_named_although_somebody_else_was_erased(
    used: SqlLedger,
) -> None:
    used.erase("p1", rows.NOON)
    tamper(used, "DELETE FROM marks WHERE id = 'm'")

    assert "A row of `marks`" in said(used)


def test_writers_at_once_make_one_chain(url: str, used: SqlLedger) -> None:
    before = len(tuple(used.trail()))

    with open_ledger(url) as other, ThreadPoolExecutor(6) as pool:
        doors = (used, other)

        def write(n: int) -> None:
            ledger = doors[n % 2]
            kinds: list[Callable[[], object]] = [
                lambda: ledger.record(deed(subject=str(n))),
                lambda: ledger.add_marks((rows.mark(id=f"x{n}", attempt="b"),)),
                lambda: ledger.add_vote(rows.vote(id=f"x{n}", round=n + 5)).result(),
            ]
            kinds[n % 3]()

        list(pool.map(write, range(60)))

    trail = tuple(used.trail())
    assert used.verify() == ()
    vouched = sum(len(e.detail.get("rows", {}).get("votes", ())) for e in trail[before:])
    assert vouched == 20
    assert sum(e.what == "released" for e in trail[before:]) == 20


def test_what_an_older_ledger_held_is_vouched_for_from_then_on(url: str, used: SqlLedger) -> None:
    with used._engine.begin() as connection:
        connection.execute(text("DROP TABLE audit"))
        connection.execute(text("DROP TABLE turns"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0004'"))

    with open_ledger(url) as upgraded:
        assert {entry.what for entry in upgraded.trail()} == {"found"}
        assert upgraded.verify() == ()
        tamper(upgraded, "UPDATE marks SET points = 12 WHERE id = 'm'")
        assert "`m` of `marks` was altered" in said(upgraded)


@pytest.mark.parametrize("table", COVERED)
def test_digests_cover_everything_but_the_number(table: str) -> None:
    columns = set(metadata.tables[table].c.keys()) - {"seq"}

    assert set(COVERED[table]) == columns
