"""Results compared as bags of rows, or in the order of their keys; names of columns are free."""

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from operator import itemgetter
from typing import Final

from sandbox.model.relation import Cell, Relation

SHOWN: Final = 3
"""Wrong rows of the trainee's own result that are quoted."""
_PAIRED: Final = 300
"""Rows left over on both sides up to which they are compared one by one within the tolerance."""

Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """How two results agree as bags of rows, whatever their columns are called."""

    right: int
    expected: int
    given: int
    lacking: int
    """Expected columns for which the given result has none."""
    needless: tuple[str, ...]
    """Given columns that answer to no expected one."""
    wrong: tuple[Row, ...]
    """The first given rows that do not belong, as they were given."""
    wide: int
    """Columns expected."""

    @property
    def f1(self) -> float:
        """2 × right ÷ (expected + given), 1 when both are empty; less where columns lack."""
        if self.lacking >= self.wide:
            return 0.0
        rows = self.expected + self.given
        return (2 * self.right / rows if rows else 1.0) * (1 - self.lacking / self.wide)


def f1_bag(
    expected: Relation,
    given: Relation,
    *,
    ordered: bool = False,
    keys: tuple[int, ...] = (),
    tolerance: float = 0.0,
) -> Overlap:
    """How the given result agrees with the expected one.

    NULL equals NULL, numbers count as equal up to nine significant digits or `tolerance`, and a
    day equals its midnight. Expected columns are matched with the given ones that hold most of
    the same values, those of the same name first. Where rows are ordered by some columns (`keys`),
    those that agree on all of these may change places.
    """
    right = [tuple(map(_plain, row)) for row in expected.rows]
    theirs = [tuple(map(_plain, row)) for row in given.rows]
    place = _matched(expected.columns, right, given.columns, theirs)
    kept = [at for at in range(len(expected.columns)) if at in place]
    want = [tuple(row[at] for at in kept) for row in right]
    have = [tuple(row[place[at]] for at in kept) for row in theirs]
    hits = _in_order(want, have, _ranks(right, keys)) if ordered else _hits(want, have, tolerance)
    used = set(place.values())
    return Overlap(
        right=sum(hits),
        expected=len(want),
        given=len(have),
        lacking=len(expected.columns) - len(kept),
        needless=tuple(name for at, name in enumerate(given.columns) if at not in used),
        wrong=tuple(row for row, hit in zip(given.rows, hits, strict=True) if not hit)[:SHOWN],
        wide=len(expected.columns),
    )


def _plain(cell: Cell) -> Cell:
    if isinstance(cell, float):
        return float(f"{cell:.9g}") if math.isfinite(cell) else str(cell)
    if isinstance(cell, bool):
        return int(cell)
    return cell.removesuffix(" 00:00:00") if isinstance(cell, str) else cell


def _matched(
    names: Sequence[str], right: Sequence[Row], theirs: Sequence[str], rows: Sequence[Row]
) -> dict[int, int]:
    """Expected column → given column; first come those that agree most."""
    wanted = [Counter(row[at] for row in right) for at in range(len(names))]
    offered = [Counter(row[at] for row in rows) for at in range(len(theirs))]

    def rank(pair: tuple[int, int]) -> tuple[int, bool, int]:
        at, to = pair
        common = (wanted[at] & offered[to]).total()
        return -common, names[at].lower() != theirs[to].lower(), abs(at - to)

    place: dict[int, int] = {}
    for at, to in sorted(((a, t) for a in range(len(names)) for t in range(len(theirs))), key=rank):
        if at not in place and to not in place.values():
            place[at] = to
    return _untangled(place, right, rows)


def _untangled(place: dict[int, int], right: Sequence[Row], rows: Sequence[Row]) -> dict[int, int]:
    """Two columns that hold the same values in other rows may have been taken for each other."""

    def agreeing(tried: dict[int, int]) -> int:
        order = sorted(tried)
        want = Counter(tuple(row[at] for at in order) for row in right)
        return (want & Counter(tuple(row[tried[at]] for at in order) for row in rows)).total()

    best = agreeing(place)
    for one, other in combinations(sorted(place), 2):
        if best >= min(len(right), len(rows)):
            break
        swapped = place | {one: place[other], other: place[one]}
        if (now := agreeing(swapped)) > best:
            place, best = swapped, now
    return place


def _hits(want: Sequence[Row], have: Sequence[Row], tolerance: float) -> list[bool]:
    """For each given row, whether an expected one is left for it."""
    left = Counter(want)
    hits = []
    for row in have:
        hits.append(left[row] > 0)
        left[row] -= 1 if left[row] > 0 else 0
    open_rows = list((+left).elements())
    missed = [at for at, hit in enumerate(hits) if not hit]
    if max(len(open_rows), len(missed)) <= _PAIRED:
        for at in missed:
            near = next((row for row in open_rows if _close(row, have[at], tolerance)), None)
            if near is not None:
                open_rows.remove(near)
                hits[at] = True
    return hits


def _close(one: Row, other: Row, tolerance: float) -> bool:
    return all(
        a == b
        or (
            isinstance(a, int | float)
            and isinstance(b, int | float)
            and math.isclose(a, b, rel_tol=1e-8, abs_tol=tolerance)
        )
        for a, b in zip(one, other, strict=True)
    )


def _ranks(rows: Sequence[Row], keys: tuple[int, ...]) -> list[int]:
    """For each expected row its place in the order; rows that tie share one."""
    if not keys:
        return list(range(len(rows)))
    ranks: list[int] = []
    for at, row in enumerate(rows):
        ties = at > 0 and all(row[key] == rows[at - 1][key] for key in keys)
        ranks.append(ranks[-1] if ties else at)
    return ranks


def _in_order(want: Sequence[Row], have: Sequence[Row], ranks: Sequence[int]) -> list[bool]:
    """The most given rows that stand in the expected sequence (longest rising subsequence)."""
    places: dict[Row, list[int]] = {}
    for at, row in enumerate(want):
        places.setdefault(row, []).append(at)
    turn: Counter[Row] = Counter()
    best: list[tuple[int, int]] = []
    before: dict[int, int | None] = {}
    for at, row in enumerate(have):
        spot = places.get(row, [])
        turn[row] += 1
        if turn[row] > len(spot):
            continue
        rank = ranks[spot[turn[row] - 1]]
        reach = bisect_right(best, rank, key=itemgetter(0))
        before[at] = best[reach - 1][1] if reach else None
        best[reach : reach + 1] = [(rank, at)]
    hits = [False] * len(have)
    last = best[-1][1] if best else None
    while last is not None:
        hits[last], last = True, before[last]
    return hits
