"""The first tables, and the triggers that make four of them append-only."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision: str | None = None

TABLES = ("runs", "attempts", "marks", "events")
SEQUENCE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create the tables and their triggers."""
    _people_and_runs()
    _attempts()
    _marks()
    _events()
    if op.get_bind().dialect.name == "sqlite":
        _guard_sqlite()
    else:
        _guard_postgresql()


def downgrade() -> None:
    """Refused: it would erase answers."""
    raise NotImplementedError("The first tables hold answers and are never dropped.")


def _people_and_runs() -> None:
    op.create_table(
        "participants",
        sa.Column("seq", SEQUENCE, primary_key=True, autoincrement=True),
        sa.Column("id", sa.String, nullable=False),
        sa.Column("nickname", sa.String, nullable=False),
        sa.Column("lang", sa.String),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_participants"),
        sa.UniqueConstraint("id", name="uq_participants_id"),
    )
    op.create_table(
        "runs",
        sa.Column("seq", SEQUENCE, primary_key=True, autoincrement=True),
        sa.Column("id", sa.String, nullable=False),
        sa.Column("participant", sa.String, nullable=False),
        sa.Column("scenario", sa.String, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("seed", sa.BigInteger, nullable=False),
        sa.Column("mode", sa.String, nullable=False),
        sa.Column("started_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_runs"),
        sa.UniqueConstraint("id", name="uq_runs_id"),
        sa.ForeignKeyConstraint(["participant"], ["participants.id"], name="fk_runs_participant"),
    )
    op.create_index("ix_runs_participant", "runs", ["participant"])
    op.create_index("ix_runs_scenario", "runs", ["scenario"])


def _attempts() -> None:
    op.create_table(
        "attempts",
        sa.Column("seq", SEQUENCE, primary_key=True, autoincrement=True),
        sa.Column("id", sa.String, nullable=False),
        sa.Column("run", sa.String, nullable=False),
        sa.Column("decision", sa.String, nullable=False),
        sa.Column("try_no", sa.Integer, nullable=False),
        sa.Column("raw", sa.JSON, nullable=False),
        sa.Column("answer", sa.JSON, nullable=False),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("seed", sa.BigInteger, nullable=False),
        sa.Column("hints", sa.Integer, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_attempts"),
        sa.UniqueConstraint("id", name="uq_attempts_id"),
        sa.UniqueConstraint("run", "decision", "try_no", name="uq_attempts_run_decision_try_no"),
        sa.ForeignKeyConstraint(["run"], ["runs.id"], name="fk_attempts_run"),
    )


def _marks() -> None:
    op.create_table(
        "marks",
        sa.Column("seq", SEQUENCE, primary_key=True, autoincrement=True),
        sa.Column("id", sa.String, nullable=False),
        sa.Column("attempt", sa.String, nullable=False),
        sa.Column("scorer", sa.String, nullable=False),
        sa.Column("scorer_version", sa.Integer, nullable=False),
        sa.Column("key_digest", sa.String, nullable=False),
        sa.Column("share", sa.Float(53), nullable=False),
        sa.Column("points", sa.Float(53), nullable=False),
        sa.Column("out_of", sa.Integer, nullable=False),
        sa.Column("harmful", sa.Boolean, nullable=False),
        sa.Column("detail", sa.JSON, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_marks"),
        sa.UniqueConstraint("id", name="uq_marks_id"),
        sa.ForeignKeyConstraint(["attempt"], ["attempts.id"], name="fk_marks_attempt"),
    )
    op.create_index("ix_marks_attempt", "marks", ["attempt"])


def _events() -> None:
    op.create_table(
        "events",
        sa.Column("seq", SEQUENCE, primary_key=True, autoincrement=True),
        sa.Column("run", sa.String, nullable=False),
        sa.Column("decision", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_events"),
        sa.UniqueConstraint(
            "run", "decision", "kind", "number", name="uq_events_run_decision_kind_number"
        ),
        sa.ForeignKeyConstraint(["run"], ["runs.id"], name="fk_events_run"),
    )


def _guard_sqlite() -> None:
    for table in TABLES:
        for change in ("update", "delete"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{change} BEFORE {change.upper()} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )


def _guard_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION ledger_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"
    )
    for table in TABLES:
        op.execute(
            f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION ledger_append_only()"
        )
        op.execute(
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION ledger_append_only()"
        )
