"""Live classes on the ledger: rooms, their events, seats and votes, committed in groups."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future
from contextlib import AbstractContextManager
from dataclasses import fields
from itertools import compress, groupby
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from sqlalchemy import Column, Connection, Engine, Executable, Table, bindparam, func, select
from sqlalchemy.dialects import postgresql, sqlite

from sandbox.ledger import chain
from sandbox.ledger import room_tables as tables
from sandbox.ledger.audit_table import KEYS
from sandbox.ledger.group import GroupWriter
from sandbox.ledger.news import news, vote_of
from sandbox.ledger.wire import Wire
from sandbox.model.audit import Deed
from sandbox.model.live import Heard, Reached, RoomEvent, RoomNews, RoomOpening, Seat, Vote

ROOM: Final = MappingProxyType(
    {"rooms": "code", "room_events": "room", "seats": "room", "votes": "room"}
)
"""Table → the column that names the room."""
COUNTED: Final = MappingProxyType({"preserve_rowcount": True})
"""PostgreSQL's driver keeps no count of inserted rows unless asked."""


class Row(NamedTuple):
    """A row on its way into a table."""

    table: Table
    values: Mapping[str, Any]
    version: int | None = None
    """The room's version an answer was given at."""


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
    _wire: Wire

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

    def add_vote(self, vote: Vote, version: int | None = None) -> "Future[bool]":
        """Hand an answer over; True once it is committed, False once its place proves taken.

        False as well when the room has moved on from that version.
        """
        values = _values(vote) | {"answer": vote.answer.to_json()}
        return self._group.put(Row(tables.votes, values, version))

    def votes(self, code: str) -> tuple[Vote, ...]:
        """In order of writing."""
        return tuple(vote_of(row) for row in self._read(_VOTES, code))

    def turn(self, code: str, version: int, at: int) -> None:
        """Remember which screen of a board is shown."""
        insert = self._insert_into(tables.turns)
        shown = {"version": version, "at": at}
        statement = insert.on_conflict_do_update(index_elements=["room"], set_=shown)
        with self._turn, self._transaction() as connection:
            connection.execute(statement, {"room": code, **shown})
            self._wire.tell(connection, code)

    def news(self, code: str, since: Reached) -> RoomNews:
        """What was committed in a room since somebody read so far."""
        with self._transaction() as connection:
            return news(connection, code, since)

    def tell(self, code: str, seats: Sequence[int]) -> None:
        """Let other processes know whose phones were heard of here."""
        if self._wire.others:
            with self._transaction() as connection:
                self._wire.tell(connection, code, seats)

    def follow(self, hear: Callable[[Heard], None], beat: Callable[[], None]) -> Callable[[], None]:
        """Hear, from one thread, of what other processes write; returns how to stop."""
        return self._wire.follow(hear, beat)

    def _commit_together(self, rows: Sequence[Row]) -> list[bool]:
        """Write rows in one transaction, in order; of each, whether it found its place free."""
        stored: list[bool] = []
        with self._turn, self._transaction() as connection:
            # Held before anything is written: rows become visible in the order of their numbers.
            chain.hold(connection)
            for table, run in groupby(rows, key=lambda row: row.table):
                some = list(run)
                many = self._add_votes if table is tables.votes else self._add_each
                found = list(many(connection, table, some))
                self._vouch(connection, table, list(compress(some, found)))
                stored += found
        return stored

    def _vouch(self, connection: Connection, table: Table, rows: Sequence[Row]) -> None:
        """Put on record what was stored, and let other processes know."""
        rooms: dict[str, list[Row]] = {}
        for row in rows:
            rooms.setdefault(str(row.values[ROOM[table.name]]), []).append(row)
        if table.name in KEYS:
            deeds = (deed_of(table, room, some) for room, some in rooms.items())
            chain.append(connection, deeds)
        for room in rooms:
            self._wire.tell(connection, room)

    def _insert_into(self, table: Table) -> Any:
        insert = sqlite.insert if self._engine.dialect.name == "sqlite" else postgresql.insert
        return insert(table)

    def _insert(self, table: Table) -> Any:
        return self._insert_into(table).on_conflict_do_nothing()

    def _add_each(
        self, connection: Connection, table: Table, rows: Sequence[Row]
    ) -> Iterable[bool]:
        statement = self._insert(table)
        return [
            connection.execute(statement, row.values, execution_options=COUNTED).rowcount == 1
            for row in rows
        ]

    def _add_votes(
        self, connection: Connection, table: Table, rows: Sequence[Row]
    ) -> Iterable[bool]:
        """Hundreds of answers by one statement; ids tell which of them are stored."""
        values = _in_time(connection, rows)
        if values:
            connection.execute(self._insert(table), values)
        ids = [row.values["id"] for row in rows]
        found = connection.execute(select(table.c.id).where(table.c.id.in_(ids)))
        known = set(found.scalars())
        return [id_ in known for id_ in ids]


def _in_time(connection: Connection, rows: Sequence[Row]) -> list[Mapping[str, Any]]:
    """The answers whose room has not moved on since they were given."""
    rooms = {row.values["room"] for row in rows if row.version is not None}
    event = tables.room_events.c
    found = connection.execute(
        select(event.room, func.max(event.version))
        .where(event.room.in_(rooms))
        .group_by(event.room)
    )
    now = {each[0]: each[1] for each in found}
    return [
        row.values
        for row in rows
        if row.version is None or now.get(row.values["room"], row.version) <= row.version
    ]


def deed_of(table: Table, room: str, rows: Sequence[Row]) -> Deed:
    """What is put on record of rows of one room."""
    first = rows[0].values
    detail: dict[str, Any] = {"rows": chain.rows_of(table.name, (row.values for row in rows))}
    match table.name:
        case "rooms":
            detail["scenario"] = first["scenario"]
            who, what, at = first["opened_by"], "opened", first["opened_at"]
        case "room_events":
            detail["actions"] = [[row.values["version"], row.values["action"]] for row in rows]
            who, what, at = first["by"], "pressed", first["at"]
        case _:
            who, what, at = "", "voted", first["at"]
    return Deed(at=at, who=who, what=what, subject=room, detail=detail)


def _values(row: Any) -> dict[str, Any]:
    return {part.name: getattr(row, part.name) for part in fields(row)}


def _opening(row: Mapping[str, Any]) -> RoomOpening:
    written = {name: tuple(row[name]) for name in ("decisions", "teams")}
    return RoomOpening(**{**row, **written})
