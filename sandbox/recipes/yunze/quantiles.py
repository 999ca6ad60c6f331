"""Integer tables in place of distributions: one look-up per row, the same on any machine."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from sandbox.model.draw import Bits, Integers

STEPS: Final = 256
"""Weights are met to one part in so many."""


def spread(weights: Sequence[int]) -> Integers:
    """`STEPS` indices, each as often as its weight asks, in ascending order."""
    edges = np.cumsum(np.asarray(weights, dtype=np.int64))
    at = (np.arange(STEPS, dtype=np.int64) * 2 + 1) * int(edges[-1])
    return np.searchsorted(edges * 2 * STEPS, at, side="right")


def ladder(knots: Sequence[tuple[int, int]], steps: int) -> Integers:
    """`steps` values along straight lines between (per thousand, value) from 0 to 1000."""
    places = np.array([place for place, _ in knots], dtype=np.int64)
    values = np.array([value for _, value in knots], dtype=np.int64)
    at = np.arange(steps, dtype=np.int64) * 1000
    below = np.clip(np.searchsorted(places * steps, at, side="right") - 1, 0, len(knots) - 2)
    width = (places[below + 1] - places[below]) * steps
    rise = values[below + 1] - values[below]
    found: Integers = values[below] + rise * (at - places[below] * steps) // width
    return found


def looked_up(table: npt.NDArray[np.uint8], row: Integers, bits: Bits) -> Integers:
    """The entry of each row's line of `STEPS` that its chance points at."""
    at = row * STEPS + (bits >> np.uint64(56)).view(np.int64)
    return table.ravel()[at].astype(np.int64)
