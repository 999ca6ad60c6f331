"""One measure of the profile: a weighted mean, held back while there is little evidence.

House formulae (教学约定): mean* = (Σ w q s + k·m) / (Σ w q + k) with m = 0.6 and k = 2, and the
standard error of the weighted mean SE = √Σ (w q)² (s − mean)² / Σ w q.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt
from typing import Final

from sandbox.assessment.source import Source
from sandbox.text import Text

PRIOR_MEAN: Final = 0.6
PRIOR_WEIGHT: Final = 2.0
ENOUGH: Final = 5
"""Decisions below which a measure is shown as 证据不足."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A share of a decision's points, and how much it tells about one competence."""

    title: Text
    share: float
    """0 to 1."""
    weight: float
    """w q: the decision's difficulty (1 to 3) times its entry in the Q-row (0 to 1)."""
    source: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pull:
    """What one decision did to a measure."""

    title: Text
    share: float
    points: float
    """Points by which it moved the measure away from the starting value of 60."""
    source: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A dimension, a way of thinking or a shortcoming, 0 to 100; higher is always better."""

    key: str
    score: float | None
    """None when no decision told about it: unknown is not zero."""
    n: int
    """Decisions that told about it; one that was taken again on another world counts once."""
    error: float | None
    """Standard error in points."""
    moved_by: tuple[Pull, ...]
    """Strongest pull first."""
    arithmetic: Text

    @property
    def enough(self) -> bool:
        """False below five decisions: 证据不足."""
        return self.n >= ENOUGH

    @property
    def deficit(self) -> float | None:
        """The other side of the score, 0 to 100; higher is worse."""
        return None if self.score is None else 100 - self.score


_NOTHING: Final = Text(
    zh="还没有题目涉及这一项，暂不评分。",
    en="No decision has told about this yet, so there is no score.",
)


def measure(
    key: str, weighed: Iterable[Weighed], *, outcome: float | None = None, gate: float = 1.0
) -> Measure:
    """The measure of one competence.

    `outcome` (0 to 1) is what the decisions led to; where it is known it counts as much as the
    decisions themselves. `gate` is the factor of a safety gate that was set off.
    """
    rows = [row for row in weighed if row.weight > 0]
    if not rows:
        return Measure(key=key, score=None, n=0, error=None, moved_by=(), arithmetic=_NOTHING)
    total = sum(row.weight for row in rows)
    earned = sum(row.weight * row.share for row in rows)
    choice = (earned + PRIOR_WEIGHT * PRIOR_MEAN) / (total + PRIOR_WEIGHT)
    ungated = choice if outcome is None else (choice + outcome) / 2
    score = 100 * min(max(ungated * gate, 0.0), 1.0)
    return Measure(
        key=key,
        score=score,
        n=_decisions(rows),
        error=100 * _standard_error(rows, earned / total, total),
        moved_by=_pulls(rows, total),
        arithmetic=_arithmetic(earned, total, outcome, gate, score),
    )


def _decisions(rows: list[Weighed]) -> int:
    known = {row.source.question for row in rows if row.source is not None}
    return len(known) + sum(row.source is None for row in rows)


def _standard_error(rows: list[Weighed], mean: float, total: float) -> float:
    return sqrt(sum((row.weight * (row.share - mean)) ** 2 for row in rows)) / total


def _pulls(rows: list[Weighed], total: float) -> tuple[Pull, ...]:
    pulls = [
        Pull(
            title=row.title,
            share=row.share,
            points=100 * row.weight * (row.share - PRIOR_MEAN) / (total + PRIOR_WEIGHT),
            source=row.source,
        )
        for row in rows
    ]
    return tuple(sorted(pulls, key=lambda pull: -abs(pull.points)))


def _arithmetic(
    earned: float, total: float, outcome: float | None, gate: float, score: float
) -> Text:
    mean = (
        f"({_short(earned)} + {_short(PRIOR_WEIGHT)} × {_short(PRIOR_MEAN)})"
        f" ÷ ({_short(total)} + {_short(PRIOR_WEIGHT)})"
    )
    line = mean if outcome is None else f"[{mean} + {_short(outcome)}] ÷ 2"
    line += "" if gate == 1 else f" × {_short(gate)}"
    line += f" × 100 = {score:.1f}"
    if outcome is not None:
        return Text(
            zh=f"[（加权得分 + 起始值）÷（权重 + 起始权重）+ 结果] ÷ 2：{line}",
            en="[(weighted shares + starting value) ÷ (weights + starting weight) + outcome] ÷ 2:"
            f" {line}",
        )
    return Text(
        zh=f"（加权得分 + 起始值）÷（权重 + 起始权重）：{line}",
        en=f"(weighted shares + starting value) ÷ (weights + starting weight): {line}",
    )


def _short(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
