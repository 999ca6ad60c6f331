"""What a policy came to: counts, waits, fairness and money."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from pydantic import Field

from sandbox.model.base import Authored
from sandbox.model.draw import Integers
from sandbox.model.relation import Cell, Relation
from sandbox.simulators import ALL, Floats
from sandbox.simulators.approval_queue.applications import Applications
from sandbox.simulators.approval_queue.fairness import Rates, gap, rates, rates_by_group
from sandbox.simulators.approval_queue.policy import Fates

TOTALS: Final = (
    "grp", "n", "granted", "refused", "backlog", "reviewed", "machine_refusals",
    "wrong_grants", "wrong_refusals", "entitled_waiting", "approval_rate", "tpr", "fpr",
    "approval_gap", "tpr_gap", "fpr_gap", "days_mean", "days_p90", "staff_cost", "loss", "value",
)  # fmt: skip
CASES: Final = (
    "id", "grp", "day", "score", "entitled", "contrary", "unknown", "by", "outcome", "days",
    "wrong",
)  # fmt: skip


class Prices(Authored):
    """What things cost, in yuan (教学约定)."""

    wrong_grant: float = Field(default=17_000, ge=0)
    wrong_refusal: float = Field(default=51_000, ge=0)
    """Also of an entitled application still undecided at the end; 3 × a wrong grant."""
    waiting_day: float = Field(default=60, ge=0)
    """Of each entitled applicant."""
    reviewer_day: float = Field(default=600, ge=0)
    gap_point: float = Field(default=0, ge=0)
    """Of each percentage point between the groups' true positive rates."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """The applications, what became of them, and what that costs."""

    every: Applications
    fates: Fates
    prices: Prices
    staff_cost: float

    def total(self) -> Relation:
        """One row that speaks of everybody."""
        return Relation.of(TOTALS, [self._all(self._rates())])

    def groups(self) -> Relation:
        """The row of everybody, then one per group; gaps and staff belong to all alone."""
        each = self._rates()
        rows = [self._all(each)]
        for number, (name, one) in enumerate(zip(self.every.groups, each, strict=True)):
            members = np.flatnonzero(self.every.group == number)
            rows.append(self._row(name, members, one, None))
        return Relation.of(TOTALS, rows)

    def _rates(self) -> tuple[Rates, ...]:
        every = self.every
        return rates_by_group(every.entitled, self.fates.granted, every.group, len(every.groups))

    def _all(self, each: tuple[Rates, ...]) -> tuple[Cell, ...]:
        gaps = (
            gap([one.approval for one in each]),
            gap([one.tpr for one in each]),
            gap([one.fpr for one in each]),
        )
        everybody = np.arange(len(self.every.day), dtype=np.int64)
        return self._row(ALL, everybody, rates(self.every.entitled, self.fates.granted), gaps)

    def _row(
        self, name: str, of: Integers, rate: Rates, gaps: tuple[float, float, float] | None
    ) -> tuple[Cell, ...]:
        fates, entitled = self.fates, self.every.entitled[of]
        granted, refused, backlog = fates.granted[of], fates.refused[of], fates.undecided[of]
        waited, reviewed = fates.waited[of], fates.reviewed[of]
        grants, refusals = int(np.sum(granted & ~entitled)), int(np.sum(refused & entitled))
        still = int(np.sum(backlog & entitled))
        loss = (
            grants * self.prices.wrong_grant
            + (refusals + still) * self.prices.wrong_refusal
            + float(waited[entitled].sum()) * self.prices.waiting_day
        )
        if gaps is not None:
            loss += self.staff_cost + 100 * gaps[1] * self.prices.gap_point
        loss = round(loss, 2)
        return (
            name, len(of), int(granted.sum()), int(refused.sum()), int(backlog.sum()),
            int(reviewed.sum()), int(np.sum(refused & ~reviewed)), grants, refusals, still,
            rate.approval, rate.tpr, rate.fpr, *(gaps or (None, None, None)), *_days(waited),
            None if gaps is None else self.staff_cost, loss, -loss,
        )  # fmt: skip

    def cases(self) -> Relation:
        """One row per application, in the order in which they came in."""
        every, fates = self.every, self.fates
        outcome = np.where(fates.granted, "granted", np.where(fates.refused, "refused", "waiting"))
        wrong = np.where(every.entitled, ~fates.granted, fates.granted)
        columns = (
            every.ids, [every.groups[number] for number in every.group.tolist()],
            every.day.tolist(), every.score.tolist(), every.entitled.tolist(),
            every.contrary.tolist(), every.unknown.tolist(),
            np.where(fates.reviewed, "person", "machine").tolist(), outcome.tolist(),
            np.round(fates.waited, 2).tolist(), wrong.tolist(),
        )  # fmt: skip
        return Relation.of(CASES, zip(*columns, strict=True))


def _days(waited: Floats) -> tuple[float | None, float | None]:
    """Mean wait, and the wait that nine in ten do not exceed."""
    if not len(waited):
        return None, None
    rank = -(-9 * len(waited) // 10) - 1
    return round(float(waited.mean()), 4), round(float(np.partition(waited, rank)[rank]), 4)
