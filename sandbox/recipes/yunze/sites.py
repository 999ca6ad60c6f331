"""Sites: addresses of shops, offices and flats that are not the home of a household."""

from functools import cache
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from sandbox.model.draw import Draw, Integers
from sandbox.recipes.yunze import pools
from sandbox.recipes.yunze.filing import SPAN, take

_HOUSES: Final = 240
_FLOORS: Final = 18
_DOORS: Final = 4


def shops(draw: Draw, stream: str, division: Integers) -> pa.Array:
    """Community, road and house number somewhere in each division."""
    house = draw.integers(f"{stream}/house", len(division), 0, _HOUSES)
    numbers = tuple(f"{number}号" for number in range(1, _HOUSES + 1))
    return pc.binary_join_element_wise(_streets(draw, stream, division), take(numbers, house), "")


def flats(draw: Draw, stream: str, division: Integers) -> pa.Array:
    """Community, road, building and flat somewhere in each division."""
    n = len(division)
    building = draw.integers(f"{stream}/house", n, 0, _HOUSES)
    flat = draw.integers(f"{stream}/flat", n, 0, _FLOORS * _DOORS)
    buildings = tuple(f"{number}号楼" for number in range(1, _HOUSES + 1))
    doors = tuple(
        f"{floor}{door:02d}室" for floor in range(1, _FLOORS + 1) for door in range(1, _DOORS + 1)
    )
    return pc.binary_join_element_wise(
        _streets(draw, stream, division), take(buildings, building), take(doors, flat), ""
    )


def _streets(draw: Draw, stream: str, division: Integers) -> pa.Array:
    words, codes, starts, counts = _pool()
    at = np.searchsorted(codes, division)
    top = draw.integers(f"{stream}/street", len(division), 0, SPAN)
    return take(words, starts[at] + top * counts[at] // SPAN)


@cache
def _pool() -> tuple[tuple[str, ...], Integers, Integers, Integers]:
    """Every street of every community; per division its code, first street and their number."""
    every = sorted(pools.divisions(), key=lambda division: division.code)
    streets = [
        [each.name + place + road for place in pools.communities(each.code).words
         for road in pools.roads()]
        for each in every
    ]  # fmt: skip
    counts = np.array([len(of_one) for of_one in streets], dtype=np.int64)
    return (
        tuple(street for of_one in streets for street in of_one),
        np.array([each.code for each in every], dtype=np.int64),
        np.cumsum(counts) - counts,
        counts,
    )
