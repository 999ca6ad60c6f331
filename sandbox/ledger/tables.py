"""The tables of the ledger, the same on SQLite and PostgreSQL."""

from datetime import UTC, datetime
from typing import Final

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)
from sqlalchemy.types import TypeDecorator

APPEND_ONLY: Final = (
    "runs", "attempts", "marks", "events", "objections", "replies", "erasures",
)  # fmt: skip
"""Tables in which the database itself refuses UPDATE and DELETE.

There is one door, for a person who has their own data erased (PIPL Article 47): inside the
transaction that erases, the table `erasing` holds their id, and only rows that belong to that
person can be deleted. The row is gone before the transaction ends, so nobody else ever sees the
door open.
"""

Sequence = BigInteger().with_variant(Integer(), "sqlite")
"""SQLite numbers rows by itself only where the key's type is exactly INTEGER."""


class UtcTime(TypeDecorator[datetime]):
    """A moment in UTC; SQLite keeps it without its zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The moment as the database keeps it.

        Raises:
            ValueError: the moment has no time zone.
        """
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A moment in the ledger needs a time zone.")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The moment with its zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


def _order() -> Column[int]:
    # Clocks tie and step back; the order of writing does not.
    return Column("seq", Sequence, primary_key=True, autoincrement=True)


participants = Table(
    "participants",
    metadata,
    _order(),
    Column("id", String, nullable=False, unique=True),
    Column("nickname", String, nullable=False),
    Column("lang", String),
    Column("created_at", UtcTime, nullable=False),
    implicit_returning=False,
)

runs = Table(
    "runs",
    metadata,
    _order(),
    Column("id", String, nullable=False, unique=True),
    Column("participant", String, ForeignKey("participants.id"), nullable=False),
    Column("scenario", String, nullable=False),
    Column("version", Integer, nullable=False),
    Column("digest", String, nullable=False),
    Column("seed", BigInteger, nullable=False),
    Column("mode", String, nullable=False),
    Column("started_at", UtcTime, nullable=False),
    Column("role", String),
    Index(None, "participant"),
    Index(None, "scenario"),
    implicit_returning=False,
)

attempts = Table(
    "attempts",
    metadata,
    _order(),
    Column("id", String, nullable=False, unique=True),
    Column("run", String, ForeignKey("runs.id"), nullable=False),
    Column("decision", String, nullable=False),
    Column("try_no", Integer, nullable=False),
    Column("raw", JSON, nullable=False),
    Column("answer", JSON, nullable=False),
    Column("digest", String, nullable=False),
    Column("seed", BigInteger, nullable=False),
    Column("hints", Integer, nullable=False),
    Column("at", UtcTime, nullable=False),
    UniqueConstraint("run", "decision", "try_no"),
    implicit_returning=False,
)

marks = Table(
    "marks",
    metadata,
    _order(),
    Column("id", String, nullable=False, unique=True),
    Column("attempt", String, ForeignKey("attempts.id"), nullable=False),
    Column("scorer", String, nullable=False),
    Column("scorer_version", Integer, nullable=False),
    Column("key_digest", String, nullable=False),
    Column("share", Float(53), nullable=False),
    Column("points", Float(53), nullable=False),
    Column("out_of", Integer, nullable=False),
    Column("harmful", Boolean, nullable=False),
    Column("detail", JSON, nullable=False),
    Column("reason", String, nullable=False),
    Column("at", UtcTime, nullable=False),
    Index(None, "attempt"),
    implicit_returning=False,
)

events = Table(
    "events",
    metadata,
    _order(),
    Column("run", String, ForeignKey("runs.id"), nullable=False),
    Column("decision", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("number", Integer, nullable=False),
    Column("at", UtcTime, nullable=False),
    UniqueConstraint("run", "decision", "kind", "number"),
    implicit_returning=False,
)

objections = Table(
    "objections",
    metadata,
    _order(),
    Column("id", String, nullable=False, unique=True),
    Column("participant", String, ForeignKey("participants.id"), nullable=False),
    Column("run", String, ForeignKey("runs.id"), nullable=False),
    Column("decision", String, nullable=False),
    Column("mark", String, ForeignKey("marks.id"), nullable=False),
    Column("reason", String, nullable=False),
    Column("at", UtcTime, nullable=False),
    Index(None, "participant"),
    implicit_returning=False,
)

replies = Table(
    "replies",
    metadata,
    _order(),
    Column("id", String, nullable=False, unique=True),
    Column("objection", String, ForeignKey("objections.id"), nullable=False),
    Column("upheld", Boolean, nullable=False),
    Column("text", String, nullable=False),
    Column("at", UtcTime, nullable=False),
    implicit_returning=False,
)

erasures = Table(
    "erasures",
    metadata,
    _order(),
    Column("runs", Integer, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("marks", Integer, nullable=False),
    Column("events", Integer, nullable=False),
    Column("objections", Integer, nullable=False),
    Column("at", UtcTime, nullable=False),
    implicit_returning=False,
)

erasing = Table("erasing", metadata, Column("participant", String, primary_key=True))
