"""Ten million for digital reform, searched in full."""

import itertools
import random
import statistics
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from sandbox.registry import discover
from tests.simulators.plain import outcome, picks, regret_share

KIND = discover("simulators").get("portfolio")
MODEL = KIND(of=("pick",))
IDS = tuple(each.id for each in MODEL.projects)
Picked = frozenset[str]


@cache
def feasible(budget: int) -> dict[Picked, float]:
    """Every affordable set and its value."""
    model = KIND(of=("pick",), budget=budget)
    sets = (frozenset(c) for n in range(len(IDS) + 1) for c in itertools.combinations(IDS, n))
    return {each: model.value(each) for each in sets if model.cost(each) <= budget}


def ids(text: str) -> Picked:
    return frozenset(f"p{int(each):02d}" for each in text.split())


def test_the_best_portfolio_is_worth_229() -> None:
    every = feasible(1000)
    best, runner_up = sorted(every, key=lambda each: -every[each])[:2]

    assert len(every) == 7980
    assert (best, every[best], MODEL.cost(best)) == (ids("1 2 3 4 5 7 8 12 13"), 229, 985)
    assert (runner_up, every[runner_up]) == (ids("1 2 4 5 6 7 8 12 13"), 226)
    assert statistics.median(every.values()) == pytest.approx(53, abs=0.5)


def test_under_a_cut_to_700_the_base_stays() -> None:
    every = feasible(700)
    values = sorted(every.values(), reverse=True)

    assert every[ids("1 2 3 7 8 13")] == 161 == values[0]
    assert values[1:3] == [160, 160]


@pytest.mark.parametrize(
    ("chosen", "value"),
    [("7 8 4 1 2 5 6 3 12", 111), ("9 10 11 14", -6), ("", 0), ("3", -12), ("8", 7.25), ("9", -10)],
    ids=["greedy forgets security", "for show", "nothing", "unprotected", "unfounded", "unlawful"],
)
def test_values_of_typical_portfolios(chosen: str, value: float) -> None:
    (row,) = outcome("portfolio", picks(*sorted(ids(chosen))))

    assert row["value"] == value


@given(st.sets(st.sampled_from(IDS)))
def test_lines_add_up_to_the_portfolio(chosen: set[str]) -> None:
    (row,) = outcome("portfolio", picks(*chosen))
    lines = outcome("portfolio", picks(*chosen), give="projects")

    assert sum(line["cost"] for line in lines if line["chosen"]) == row["cost"]
    if row["overrun"]:
        assert row["value"] == 0
    else:
        assert sum(line["value"] for line in lines) == pytest.approx(row["value"])
    assert row["value"] <= 229


def test_without_safeguards_a_leak_grows_likelier_each_year() -> None:
    bare = outcome("portfolio", picks("p02", "p04"), give="years")
    safe = outcome("portfolio", picks("p02", "p04", "p13"), give="years")
    chances = [row["leak_chance"] for row in bare]

    assert chances == sorted(chances)
    assert chances[0] == 0.12
    assert {row["leak_chance"] for row in safe} == {0}
    assert not any(row["leaked"] for row in safe)
    assert outcome("portfolio", picks("p02", "p04"))[0]["leak_chance"] == chances[-1]


def test_regret_tells_chance_from_care() -> None:
    """From an empty purse: random near 0.1–0.3, an expert near 0.9."""
    every = feasible(1000)
    chance = random.Random(1)
    shares = [regret_share(every[chance.choice(list(every))], 229, 0) for _ in range(400)]
    expert = regret_share(every[ids("1 2 4 5 6 7 8 13")], 229, 0)

    assert 0.1 <= statistics.median(shares) <= 0.3
    assert 0.85 <= expert <= 0.95
    assert max(shares) <= 1.0


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"projects": [MODEL.projects[0]] * 2}, "two projects have the same id"),
        ({"projects": [MODEL.projects[3]]}, "a project requires `p02`"),
        ({"projects": [MODEL.projects[0]]}, "the safeguard `p13` is not among"),
    ],
)
def test_proposals_that_do_not_fit_together_are_refused(fields: dict, sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        KIND(of=("pick",), **fields)
