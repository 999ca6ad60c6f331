"""Query match (S8): whether a query finds the right rows, and nothing else."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Annotated, Any, Final, Literal

from pydantic import Field
from typing_extensions import override

from sandbox.model.answer import Answer
from sandbox.model.inquiry import Inquiry
from sandbox.model.reference import Sealed
from sandbox.model.relation import Cell, Relation
from sandbox.model.score import AnswerSpace, Finding, Score, Scorer
from sandbox.scorers import decimal, opened, standing
from sandbox.text import Text

ROWS: Final = 0.8
COLUMNS: Final = 0.2
HALF: Final = 0.5
"""F1 from which on the columns earn anything: an empty result has no needless column either."""
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


class QueryMatch(Scorer):
    """Share = 0.8 × F1 of the rows + 0.2 for permitted columns only; scoring function S8.

    Rows count as often as they occur; columns are recognised by what
    they hold, so their names and order are free. An `Inquiry` tries the query in several worlds
    and the worst one counts: rows learnt by heart earn nothing elsewhere. The columns earn only
    from an F1 of 0.5 on. Where the decision does not say what may be read, what counts is that the
    result has no column too many; `permitted` names those that do no harm. With `ordered`, or a
    reference that sorts its rows, only rows in the right sequence are right. No finding quotes a
    row of the reference.
    """

    kind: Literal["query_match"] = "query_match"
    permitted: tuple[str, ...] = ()
    ordered: bool = False
    tolerance: Annotated[float, Field(ge=0, allow_inf_nan=False)] = 0.0
    """How far numbers may lie apart, beyond the ninth significant digit."""

    @override
    def check_reference(self, reference: Any, space: AnswerSpace) -> str | None:
        """At least one row in the world that is played."""
        rows = reference.expected[0] if isinstance(reference, Inquiry) else reference
        if not isinstance(rows, Relation) or not rows.rows:
            return "The reference is empty."
        return None

    @override
    def score(self, answer: Answer, sealed: Sealed, space: AnswerSpace) -> Score:
        """The share of a query in every world of an `Inquiry`, or of the rows it came to."""
        held = sealed.open()
        if not isinstance(held, Inquiry):
            return self.compare([(opened(sealed), answer.relation)])
        tried = held.carry_out(answer.relation)
        reads = frozenset[str]().union(*(each.reads for each in tried))
        results = zip(held.expected, (each.rows for each in tried), strict=True)
        return self.compare(
            list(results),
            ordered=held.ordered,
            stray=sorted(reads - set(space.labels)) if space.labels else None,
        )

    def compare(
        self,
        results: Sequence[tuple[Relation, Relation | None]],
        *,
        ordered: bool = False,
        stray: Sequence[str] | None = None,
    ) -> Score:
        """The share over (expected, given) results, one pair per world, the played one first.

        A result of None did not run. `stray` are columns that were read without permission; None
        where everything may be read.
        """
        found = [
            _nothing(expected)
            if given is None
            else f1_bag(expected, given, ordered=self.ordered or ordered, tolerance=self.tolerance)
            for expected, given in results
        ]
        worst = min(found, key=lambda overlap: overlap.f1)
        if stray is None:
            allowed = {name.lower() for name in self.permitted}
            stray = [name for name in found[0].needless if name.lower() not in allowed]
        columns = COLUMNS if worst.f1 >= HALF and not stray else 0.0
        share = min(1.0, ROWS * worst.f1 + columns)
        return Score(
            share=share,
            arithmetic=_arithmetic(worst, len(found), stray, columns, share),
            findings=tuple(_finding(n, overlap, len(found)) for n, overlap in enumerate(found)),
        )


def _nothing(expected: Relation) -> Overlap:
    """What a query comes to that does not run."""
    wide = len(expected.columns)
    return Overlap(
        right=0,
        expected=len(expected.rows),
        given=0,
        lacking=wide,
        needless=(),
        wrong=(),
        wide=wide,
    )


def f1_bag(
    expected: Relation, given: Relation, *, ordered: bool = False, tolerance: float = 0.0
) -> Overlap:
    """How the given result agrees with the expected one.

    NULL equals NULL, numbers count as equal up to nine significant digits or `tolerance`, and a
    day equals its midnight. Expected columns are matched with the given ones that hold most of
    the same values, those of the same name first.
    """
    right = [tuple(map(_plain, row)) for row in expected.rows]
    theirs = [tuple(map(_plain, row)) for row in given.rows]
    place = _matched(expected.columns, right, given.columns, theirs)
    kept = [at for at in range(len(expected.columns)) if at in place]
    want = [tuple(row[at] for at in kept) for row in right]
    have = [tuple(row[place[at]] for at in kept) for row in theirs]
    hits = _in_order(want, have) if ordered else _hits(want, have, tolerance)
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


def _in_order(want: Sequence[Row], have: Sequence[Row]) -> list[bool]:
    """The most given rows that stand in the expected sequence (longest increasing subsequence)."""
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
        position = spot[turn[row] - 1]
        reach = sum(end[0] < position for end in best)
        before[at] = best[reach - 1][1] if reach else None
        best[reach : reach + 1] = [(position, at)]
    hits = [False] * len(have)
    last = best[-1][1] if best else None
    while last is not None:
        hits[last], last = True, before[last]
    return hits


def _finding(n: int, overlap: Overlap, worlds: int) -> Finding:
    note = None
    wrong, missed = overlap.given - overlap.right, overlap.expected - overlap.right
    if wrong or missed:
        zh, en = f"多出 {wrong} 行，漏掉 {missed} 行", f"{wrong} rows too many, {missed} missed"
        if wrong and n == 0:
            rows = "; ".join(", ".join("NULL" if c is None else str(c) for c in row)
                             for row in overlap.wrong)  # fmt: skip
            zh, en = f"{zh}；多出的如：{rows}", f"{en}; too many, for example: {rows}"
        note = Text(zh=zh, en=en)
    return Finding(
        item="rows" if worlds == 1 else f"rows-{n + 1}",
        standing=standing(overlap.f1),
        credit=overlap.f1,
        given=str(overlap.given),
        expected=str(overlap.expected),
        note=note,
    )


def _arithmetic(
    worst: Overlap, worlds: int, needless: Sequence[str], columns: float, share: float
) -> Text:
    f1 = decimal(worst.f1, 4)
    zh = f"应有 {worst.expected} 行，查到 {worst.given} 行，查对 {worst.right} 行，F1 为 {f1}"
    en = f"{worst.expected} rows expected, {worst.given} found, {worst.right} right, F1 {f1}"
    if worlds > 1:
        zh, en = f"{worlds} 套数据取最低：{zh}", f"The worst of {worlds} worlds: {en}"
    if needless:
        zh += f"；超出所需的列：{'、'.join(needless)}"
        en += f"; columns beyond what is needed: {', '.join(needless)}"
    formula = f"{ROWS:g} × {f1} + {columns:g} = {decimal(share)}"
    return Text(zh=f"{zh}：{formula}", en=f"{en}: {formula}")


KIND = QueryMatch
