"""Lives: households whose members could be each other's husband, mother and child."""

from collections import Counter
from itertools import pairwise

import numpy as np
import pytest

from sandbox.model.dataset import WorldParams
from sandbox.model.draw import Draw
from sandbox.recipes.yunze import pools
from sandbox.recipes.yunze.families import FORMS, SIZES, draw_families
from sandbox.recipes.yunze.lives import make_lives
from sandbox.recipes.yunze.province import NOBODY, REFERENCE_DAY, Lives, Role, Work

PEOPLE = 20_000
TODAY = np.datetime64(REFERENCE_DAY)
YEAR = 365.2425
LINKS = ("spouse", "mother", "father", "married")


def lives_of(people: int, seed: int) -> Lives:
    return make_lives(WorldParams(people=people, seed=seed), Draw(seed))


@pytest.fixture(scope="module")
def lives() -> Lives:
    return lives_of(PEOPLE, 101)


def years(early: np.ndarray, late: np.ndarray) -> np.ndarray:
    """Completed years from one day to another, by the calendar."""
    months = late.astype("datetime64[M]").astype(int) - early.astype("datetime64[M]").astype(int)
    before = (late - late.astype("datetime64[M]")) < (early - early.astype("datetime64[M]"))
    return (months - before) // 12


def refuse_impossible(lives: Lives) -> None:
    """Every law of family life that the sandbox promises."""
    n = len(lives)
    rows = np.arange(n)
    age = years(lives.born, np.full(n, TODAY))
    dead = ~np.isnat(lives.died)
    assert n == 0 or (age.min() >= 0 and age.max() <= 120)
    assert np.all(lives.died[dead] <= TODAY)
    assert np.all(lives.died[dead] >= lives.born[dead])
    assert not np.any(dead & lives.left)
    _refuse_marriages(lives, rows, dead)
    _refuse_parents(lives, dead)
    assert np.all(np.diff(lives.household) >= 0)
    assert np.all(np.diff(lives.household) <= 1)
    assert np.all((lives.role == Role.HEAD) == (np.diff(lives.household, prepend=-1) == 1))
    for shared in (lives.division, lives.community):
        assert np.all((shared[1:] == shared[:-1]) | (np.diff(lives.household) == 1))
    assert np.all((lives.disability == 0) == (lives.grade == 0))
    assert np.all((lives.work != Work.MINOR) | (lives.income == 0))


def _refuse_marriages(lives: Lives, rows: np.ndarray, dead: np.ndarray) -> None:
    wed = lives.spouse != NOBODY
    other = lives.spouse[wed]
    assert np.array_equal(lives.spouse[other], rows[wed])
    assert np.array_equal(~np.isnat(lives.married), wed)
    assert np.array_equal(lives.married[wed], lives.married[other])
    assert np.all(lives.sex[wed] != lives.sex[other])
    assert np.all(lives.household[wed] == lives.household[other])
    assert np.all(lives.married[wed] <= TODAY)
    both = wed & dead
    assert np.all(lives.died[both] >= lives.married[both])
    of_age = years(lives.born[wed], lives.married[wed])
    assert np.all(of_age >= np.where(lives.sex[wed] == 1, 22, 20))


def _refuse_parents(lives: Lives, dead: np.ndarray) -> None:
    for link, sex, youngest, oldest in ((lives.mother, 2, 18, 46), (lives.father, 1, 18, 60)):
        child = np.flatnonzero(link != NOBODY)
        parent = link[child]
        assert np.all(lives.sex[parent] == sex)
        assert np.all(lives.household[parent] == lives.household[child])
        gap = years(lives.born[parent], lives.born[child])
        assert np.all((gap >= youngest) & (gap < oldest))
        gone = dead[parent]
        assert np.all(lives.died[parent][gone] >= lives.born[child][gone])


@pytest.mark.parametrize("people", [0, 1, 2, 50, 997, PEOPLE])
def test_nobody_lives_an_impossible_life(people: int) -> None:
    refuse_impossible(lives_of(people, 101))


def test_two_hundred_small_provinces_are_all_possible() -> None:
    for seed in range(200):
        small = lives_of(60 + seed % 7, seed)
        refuse_impossible(small)
        assert len(set(small.gmsfhm.to_pylist())) == len(small)


@pytest.mark.parametrize("people", [0, 1, 50, 4_999])
def test_the_first_people_of_a_larger_province_are_the_smaller_province(
    people: int, lives: Lives
) -> None:
    small = lives_of(people, 101)
    whole = people - Counter(small.household.tolist()).get(max(small.household, default=0), 0)
    for name in Lives.__slots__:
        mine, theirs = getattr(small, name), getattr(lives, name)
        # Links out of the last household end where the province ends.
        rows = whole if name in LINKS else people
        assert mine[:rows].tolist() == theirs[:rows].tolist(), name


