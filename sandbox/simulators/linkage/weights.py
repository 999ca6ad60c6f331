"""Match weights after Fellegi and Sunter, estimated by expectation–maximisation over patterns.

I. P. Fellegi and A. B. Sunter, "A Theory for Record Linkage", JASA 64 (1969), 1183–1210. The
weight of a pair is the sum, over its fields, of log2(m / u), where m is how often the field agrees
that far when two rows are about one entity, and u how often it does by chance; prior odds are
added, so a weight of 0 means an even chance.

Pairs that no rule proposes count as different entities: u and the prior are rates among *all*
pairs, so they do not depend on how narrowly the trainee searches.
"""

from typing import Final

import numpy as np

from sandbox.simulators.linkage.cube import Cube, Floats, Integers
from sandbox.simulators.linkage.settings import Settings
from sandbox.simulators.linkage.standard import DEGREES, DIFFERENT, LOOSE, MISSING, SIMILAR
from sandbox.simulators.linkage.terms import Level

ROUNDS: Final = 60
STILL: Final = 1e-7
"""Estimation ends when the number of expected matches moves less than this share."""
DIGITS: Final = 6
"""Weights are rounded, so that no threshold depends on the order of additions."""
_SMOOTH: Final = 0.5
_WIDEST: Final = 60.0
_MERGED: Final[dict[Level, tuple[int, ...]]] = {
    "exact": (MISSING, DIFFERENT, DIFFERENT, DIFFERENT, 4),
    "similar": (MISSING, DIFFERENT, DIFFERENT, SIMILAR, 4),
    "loose": (MISSING, DIFFERENT, LOOSE, SIMILAR, 4),
    "ignore": (MISSING,) * DEGREES,
}
"""Level → what each of the five degrees counts as."""
_START: Final = np.array([0.0, 0.04, 0.03, 0.08, 0.85])


def pattern_weights(cube: Cube, settings: Settings) -> Floats:
    """Per pattern log2 of the odds that its pairs are matches; -inf where no rule proposes them."""
    bit = {rule: 1 << i for i, rule in enumerate(cube.rules)}
    chosen = sum(bit[rule] for rule in settings.rules)
    proposed = (cube.mask & chosen) != 0
    made = np.full(len(cube.mask), -np.inf)
    if not proposed.any():
        return made
    merged = [_MERGED[settings.levels[field]] for field in cube.fields]
    degrees = np.stack(
        [np.array(to)[cube.degrees[proposed, f]] for f, to in enumerate(merged)], axis=1
    )
    chance = np.zeros_like(cube.chance)
    for f, to in enumerate(merged):
        np.add.at(chance[f], np.array(to), cube.chance[f])
    count = np.bincount(cube.pattern, minlength=len(cube.mask))[proposed].astype(np.float64)
    made[proposed] = np.round(_estimated(degrees, count, chance, cube.space), DIGITS)
    return made


def _estimated(degrees: Integers, count: Floats, chance: Floats, space: int) -> Floats:
    """The weights of patterns with these degrees, met that often among the candidates."""
    fields = degrees.shape[1]
    hot = (degrees[:, :, None] == np.arange(DEGREES)).astype(np.float64)
    hot[:, :, MISSING] = 0.0
    hot = hot.reshape(len(degrees), fields * DEGREES)
    used = (chance > 0) & (np.arange(DEGREES) != MISSING)
    m = np.where(used, _START, 0.0)
    m /= np.maximum(m.sum(axis=1, keepdims=True), 1e-9)
    u = _share(chance, used)
    prior, expected = min(0.5, 0.3 * count.sum() / space), -1.0
    odds = np.zeros(len(degrees))
    for _ in range(ROUNDS):
        ratio = np.log(np.where(used, m, 1.0)) - np.log(np.where(used, u, 1.0))
        odds = hot @ ratio.ravel() + np.log(prior / (1 - prior))
        matches = count / (1 + np.exp(-np.clip(odds, -_WIDEST, _WIDEST)))
        agreed = (hot.T @ matches).reshape(fields, DEGREES)
        m, u = _share(agreed, used), _share(np.maximum(chance - agreed, 0.0), used)
        total = float(matches.sum())
        prior = min(max(total, _SMOOTH) / space, 0.99)
        if abs(total - expected) <= STILL * max(total, 1.0):
            break
        expected = total
    made: Floats = odds / np.log(2)
    return made


def _share(counted: Floats, used: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> Floats:
    """Rates per field among its filled pairs; half a pair is added so that none is impossible."""
    smooth = np.where(used, counted + _SMOOTH, 0.0)
    made: Floats = smooth / np.maximum(smooth.sum(axis=1, keepdims=True), _SMOOTH)
    return made
