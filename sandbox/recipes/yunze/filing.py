"""Filing: how a department orders and numbers its rows, and writes codes of fixed width.

Rows stand in the order of their business numbers, never in that of the people, and a number
follows from a date and from chance alone: it does not give away whom the row is about.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final

import numpy as np
import pyarrow as pa

from sandbox.model.dataset import BuiltTable, ColumnSpec, TableSpec
from sandbox.model.draw import Draw, Integers
from sandbox.recipes.yunze.province import REFERENCE_DAY, Days, Flags
from sandbox.text import Text

SPAN: Final = 1 << 31
TODAY: Final = np.datetime64(REFERENCE_DAY)
LAST_MONTH: Final = np.datetime64("2027-02", "M")
"""The last month that was paid before the reference day."""
_DAY_ZERO: Final = 1 << 18
_CHANCE_BITS: Final = 31


def table(name: str, zh: str, en: str, columns: str) -> TableSpec:
    """A table from lines of `name 中文 English`; full-width brackets keep the Chinese in one."""
    lines = [line.split(maxsplit=2) for line in columns.strip().splitlines()]
    return TableSpec(
        name=name,
        label=Text(zh=zh, en=en),
        columns=tuple(
            ColumnSpec(name=column, label=Text(zh=col_zh, en=col_en))
            for column, col_zh, col_en in lines
        ),
    )


def filed(
    spec: TableSpec, columns: Sequence[pa.Array], link: Integers, spare: Flags | None = None
) -> BuiltTable:
    """A finished table; rows that `spare` marks are held back for the defects."""
    data = pa.table(dict(zip((c.name for c in spec.columns), columns, strict=True)))
    who = pa.array(link, pa.int64())
    if spare is None:
        return BuiltTable(spec=spec, data=data, link=who)
    back, kept = pa.array(spare), pa.array(~spare)
    return BuiltTable(
        spec=spec,
        data=data.filter(kept).combine_chunks(),
        link=who.filter(kept),
        spare=data.filter(back).combine_chunks(),
        spare_link=who.filter(back),
    )


def order(draw: Draw, stream: str, group: Integers, day: Days) -> Integers:
    """Row order by group (0 to 4095), then by day, then by chance."""
    chance = (draw.bits(stream, len(day)) >> np.uint64(64 - _CHANCE_BITS)).astype(np.int64)
    days = day.astype("datetime64[D]").astype(np.int64) + _DAY_ZERO
    return np.argsort((group << 51) | (days << _CHANCE_BITS) | chance, kind="stable")


def serials(*group: Integers) -> Integers:
    """1, 2, 3 … within each run of rows that agree in every group."""
    n = len(group[0])
    places = np.arange(n, dtype=np.int64)
    fresh = np.zeros(n, dtype=np.bool_)
    fresh[:1] = True
    for values in group:
        fresh[1:] |= values[1:] != values[:-1]
    serial: Integers = places - np.maximum.accumulate(np.where(fresh, places, 0)) + 1
    return serial


def code(n: int, *pieces: str | tuple[Integers, int]) -> pa.Array:
    """`n` ASCII codes of one width from constant pieces and zero-padded (numbers, digits)."""
    width = sum(len(piece) if isinstance(piece, str) else piece[1] for piece in pieces)
    signs = np.empty((n, width), dtype=np.uint8)
    at = 0
    for piece in pieces:
        if isinstance(piece, str):
            signs[:, at : at + len(piece)] = np.frombuffer(piece.encode("ascii"), np.uint8)
            at += len(piece)
            continue
        rest, digits = piece
        for place in range(at + digits - 1, at - 1, -1):
            tens = rest // 10
            signs[:, place] = rest - tens * 10 + ord("0")
            rest = tens
        at += digits
    offsets = np.arange(0, (n + 1) * width, width, dtype=np.int32)[: n + 1]
    return pa.StringArray.from_buffers(n, pa.py_buffer(offsets), pa.py_buffer(signs))


def take(words: Sequence[str | None], at: Integers) -> pa.Array:
    """The word at each index; None stands for an empty cell."""
    return pa.array(words, pa.string()).take(pa.array(at))


def tails(draw: Draw, stream: str, n: int) -> pa.Array:
    """The last four digits of a bank card; no more of it exists anywhere."""
    return code(n, (draw.integers(stream, n, 0, 10_000), 4))


def between(draw: Draw, stream: str, first: Days, last: Days) -> Days:
    """A day from `first` to `last`, both included; `first` where `last` is earlier."""
    low = first.astype("datetime64[D]").astype(np.int64)
    span = np.maximum(last.astype("datetime64[D]").astype(np.int64) - low + 1, 1)
    days: Days = (low + draw.integers(stream, len(low), 0, SPAN) * span // SPAN).astype(
        "datetime64[D]"
    )
    return days


def year(day: Days) -> Integers:
    """The calendar year of each day."""
    years: Integers = day.astype("datetime64[Y]").astype(np.int64) + 1970
    return years


def of_age(born: Days, years: int) -> Days:
    """The first day of the month after that birthday: safely past it."""
    months = born.astype("datetime64[M]") + (12 * years + 1)
    days: Days = months.astype("datetime64[D]")
    return days


def iso(day: Days) -> pa.Array:
    """Days as text, yyyy-mm-dd."""
    months = day.astype("datetime64[M]")
    month = months.astype(np.int64)
    of_month = (day.astype("datetime64[D]") - months.astype("datetime64[D]")).astype(np.int64)
    return code(
        len(day), (1970 + month // 12, 4), "-", (month % 12 + 1, 2), "-", (of_month + 1, 2)
    )


def iso_month(day: Days) -> pa.Array:
    """Months as text, yyyy-mm."""
    month = day.astype("datetime64[M]").astype(np.int64)
    return code(len(day), (1970 + month // 12, 4), "-", (month % 12 + 1, 2))


def since(day: date) -> np.datetime64:
    """A calendar day for comparison with arrays."""
    return np.datetime64(day)
