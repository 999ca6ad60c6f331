"""Injection: a clean table becomes what a department would hold, with a record of each change."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from sandbox.datasets.grow import Batch, Grown, grown, plain
from sandbox.datasets.predicate import holds
from sandbox.errors import SandboxError
from sandbox.model.dataset import BuiltTable
from sandbox.model.defect import CellDefect, Defect, DefectRule, RowDefect, Site, as_text
from sandbox.model.draw import Draw, Integers

Bits = npt.NDArray[np.uint64]
LOW: Final = np.uint64(0xFFFFFFFF)


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A rule together with the defect that it asks for."""

    rule: DefectRule
    defect: Defect


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """The cells that one rule has changed."""

    order: Order
    column: str
    rid: Integers
    clean: pa.Array
    dirty: pa.Array


@dataclass(frozen=True, slots=True, kw_only=True)
class Damaged:
    """A table after all its defects, with everything needed to restore it.

    Row ids are positions in the stored table, from 0.
    """

    data: pa.Table
    link: pa.Array | None
    cells: tuple[Cells, ...]
    batches: tuple[Batch, ...]
    recast: dict[str, str]
    """Columns now stored as text, with the Arrow type they had."""


@dataclass(slots=True)
class _Bench:
    """A table under work: which cells are taken already, and what was done."""

    grown: Grown
    draw: Draw
    columns: dict[str, pa.Array]
    """Clean columns as they will be stored, apart from the changes."""
    done: list[Cells] = field(default_factory=list)
    taken: dict[str, npt.NDArray[np.bool_]] = field(default_factory=dict)
    recast: dict[str, str] = field(default_factory=dict)


def damaged(built: BuiltTable, orders: Sequence[Order], draw: Draw) -> Damaged:
    """The table with its rows added and cells changed, rule by rule.

    Added rows suffer the cell rules like any other. A cell is changed at most once: the
    earlier rule wins. Whether a row is hit depends on (seed, rule, row) alone.

    Raises:
        SandboxError: a rule asks for a link that the recipe does not provide, or writes
            what its column cannot hold.
    """
    adding = [(o.rule, o.defect) for o in orders if isinstance(o.defect, RowDefect)]
    bench = _Bench(grown(built, adding, draw), draw, {})
    for order in orders:
        if isinstance(order.defect, CellDefect):
            _lay_out(bench, order.rule, order.defect)
    for order in orders:
        if isinstance(order.defect, CellDefect):
            _strike(bench, order, order.defect)
    return Damaged(
        data=_written(bench),
        link=bench.grown.link,
        cells=tuple(bench.done),
        batches=bench.grown.batches,
        recast=dict(sorted(bench.recast.items())),
    )


def _lay_out(bench: _Bench, rule: DefectRule, defect: CellDefect) -> None:
    """Bring the columns of a rule to the bench, as text if the defect writes text."""
    for name in (str(rule.column), *defect.blanks(rule)):
        if name not in bench.columns:
            bench.columns[name] = plain(bench.grown.data.column(name))
            bench.taken[name] = np.zeros(bench.grown.data.num_rows, dtype=np.bool_)
    column = bench.columns[str(rule.column)]
    if defect.writes_text and column.type != pa.string():
        bench.recast[str(rule.column)] = str(column.type)
        bench.columns[str(rule.column)] = as_text(column)


