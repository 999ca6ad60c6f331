"""Where households live: community, division and address, none of which exists."""

from functools import cache
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from sandbox.model.draw import Draw, Integers
from sandbox.recipes.yunze import pools
from sandbox.recipes.yunze.quantiles import looked_up, spread

HOME_BORN: Final = 86
"""Of a hundred people, those first registered where they are registered today."""
OLD_CODE_PER_MILLION: Final = 300_000
_HOUSES: Final = 199
_UNITS: Final = 4
_FLOORS: Final = 7
_DOORS: Final = 4
_GROUPS: Final = 12
_YARDS: Final = 150


def draw_communities(draw: Draw, n: int) -> Integers:
    """Position among all communities of the province, in the order of `pools.divisions()`."""
    weights = [
        division.weight * weight * 500 // sum(pools.communities(division.code).weights)
        for division in pools.divisions()
        for weight in pools.communities(division.code).weights
    ]
    return draw.pick("community", n, weights)


@cache
def communities() -> tuple[Integers, Integers, Integers]:
    """By position among all: division, position within it, 1 for a neighbourhood (0 a village)."""
    every = [
        (division.code, at, not word.endswith("村"))
        for division in pools.divisions()
        for at, word in enumerate(pools.communities(division.code).words)
    ]
    division, within, urban = (np.array(part, dtype=np.int64) for part in zip(*every, strict=True))
    return division, within, urban


def addresses(draw: Draw, community: Integers) -> pa.Array:
    """Road, house, unit and flat in a neighbourhood; group and yard in a village."""
    n = len(community)
    roads = pools.roads()
    words = [
        division.name + word
        for division in pools.divisions()
        for word in pools.communities(division.code).words
    ]
    villages = communities()[2][community] == 0
    road = draw.integers("road", n, 0, len(roads))
    flats = _HOUSES * _UNITS * _FLOORS * _DOORS
    door = draw.integers("door", n, 0, flats)
    yard = flats + door % (_GROUPS * _YARDS)
    places = pa.array([word + road for word in words for road in (*roads, "")], pa.string())
    at = community * (len(roads) + 1) + np.where(villages, len(roads), road)
    return pc.binary_join_element_wise(
        places.take(pa.array(at)), _doors().take(pa.array(np.where(villages, yard, door))), ""
    )


@cache
def _doors() -> pa.Array:
    """Every way to end an address: those of neighbourhoods first."""
    streets = [
        f"{house}号{unit}单元{floor}0{door}室"
        for house in range(1, _HOUSES + 1)
        for unit in range(1, _UNITS + 1)
        for floor in range(1, _FLOORS + 1)
        for door in range(1, _DOORS + 1)
    ]
    yards = [
        f"{group}组{yard}号" for group in range(1, _GROUPS + 1) for yard in range(1, _YARDS + 1)
    ]
    return pa.array(streets + yards, pa.string())


def first_divisions(draw: Draw, division: Integers, year: Integers) -> Integers:
    """The division of first registration, which the citizen number keeps for life."""
    codes = np.array([each.code for each in pools.divisions()], dtype=np.int64)
    table = np.array([_origins(int(code)) for code in codes], dtype=np.uint8)
    row = np.searchsorted(codes, division)
    first = codes[looked_up(table, row, draw.bits("first", len(division)))]
    for old in pools.divisions():
        if old.merged_into is not None and old.valid_to is not None:
            there = np.flatnonzero((first == old.merged_into) & (year <= old.valid_to))
            kept = draw.integers_of("first/renamed", there, 0, 1_000_000) < OLD_CODE_PER_MILLION
            first[there[kept]] = old.code
    return first


def _origins(code: int) -> Integers:
    """Positions of the divisions from which people of a division come, as a look-up line."""
    every = pools.divisions()
    total = sum(each.weight for each in every)
    here = [HOME_BORN * total * (each.code == code) for each in every]
    return spread([h + (100 - HOME_BORN) * e.weight for h, e in zip(here, every, strict=True)])
