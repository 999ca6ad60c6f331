"""What random policies earn: the yardstick for the baseline of an optimised reference."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from sandbox.model.answer import Answer
from sandbox.model.draw import Draw
from sandbox.model.reference import Actions, Sealed, Valuation
from sandbox.model.relation import Relation
from sandbox.model.score import AnswerSpace, Scorer
from sandbox.scorers.regret import Regret


@dataclass(frozen=True, kw_only=True)
class Spread:
    """Quantiles of the shares that answers earn."""

    q5: float
    q25: float
    median: float
    q75: float
    q95: float
    n: int

    @property
    def calibrated(self) -> bool:
        """Whether guessing earns little, yet more than nothing: a median of 0.1 to 0.3."""
        return 0.1 <= self.median <= 0.3


def random_actions(actions: Actions, seed: int, n: int) -> list[Relation]:
    """`n` actions of the grid, drawn with equal chance and with repetition."""
    grid = list(islice(actions.all(), 50_000))
    return [grid[at] for at in Draw(seed).integers("random policies", n, 0, len(grid))]


def shares(
    valuation: Valuation, answers: Iterable[Relation], scorer: Scorer | None = None
) -> list[float]:
    """What each answer earns, under regret unless another scorer is given."""
    marker, sealed = scorer or Regret(), Sealed(valuation)
    return [marker.score(Answer(relation=one), sealed, AnswerSpace()).share for one in answers]


def spread(earned: Sequence[float]) -> Spread:
    """The quantiles of what was earned."""
    q5, q25, median, q75, q95 = np.quantile(earned, [0.05, 0.25, 0.5, 0.75, 0.95])
    return Spread(
        q5=float(q5), q25=float(q25), median=float(median), q75=float(q75), q95=float(q95),
        n=len(earned),
    )  # fmt: skip
