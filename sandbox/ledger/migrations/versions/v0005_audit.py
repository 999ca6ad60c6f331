"""The audit trail, begun with what the ledger holds; and which screen a board is turned to."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

from sandbox.ledger import chain
from sandbox.ledger.audit_table import COVERED
from sandbox.ledger.tables import metadata
from sandbox.model.audit import Deed

revision = "0005"
down_revision: str | None = "0004"

SEQUENCE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
BATCH = 500
"""Rows that one entry vouches for."""


def upgrade() -> None:
    """Create the tables, vouch for what is there, and let nobody rewrite the trail."""
    op.create_table(
        "audit",
        sa.Column("seq", SEQUENCE, primary_key=True, autoincrement=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("who", sa.String, nullable=False),
        sa.Column("what", sa.String, nullable=False),
        sa.Column("subject", sa.String, nullable=False),
        sa.Column("detail", sa.JSON, nullable=False),
        sa.Column("prev", sa.String, nullable=False),
        sa.Column("hash", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_audit"),
    )
    op.create_table(
        "turns",
        sa.Column("room", sa.String, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("at", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("room", name="pk_turns"),
        sa.ForeignKeyConstraint(["room"], ["rooms.code"], name="fk_turns_room"),
    )
    _vouch()
    if op.get_bind().dialect.name == "sqlite":
        _guard_sqlite()
    else:
        _guard_postgresql()


def downgrade() -> None:
    """Refused: it would erase the record."""
    raise NotImplementedError("The audit trail is never dropped.")


def _vouch() -> None:
    connection = op.get_bind()
    now = datetime.now(UTC)
    for table, names in COVERED.items():
        columns = metadata.tables[table].c
        wanted = sa.select(*(columns[name] for name in names)).order_by(columns.seq)
        for some in connection.execute(wanted).mappings().partitions(BATCH):
            rows = chain.rows_of(table, map(dict, some))
            deed = Deed(at=now, who="", what="found", subject=table, detail={"rows": rows})
            chain.append(connection, [deed])


def _guard_sqlite() -> None:
    for change in ("update", "delete"):
        op.execute(
            f"CREATE TRIGGER audit_no_{change} BEFORE {change.upper()} ON audit "
            "BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END"
        )


def _guard_postgresql() -> None:
    op.execute(
        "CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON audit "
        "FOR EACH ROW EXECUTE FUNCTION ledger_append_only()"
    )
    op.execute(
        "CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON audit "
        "FOR EACH STATEMENT EXECUTE FUNCTION ledger_append_only()"
    )
