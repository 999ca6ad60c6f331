"""12345热线: a year of tickets, how long they took and how content the callers were.

Texts are joined from a pool and name nobody; phone numbers appear masked only.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from sandbox.model.dataset import BuiltTable, TableSpec
from sandbox.model.draw import Draw, Integers
from sandbox.recipes.yunze import pools
from sandbox.recipes.yunze.business_numbers import Digits, numbers
from sandbox.recipes.yunze.filing import (
    TODAY,
    between,
    born_by,
    by_weight,
    filed,
    order,
    serials,
    table,
    take,
)
from sandbox.recipes.yunze.guardians import masked_phones
from sandbox.recipes.yunze.places import places
from sandbox.recipes.yunze.province import Days, Province

CALLS_PER_MILLION: Final = 110_000
"""Calls of a million people in the year, before those of children and the dead are struck."""
ANONYMOUS_PER_MILLION: Final = 180_000
FIRST_DAY: Final = np.datetime64("2026-03-01")
ANSWERED_PER_MILLION: Final = 780_000
"""Of the closed tickets, those whose caller rated the answer."""
QUICK, SLOW = 3, 8
"""Days up to which an answer counts as quick, and beyond which as slow."""
_RATINGS: Final = ((2, 3, 8, 30, 57), (4, 6, 16, 38, 36), (13, 14, 24, 30, 19))
"""Weights of 1 to 5 stars after quick, usual and slow answers."""
_OPENINGS: Final = ("居民来电反映：", "一位居民反映，", "居民求助，", "有居民来电称，")
_ASKS: Final = {
    "site": ("希望尽快处理", "请派人到现场看看", "请有关部门核实", "之前反映过一次，没有结果"),
    "office": ("希望尽快处理", "请有关部门核实", "请给予答复", "之前反映过一次，没有结果"),
    "question": ("请告知在哪里办理", "请给予答复", "希望有人耐心解答", "请把流程讲清楚"),
}
"""How a caller ends, where somebody must come, must act, or must explain."""
_ENDINGS: Final = 4

GD: Final = table("gd", "12345热线工单", "Tickets of hotline 12345", """
    gdbh  工单编号                      Ticket
    slrq  受理日期                      Received
    sqlb  诉求类别                      Category
    lxr   联系人（匿名为空）              Caller (empty when anonymous)
    lxdh  联系电话（已脱敏）              Phone (masked)
    qhdm  区划代码                      Division code
    sqnr  诉求内容                      Text
    bldw  办理单位                      Handled by
    bjsj  办结日期（未办结为空）           Closed (empty while open)
    blts  办理天数（天）                 Days taken
    myd   满意度（1至5分，未评价为空）      Satisfaction (1 to 5, empty when not rated)
