"""Reading the audit trail against itself, and against the rows it vouches for."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Row, select

from sandbox.ledger.audit_table import COVERED, KEYS, audit
from sandbox.ledger.chain import digest, fingerprint
from sandbox.ledger.tables import metadata
from sandbox.model.audit import START, Entry, Flaw

BATCH = 1000
"""Rows read at a time."""


@dataclass(slots=True)
class Known:
    """What the chain says of other tables."""

    digests: dict[tuple[str, str], tuple[int, str]] = field(default_factory=dict)
    """(table, fingerprint) → entry and digest."""
    erased: set[tuple[str, str]] = field(default_factory=set)

    def take(self, entry: Entry) -> None:
        """Learn what an entry vouches for."""
        for table, rows in entry.detail.get("rows", {}).items():
            for row, said in rows.items():
                self.digests[(table, row)] = (entry.seq, said)
        for table, rows in entry.detail.get("gone", {}).items():
            self.erased.update((table, row) for row in rows)


@dataclass(frozen=True, slots=True)
class Last:
    """Where the chain had got to."""

    seq: int
    hash: str


def entries(connection: Connection, after: int = 0, most: int | None = None) -> Iterator[Entry]:
    """The chain in order, as it is stored; at most so many entries."""
    statement = select(audit).where(audit.c.seq > after).order_by(audit.c.seq).limit(most)
    found = connection.execution_options(yield_per=BATCH).execute(statement)
    for row in found.mappings():
        yield Entry(**row)


def verify(connection: Connection, head: str | None) -> Iterator[Flaw]:
    """Everything the chain and the ledger do not agree on, the chain's own flaws first."""
    known, seen, before = Known(), head in (None, START), Last(0, START)
    for entry in entries(connection):
        yield from _flaws(entry, before.seq, before.hash)
        known.take(entry)
        seen = seen or entry.hash == head
        before = Last(entry.seq, entry.hash)
    if not seen:
        yield Flaw(
            seq=None,
            sentence=f"The published head {head} is not in the chain: entries were removed from its"
            f" end or written anew. The chain now ends at entry {before.seq}.",
        )
    for table in KEYS:
        yield from _rows(connection, table, known)


def _flaws(entry: Entry, seq: int, prev: str) -> Iterator[Flaw]:
    if entry.seq != seq + 1:
        missing = f"{seq + 1}" if entry.seq == seq + 2 else f"{seq + 1} to {entry.seq - 1}"
        yield Flaw(seq=entry.seq, sentence=f"Before entry {entry.seq}, {missing} was removed.")
    elif entry.prev != prev:
        yield Flaw(
            seq=entry.seq,
            sentence=f"Entry {entry.seq} does not follow on entry {seq}: one of them was altered,"
            " or they were put in another order.",
        )
    if entry.hash != entry.sealed():
        yield Flaw(
            seq=entry.seq,
            sentence=f"Entry {entry.seq} ({entry.what} {entry.subject}) was altered or moved: its"
            " content does not give its hash.",
        )


def _rows(connection: Connection, table: str, known: Known) -> Iterator[Flaw]:
    columns = metadata.tables[table].c
    wanted = [columns[name] for name in ("seq", *COVERED[table])]
    found = connection.execution_options(yield_per=BATCH).execute(
        select(*wanted).order_by(columns.seq)
    )
    there: set[str] = set()
    order: dict[str, int] = defaultdict(int)
    for row in found:
        mark = fingerprint(table, row)
        there.add(mark)
        yield from _row(table, row, known.digests.get((table, mark)), order)
    for (of, mark), (seq, _) in known.digests.items():
        if of == table and mark not in there and (of, mark) not in known.erased:
            yield Flaw(
                seq=seq,
                sentence=f"A row of `{table}` that entry {seq} recorded was removed.",
            )


def _row(
    table: str, row: Row[Any], known: tuple[int, str] | None, order: dict[str, int]
) -> Iterator[Flaw]:
    name = "/".join(str(getattr(row, column)) for column in KEYS[table])
    if known is None:
        yield Flaw(seq=None, sentence=f"`{table}` holds `{name}`, which the chain does not know.")
        return
    seq, said = known
    if digest(table, row) != said:
        yield Flaw(
            seq=seq,
            sentence=f"`{name}` of `{table}` was altered after entry {seq} had recorded it.",
        )
    if table != "marks":
        return
    # Of several marks the last one counts, so their order says something as well.
    if seq < order[row.attempt]:
        yield Flaw(
            seq=seq, sentence=f"Mark `{name}` was moved behind a later mark of the same answer."
        )
    order[row.attempt] = max(order[row.attempt], seq)
