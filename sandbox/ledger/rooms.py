"""Live classes on the ledger: rooms, their events, seats and votes, committed in groups."""

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Future
from contextlib import AbstractContextManager
from dataclasses import fields
from itertools import groupby
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from sqlalchemy import Column, Connection, Engine, Executable, Table, bindparam, select
from sqlalchemy.dialects import postgresql, sqlite

from sandbox.ledger import room_tables as tables
from sandbox.ledger.group import GroupWriter
from sandbox.model.live import RoomEvent, RoomOpening, Seat, Vote
from sandbox.model.relation import Relation

COUNTED: Final = MappingProxyType({"preserve_rowcount": True})
"""PostgreSQL's driver keeps no count of inserted rows unless asked."""


class Row(NamedTuple):
    """A row on its way into a table."""

    table: Table
    values: Mapping[str, Any]


def _of(table: Table, column: Column[Any], order: Column[Any]) -> Executable:
    columns = [each for each in table.c if each.name != "seq"]
    return select(*columns).where(column == bindparam("key")).order_by(order)


_ROOM = _of(tables.rooms, tables.rooms.c.code, tables.rooms.c.seq)
_ROOMS = select(*[each for each in tables.rooms.c if each.name != "seq"]).order_by(
    tables.rooms.c.seq.desc()
)
_EVENTS = _of(tables.room_events, tables.room_events.c.room, tables.room_events.c.version)
_SEATS = _of(tables.seats, tables.seats.c.room, tables.seats.c.number)
_VOTES = _of(tables.votes, tables.votes.c.room, tables.votes.c.seq)


class SqlRooms:
    """The part of the SQL ledger that keeps live classes."""

    _engine: Engine
    _group: GroupWriter[Row]
    _turn: AbstractContextManager[Any]

    def _transaction(self) -> AbstractContextManager[Connection]:
        raise NotImplementedError

    def _read(self, statement: Executable, key: str) -> list[dict[str, Any]]:
        raise NotImplementedError

    def add_room(self, room: RoomOpening) -> bool:
        """Commit a new room; False when its code is already taken."""
        values = _values(room) | {"decisions": list(room.decisions), "teams": list(room.teams)}
        return self._group.put(Row(tables.rooms, values)).result()

    def rooms(self) -> tuple[RoomOpening, ...]:
        """Newest first."""
        return tuple(_opening(row) for row in self._read(_ROOMS, ""))

    def room(self, code: str) -> RoomOpening | None:
        """The room, or None."""
        found = self._read(_ROOM, code)
        return _opening(found[0]) if found else None

    def add_room_event(self, event: RoomEvent) -> bool:
        """Commit what the instructor did; False when the room already has that version."""
        return self._group.put(Row(tables.room_events, _values(event))).result()

    def room_events(self, code: str) -> tuple[RoomEvent, ...]:
        """In order of their versions."""
        return tuple(RoomEvent(**row) for row in self._read(_EVENTS, code))

    def add_seat(self, seat: Seat) -> bool:
        """Commit a place; False when its number is already taken."""
        return self._group.put(Row(tables.seats, _values(seat))).result()

    def seats(self, code: str) -> tuple[Seat, ...]:
        """In order of their numbers."""
        return tuple(Seat(**row) for row in self._read(_SEATS, code))

    def add_vote(self, vote: Vote) -> "Future[bool]":
        """Hand an answer over; True once it is committed, False once its place proves taken."""
        values = _values(vote) | {"answer": vote.answer.to_json()}
        return self._group.put(Row(tables.votes, values))

    def votes(self, code: str) -> tuple[Vote, ...]:
        """In order of writing."""
        return tuple(
            Vote(**row | {"answer": Relation.from_json(row["answer"])})
            for row in self._read(_VOTES, code)
        )

    def _commit_together(self, rows: Sequence[Row]) -> list[bool]:
        """Write rows in one transaction, in order; of each, whether it found its place free."""
        stored: list[bool] = []
        with self._turn, self._transaction() as connection:
            for table, run in groupby(rows, key=lambda row: row.table):
                values = [row.values for row in run]
                many = self._add_votes if table is tables.votes else self._add_each
                stored += many(connection, table, values)
        return stored

    def _insert(self, table: Table) -> Any:
        insert = sqlite.insert if self._engine.dialect.name == "sqlite" else postgresql.insert
        return insert(table).on_conflict_do_nothing()

    def _add_each(
        self, connection: Connection, table: Table, values: Sequence[Mapping[str, Any]]
    ) -> Iterable[bool]:
        statement = self._insert(table)
        return [
            connection.execute(statement, row, execution_options=COUNTED).rowcount == 1
            for row in values
        ]

    def _add_votes(
        self, connection: Connection, table: Table, values: Sequence[Mapping[str, Any]]
    ) -> Iterable[bool]:
        """Hundreds of answers by one statement; ids tell which of them are stored."""
        connection.execute(self._insert(table), list(values))
        ids = [row["id"] for row in values]
        found = connection.execute(select(table.c.id).where(table.c.id.in_(ids)))
        known = set(found.scalars())
        return [id_ in known for id_ in ids]


def _values(row: Any) -> dict[str, Any]:
    return {part.name: getattr(row, part.name) for part in fields(row)}


def _opening(row: Mapping[str, Any]) -> RoomOpening:
    written = {name: tuple(row[name]) for name in ("decisions", "teams")}
    return RoomOpening(**{**row, **written})
