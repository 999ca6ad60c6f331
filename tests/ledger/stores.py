"""A fresh ledger per test: SQLite always, PostgreSQL where a server is named."""

import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url

from sandbox.ledger.store import SqlLedger, open_ledger

VARIABLE = "SANDBOX_TEST_POSTGRES_URL"


def postgres() -> Iterator[str]:
    server = os.environ.get(VARIABLE)
    if server is None:
        pytest.skip(f"{VARIABLE} names no server")
    schema = f"ledger_{uuid.uuid4().hex}"
    base = make_url(server).set(drivername="postgresql+psycopg")
    admin = create_engine(base, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.exec_driver_sql(f"CREATE SCHEMA {schema}")
    url = base.update_query_dict({"options": f"-csearch_path={schema}"})
    yield url.render_as_string(hide_password=False)
    with admin.connect() as connection:
        connection.exec_driver_sql(f"DROP SCHEMA {schema} CASCADE")
    admin.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/ledger.db"
    else:
        yield from postgres()


@pytest.fixture
def ledger(url: str) -> Iterator[SqlLedger]:
    with open_ledger(url) as opened:
        yield opened
