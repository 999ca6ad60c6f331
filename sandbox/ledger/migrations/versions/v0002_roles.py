"""Runs remember the role in which they are played; earlier ones were played in none."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision: str | None = "0001"


def upgrade() -> None:
    """Add the role; NULL where a drill is the same for everyone."""
    op.add_column("runs", sa.Column("role", sa.String))


def downgrade() -> None:
    """Refused: the decisions of a run depend on its role."""
    raise NotImplementedError("A run's role decides what was asked in it and is never dropped.")