""")  # fmt: skip

TABLES: Final[tuple[TableSpec, ...]] = (GD,)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Matters:
    """What people call about, as columns."""

    category: tuple[str, ...]
    unit: tuple[str, ...]
    days: Integers
    town: tuple[int, ...]
    village: tuple[int, ...]
    """Weights where the caller lives in a town and in a village."""
    ask: Integers
    """Index into `_ASKS`."""
    problem: tuple[str, ...]


def build(province: Province) -> Iterator[BuiltTable]:
    """The tables one by one, in the order of `TABLES`."""
    yield tickets(province)


def tickets(province: Province) -> BuiltTable:
    """One row per ticket, in the order of receipt; the link is the caller."""
    lives, draw = province.lives, province.draw
    # Drawn with return: some people call again and again.
    who = draw.integers("gd/caller", len(lives) * CALLS_PER_MILLION // 1_000_000, 0, len(lives))
    who = who[lives.present()[who] & (lives.born[who] <= born_by(18))]
    n = len(who)
    received = between(draw, "gd/day", np.full(n, FIRST_DAY), np.full(n, TODAY - 1))
    at = order(draw, "gd/order", np.zeros(n, dtype=np.int64), received)
    who, received = who[at], received[at]
    matters = _matters()
    division = lives.division[who]
    home = places().community(division, lives.community[who])
    matter = _picked(draw, home)
    days, closed = _handled(draw, received, matters.days[matter])
    anonymous = draw.chance("gd/anonymous", n, ANONYMOUS_PER_MILLION)
    caller = pc.if_else(pa.array(anonymous), None, pa.array(who))
    columns = (
        _numbers(received),
        pa.array(received),
        take(matters.category, matter),
        lives.xm.take(caller),
        masked_phones(draw, "gd/phone", n),
        pa.array(division).cast(pa.string()),
        _texts(draw, home, matter),
        take(matters.unit, matter),
        pa.array(closed),
        pc.if_else(pa.array(np.isnat(closed)), None, pa.array(days.astype(np.int32))),
        _ratings(draw, days, closed),
    )
    return filed(GD, columns, who)


@cache
def _matters() -> _Matters:
    rows = list(pools.rows("pools/hotline.csv"))
    return _Matters(
        category=tuple(row["category"] for row in rows),
        unit=tuple(row["unit"] for row in rows),
        days=np.array([int(row["days"]) for row in rows], dtype=np.int64),
        town=tuple(int(row["town"]) for row in rows),
        village=tuple(int(row["village"]) for row in rows),
        ask=np.array([list(_ASKS).index(row["ask"]) for row in rows], dtype=np.int64),
        problem=tuple(row["problem"] for row in rows),
    )


def _picked(draw: Draw, home: Integers) -> Integers:
    """A matter of the sort that troubles a town or a village."""
    matters = _matters()
    village = np.array([name.endswith("村") for name in places().communities])[home].astype(
        np.int64
    )
    return by_weight(draw, "gd/matter", village, (matters.town, matters.village))


def _numbers(received: Days) -> pa.Array:
    """RX, the day, and a running number within the day."""
    month = received.astype("datetime64[M]")
    of_year = month.astype(np.int64)
    of_month = (received - month.astype("datetime64[D]")).astype(np.int64) + 1
    return numbers(
        len(received), "RX", Digits(1970 + of_year // 12, 4), Digits(of_year % 12 + 1, 2),
        Digits(of_month, 2), Digits(serials(received.astype(np.int64)), 5),
    )  # fmt: skip


def _handled(draw: Draw, received: Days, usual: Integers) -> tuple[Integers, Days]:
    """Days taken, and the day of closing; NaT while the ticket is open."""
    part = draw.integers("gd/part", len(received), 30, 181)
    days = np.maximum(usual * part // 100, 1)
    late = draw.chance("gd/late", len(received), 60_000)
    days = np.where(late, days + 15, days)
    closed = received + days
    return days, np.where(closed <= TODAY, closed, np.datetime64("NaT"))


def _texts(draw: Draw, home: Integers, matter: Integers) -> pa.Array:
    """Place, opening, problem and request."""
    n = len(home)
    endings = [f"，{ending}。" for group in _ASKS.values() for ending in group]
    return pc.binary_join_element_wise(
        take(places().communities, home),
        take(_OPENINGS, draw.integers("gd/opening", n, 0, len(_OPENINGS))),
        take(_matters().problem, matter),
        take(endings, _matters().ask[matter] * _ENDINGS + draw.integers("gd/ask", n, 0, _ENDINGS)),
        "",
    )


def _ratings(draw: Draw, days: Integers, closed: Days) -> pa.Array:
    """One to five stars, fewer the longer it took; null when not rated."""
    pace = np.searchsorted((QUICK, SLOW), days, side="left")
    stars = by_weight(draw, "gd/stars", pace, _RATINGS) + 1
    rated = ~np.isnat(closed) & draw.chance("gd/rated", len(days), ANSWERED_PER_MILLION)
    return pc.if_else(pa.array(rated), pa.array(stars.astype(np.int32)), None)
