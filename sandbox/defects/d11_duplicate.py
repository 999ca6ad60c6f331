"""D11: one person entered twice in a table, the second time in another district."""

from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from sandbox.defects import joined
from sandbox.model.base import Authored
from sandbox.model.defect import Inserted, RowDefect, Site, as_text
from sandbox.model.draw import Integers
from sandbox.text import Text

SERIAL: Final = 4
"""Digits at the end of a business number that count up."""
TRIES: Final = 4


class Rekeyed(Authored):
    """`number` is the column of business numbers, `district` that of division codes."""

    number: str | None = None
    district: str | None = None


class Duplicate(RowDefect):
    """Copies a row under a new business number, with the division of some other row."""

    code = "D11"
    label = Text(zh="同一表内重复登记", en="Duplicate records in one table")
    treatment = Text(
        zh="按身份证号合并，并核查是否重复发放。",
        en="Merge by citizen number, and check whether somebody was paid twice.",
    )
    trap = Text(zh="只留最新一条，其余删除。", en="Keeping only the latest and deleting the rest.")
    Params = Rekeyed
    column_params = ("number", "district")
    from_spare = False

    def insert(self, site: Site) -> Inserted:
        """A copy for which no free number is found is left out."""
        asked = site.params(Rekeyed)
        rows = site.data.take(pa.array(site.rows))
        if asked.district is not None:
            other = site.choose(max(site.data.num_rows, 1), part=1)
            moved = site.data.column(asked.district).take(pa.array(other))
            rows = _with(rows, asked.district, moved)
        kept: Integers = np.arange(len(site), dtype=np.int64)
        if asked.number is not None and len(site):
            new, free = _numbers(site, asked.number)
            rows = _with(rows, asked.number, new)
            kept = np.flatnonzero(free)
            rows = rows.take(pa.array(kept))
        return Inserted(data=rows, source=kept)


def _numbers(site: Site, column: str) -> tuple[pa.Array, npt.NDArray[np.bool_]]:
    """Business numbers with other last digits, and which of them nobody bears yet."""
    tables = [site.data] if site.spare is None else [site.data, site.spare]
    every = pa.chunked_array([as_text(table.column(column)) for table in tables])
    stems = pc.utf8_slice_codeunits(site.cells(column), 0, -SERIAL)
    new, free = stems, np.zeros(len(site), dtype=np.bool_)
    for part in range(TRIES):
        tail = pc.utf8_lpad(
            pc.cast(pa.array(site.choose(10**SERIAL, part)), pa.string()), SERIAL, "0"
        )
        tried = joined(stems, tail)
        fresh = pc.invert(pc.is_in(tried, value_set=every)).to_numpy(zero_copy_only=False)
        new = pc.if_else(pa.array(free), new, tried)
        free |= fresh
    first = np.zeros(len(site), dtype=np.bool_)
    first[np.unique(np.array(new.to_pylist(), dtype=np.str_), return_index=True)[1]] = True
    return new, free & first


def _with(rows: pa.Table, column: str, values: pa.Array) -> pa.Table:
    return rows.set_column(rows.column_names.index(column), rows.schema.field(column), values)


KIND = Duplicate()
