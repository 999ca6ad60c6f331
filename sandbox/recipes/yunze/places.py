"""Where people live, as departments name it: division, town, community."""

from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
import pyarrow as pa

from sandbox.model.draw import Integers
from sandbox.recipes.yunze import pools
from sandbox.recipes.yunze.filing import take

_URBAN: Final = "区"


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Divisions by code, and below them all communities in one row."""

    codes: Integers
    """Division codes in ascending order."""
    names: tuple[str, ...]
    """Short names, 松岚区."""
    urban: tuple[bool, ...]
    """A district of a city, not a county."""
    starts: Integers
    """Where the communities of each division begin."""
    towns: tuple[str, ...]
    communities: tuple[str, ...]

    def at(self, division: Integers) -> Integers:
        """The position of each division in `codes`."""
        return np.searchsorted(self.codes, division)

    def community(self, division: Integers, community: Integers) -> Integers:
        """The position of each community in `towns` and `communities`."""
        found: Integers = self.starts[self.at(division)] + community
        return found

    def named(self, division: Integers, *suffixes: str, pick: Integers | None = None) -> pa.Array:
        """The short name of each division with one of the suffixes behind it."""
        words = [name + suffix for name in self.names for suffix in suffixes]
        which = np.zeros(len(division), dtype=np.int64) if pick is None else pick
        return take(words, self.at(division) * len(suffixes) + which)


@cache
def places() -> Places:
    """The places of the province, read once."""
    every = sorted(pools.divisions(), key=lambda division: division.code)
    short = {row["code"]: row["name_zh"] for row in pools.rows("divisions.csv")}
    below = list(pools.rows("pools/communities.csv"))
    ordered = [row for each in every for row in below if row["division"] == str(each.code)]
    counts = [sum(row["division"] == str(each.code) for row in below) for each in every]
    names = tuple(short[str(each.code)] for each in every)
    return Places(
        codes=np.array([each.code for each in every], dtype=np.int64),
        names=names,
        urban=tuple(name.endswith(_URBAN) for name in names),
        starts=np.concatenate([[0], np.cumsum(counts)[:-1]]).astype(np.int64),
        towns=tuple(row["town_zh"] for row in ordered),
        communities=tuple(row["town_zh"] + row["community_zh"] for row in ordered),
    )
