"""Restoration: what departments hold and the truth log together give the clean tables back."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from sandbox.datasets.content import Digest
from sandbox.datasets.inject import scattered
from sandbox.datasets.store import World
from sandbox.datasets.storing import ABOUT, TRUTH, VISIBLE
from sandbox.model.defect import CELL, LINE, RECAST, TRUTH_LOG, as_text
from sandbox.parse_tree import quoted

_CONFIG: Final[dict[str, str | bool | int | float | list[str]]] = {"threads": "1"}


def restore(world: World) -> Iterator[tuple[str, pa.Table]]:
    """Every table of the recipe as it was before its defects, truth tables as `truth.<name>`."""
    yield from restore_files(world.folder / VISIBLE, world.folder / TRUTH)


def restored_digest(world: World) -> str:
    """The digest of the restored tables: equal to that of a build without defects."""
    digest = Digest()
    for name, data in restore(world):
        digest.add(name, data)
    return digest.hexdigest()


def restore_files(visible: Path, truth: Path) -> Iterator[tuple[str, pa.Table]]:
    """As `restore`, from the two files of a world."""
    with (
        duckdb.connect(str(visible), read_only=True, config=_CONFIG) as seen,
        duckdb.connect(str(truth), read_only=True, config=_CONFIG) as hidden,
    ):
        for name in _tables(seen):
            yield name, _clean(name, _read(seen, f"SELECT * FROM {quoted(name)}"), hidden)
        own = {spec.name for spec in TRUTH_LOG}
        for name in _tables(hidden):
            if name not in own:
                yield f"truth.{name}", _read(hidden, f"SELECT * FROM {quoted(name)}")


def _tables(connection: duckdb.DuckDBPyConnection) -> list[str]:
    found = connection.execute("SELECT table_name FROM duckdb_tables() ORDER BY 1").fetchall()
    return [name for (name,) in found if name != ABOUT]


def _read(
    connection: duckdb.DuckDBPyConnection, sql: str, values: tuple[str, ...] = ()
) -> pa.Table:
    return connection.sql(sql, params=list(values)).to_arrow_table()


def _clean(name: str, dirty: pa.Table, hidden: duckdb.DuckDBPyConnection) -> pa.Table:
    """One table with its cells put back and its added rows taken out."""
    table = dirty
    changed = f"SELECT DISTINCT col FROM {CELL.name} WHERE tbl = ? ORDER BY col"
    for (column,) in hidden.execute(changed, [name]).fetchall():
        back = _read(
            hidden,
            f"SELECT rid, clean FROM {CELL.name} WHERE tbl = ? AND col = ? ORDER BY rid",
            (name, column),
        )
        before = table.column(column).combine_chunks()
        rid = back.column("rid").to_numpy()
        table = _with(table, column, scattered(before, rid, as_text(back.column("clean"))))
    recast = f"SELECT col, was FROM {RECAST.name} WHERE tbl = ?"
    for column, was in hidden.execute(recast, [name]).fetchall():
        kind = pa.type_for_alias(was)
        table = _with(table, column, pc.cast(table.column(column).combine_chunks(), kind))
    added = _read(hidden, f"SELECT rid FROM {LINE.name} WHERE tbl = ?", (name,))
    if added.num_rows:
        keep = np.ones(table.num_rows, dtype=np.bool_)
        keep[added.column("rid").to_numpy()] = False
        table = table.filter(pa.array(keep))
    return table


def _with(table: pa.Table, column: str, values: pa.Array) -> pa.Table:
    return table.set_column(table.column_names.index(column), column, values)