def test_the_same_seed_gives_the_same_lives_and_another_seed_others() -> None:
    one, same, other = lives_of(300, 5), lives_of(300, 5), lives_of(300, 6)
    assert all(
        getattr(one, name).tolist() == getattr(same, name).tolist() for name in Lives.__slots__
    )
    assert one.xm != other.xm


def test_ages_follow_the_pyramid() -> None:
    lives = lives_of(100_000, 3)
    age = years(lives.born, np.full(len(lives), TODAY))
    pyramid = pools.ages()
    total = sum(male + female for _, male, female in pyramid)
    for low in range(0, 90, 10):
        for sex in (1, 2):
            expected = sum(row[sex] for row in pyramid[low : low + 10]) / total
            found = np.mean((age >= low) & (age < low + 10) & (lives.sex == sex))
            assert abs(found - expected) < 0.006, (low, sex)


def test_households_have_the_usual_sizes(lives: Lives) -> None:
    sizes = Counter(Counter(lives.household.tolist()).values())
    households = sum(sizes.values())
    assert 2.3 < PEOPLE / households < 2.9
    assert 0.15 < sizes[1] / households < 0.32
    assert 0.25 < sizes[2] / households < 0.40
    assert max(sizes) == max(SIZES) == 6


def test_every_form_of_household_occurs() -> None:
    assert set(draw_families(Draw(1), PEOPLE).form) == set(range(len(FORMS)))


def test_a_dead_spouse_leaves_a_widow_who_stays_linked(lives: Lives) -> None:
    widowed = (lives.spouse != NOBODY) & ~np.isnat(lives.died)[lives.spouse]
    assert widowed.sum() > 50
    assert not np.any(np.isnat(lives.married[widowed]))
    assert np.median(years(lives.born, np.full(len(lives), TODAY))[widowed]) > 60


def test_most_children_bear_their_fathers_surname(lives: Lives) -> None:
    names = lives.xm.to_pylist()
    child = np.flatnonzero((lives.father != NOBODY) & (lives.people == 0))
    same = [names[i][0] == names[lives.father[i]][0] for i in child]
    assert 0.90 < np.mean(same) < 0.98


def test_brothers_and_sisters_have_different_names(lives: Lives) -> None:
    names = lives.xm.to_pylist()
    for (a, home_a), (b, home_b) in pairwise(zip(names, lives.household, strict=True)):
        assert home_a != home_b or a != b


def test_a_household_shares_its_address(lives: Lives) -> None:
    addresses = lives.address.to_pylist()
    at_home = {home: addresses[i] for i, home in enumerate(lives.household)}
    assert addresses == [at_home[home] for home in lives.household]
    assert len(set(at_home.values())) > 0.9 * len(at_home)


def test_the_old_pass_away_and_few_others(lives: Lives) -> None:
    dead = ~np.isnat(lives.died)
    assert 0.01 < dead.mean() < 0.04
    assert np.median(lives.age()[dead]) > 65
    assert lives.died[dead].min() > TODAY - np.timedelta64(1100, "D")


def test_schooling_and_work_fit_the_age(lives: Lives) -> None:
    age = lives.age()
    assert set(lives.schooling[age < 12]) == {90}
    assert set(lives.schooling[age < 18]) <= {90, 80, 70}
    assert not set(lives.schooling[age < 21]) & {20, 10}
    assert set(lives.work[age < 16]) == {Work.MINOR}
    assert Work.MINOR not in lives.work[age >= 16]
    assert set(lives.work[age >= 80]) == {Work.RETIRED}
    assert np.mean(lives.work[(age >= 30) & (age < 50)] == Work.EMPLOYEE) > 0.4
    assert np.mean(lives.schooling[(age >= 25) & (age < 35)] <= 30) > 0.35


def test_incomes_are_unequal_and_grow_with_schooling(lives: Lives) -> None:
    earning = (lives.work == Work.EMPLOYEE) & (lives.age() >= 30)
    by_level = [np.median(lives.income[earning & (lives.schooling == s)]) for s in (80, 70, 40, 20)]
    assert by_level == sorted(by_level)
    income = np.sort(lives.income[earning])
    n = len(income)
    gini = 2 * np.sum(income * np.arange(1, n + 1)) / (n * income.sum()) - (n + 1) / n
    assert 0.25 < gini < 0.45


def test_disability_cards_are_commoner_among_the_old(lives: Lives) -> None:
    age, card = lives.age(), lives.disability > 0
    assert 0.02 < card.mean() < 0.05
    assert card[age >= 60].mean() > 2 * card[age < 45].mean()
    assert set(lives.disability) == set(range(8))
    assert set(lives.grade) == set(range(5))
