"""The pattern cube: all candidate pairs compared once, grouped by how they agree.

Whatever a trainee decides afterwards (which rules, which degrees, which thresholds) is a sum over
a few hundred patterns instead of a new comparison of all pairs.
"""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from sandbox.model.dataset import WorldReader
from sandbox.simulators import Kept
from sandbox.simulators.linkage.standard import DEGREES, EXACT, MISSING, degree, standardised
from sandbox.simulators.linkage.terms import Pairing, Step

Integers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Truths = npt.NDArray[np.bool_]

SAMPLED: Final = 300
"""Rows of each list whose pairs tell how often values agree by chance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cube:
    """Candidate pairs of all rules, sorted by pattern, then by row."""

    rules: tuple[str, ...]
    fields: tuple[str, ...]
    mask: Integers
    """Per pattern: bit i is set when rule i proposes its pairs."""
    degrees: Integers
    """Per pattern and field: 0 missing, 1 different, 2 loose, 3 similar, 4 exact."""
    pattern: Integers
    """Per pair: its pattern."""
    left: Integers
    right: Integers
    same: Truths
    """Per pair: whether both rows are about one entity."""
    truth: Integers
    """All pairs of rows about one entity, candidates or not: two columns, ascending."""
    chance: Floats
    """Per field and degree: in how many of all pairs the field agrees that far."""
    space: int
    """All pairs there are."""
    within: bool


_cubes: Final[Kept[Cube]] = Kept(most=12)
_building: Final = threading.Lock()


def cube_of(world: WorldReader, pairing: Pairing, steps: frozenset[Step]) -> Cube:
    """The cube of two lists standardised that way, built once per process and world.

    Raises:
        SandboxError: a table or column is not there, or the rules propose too many pairs.
    """
    key = (pairing.model_dump_json(), steps)
    # A class that submits at once waits for one cube instead of building forty.
    with _building:
        return _cubes.of(world, key, lambda: build(world, pairing, steps))


def build(world: WorldReader, pairing: Pairing, steps: frozenset[Step]) -> Cube:
    """The cube, computed in four queries."""
    lists = ", ".join(
        f"{alias} AS MATERIALIZED ({standardised(pairing, side, steps)})"
        for alias, side in (("l", pairing.left), ("r", pairing.right))
    )
    fields = tuple(pairing.fields)
    code = " + ".join(f"{DEGREES**i} * ({degree(pairing, f)})" for i, f in enumerate(fields))
    sizes = world.truth(f"WITH {lists} {_sizes(fields)}").rows[0]
    n_left, n_right = int(sizes[0] or 0), int(sizes[1] or 0)
    space = n_left * (n_left - 1) // 2 if pairing.within else n_left * n_right
    found = world.truth(f"WITH {lists} {_patterns(pairing, code)}").rows
    pairs = [_numbers(row[3]).reshape(-1, 2) for row in found]
    keys = sorted({(int(row[0] or 0), int(row[1] or 0)) for row in found})
    at = {key: i for i, key in enumerate(keys)}
    length = np.array([len(each) for each in pairs], dtype=np.int64)
    pattern = np.repeat([at[int(row[0] or 0), int(row[1] or 0)] for row in found], length)
    rows = np.concatenate([np.zeros((0, 2), dtype=np.int64), *pairs])
    order = np.lexsort((rows[:, 1], rows[:, 0], pattern))
    degrees = _digits(np.array([key[1] for key in keys], dtype=np.int64), len(fields))
    count = np.bincount(pattern.astype(np.int64), minlength=len(keys))
    sampled = world.truth(f"WITH {lists} {_sampled(code, n_left, n_right)}").rows
    true = world.truth(f"WITH {lists} {_true(pairing)}").rows[0][0]
    return Cube(
        rules=tuple(pairing.rules),
        fields=fields,
        mask=np.array([key[0] for key in keys], dtype=np.int64),
        degrees=degrees,
        pattern=pattern.astype(np.int64)[order],
        left=rows[order, 0],
        right=rows[order, 1],
        same=np.repeat([bool(row[2]) for row in found], length).astype(np.bool_)[order],
        truth=_numbers(true).reshape(-1, 2),
        chance=_chance(sizes[2:], sampled, degrees, count, space, within=pairing.within),
        space=space,
        within=pairing.within,
    )


def _patterns(pairing: Pairing, code: str) -> str:
    """Candidates of every rule, compared: mask, degrees, whether the same, and the pairs."""
    once = " AND l.rid < r.rid" if pairing.within else ""
    hits = " UNION ALL ".join(
        f"SELECT l.rid AS a, r.rid AS b, {1 << i} AS bit FROM l JOIN r ON "
        + " AND ".join(f"{pairing.key(key, 'l')} = {pairing.key(key, 'r')}" for key in keys)
        + once
        for i, keys in enumerate(pairing.rules.values())
    )
    return (
        f", hit AS ({hits}), pair AS (SELECT a, b, bit_or(bit) AS mask FROM hit GROUP BY a, b)"
        f" SELECT mask, {code} AS code, coalesce(l.entity = r.entity, false) AS same,"
        " string_agg(a || ',' || b, ',')"
        " FROM pair JOIN l ON l.rid = a JOIN r ON r.rid = b GROUP BY ALL ORDER BY ALL"
    )


def _sizes(fields: Sequence[str]) -> str:
    """Rows of both lists; per field, pairs with both values and pairs of equal ones."""
    per_field = ", ".join(
        f'(SELECT count("{f}") FROM l) * (SELECT count("{f}") FROM r),'
        f' (SELECT sum(n * m) FROM (SELECT "{f}", count(*) AS n FROM l GROUP BY ALL) AS x'
        f' JOIN (SELECT "{f}", count(*) AS m FROM r GROUP BY ALL) AS y USING ("{f}"))'
        for f in fields
    )
    return f"SELECT (SELECT count(*) FROM l), (SELECT count(*) FROM r), {per_field}"


def _sampled(code: str, n_left: int, n_right: int) -> str:
    """Pairs of every so-manieth row of both lists: degrees and how often."""
    left, right = (max(1, -(-n // SAMPLED)) for n in (n_left, n_right))
    return (
        f"SELECT {code} AS code, count(*) FROM l JOIN r"
        f" ON l.rid % {left} = 0 AND r.rid % {right} = 0"
        " GROUP BY code ORDER BY code"
    )


def _true(pairing: Pairing) -> str:
    once = " AND l.rid < r.rid" if pairing.within else ""
    return (
        "SELECT string_agg(l.rid || ',' || r.rid, ',' ORDER BY l.rid, r.rid)"
        f" FROM l JOIN r ON l.entity = r.entity{once}"
    )


def _chance(
    sizes: Sequence[Any],
    sampled: Sequence[Sequence[Any]],
    degrees: Integers,
    count: Integers,
    space: int,
    *,
    within: bool,
) -> Floats:
    """Per field and degree the number of pairs among all: equal ones counted, others estimated."""
    n_fields = degrees.shape[1]
    codes = _digits(np.array([row[0] for row in sampled], dtype=np.int64), n_fields)
    weight = np.array([row[1] for row in sampled], dtype=np.float64)
    both = np.array([float(size or 0) for size in sizes]).reshape(n_fields, 2)
    if within:
        # Every pair was counted from both ends, and every row met itself.
        both = (both - np.sqrt(both[:, :1])) / 2
    made = np.zeros((n_fields, DEGREES))
    for f in range(n_fields):
        seen = np.bincount(codes[:, f], weights=weight, minlength=DEGREES)
        least = np.bincount(degrees[:, f], weights=count, minlength=DEGREES)
        filled = both[f, 0]
        made[f] = np.maximum(seen / max(seen[1:].sum(), 1.0) * filled, least)
        made[f, EXACT] = max(both[f, 1], least[EXACT])
        made[f, MISSING] = space - filled
        made[f, 1] = max(filled - made[f, 2:].sum(), least[1])
    return made


def _digits(codes: Integers, n_fields: int) -> Integers:
    """The degrees of each field out of a pattern's number."""
    return codes[:, None] // DEGREES ** np.arange(n_fields, dtype=np.int64) % DEGREES


def _numbers(text: Any) -> Integers:
    return np.fromstring(text, dtype=np.int64, sep=",") if text else np.zeros(0, dtype=np.int64)
