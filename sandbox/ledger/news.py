"""What is new in a room, read from where one stopped last time."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Column, Connection, RowMapping, Table, select

from sandbox.ledger import room_tables as tables
from sandbox.model.live import Reached, RoomEvent, RoomNews, Seat, Vote
from sandbox.model.relation import Relation


def news(connection: Connection, code: str, since: Reached) -> RoomNews:
    """Rows of a room after those that were read.

    Writers of rooms take turns, so a row with a lower number never appears after a higher one.
    """
    event, seat, vote = tables.room_events, tables.seats, tables.votes
    # Answers first: none of them is newer than the events that are read after them.
    votes = _after(connection, vote, code, vote.c.seq, since.vote)
    seats = _after(connection, seat, code, seat.c.seq, since.seat)
    events = _after(connection, event, code, event.c.version, since.version)
    turn = tables.turns.c
    shown = connection.execute(select(turn.version, turn.at).where(turn.room == code)).first()
    return RoomNews(
        events=tuple(RoomEvent(**_plain(row)) for row in events),
        seats=tuple(Seat(**_plain(row)) for row in seats),
        votes=tuple(vote_of(_plain(row)) for row in votes),
        turned=None if shown is None else (shown.version, shown.at),
        reached=Reached(
            version=events[-1]["version"] if events else since.version,
            seat=seats[-1]["seq"] if seats else since.seat,
            vote=votes[-1]["seq"] if votes else since.vote,
        ),
    )


def vote_of(row: Mapping[str, Any]) -> Vote:
    """An answer as it was given."""
    return Vote(**{**row, "answer": Relation.from_json(row["answer"])})


def _after(
    connection: Connection, table: Table, code: str, order: Column[int], last: int
) -> list[RowMapping]:
    wanted = select(table).where(table.c.room == code, order > last).order_by(order)
    return list(connection.execute(wanted).mappings())


def _plain(row: RowMapping) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "seq"}
