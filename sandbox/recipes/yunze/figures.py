"""What the province looks like from above: the distributions by which a reader judges it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from sandbox.model.draw import Integers
from sandbox.recipes.yunze.province import NOBODY, Province

AGES: Final = tuple(range(0, 101, 5))
"""Lower ends of the five-year groups; the last is open."""
SIZES: Final = (1, 2, 3, 4, 5, 6)
INCOMES: Final = (0, 1, 2000, 4000, 6000, 8000, 10_000, 12_000, 14_000)
"""Yuan a month; the first group has none, the last is open."""
STAFF: Final = (0, 1, 5, 10, 50, 100)
WAGES: Final = (0, 2000, 4000, 6000, 8000, 10_000, 12_000, 14_000, 16_000)
ADULT: Final = 18
OLD: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Counts by group, groups named by their lower ends above."""

    people: int
    """Alive and registered on the reference day."""
    men: tuple[int, ...]
    """By `AGES`."""
    women: tuple[int, ...]
    old: float
    """Share of those aged 60 or more."""
    household_sizes: tuple[int, ...]
    """By `SIZES`, of households with anybody left."""
    household_mean: float
    incomes: tuple[int, ...]
    """Adults by `INCOMES`."""
    income_median: int
    staff: tuple[int, ...]
    """Open firms by `STAFF`."""
    small: float
    """Share of open firms with fewer than ten employees."""
    wages: tuple[int, ...]
    """Employees by `WAGES`."""
    wage_median: int


def figures(province: Province) -> Figures:
    """The distributions of a province as it truly is."""
    lives, firms, jobs = province.lives, province.firms, province.jobs
    here = lives.present()
    age, sex = lives.age()[here], lives.sex[here]
    members = np.bincount(lives.household[here])
    members = members[members > 0]
    income = lives.income[here][age >= ADULT]
    staff = firms.staff[np.isnat(firms.closed)]
    wage = jobs.wage[jobs.employer != NOBODY]
    return Figures(
        people=int(here.sum()),
        men=_counted(age[sex == 1], AGES),
        women=_counted(age[sex == 2], AGES),
        old=float((age >= OLD).mean()),
        household_sizes=_counted(members, SIZES),
        household_mean=float(members.mean()),
        incomes=_counted(income, INCOMES),
        income_median=int(np.median(income)),
        staff=_counted(staff, STAFF),
        small=float((staff < 10).mean()),
        wages=_counted(wage, WAGES),
        wage_median=int(np.median(wage)),
    )


def _counted(values: Integers, lows: Sequence[int]) -> tuple[int, ...]:
    """How many values fall into each group."""
    group = np.searchsorted(np.asarray(lows), values, side="right") - 1
    return tuple(int(count) for count in np.bincount(group[group >= 0], minlength=len(lows)))
