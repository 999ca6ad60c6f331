"""A model that learns from past checks."""

import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.errors import SandboxError
from sandbox.simulators import risk_model
from tests.simulators.plain import SEEDS, outcome, picks, sets

PROXIES = ("clinic_visits", "ethnicity", "electricity", "kin_company")
GRID = [n / 50 for n in range(51)]


def total(seed: int = 101, **settings: Any) -> Any:
    return outcome("risk_model", sets(**settings), seed=seed)[0]


@pytest.mark.parametrize("seed", SEEDS)
def test_of_five_flagged_only_one_is_ineligible(seed: int) -> None:
    row = total(seed)

    assert row["ppv"] == pytest.approx(0.21, abs=0.03)
    assert row["recall"] > 0.9
    assert row["ineligible"] / row["n"] == pytest.approx(0.06, abs=0.006)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_biased_history_flags_the_vulnerable_far_more_often(seed: int) -> None:
    assert total(seed)["fpr_gap"] > 0.2
    assert total(seed, history="random")["fpr_gap"] < 0.06


def test_without_proxies_a_biased_history_loses_its_way_in() -> None:
    (kept,) = outcome("risk_model", {})
    (removed,) = outcome("risk_model", picks(*PROXIES))
    names = ("employment", "company", "property", "vehicle")

    assert removed["fpr_gap"] < 0.05 < kept["fpr_gap"]
    assert [removed] == outcome("risk_model", picks(*names), picked="keep")


def test_stopping_by_machine_costs_more_than_twice_a_review() -> None:
    best = {mode: max((total(mode=mode, threshold=t)["value"], t) for t in GRID)
            for mode in ("review", "automatic")}  # fmt: skip

    assert best["automatic"][0] < 2 * best["review"][0]
    assert best["automatic"][1] > best["review"][1]
    assert best["review"][1] == pytest.approx(0.44, abs=0.1)


@pytest.mark.parametrize("model", ["logistic", "boosting"])
def test_both_models_learn(model: str) -> None:
    row = total(model=model, history="random", threshold=0.5)

    assert row["recall"] > 0.7
    assert row["fpr"] < 0.2


@given(st.sampled_from(GRID), st.sampled_from(["review", "automatic"]))
def test_confusion_adds_up_in_every_group(threshold: float, mode: str) -> None:
    rows = outcome("risk_model", sets(threshold=threshold, mode=mode), give="groups")

    for row in rows:
        assert row["tp"] + row["fp"] + row["fn"] + row["tn"] == row["n"]
        assert row["flagged"] == row["tp"] + row["fp"]
        assert row["wrongly_stopped"] == (row["fp"] if mode == "automatic" else 0)
    for name in ("n", "tp", "fp", "fn", "tn"):
        assert rows[0][name] == rows[1][name] + rows[2][name]
    assert rows[0]["loss"] == pytest.approx(rows[1]["loss"] + rows[2]["loss"])


def test_a_higher_threshold_flags_a_part_of_what_a_lower_one_flags() -> None:
    flagged = [
        {
            row["id"]
            for row in outcome("risk_model", sets(threshold=t), give="people")
            if row["flagged"]
        }
        for t in GRID[::5]
    ]

    assert all(low >= high for low, high in itertools.pairwise(flagged))


def test_equal_arguments_are_trained_once() -> None:
    total()
    trained = risk_model.scores.cache_info().misses
    for threshold in GRID:
        total(threshold=threshold)

    assert risk_model.scores.cache_info().misses == trained


def test_a_history_of_one_outcome_teaches_nothing() -> None:
    cohort = {"n": 50, "checked": 50, "ineligible": 1e-9, "mislabelled": 0}

    with pytest.raises(SandboxError, match="nothing can be learnt"):
        outcome("risk_model", {}, cohort=cohort)
