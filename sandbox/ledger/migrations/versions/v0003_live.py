"""Live classes: rooms, what instructors did in them, places, and votes; all append-only."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision: str | None = "0002"

TABLES = ("rooms", "room_events", "seats", "votes")
SEQUENCE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create the tables and their triggers."""
    _rooms()
    _seats()
    _votes()
    guard = _guard_sqlite if op.get_bind().dialect.name == "sqlite" else _guard_postgresql
    for table in TABLES:
        guard(table)


def downgrade() -> None:
    """Refused: it would erase answers."""
    raise NotImplementedError("Rooms hold answers and are never dropped.")


def _rooms() -> None:
    op.create_table(
        "rooms",
        sa.Column("seq", SEQUENCE, primary_key=True, autoincrement=True),
        sa.Column("code", sa.String, nullable=False),
        sa.Column("scenario", sa.String, nullable=False),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("seed", sa.BigInteger, nullable=False),
        sa.Column("decisions", sa.JSON, nullable=False),
        sa.Column("teams", sa.JSON, nullable=False),
        sa.Column("opened_by", sa.String, nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_rooms"),
        sa.UniqueConstraint("code", name="uq_rooms_code"),
    )
    op.create_table(
        "room_events",
        sa.Column("seq", SEQUENCE, primary_key=True, autoincrement=True),
        sa.Column("room", sa.String, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("action", sa.String, nullable=False),
        sa.Column("by", sa.String, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_room_events"),
        sa.UniqueConstraint("room", "version", name="uq_room_events_room_version"),
        sa.ForeignKeyConstraint(["room"], ["rooms.code"], name="fk_room_events_room"),
    )


def _seats() -> None:
    op.create_table(
        "seats",
        sa.Column("seq", SEQUENCE, primary_key=True, autoincrement=True),
        sa.Column("id", sa.String, nullable=False),
        sa.Column("room", sa.String, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("team", sa.String),
        sa.Column("lang", sa.String, nullable=False),
        sa.Column("joined_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_seats"),
        sa.UniqueConstraint("id", name="uq_seats_id"),
        sa.UniqueConstraint("room", "number", name="uq_seats_room_number"),
        sa.ForeignKeyConstraint(["room"], ["rooms.code"], name="fk_seats_room"),
    )


def _votes() -> None:
    op.create_table(
        "votes",
        sa.Column("seq", SEQUENCE, primary_key=True, autoincrement=True),
        sa.Column("id", sa.String, nullable=False),
        sa.Column("room", sa.String, nullable=False),
        sa.Column("seat", sa.String, nullable=False),
        sa.Column("decision", sa.String, nullable=False),
        sa.Column("round", sa.Integer, nullable=False),
        sa.Column("raw", sa.JSON, nullable=False),
        sa.Column("answer", sa.JSON, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_votes"),
        sa.UniqueConstraint("id", name="uq_votes_id"),
        sa.UniqueConstraint(
            "room", "seat", "decision", "round", name="uq_votes_room_seat_decision_round"
        ),
        sa.ForeignKeyConstraint(["room"], ["rooms.code"], name="fk_votes_room"),
        sa.ForeignKeyConstraint(["seat"], ["seats.id"], name="fk_votes_seat"),
    )


def _guard_sqlite(table: str) -> None:
    for change in ("update", "delete"):
        op.execute(
            f"CREATE TRIGGER {table}_no_{change} BEFORE {change.upper()} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )


def _guard_postgresql(table: str) -> None:
    op.execute(
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION ledger_append_only()"
    )
    op.execute(
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION ledger_append_only()"
    )
