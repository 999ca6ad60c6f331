"""Answers as typed columns: what a trainee wrote is data, whatever it looks like."""

from collections.abc import Sequence
from typing import Final

import pyarrow as pa

from sandbox.model.relation import Cell, Relation

INT32: Final = 1 << 31
INT64: Final = 1 << 63


def as_table(relation: Relation) -> pa.Table:
    """The relation with one type per column.

    Whole numbers become BIGINT (a column `position` INTEGER), other numbers DOUBLE, truth
    values BOOLEAN; text, mixtures and columns without a value become VARCHAR.
    """
    columns = zip(*relation.rows, strict=True) if relation.rows else ((),) * len(relation.columns)
    arrays = [_column(name, cells) for name, cells in zip(relation.columns, columns, strict=True)]
    return pa.table(arrays, names=list(relation.columns))


def _column(name: str, cells: Sequence[Cell]) -> pa.Array:
    kinds = {type(cell) for cell in cells if cell is not None}
    if kinds == {bool}:
        return pa.array(cells, pa.bool_())
    if kinds == {int} and _fits(cells, INT32 if name == "position" else INT64):
        return pa.array(cells, pa.int32() if name == "position" else pa.int64())
    if kinds and kinds <= {int, float}:
        return pa.array([None if cell is None else float(cell) for cell in cells], pa.float64())
    return pa.array([None if cell is None else _text(cell) for cell in cells], pa.string())


def _fits(cells: Sequence[Cell], limit: int) -> bool:
    return all(-limit <= cell < limit for cell in cells if isinstance(cell, int))


def _text(cell: Cell) -> str:
    # Half a surrogate pair has no UTF-8 form; a browser can send one.
    return str(cell).encode("utf-8", "replace").decode("utf-8")
