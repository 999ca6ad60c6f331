"""Growth: rows that a table holds only by a defect take their place among the others."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from sandbox.datasets.predicate import holds
from sandbox.model.dataset import BuiltTable
from sandbox.model.defect import DefectRule, RowDefect, Site
from sandbox.model.draw import Draw, Integers

NOWHERE: Final = -1
Bits = npt.NDArray[np.uint64]
_LOW: Final = np.uint64(0xFFFFFFFF)


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """The rows that one rule has added."""

    rule: DefectRule
    code: str
    rid: Integers
    """Where each stands in the stored table."""
    source: Integers
    """Where the row it was made from stands in the stored table; NOWHERE for spare rows."""
    made_from: Integers
    """The row it was made from, counted in the clean table or the spare rows."""
    candidates: int
    """How many rows it could have been made from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grown:
    """A table with all its rows, before any cell is changed."""

    data: pa.Table
    link: pa.Array | None
    clean_rows: int
    place: Integers
    """For each row of the clean table, then of each batch: where it stands now."""
    batches: tuple[Batch, ...]

    def bits(self, draw: Draw, stream: str) -> Bits:
        """64 bits of chance per row, whatever else was added."""
        own = draw.bits(stream, self.clean_rows)
        if not self.batches:
            return own
        parts = [own] + [
            draw.bits(f"{stream}/{batch.rule.id}", batch.candidates)[batch.made_from]
            for batch in self.batches
        ]
        placed = np.empty(len(self.place), dtype=np.uint64)
        placed[self.place] = np.concatenate(parts)
        return placed


@dataclass(slots=True)
class _Addition:
    rule: DefectRule
    defect: RowDefect
    data: pa.Table
    link: pa.Array | None
    made_from: Integers
    candidates: int


def grown(built: BuiltTable, adding: Sequence[tuple[DefectRule, RowDefect]], draw: Draw) -> Grown:
    """The table with the rows that its rules add, in the order of its first column.

    Where the clean rows are not in that order themselves, additions stand at places by chance.
    """
    used = np.zeros(0 if built.spare is None else built.spare.num_rows, dtype=np.bool_)
    added = [_addition(built, rule, defect, draw, used) for rule, defect in adding]
    n = built.data.num_rows
    if not any(len(one.made_from) for one in added):
        return Grown(
            data=built.data,
            link=built.link,
            clean_rows=n,
            place=np.arange(n, dtype=np.int64),
            batches=(),
        )
    whole = pa.concat_tables([built.data, *(one.data.cast(built.data.schema) for one in added)])
    order = _order(whole, n, draw.bits(f"place/{built.spec.name}", whole.num_rows - n))
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order), dtype=np.int64)
    return Grown(
        data=whole.take(pa.array(order)),
        link=_links(built, added, order),
        clean_rows=n,
        place=place,
        batches=tuple(_batches(added, place, n)),
    )


def _addition(
    built: BuiltTable, rule: DefectRule, defect: RowDefect, draw: Draw, used: npt.NDArray[np.bool_]
) -> _Addition:
    """The rows that one rule adds; a spare row is added once."""
    from_where = built.spare if defect.from_spare else built.data
    if from_where is None:
        # A small world may have nobody whom the defect could be about.
        from_where = built.data.slice(0, 0)
    candidates = from_where.num_rows
    share = rule.rate
    if defect.from_spare and candidates:
        share = min(1.0, rule.rate * built.data.num_rows / candidates)
    bits = draw.bits(f"defect/{rule.id}", candidates)
    hit = bits <= np.uint64(min(int(share * 2.0**64), 2**64 - 1))
    rows = np.flatnonzero(hit & ~used if defect.from_spare else hit)
    if rule.where is not None and len(rows):
        rows = rows[holds(rule.where, from_where, rows)]
    if defect.from_spare:
        used[rows] = True
    grain = (bits[rows] & _LOW).astype(np.int64)
    site = Site(rule=rule, data=from_where, rows=rows, grain=grain, spare=built.spare)
    made = defect.insert(site)
    made_from = rows[made.source]
    links = built.spare_link if defect.from_spare else built.link
    return _Addition(
        rule=rule,
        defect=defect,
        data=made.data,
        made_from=made_from,
        candidates=candidates,
        link=None if links is None else links.take(pa.array(made_from)),
    )


def _order(whole: pa.Table, clean: int, chance: Bits) -> Integers:
    """The rows of the whole table in their new order; clean rows keep theirs."""
    first = plain(whole.column(0))
    own = first.slice(0, clean)
    ascending = pc.all(pc.less_equal(own.slice(0, max(clean - 1, 0)), own.slice(1))).as_py()
    if clean > 1 and ascending and not first.null_count:
        by_key: Integers = pc.sort_indices(first).to_numpy().astype(np.int64)
        return by_key
    gaps = (chance >> np.uint64(32)) * np.uint64(clean + 1) >> np.uint64(32)
    keys = np.concatenate([np.arange(clean) * 2 + 1, gaps.astype(np.int64) * 2])
    return np.argsort(keys, kind="stable")


def _links(built: BuiltTable, added: Sequence[_Addition], order: Integers) -> pa.Array | None:
    if built.link is None:
        return None
    kind = built.link.type
    parts = [built.link] + [
        pa.nulls(len(one.made_from), kind) if one.link is None else one.link.cast(kind)
        for one in added
    ]
    return pa.concat_arrays(parts).take(pa.array(order))


def _batches(added: Sequence[_Addition], place: Integers, clean: int) -> list[Batch]:
    batches = []
    start = clean
    for one in added:
        count = len(one.made_from)
        own = np.full(count, NOWHERE, dtype=np.int64)
        batches.append(
            Batch(
                rule=one.rule,
                code=one.defect.code,
                rid=place[start : start + count],
                source=own if one.defect.from_spare else place[one.made_from],
                made_from=one.made_from,
                candidates=one.candidates,
            )
        )
        start += count
    return batches


def plain(column: pa.ChunkedArray) -> pa.Array:
    """A column as one array of its values, without a dictionary."""
    whole = column.combine_chunks()
    return whole.dictionary_decode() if pa.types.is_dictionary(whole.type) else whole