def _strike(bench: _Bench, order: Order, defect: CellDefect) -> None:
    """One rule over the cells of its column that are still clean."""
    rule, name = order.rule, str(order.rule.column)
    column, taken = bench.columns[name], bench.taken[name]
    bits = _bits(bench, order, defect)
    limit = min(int(rule.rate * 2.0**64), 2**64 - 1)
    rows = np.flatnonzero(bits <= np.uint64(limit))
    rows = rows[~taken[rows]]
    if column.null_count or defect.of_missing:
        there = pc.is_valid(column.take(pa.array(rows))).to_numpy(zero_copy_only=False)
        rows = rows[there ^ defect.of_missing]
    if rule.where is not None and len(rows):
        rows = rows[holds(rule.where, bench.grown.data, rows)]
    if not len(rows):
        return
    grain = (bits[rows] & LOW).astype(np.int64)
    site = Site(rule=rule, data=bench.grown.data, rows=rows, grain=grain)
    clean, dirty = site.cells(), _fitting(defect.damage(site), column.type, rule)
    struck = _note(bench, order, name, rows, clean, dirty)
    for other in defect.blanks(rule):
        open_rows = struck[~bench.taken[other][struck]]
        before = as_text(bench.columns[other].take(pa.array(open_rows)))
        _note(bench, order, other, open_rows, before, pa.nulls(len(open_rows), pa.string()))


def _note(
    bench: _Bench, order: Order, name: str, rows: Integers, clean: pa.Array, dirty: pa.Array
) -> Integers:
    """Write down which of these cells have changed; those rows."""
    changed = _differs(clean, dirty)
    struck: Integers = rows[changed]
    if len(struck):
        mask = pa.array(changed)
        bench.taken[name][struck] = True
        bench.done.append(
            Cells(
                order=order,
                column=name,
                rid=struck,
                clean=clean.filter(mask),
                dirty=dirty.filter(mask),
            )
        )
    return struck


def _bits(bench: _Bench, order: Order, defect: CellDefect) -> Bits:
    """64 bits of chance per row; the same for a row whatever else was added."""
    whole = bench.grown
    if defect.per_person:
        if whole.link is None:
            raise SandboxError(
                f"Rule `{order.rule.id}` strikes the same people everywhere, but table"
                f" `{order.rule.table}` does not say whom its rows are about."
            )
        person = pc.fill_null(whole.link, 0).to_numpy(zero_copy_only=False).astype(np.int64)
        person = np.maximum(person, 0)
        bits = bench.draw.bits(f"defect/{order.rule.kind}", int(person.max(initial=0)) + 1)
        return np.asarray(bits[person], dtype=np.uint64)
    return whole.bits(bench.draw, f"defect/{order.rule.id}")


def _fitting(dirty: pa.Array, kind: pa.DataType, rule: DefectRule) -> pa.Array:
    """The text as its column gives it back; a number is no text until it was one."""
    if kind == pa.string():
        return dirty
    try:
        return as_text(pc.cast(dirty, kind))
    except pa.ArrowInvalid as error:
        raise SandboxError(
            f"Rule `{rule.id}` writes what column `{rule.column}` of table `{rule.table}`"
            f" cannot hold: it keeps {kind}."
        ) from error


def _differs(clean: pa.Array, dirty: pa.Array) -> npt.NDArray[np.bool_]:
    same = pc.fill_null(pc.equal(clean, dirty), False)
    both = pc.and_(pc.is_null(clean), pc.is_null(dirty))
    found: npt.NDArray[np.bool_] = pc.invert(pc.or_(same, both)).to_numpy(zero_copy_only=False)
    return found


def _written(bench: _Bench) -> pa.Table:
    """The whole table with every change in its place."""
    data = bench.grown.data
    for name, column in bench.columns.items():
        mine = [cells for cells in bench.done if cells.column == name]
        stored: Any = column
        if mine:
            rid = np.concatenate([cells.rid for cells in mine])
            at = np.argsort(rid, kind="stable")
            new = pa.concat_arrays([cells.dirty for cells in mine]).take(pa.array(at))
            stored = scattered(column, rid, new)
        data = data.set_column(data.column_names.index(name), name, stored)
    return data


def scattered(column: pa.Array, rid: Integers, new: pa.Array) -> pa.Array:
    """The column with `new` (text, in ascending order of rows) at the rows `rid`."""
    mask = np.zeros(len(column), dtype=np.bool_)
    mask[rid] = True
    return pc.replace_with_mask(column, pa.array(mask), pc.cast(new, column.type))
