"""The table of the audit trail, and which rows of other tables it vouches for."""

from types import MappingProxyType
from typing import Final

from sqlalchemy import JSON, Column, String, Table

from sandbox.ledger.tables import Sequence, UtcTime, metadata

audit = Table(
    "audit",
    metadata,
    # Numbered by the writer, who holds the chain's end: a gap is a removed entry.
    Column("seq", Sequence, primary_key=True, autoincrement=False),
    Column("at", UtcTime, nullable=False),
    Column("who", String, nullable=False),
    Column("what", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("detail", JSON, nullable=False),
    Column("prev", String, nullable=False),
    Column("hash", String, nullable=False),
    implicit_returning=False,
)

KEYS: Final = MappingProxyType(
    {
        "marks": ("id",),
        "replies": ("id",),
        "rooms": ("code",),
        "room_events": ("room", "version"),
        "votes": ("id",),
    }
)
"""Covered table → the columns that name a row of it."""

COVERED: Final = MappingProxyType(
    {
        "marks": (
            "id", "attempt", "scorer", "scorer_version", "key_digest", "share", "points", "out_of",
            "harmful", "detail", "reason", "at",
        ),
        "replies": ("id", "objection", "upheld", "text", "at"),
        "rooms": (
            "code", "scenario", "digest", "seed", "decisions", "teams", "opened_by", "opened_at",
        ),
        "room_events": ("room", "version", "action", "by", "at"),
        "votes": ("id", "room", "seat", "decision", "round", "raw", "answer", "at"),
    }
)  # fmt: skip
"""Covered table → the columns a digest covers; written out, so that a later column breaks none."""
