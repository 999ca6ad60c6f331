"""Jobs: who works, works for an open firm, and every firm counts its people right."""

import numpy as np
import pytest

from sandbox.model.dataset import WorldParams
from sandbox.recipes.yunze.province import NOBODY, REFERENCE_DAY, Province, Work
from sandbox.recipes.yunze.world import make_province

PEOPLE = 60_000
TODAY = np.datetime64(REFERENCE_DAY)


@pytest.fixture(scope="module")
def province() -> Province:
    return make_province(WorldParams(people=PEOPLE, seed=101))


def refuse_impossible(province: Province) -> None:
    """Every law of working life that the sandbox promises."""
    lives, firms, jobs = province.lives, province.firms, province.jobs
    employed = np.flatnonzero(jobs.employer != NOBODY)
    firm = jobs.employer[employed]
    assert np.all(np.isnat(firms.closed[firm]))
    assert np.all(lives.present()[employed])
    age = lives.age()[employed]
    assert np.all((age >= 16) & (age < 70))
    assert set(lives.work[employed]) <= {Work.EMPLOYEE, Work.PUBLIC_SERVICE}
    assert np.array_equal(
        np.isin(firms.kind[firm], (11, 12)), lives.work[employed] == Work.PUBLIC_SERVICE
    )
    assert np.array_equal(firms.staff, np.bincount(firm, minlength=len(firms)))
    assert np.array_equal(np.isnat(jobs.since), jobs.employer == NOBODY)
    since = jobs.since[employed]
    assert np.all((since >= firms.founded[firm]) & (since <= TODAY))
    assert np.all((since - lives.born[employed]).astype(int) >= 16 * 365.24)
    assert np.array_equal(jobs.wage > 0, jobs.employer != NOBODY)


@pytest.mark.parametrize("people", [0, 1, 2, 50, 997])
def test_nobody_has_an_impossible_job(people: int) -> None:
    refuse_impossible(make_province(WorldParams(people=people, seed=11)))


def test_jobs_are_possible_in_two_hundred_small_provinces() -> None:
    for seed in range(200):
        refuse_impossible(make_province(WorldParams(people=60 + seed % 9, seed=seed)))


def test_jobs_are_possible_in_a_large_province(province: Province) -> None:
    refuse_impossible(province)


def test_everyone_who_lives_from_a_job_has_one(province: Province) -> None:
    lives = province.lives
    hired = np.isin(lives.work, (Work.EMPLOYEE, Work.PUBLIC_SERVICE)) & lives.present()
    assert np.array_equal(hired & (lives.age() < 70), province.jobs.employer != NOBODY)


def test_sizes_are_heavily_skewed(province: Province) -> None:
    firms = province.firms
    open_ = np.isnat(firms.closed)
    staff = np.sort(firms.staff[open_])[::-1]
    assert np.mean(staff <= 5) > 0.7
    assert staff[: len(staff) // 20].sum() > 0.5 * staff.sum()


def test_people_mostly_work_in_their_own_division(province: Province) -> None:
    employed = province.jobs.employer != NOBODY
    there = province.firms.division[province.jobs.employer[employed]]
    assert np.mean(there == province.lives.division[employed]) > 0.7


def test_software_pays_better_than_catering(province: Province) -> None:
    industry = province.firms.industry[province.jobs.employer]
    employed = province.jobs.employer != NOBODY
    software, catering = (np.median(province.jobs.wage[employed & (industry == i)]) for i in (8, 7))
    assert software > 1.2 * catering


def test_the_same_parameters_give_the_same_jobs(province: Province) -> None:
    again = make_province(WorldParams(people=PEOPLE, seed=101))
    assert np.array_equal(again.jobs.employer, province.jobs.employer)
    assert np.array_equal(again.firms.staff, province.firms.staff)
    assert again.firms.qymc.equals(province.firms.qymc)
