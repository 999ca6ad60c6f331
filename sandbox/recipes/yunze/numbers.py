"""Citizen numbers of a whole province (GB 11643): unique, valid, nobody's.

People of one division, day and sex take different sequences. The numbers are laid down as bytes:
no text is made per person.
"""

from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from sandbox.errors import SandboxError
from sandbox.model.draw import Integers
from sandbox.recipes.yunze import pools
from sandbox.recipes.yunze.days import DAY_ZERO, DAYS, WRITTEN

_STEP: Final = 100
_SLOTS: Final = 497
# 7 × 71 has no factor in common with 100, so ranks 0 to 496 fall on 497 different slots; the
# numbers 1 to 994 stay below 996, from where centenarians' sequences begin.
_LENGTH: Final = 18
_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS: Final = b"10X98765432"
_ROWS: Final = 22
"""Bits of a row number in a sorting key: four million people at most."""

Bytes = npt.NDArray[np.uint8]


def citizen_numbers(division: Integers, born: Integers, sex: Integers) -> pa.Array:
    """The number of each person; `born` is in days since 1970.

    Raises:
        SandboxError: more than 497 of them share one day; the world has too many people.
    """
    n = len(division)
    codes = np.array([each.code for each in pools.divisions()], dtype=np.int64)
    where = np.searchsorted(codes, division)
    day = born + DAY_ZERO
    rank = rank_within((where * DAYS + day) * 2 + (sex & 1))
    if n and int(rank.max()) >= _SLOTS:
        raise SandboxError(
            "So many people do not fit into the divisions of the province. Ask for fewer people."
        )
    # Spread by day and division, so that a sequence says nothing about a person's row.
    sequence = (rank * _STEP + day * 31 + division * 17) % _SLOTS * 2 + sex
    signs = np.empty((n, _LENGTH), dtype=np.uint8)
    heads, weights = _heads()
    dates, sums = _dates()
    tails = _tails()
    signs[:, :6] = heads[where]
    signs[:, 6:14] = dates[day]
    signs[:, 14:] = tails[sequence, (weights[where] + sums[day]) % 11]
    offsets = np.arange(0, _LENGTH * n + 1, _LENGTH, dtype=np.int32)
    return pa.StringArray.from_buffers(n, pa.py_buffer(offsets), pa.py_buffer(signs))


@cache
def _heads() -> tuple[Bytes, Integers]:
    """By division: the six digits, and what they add to the weighted sum, modulo 11."""
    codes = np.array([each.code for each in pools.divisions()], dtype=np.int64)
    return _digits(codes, 6), _weighted(codes, 6, 0)


@cache
def _dates() -> tuple[Bytes, Integers]:
    """By day of the calendar: the eight digits, and what they add to the sum."""
    return _digits(WRITTEN, 8), _weighted(WRITTEN, 8, 6)


@cache
def _tails() -> Bytes:
    """By sequence and by what stands before (sum modulo 11): the last four signs."""
    sequences = np.arange(1000, dtype=np.int64)
    total = _weighted(sequences, 3, 14)[:, None] + np.arange(11)
    checks = np.frombuffer(_CHECKS, dtype=np.uint8)[total % 11]
    digits = np.broadcast_to(_digits(sequences, 3)[:, None, :], (1000, 11, 3))
    return np.concatenate([digits, checks[:, :, None]], axis=2)


def _digits(values: Integers, width: int) -> Bytes:
    """The decimal digits as ASCII signs, one column per digit."""
    powers = 10 ** np.arange(width - 1, -1, -1, dtype=np.int64)
    return (values[:, None] // powers % 10 + ord("0")).astype(np.uint8)


def _weighted(values: Integers, width: int, place: int) -> Integers:
    """What digits that stand from `place` on add to the weighted sum (ISO 7064 MOD 11-2)."""
    weights = np.asarray(_WEIGHTS[place : place + width], dtype=np.int64)
    total: Integers = (_digits(values, width).astype(np.int64) - ord("0")) @ weights % 11
    return total


def rank_within(group: Integers) -> Integers:
    """How many earlier rows belong to the same group; later rows change nothing."""
    n = len(group)
    places = np.arange(n, dtype=np.int64)
    # Sorting values that carry their row is several times as fast as sorting rows.
    keys = (group << _ROWS) | places
    keys.sort()
    rows = keys & ((1 << _ROWS) - 1)
    keys >>= _ROWS
    fresh = np.empty(n, dtype=np.bool_)
    fresh[:1] = True
    np.not_equal(keys[1:], keys[:-1], out=fresh[1:])
    rank = np.empty(n, dtype=np.int64)
    rank[rows] = places - np.maximum.accumulate(np.where(fresh, places, 0))
    return rank
