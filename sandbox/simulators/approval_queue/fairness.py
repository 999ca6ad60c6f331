"""Group fairness of decisions: rates by group, and the gaps between groups.

Definitions as in Hardt, Price & Srebro (2016): approval (selection) rate, true positive rate
among the entitled, false positive rate among the rest; a gap is the greatest less the least.
"""

from dataclasses import dataclass

import numpy as np

from sandbox.model.draw import Integers
from sandbox.simulators import Flags, ratio


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """Rates of one group; None where nobody of the group could count."""

    approval: float | None
    tpr: float | None
    fpr: float | None


def rates(entitled: Flags, granted: Flags) -> Rates:
    """The rates of one group of people."""
    right, wrong = int(np.sum(entitled & granted)), int(np.sum(~entitled & granted))
    n, positives = len(entitled), int(np.sum(entitled))
    return Rates(
        approval=ratio(right + wrong, n),
        tpr=ratio(right, positives),
        fpr=ratio(wrong, n - positives),
    )


def rates_by_group(entitled: Flags, granted: Flags, group: Integers, n: int) -> tuple[Rates, ...]:
    """The rates of groups 0 … n-1, all in one pass."""
    cells = np.bincount(group * 4 + entitled * 2 + granted, minlength=4 * n).reshape(n, 4)
    return tuple(
        Rates(
            approval=ratio(wrong + right, refused + wrong + missed + right),
            tpr=ratio(right, missed + right),
            fpr=ratio(wrong, refused + wrong),
        )
        for refused, wrong, missed, right in cells.tolist()
    )


def gap(values: list[float | None]) -> float:
    """The greatest rate less the least; 0 when fewer than two groups have one."""
    there = [value for value in values if value is not None]
    return round(max(there) - min(there), 6) if there else 0.0
