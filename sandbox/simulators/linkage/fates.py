"""What becomes of each pair: linked, shown to a clerk, or left apart; and how well that went."""

from dataclasses import dataclass

import numpy as np

from sandbox.simulators.linkage.cube import Cube, Floats, Integers, Truths
from sandbox.simulators.linkage.settings import Settings
from sandbox.simulators.linkage.weights import pattern_weights


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """Pairs that weigh enough to be looked at, in any order."""

    left: Integers
    right: Integers
    weight: Floats
    same: Truths


@dataclass(frozen=True, slots=True, kw_only=True)
class Fates:
    """Pairs that are linked or shown to a clerk, heaviest first."""

    left: Integers
    right: Integers
    weight: Floats
    """log2 of the odds that both rows are about one entity (bits)."""
    same: Truths
    linked: Truths
    """Per pair: linked without a look; the others wait in the clerk's queue."""
    candidates: int
    found: int
    """Pairs about one entity among the candidates."""


def by_patterns(cube: Cube, settings: Settings) -> Fates:
    """The fates of all pairs, from the cube."""
    weights = pattern_weights(cube, settings)
    proposed = np.isfinite(weights)[cube.pattern]
    chosen = np.flatnonzero((weights >= settings.lower)[cube.pattern])
    return settled(
        Weighed(
            left=cube.left[chosen],
            right=cube.right[chosen],
            weight=weights[cube.pattern[chosen]],
            same=cube.same[chosen],
        ),
        settings,
        within=cube.within,
        candidates=int(proposed.sum()),
        found=int((proposed & cube.same).sum()),
    )


def settled(
    pairs: Weighed, settings: Settings, *, within: bool, candidates: int, found: int
) -> Fates:
    """The fates of pairs that weigh at least `lower`, of so many candidates."""
    left, right, weight, same = pairs.left, pairs.right, pairs.weight, pairs.same
    order = np.lexsort((right, left, -weight))
    left, right, weight, same = left[order], right[order], weight[order], same[order]
    if settings.one_to_one:
        kept = one_to_one(left, right, within=within)
        left, right, weight, same = left[kept], right[kept], weight[kept], same[kept]
    return Fates(
        left=left, right=right, weight=weight, same=same, linked=weight >= settings.upper,
        candidates=candidates, found=found,
    )  # fmt: skip


def one_to_one(left: Integers, right: Integers, *, within: bool = False) -> Integers:
    """Positions of the pairs that stay when every row may be in one pair only, best pair first.

    Pairs come best first. In each round all pairs stay that are the best left of both their rows;
    this gives the same as taking them one by one.
    """
    n_left = int(left.max(initial=-1)) + 1
    one, other = left, right if within else right + n_left
    size = int(max(one.max(initial=-1), other.max(initial=-1))) + 1
    open_pairs = np.arange(len(left))
    kept: list[Integers] = []
    while len(open_pairs):
        a, b = one[open_pairs], other[open_pairs]
        first = np.full(size, len(left), dtype=np.int64)
        backwards = open_pairs[::-1]
        both = np.stack([one[backwards], other[backwards]], axis=1).ravel()
        # The last to be written stays: the best pair of each row.
        first[both] = np.repeat(backwards, 2)
        best = (first[a] == open_pairs) & (first[b] == open_pairs)
        kept.append(open_pairs[best])
        taken = np.zeros(size, dtype=np.bool_)
        taken[a[best]] = taken[b[best]] = True
        open_pairs = open_pairs[~(taken[a] | taken[b])]
    return np.sort(np.concatenate([np.zeros(0, dtype=np.int64), *kept]))


def apart(fates: Fates, truth: Integers) -> Integers:
    """Of all pairs about one entity, those that are neither linked nor shown to a clerk."""
    span = int(max(truth.max(initial=0), fates.right.max(initial=0), fates.left.max(initial=0))) + 1
    seen = fates.left[fates.same] * span + fates.right[fates.same]
    return truth[~np.isin(truth[:, 0] * span + truth[:, 1], seen)]
