"""The province looks like one: its distributions stay within what published statistics show."""

from functools import cache

import pytest

from sandbox.model.dataset import WorldParams
from sandbox.recipes.yunze.figures import AGES, STAFF, Figures, figures
from sandbox.recipes.yunze.world import make_province


@cache
def found(seed: int = 1) -> Figures:
    return figures(make_province(WorldParams(people=20_000, seed=seed)))


@pytest.mark.parametrize(
    ("what", "low", "high"),
    [
        ("old", 0.20, 0.28),
        ("household_mean", 2.45, 2.75),
        ("income_median", 2000, 4500),
        ("wage_median", 4500, 7000),
        ("small", 0.80, 0.95),
    ],
)
@pytest.mark.parametrize("seed", [1, 2])
def test_a_figure_is_plausible(what: str, low: float, high: float, seed: int) -> None:
    assert low <= getattr(found(seed), what) <= high


def test_every_person_stands_in_the_pyramid_once() -> None:
    assert sum(found().men) + sum(found().women) == found().people


def test_boys_outnumber_girls_and_old_women_old_men() -> None:
    men, women = found().men, found().women
    old = AGES.index(75)

    assert 1.02 < sum(men[:4]) / sum(women[:4]) < 1.20
    assert sum(women[old:]) > sum(men[old:])


def test_incomes_and_firms_are_skewed_as_they_are() -> None:
    staff = dict(zip(STAFF, found().staff, strict=True))

    assert staff[1] > staff[5]
    assert 0 < staff[100] < staff[1] / 4
    assert found().wages[0] < found().wages[2] > found().wages[-1] > 0
