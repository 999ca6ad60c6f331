"""Objections and replies, and the one door through which a person's own rows may leave."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision: str | None = "0002"

OWNER = {
    "runs": "OLD.participant",
    "attempts": "(SELECT participant FROM runs WHERE id = OLD.run)",
    "marks": "(SELECT r.participant FROM attempts a JOIN runs r ON r.id = a.run"
    " WHERE a.id = OLD.attempt)",
    "events": "(SELECT participant FROM runs WHERE id = OLD.run)",
    "objections": "OLD.participant",
    "replies": "(SELECT participant FROM objections WHERE id = OLD.objection)",
}
"""Table → whose row is being deleted."""
NEW = ("objections", "replies", "erasures")
SEQUENCE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create the tables, and let the triggers ask whose row it is."""
    _objections()
    _replies()
    _erasures()
    if op.get_bind().dialect.name == "sqlite":
        _guard_sqlite()
    else:
        _guard_postgresql()


def downgrade() -> None:
    """Refused: it would erase objections."""
    raise NotImplementedError("Objections are never dropped.")


def _objections() -> None:
    op.create_table(
        "objections",
        sa.Column("seq", SEQUENCE, primary_key=True, autoincrement=True),
        sa.Column("id", sa.String, nullable=False),
        sa.Column("participant", sa.String, nullable=False),
        sa.Column("run", sa.String, nullable=False),
        sa.Column("decision", sa.String, nullable=False),
        sa.Column("mark", sa.String, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_objections"),
        sa.UniqueConstraint("id", name="uq_objections_id"),
        sa.ForeignKeyConstraint(
            ["participant"], ["participants.id"], name="fk_objections_participant"
        ),
        sa.ForeignKeyConstraint(["run"], ["runs.id"], name="fk_objections_run"),
        sa.ForeignKeyConstraint(["mark"], ["marks.id"], name="fk_objections_mark"),
    )
    op.create_index("ix_objections_participant", "objections", ["participant"])


def _replies() -> None:
    op.create_table(
        "replies",
        sa.Column("seq", SEQUENCE, primary_key=True, autoincrement=True),
        sa.Column("id", sa.String, nullable=False),
        sa.Column("objection", sa.String, nullable=False),
        sa.Column("upheld", sa.Boolean, nullable=False),
        sa.Column("text", sa.String, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_replies"),
        sa.UniqueConstraint("id", name="uq_replies_id"),
        sa.ForeignKeyConstraint(["objection"], ["objections.id"], name="fk_replies_objection"),
    )


def _erasures() -> None:
    op.create_table(
        "erasures",
        sa.Column("seq", SEQUENCE, primary_key=True, autoincrement=True),
        sa.Column("runs", sa.Integer, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("marks", sa.Integer, nullable=False),
        sa.Column("events", sa.Integer, nullable=False),
        sa.Column("objections", sa.Integer, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_erasures"),
    )
    op.create_table(
        "erasing",
        sa.Column("participant", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("participant", name="pk_erasing"),
    )


def _guard_sqlite() -> None:
    for table in NEW:
        op.execute(
            f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )
    op.execute(
        "CREATE TRIGGER erasures_no_delete BEFORE DELETE ON erasures "
        "BEGIN SELECT RAISE(ABORT, 'erasures is append-only'); END"
    )
    for table, owner in OWNER.items():
        op.execute(f"DROP TRIGGER IF EXISTS {table}_no_delete")
        op.execute(
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} "
            f"WHEN coalesce({owner} NOT IN (SELECT participant FROM erasing), TRUE) "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )


def _guard_postgresql() -> None:
    for table, owner in OWNER.items():
        op.execute(
            f"CREATE FUNCTION {table}_delete_own() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN IF coalesce({owner} NOT IN (SELECT participant FROM erasing), TRUE) THEN "
            f"RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END IF; RETURN OLD; END $$"
        )
        op.execute(f"DROP TRIGGER IF EXISTS {table}_no_change ON {table}")
        op.execute(
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {table}_delete_own()"
        )
        _no_change(table, "UPDATE")
    _no_change("erasures", "UPDATE OR DELETE")
    for table in NEW:
        op.execute(
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION ledger_append_only()"
        )


def _no_change(table: str, change: str) -> None:
    op.execute(
        f"CREATE TRIGGER {table}_no_change BEFORE {change} ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION ledger_append_only()"
    )
