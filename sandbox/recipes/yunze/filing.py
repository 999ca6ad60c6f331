"""Filing: how a department orders and numbers its rows, and writes codes of fixed width.

Rows stand in the order of their business numbers, never in that of the people, and a number
follows from a date and from chance alone: it does not give away whom the row is about.
"""

import re
from collections.abc import Sequence
from typing import Final

import numpy as np
import pyarrow as pa

from sandbox.model.dataset import BuiltTable, ColumnSpec, TableSpec
from sandbox.model.draw import Draw, Integers
from sandbox.recipes.yunze.business_numbers import Digits, numbers
from sandbox.recipes.yunze.province import REFERENCE_DAY, Days, Flags
from sandbox.text import Text

SPAN: Final = 1 << 31
TODAY: Final = np.datetime64(REFERENCE_DAY)
LAST_MONTH: Final = np.datetime64("2027-02", "M")
"""The last month that was paid before the reference day."""
_LINE: Final = re.compile(r"(?P<name>\S+)\s+(?P<zh>(?:[^\s（]|（[^）]*）)+)\s+(?P<en>.+)")
_DAY_ZERO: Final = 1 << 18
_CHANCE_BITS: Final = 31


def table(name: str, zh: str, en: str, columns: str) -> TableSpec:
    """A table from lines of `name 中文 English`; full-width brackets keep the Chinese in one."""
    lines = [_LINE.fullmatch(line.strip()) for line in columns.strip().splitlines()]
    if None in lines:
        raise ValueError(f"A line of table {name} is not `name 中文 English`.")
    return TableSpec(
        name=name,
        label=Text(zh=zh, en=en),
        columns=tuple(
            ColumnSpec(name=line["name"], label=Text(zh=line["zh"], en=line["en"]))
            for line in lines
            if line is not None
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


def take(words: Sequence[str | None], at: Integers) -> pa.Array:
    """The word at each index; None stands for an empty cell."""
    return pa.array(words, pa.string()).take(pa.array(at))


def by_weight(
    draw: Draw, stream: str, sort: Integers, weights: Sequence[Sequence[int]]
) -> Integers:
    """Per row an index drawn by the weights of the row's sort (0, 1 …); integer weights."""
    top = draw.integers(stream, len(sort), 0, SPAN)
    drawn = np.zeros(len(sort), dtype=np.int64)
    for each, own in enumerate(weights):
        edges = np.cumsum(np.asarray(own, dtype=np.int64))
        mask = sort == each
        drawn[mask] = np.searchsorted(edges, top[mask] * edges[-1] // SPAN, side="right")
    return drawn


def tails(draw: Draw, stream: str, n: int) -> pa.Array:
    """The last four digits of a bank card; no more of it exists anywhere."""
    return numbers(n, Digits(draw.integers(stream, n, 0, 10_000), 4))


def between(draw: Draw, stream: str, first: Days, last: Days) -> Days:
    """A day from `first` to `last`, both included; `first` where `last` is earlier."""
    low = first.astype("datetime64[D]").astype(np.int64)
    span = np.maximum(last.astype("datetime64[D]").astype(np.int64) - low + 1, 1)
    days: Days = (low + draw.integers(stream, len(low), 0, SPAN) * span // SPAN).astype(
        "datetime64[D]"
    )
    return days


def later(day: Days, days: Integers) -> Days:
    """So many days later."""
    moved: Days = day.astype("datetime64[D]") + days.astype("timedelta64[D]")
    return moved


def year(day: Days) -> Integers:
    """The calendar year of each day."""
    years: Integers = day.astype("datetime64[Y]").astype(np.int64) + 1970
    return years


def of_age(born: Days, years: int) -> Days:
    """The first day of the month after that birthday: safely past it."""
    months = born.astype("datetime64[M]") + (12 * years + 1)
    days: Days = months.astype("datetime64[D]")
    return days


def born_by(years: int) -> np.datetime64:
    """The last birthday of those who are so many years old on the reference day."""
    return np.datetime64(REFERENCE_DAY.replace(year=REFERENCE_DAY.year - years))


def age_on(born: Days, day: Days) -> Integers:
    """Completed years on a day."""
    month = born.astype("datetime64[M]")
    month_then = day.astype("datetime64[M]")
    of_month = born.astype("datetime64[D]") - month.astype("datetime64[D]")
    of_month_then = day.astype("datetime64[D]") - month_then.astype("datetime64[D]")
    months = month_then.astype(np.int64) - month.astype(np.int64)
    years: Integers = (months - (of_month_then < of_month)) // 12
    return years


def iso(day: Days) -> pa.Array:
    """Days as text, yyyy-mm-dd."""
    months = day.astype("datetime64[M]")
    month = months.astype(np.int64)
    of_month = (day.astype("datetime64[D]") - months.astype("datetime64[D]")).astype(np.int64)
    return numbers(
        len(day),
        Digits(1970 + month // 12, 4),
        "-",
        Digits(month % 12 + 1, 2),
        "-",
        Digits(of_month + 1, 2),
    )


def iso_month(day: Days) -> pa.Array:
    """Months as text, yyyy-mm."""
    month = day.astype("datetime64[M]").astype(np.int64)
    return numbers(len(day), Digits(1970 + month // 12, 4), "-", Digits(month % 12 + 1, 2))
