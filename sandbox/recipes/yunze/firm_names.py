"""Names of firms: place, invented brand, trade and form.

A name begins with a fictional division or holds a fictional city, so no real firm bears it.
Within one place and trade no name is given twice while the brands last.
"""

from functools import cache
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from sandbox.model.draw import Draw, Integers
from sandbox.recipes.yunze import pools
from sandbox.recipes.yunze.numbers import rank_within

BUREAUS: Final = (
    "人民政府办公室", "发展和改革局", "教育局", "公安局", "民政局", "司法局", "财政局",
    "人力资源和社会保障局", "自然资源局", "住房和城乡建设局", "交通运输局", "农业农村局",
    "卫生健康局", "应急管理局", "市场监督管理局", "医疗保障局", "数据局", "信访局",
)  # fmt: skip
_AUTHORITY: Final = 11
_ENTERPRISE: Final = 91
_BRACKETED_PER_MILLION: Final = 130_000


def firm_names(draw: Draw, kind: Integers, trade: Integers, division: Integers) -> pa.Array:
    """`trade` is an index into `pools.trades()`; authorities bear place and office alone."""
    codes, places, cities, city_of = _places()
    brands, tails = pools.brands(), [each.word for each in pools.trades()]
    at = np.searchsorted(codes, division)
    chance = draw.chance("firm/bracket", len(kind), _BRACKETED_PER_MILLION)
    bracketed = (kind == _ENTERPRISE) & chance
    ruling = kind == _AUTHORITY
    place = np.where(bracketed, len(codes) + city_of[at], at)
    tail = np.where(ruling, len(tails) + rank_within(at * 2 + ruling) % len(BUREAUS), trade)
    group = place * (len(tails) + len(BUREAUS)) + tail
    turn = (rank_within(group) + group * 37) % len(brands)
    brand = draw.scramble("firm/brand", turn, len(brands))
    brand += len(brands) * np.where(bracketed, 1 + city_of[at], 0)
    heads = [*brands, *(f"{brand}（{city}）" for city in cities for brand in brands), ""]
    brand[ruling] = len(heads) - 1
    return pc.binary_join_element_wise(
        pa.array([*places, *([""] * len(cities))], pa.string()).take(pa.array(place)),
        pa.array(heads, pa.string()).take(pa.array(brand)),
        pa.array([*tails, *BUREAUS], pa.string()).take(pa.array(tail)),
        "",
    )


@cache
def _places() -> tuple[Integers, tuple[str, ...], tuple[str, ...], Integers]:
    """Division codes, their short names, the cities, and the city of each division."""
    rows = list(pools.rows("divisions.csv"))
    counties = sorted((row for row in rows if row["level"] == "county"), key=lambda r: r["code"])
    above = [row for row in rows if row["level"] == "prefecture"]
    parents = [row["code"] for row in above]
    return (
        np.array([int(row["code"]) for row in counties], dtype=np.int64),
        tuple(row["name_zh"] for row in counties),
        tuple(row["name_zh"].removesuffix("市") for row in above),
        np.array([parents.index(row["parent"]) for row in counties], dtype=np.int64),
    )
