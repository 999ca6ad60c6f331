"""Opening a ledger: new, old, newer than us, and by several processes at once."""

import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text

from sandbox.ledger.errors import LedgerError
from sandbox.ledger.store import SqlLedger, open_ledger
from sandbox.ledger.tables import metadata

ROOT = Path(__file__).parents[2]
OPEN = "import sys; from sandbox.ledger.store import open_ledger; open_ledger(sys.argv[1]).ping()"


def test_the_steps_lead_to_the_tables_that_the_code_speaks_of(ledger: SqlLedger) -> None:
    with ledger._engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), metadata)

    assert differences == []


def test_a_ledger_from_the_future_is_left_alone(url: str) -> None:
    with open_ledger(url) as ledger, ledger._engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(LedgerError, match="only a newer version of the product knows"):
        open_ledger(url)


@pytest.mark.slow
def test_processes_that_open_a_new_ledger_at_once_all_succeed(url: str) -> None:
    starts = [
        subprocess.Popen([sys.executable, "-c", OPEN, url], cwd=ROOT, stderr=subprocess.PIPE)
        for _ in range(4)
    ]

    said = [start.communicate()[1] for start in starts]

    assert said == [b""] * 4
    assert [start.returncode for start in starts] == [0] * 4
    with open_ledger(url) as ledger, ledger._engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM alembic_version")).scalar() == 1
