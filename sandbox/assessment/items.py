"""Item statistics of a class: how hard a question was, and whether it told people apart.

Difficulty is the mean share of the points, with Wilson's interval (E. B. Wilson, "Probable
inference, the law of succession, and statistical inference", JASA 22, 1927). Discrimination is the
corrected item-total correlation: a question against the total of all the others, so that it is not
correlated with itself (Henrysson, Psychometrika 28, 1963).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean
from typing import Final

ENOUGH: Final = 10
"""Answers below which no figure is more than a hint: 样本不足."""
Z95: Final = 1.959963984540054
"""Two-sided 95 % quantile of the normal distribution."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """Where a share may well lie, 0 to 1."""

    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One question's statistics."""

    n: int
    difficulty: float | None
    """Mean share of the points, 0 to 1: the higher, the easier; None where nobody answered."""
    interval: Interval | None
    discrimination: float | None
    """-1 to 1; None where answers or totals do not differ, or fewer than three are comparable."""
    enough: bool


def wilson(successes: float, n: int, z: float = Z95) -> Interval:
    """Wilson's score interval of a share; partial credit counts as part of a success.

    Raises:
        ValueError: there are no answers, or more successes than answers.
    """
    if n <= 0 or not 0 <= successes <= n:
        raise ValueError(f"{successes} of {n} is no share.")
    share = successes / n
    spread = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    middle, scale = share + z * z / (2 * n), 1 + z * z / n
    return Interval(
        low=max(0.0, (middle - spread) / scale), high=min(1.0, (middle + spread) / scale)
    )


def correlation(first: Sequence[float], second: Sequence[float]) -> float | None:
    """Pearson's r; None where one side does not vary or there are fewer than three pairs."""
    if len(first) < 3:
        return None
    mean_1, mean_2 = fmean(first), fmean(second)
    over = sum((a - mean_1) * (b - mean_2) for a, b in zip(first, second, strict=True))
    under = sqrt(sum((a - mean_1) ** 2 for a in first) * sum((b - mean_2) ** 2 for b in second))
    return None if under < 1e-12 else max(-1.0, min(1.0, over / under))


def items(
    shares: Mapping[str, Mapping[str, float]], points: Mapping[str, float]
) -> dict[str, Item]:
    """Question → its statistics, of question → person → share of the points (0 to 1).

    A question nobody took part in counts for nobody: the rest of a person is the share of the
    points of the other questions that they answered.
    """
    return {question: _item(question, shares, points) for question in shares}


def _item(
    question: str, shares: Mapping[str, Mapping[str, float]], points: Mapping[str, float]
) -> Item:
    mine = shares[question]
    n = len(mine)
    rests = {person: _rest(person, question, shares, points) for person in mine}
    pairs = [(mine[person], rest) for person, rest in rests.items() if rest is not None]
    return Item(
        n=n,
        difficulty=fmean(mine.values()) if n else None,
        interval=wilson(min(float(n), sum(mine.values())), n) if n else None,
        discrimination=correlation([a for a, _ in pairs], [b for _, b in pairs]),
        enough=n >= ENOUGH,
    )


def _rest(
    person: str,
    question: str,
    shares: Mapping[str, Mapping[str, float]],
    points: Mapping[str, float],
) -> float | None:
    others = {q: given[person] for q, given in shares.items() if q != question and person in given}
    out_of = sum(points[q] for q in others)
    return None if out_of <= 0 else sum(points[q] * s for q, s in others.items()) / out_of
