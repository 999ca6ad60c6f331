"""Counter-based chance: value = mix(hash(seed, stream) + row), integers only.

Every number depends on (seed, stream, row) alone, so content is the same on any thread count,
library version and machine, and the first n rows of a longer draw equal the shorter draw.
The mixer is splitmix64 (Steele, Lea, Flood 2014).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final

import numpy as np
import numpy.typing as npt

Integers = npt.NDArray[np.int64]
Bits = npt.NDArray[np.uint64]
_GOLDEN: Final = 0x9E3779B97F4A7C15
_MIX_1: Final = np.uint64(0xBF58476D1CE4E5B9)
_MIX_2: Final = np.uint64(0x94D049BB133111EB)
_WORD: Final = (1 << 64) - 1
_BLOCK: Final = 1 << 15
"""Rows mixed at a time, so that they stay in the processor's cache."""
_STEPS: Final = np.arange(1, _BLOCK + 1, dtype=np.uint64) * np.uint64(_GOLDEN)
_LONGEST_TABLE: Final = 1 << 20
_ROUNDS: Final = 4


@dataclass(frozen=True, slots=True)
class Draw:
    """All chance of one world; streams are named and independent of each other."""

    seed: int

    def bits(self, stream: str, n: int) -> Bits:
        """`n` uniform 64-bit values of a stream."""
        start = self._start(stream)
        made = np.empty(n, dtype=np.uint64)
        for low in range(0, n, _BLOCK):
            part = made[low : low + _BLOCK]
            np.add(_STEPS[: len(part)], np.uint64((start + low * _GOLDEN) & _WORD), out=part)
            _mix(part)
        return made

    def bits_of(self, stream: str, rows: Integers) -> Bits:
        """The values of single rows: `bits(stream, n)[rows]` without the others."""
        made = (rows.astype(np.uint64) + np.uint64(1)) * np.uint64(_GOLDEN)
        made += np.uint64(self._start(stream))
        _mix(made)
        return made

    def integers(self, stream: str, n: int, low: int, high: int) -> Integers:
        """`n` integers in [low, high); the span must stay below 2**32."""
        return _within(self.bits(stream, n), low, high)

    def integers_of(self, stream: str, rows: Integers, low: int, high: int) -> Integers:
        """The integers of single rows: `integers(stream, n, low, high)[rows]`."""
        return _within(self.bits_of(stream, rows), low, high)

    def pick(self, stream: str, n: int, weights: Sequence[int]) -> Integers:
        """`n` indices, index i with probability weights[i] / sum(weights); integer weights."""
        each = np.asarray(weights, dtype=np.int64)
        total = int(each.sum())
        drawn = self.integers(stream, n, 0, total)
        if total > _LONGEST_TABLE:
            return np.searchsorted(np.cumsum(each), drawn, side="right")
        return np.repeat(np.arange(len(each), dtype=np.int64), each)[drawn]

    def permutation(self, stream: str, n: int) -> Integers:
        """The numbers 0 … n-1 in random order."""
        mask = np.uint64((1 << max(n - 1, 1).bit_length()) - 1)
        # Sorting values that carry their row is several times as fast as sorting rows.
        keys = (self.bits(stream, n) & ~mask) | np.arange(n, dtype=np.uint64)
        keys.sort()
        return (keys & mask).view(np.int64)

    def chance(self, stream: str, n: int, per_million: int) -> npt.NDArray[np.bool_]:
        """`n` booleans, each true with probability per_million / 1,000,000.

        Raising the rate keeps every earlier hit.
        """
        return self.integers(stream, n, 0, 1_000_000) < per_million

    def scramble(self, stream: str, index: Integers, span: int) -> Integers:
        """Another number below `span` for each index below `span`; different indices differ.

        For business numbers that look serial but say nothing about their row: a Feistel
        network, applied again to what falls outside.

        Raises:
            ValueError: an index is negative, or `span` or more.
        """
        if len(index) and (int(index.min()) < 0 or int(index.max()) >= span):
            raise ValueError("An index lies outside the span of numbers.")
        half = max(1, ((span - 1).bit_length() + 1) // 2)
        mask = (1 << half) - 1
        rounds = [
            (self.bits(f"{stream}/{each}", 1 << half) >> np.uint64(64 - half)).view(np.int64)
            for each in range(_ROUNDS)
        ]
        made = _feistel(index, rounds, half, mask)
        while len(outside := np.flatnonzero(made >= span)):
            made[outside] = _feistel(made[outside], rounds, half, mask)
        return made

    def _start(self, stream: str) -> int:
        key = blake2b(f"{self.seed}/{stream}".encode(), digest_size=8).digest()
        return int.from_bytes(key, "little")


def _mix(z: Bits) -> None:
    """Stir the values where they lie."""
    z ^= z >> np.uint64(30)
    z *= _MIX_1
    z ^= z >> np.uint64(27)
    z *= _MIX_2
    z ^= z >> np.uint64(31)


def _within(bits: Bits, low: int, high: int) -> Integers:
    """The values, spread evenly over [low, high)."""
    bits >>= np.uint64(32)
    bits *= np.uint64(high - low)
    bits >>= np.uint64(32)
    made = bits.view(np.int64)
    if low:
        made += low
    return made


def _feistel(index: Integers, rounds: Sequence[Integers], half: int, mask: int) -> Integers:
    left, right = index >> half, index & mask
    for each in rounds:
        left, right = right, left ^ each[right]
    return (left << half) | right
