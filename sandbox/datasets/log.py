"""The truth log: what was changed, what was added, and whom each row is really about."""

from typing import Any, Final

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from sandbox.datasets.grow import NOWHERE, Batch
from sandbox.datasets.inject import Cells, Damaged
from sandbox.model.defect import CELL, LINE, LINK, RECAST, TRUTH_LOG
from sandbox.model.draw import Integers

_TYPES: Final = {"rid": "BIGINT", "src_rid": "BIGINT", "entity": "BIGINT"}


def create_log(connection: duckdb.DuckDBPyConnection) -> None:
    """The empty tables of the log."""
    for spec in TRUTH_LOG:
        columns = ", ".join(f"{c.name} {_TYPES.get(c.name, 'VARCHAR')}" for c in spec.columns)
        connection.execute(f"CREATE TABLE {spec.name} ({columns})")


def write_log(connection: duckdb.DuckDBPyConnection, table: str, damaged: Damaged) -> None:
    """Everything that happened to one table."""
    if damaged.cells:
        _insert(connection, CELL.name, pa.concat_tables(_cells(table, c) for c in damaged.cells))
    if damaged.batches:
        _insert(connection, LINE.name, pa.concat_tables(_lines(table, b) for b in damaged.batches))
    if damaged.link is not None:
        rid = np.arange(len(damaged.link), dtype=np.int64)
        who = pc.cast(damaged.link, pa.int64())
        _insert(connection, LINK.name, _rows(table, rid=rid, entity=who))
    for column, was in damaged.recast.items():
        connection.execute(f"INSERT INTO {RECAST.name} VALUES (?, ?, ?)", [table, column, was])


def _cells(table: str, cells: Cells) -> pa.Table:
    order = cells.order
    said = {"col": cells.column, "defect": order.defect.code, "rule": order.rule.id}
    return _rows(table, rid=cells.rid, clean=cells.clean, dirty=cells.dirty, **said)


def _lines(table: str, batch: Batch) -> pa.Table:
    source = pa.array(batch.source, mask=batch.source == NOWHERE)
    return _rows(table, rid=batch.rid, src_rid=source, defect=batch.code, rule=batch.rule.id)


def _rows(table: str, rid: Integers, **columns: Any) -> pa.Table:
    """Rows of the log; a text stands for a column that holds nothing else."""
    same = np.zeros(len(rid), dtype=np.int8)
    made: dict[str, Any] = {"rid": rid}
    for name, value in {"tbl": table, **columns}.items():
        constant = isinstance(value, str)
        made[name] = pa.DictionaryArray.from_arrays(same, [value]) if constant else value
    return pa.table(made)


def _insert(connection: duckdb.DuckDBPyConnection, into: str, rows: pa.Table) -> None:
    connection.register("logged", rows)
    connection.execute(f"INSERT INTO {into} BY NAME SELECT * FROM logged")
    connection.unregister("logged")
