"""Who answers for a person, and how that person can be reached, as registers show it."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from sandbox.model.draw import Draw, Integers
from sandbox.recipes.yunze.business_numbers import Digits, numbers
from sandbox.recipes.yunze.filing import born_by
from sandbox.recipes.yunze.province import NOBODY, Lives


def present_or(lives: Lives, who: Integers, *candidates: Integers) -> pa.Array:
    """The first candidate who is alive, registered, of age and someone else; else null."""
    fit = lives.present() & (lives.born <= born_by(18))
    found = np.full(len(who), NOBODY, dtype=np.int64)
    for candidate in candidates:
        there = (candidate != NOBODY) & fit[candidate] & (candidate != who)
        found = np.where((found == NOBODY) & there, candidate, found)
    return pc.if_else(pa.array(found != NOBODY), pa.array(found), None)


def head(lives: Lives) -> Integers:
    """Per person the first person of the household."""
    n = len(lives)
    fresh = np.ones(n, dtype=np.bool_)
    fresh[1:] = lives.household[1:] != lives.household[:-1]
    first: Integers = np.maximum.accumulate(np.where(fresh, np.arange(n), 0))
    return first


def masked_phones(draw: Draw, stream: str, n: int) -> pa.Array:
    """Phone numbers as shown: an unassigned segment, four stars, four digits."""
    return numbers(n, "154****", Digits(draw.integers(stream, n, 0, 10_000), 4))
