"""Storing: a world's tables in its two files, each with its dictionary and its mark."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple

import duckdb
import pyarrow as pa

from sandbox.errors import SandboxError
from sandbox.model.dataset import Recipe, TableSpec, WorldParams
from sandbox.parse_tree import quoted
from sandbox.text import FICTION_MARK, Text

VISIBLE: Final = "visible.duckdb"
TRUTH: Final = "truth.duckdb"
ABOUT: Final = "_about"
SMALL_WORLD: Final = 100_000
"""People up to which a world is stored in small blocks."""
SMALL_BLOCK: Final = "16384"
LARGE_BLOCK: Final = "262144"
"""Bytes."""
SETTINGS: Final[dict[str, str | bool | int | float | list[str]]] = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
}


class Files(NamedTuple):
    """The two files of a world."""

    visible: Path
    truth: Path


@contextmanager
def writing(path: Path, people: int) -> Iterator[duckdb.DuckDBPyConnection]:
    """A new database file, checkpointed and closed on the way out.

    A column takes at least one block: small worlds with small blocks take an eighth of the room.
    """
    block = SMALL_BLOCK if people <= SMALL_WORLD else LARGE_BLOCK
    try:
        connection = duckdb.connect(str(path), config={**SETTINGS, "default_block_size": block})
        try:
            yield connection
            connection.execute("CHECKPOINT")
        finally:
            connection.close()
    except (duckdb.Error, OSError) as error:
        raise SandboxError("The world could not be stored. Is the disk full?") from error


def store(connection: duckdb.DuckDBPyConnection, spec: TableSpec, data: pa.Table) -> None:
    """One table with its rows in order, and its dictionary as comments in both languages."""
    table = quoted(spec.name)
    connection.register("incoming", data)
    connection.execute(f"CREATE TABLE {table} AS SELECT * FROM incoming")
    connection.unregister("incoming")
    connection.execute(f"COMMENT ON TABLE {table} IS {_comment(spec.label)}")
    for column in spec.columns:
        where = f"{table}.{quoted(column.name)}"
        connection.execute(f"COMMENT ON COLUMN {where} IS {_comment(column.label)}")


def about(connection: duckdb.DuckDBPyConnection, recipe: Recipe, params: WorldParams) -> None:
    """A table that says what this file is, to whoever opens it elsewhere."""
    connection.execute(f"CREATE TABLE {ABOUT} (zh VARCHAR, en VARCHAR)")
    made = (
        f"{recipe.name}-v{recipe.version}, people={params.people}, seed={params.seed},"
        f" defects={params.defects}"
    )
    connection.executemany(
        f"INSERT INTO {ABOUT} VALUES (?, ?)",
        [
            [FICTION_MARK.zh, FICTION_MARK.en],
            [f"由配方生成：{made}", f"Made from recipe {made}"],
        ],
    )


def _comment(label: Text) -> str:
    text = f"{label.zh} / {label.en}"
    return "'" + text.replace("'", "''") + "'"


def to_disk(path: Path) -> None:
    """Wait until the file is on the disk: a rename must not outrun its content."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
