"""The tables of live classes, in the same database and just as append-only."""

from typing import Final

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    ForeignKey,
    Integer,
    String,
    Table,
    UniqueConstraint,
)

from sandbox.ledger.tables import Sequence, UtcTime, metadata

APPEND_ONLY: Final = ("rooms", "room_events", "seats", "votes")


def _order() -> Column[int]:
    return Column("seq", Sequence, primary_key=True, autoincrement=True)


rooms = Table(
    "rooms",
    metadata,
    _order(),
    Column("code", String, nullable=False, unique=True),
    Column("scenario", String, nullable=False),
    Column("digest", String, nullable=False),
    Column("seed", BigInteger, nullable=False),
    Column("decisions", JSON, nullable=False),
    Column("teams", JSON, nullable=False),
    Column("opened_by", String, nullable=False),
    Column("opened_at", UtcTime, nullable=False),
    implicit_returning=False,
)

room_events = Table(
    "room_events",
    metadata,
    _order(),
    Column("room", String, ForeignKey("rooms.code"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("action", String, nullable=False),
    Column("by", String, nullable=False),
    Column("at", UtcTime, nullable=False),
    UniqueConstraint("room", "version"),
    implicit_returning=False,
)

seats = Table(
    "seats",
    metadata,
    _order(),
    Column("id", String, nullable=False, unique=True),
    Column("room", String, ForeignKey("rooms.code"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("name", String, nullable=False),
    Column("team", String),
    Column("lang", String, nullable=False),
    Column("joined_at", UtcTime, nullable=False),
    UniqueConstraint("room", "number"),
    implicit_returning=False,
)

turns = Table(
    "turns",
    metadata,
    Column("room", String, ForeignKey("rooms.code"), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("at", Integer, nullable=False),
    implicit_returning=False,
)
"""Which screen of a board is shown: a place in a talk, overwritten as the talk goes on."""

votes = Table(
    "votes",
    metadata,
    _order(),
    Column("id", String, nullable=False, unique=True),
    Column("room", String, ForeignKey("rooms.code"), nullable=False),
    Column("seat", String, ForeignKey("seats.id"), nullable=False),
    Column("decision", String, nullable=False),
    Column("round", Integer, nullable=False),
    Column("raw", JSON, nullable=False),
    Column("answer", JSON, nullable=False),
    Column("at", UtcTime, nullable=False),
    UniqueConstraint("room", "seat", "decision", "round"),
    implicit_returning=False,
)
