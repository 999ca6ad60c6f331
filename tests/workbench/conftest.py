"""One small visible file with a truth beside it, and a workbench over it."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from sandbox.workbench.query import Workbench
from tests.workbench.corpus import HERE

CANARY = "canary-60213"
SHAPE = HERE / "shape.sql"


@pytest.fixture(scope="session")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`visible.duckdb`, whose folder and whose truth bear the canary."""
    folder = tmp_path_factory.mktemp(CANARY)
    with duckdb.connect(str(folder / "visible.duckdb")) as visible:
        visible.execute(SHAPE.read_text(encoding="utf-8"))
    with duckdb.connect(str(folder / "truth.duckdb")) as truth:
        truth.execute(f"CREATE TABLE link AS SELECT '{CANARY}' AS who")
    return folder / "visible.duckdb"


@pytest.fixture(scope="session")
def bench() -> Iterator[Workbench]:
    made = Workbench()
    yield made
    made.close()
