"""Bring a stored ledger to the shape that this version of the product needs."""

from pathlib import Path
from threading import Lock
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from sandbox.ledger.errors import LedgerError

FOLDER: Final = Path(__file__).parent / "migrations"

_LOCK_NUMBER: Final = 8_092_025
"""Names our advisory lock among those that a PostgreSQL server may hold."""

# Alembic keeps its context in module globals.
_one_at_a_time = Lock()


def migrate(engine: Engine) -> None:
    """Apply every missing step, once, even when several processes start together.

    Raises:
        LedgerError: the ledger was written by a newer version of the product.
    """
    head = ScriptDirectory(str(FOLDER)).get_current_head()
    with _one_at_a_time:
        if _revision(engine) != head:
            _upgrade(engine)


def _revision(engine: Engine) -> str | None:
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def _upgrade(engine: Engine) -> None:
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    with engine.connect() as connection, connection.begin():
        _hold_others_back(connection)
        _refuse_the_future(connection, ScriptDirectory(str(FOLDER)))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _hold_others_back(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK_NUMBER})")
    else:
        # A plain BEGIN takes the write lock only at the first write: too late.
        connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def _refuse_the_future(connection: Connection, script: ScriptDirectory) -> None:
    current = MigrationContext.configure(connection).get_current_revision()
    known = {step.revision for step in script.walk_revisions()}
    if current is not None and current not in known:
        raise LedgerError(
            f"This ledger has shape {current}, which only a newer version of the product knows."
            " Start that version, or open another ledger."
        )
