"""Counter-based chance: value = mix(hash(seed, stream) + row), integers only.

Every number depends on (seed, stream, row) alone, so content is the same on any thread count,
library version and machine, and the first n rows of a longer draw equal the shorter draw.
The mixer is splitmix64 (Steele, Lea, Flood 2014).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

Integers = npt.NDArray[np.int64]
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_MIX_1 = np.uint64(0xBF58476D1CE4E5B9)
_MIX_2 = np.uint64(0x94D049BB133111EB)


@dataclass(frozen=True, slots=True)
class Draw:
    """All chance of one world; streams are named and independent of each other."""

    seed: int

    def bits(self, stream: str, n: int) -> npt.NDArray[np.uint64]:
        """`n` uniform 64-bit values of a stream."""
        key = blake2b(f"{self.seed}/{stream}".encode(), digest_size=8).digest()
        start = np.uint64(int.from_bytes(key, "little"))
        with np.errstate(over="ignore"):
            z = (np.arange(1, n + 1, dtype=np.uint64) * _GOLDEN) + start
            z = (z ^ (z >> np.uint64(30))) * _MIX_1
            z = (z ^ (z >> np.uint64(27))) * _MIX_2
            return z ^ (z >> np.uint64(31))

    def integers(self, stream: str, n: int, low: int, high: int) -> Integers:
        """`n` integers in [low, high); the span must stay below 2**32."""
        top = self.bits(stream, n) >> np.uint64(32)
        return ((top * np.uint64(high - low)) >> np.uint64(32)).astype(np.int64) + low

    def pick(self, stream: str, n: int, weights: Sequence[int]) -> Integers:
        """`n` indices, index i with probability weights[i] / sum(weights); integer weights."""
        edges = np.cumsum(np.asarray(weights, dtype=np.int64))
        return np.searchsorted(edges, self.integers(stream, n, 0, int(edges[-1])), side="right")

    def permutation(self, stream: str, n: int) -> Integers:
        """The numbers 0 … n-1 in random order."""
        return np.argsort(self.bits(stream, n), kind="stable")

    def chance(self, stream: str, n: int, per_million: int) -> npt.NDArray[np.bool_]:
        """`n` booleans, each true with probability per_million / 1,000,000.

        Raising the rate keeps every earlier hit.
        """
        return self.integers(stream, n, 0, 1_000_000) < per_million
