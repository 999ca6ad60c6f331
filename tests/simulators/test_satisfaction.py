"""Grades from what citizens went through."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.simulators.plain import SEEDS, outcome, picks, sets

REDESIGNED = {"days": 13, "materials": 2, "visits": 1, "wrong_refusals": 0.03, "explained": 1}


def rates(seed: int = 101, channels: tuple[str, ...] = (), **service: float) -> dict[str, float]:
    answers = sets(**service) | (picks(*channels) if channels else {})
    rows = outcome("satisfaction", answers, seed=seed, give="groups")
    return {row["grp"]: row["good_rate"] for row in rows}


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(
    ("service", "channels", "all_", "no_phone"),
    [
        ({}, (), 0.686, None),
        (REDESIGNED, (), 0.995, None),
        (REDESIGNED, ("online",), 0.837, 0.363),
        (REDESIGNED | {"leak": 1}, (), 0.854, None),
    ],
    ids=["old process", "redesigned", "online only", "redesigned with a leak"],
)
def test_good_rates_are_those_of_the_handbook(
    seed: int,
    service: dict[str, Any],
    channels: tuple[str, ...],
    all_: float,
    no_phone: float | None,
) -> None:
    found = rates(seed, channels, **service)

    assert found["all"] == pytest.approx(all_, abs=0.015)
    if no_phone is not None:
        assert found["no_phone"] == pytest.approx(no_phone, abs=0.03)


@given(
    st.sampled_from(["days", "materials", "visits", "wrong_refusals", "leak"]),
    st.floats(0, 1),
    st.floats(0, 1),
)
def test_a_worse_service_pleases_nobody_more(what: str, one: float, other: float) -> None:
    scale = {"days": 60, "materials": 15, "visits": 8}.get(what, 1)
    better, worse = sorted((one * scale, other * scale))

    assert rates(**{what: better})["all"] >= rates(**{what: worse})["all"]


def test_reasons_soften_a_wrong_refusal() -> None:
    assert rates(wrong_refusals=0.5, explained=1)["all"] > rates(wrong_refusals=0.5)["all"] + 0.05


def test_online_only_pleases_on_average_and_fails_some() -> None:
    (row,) = outcome("satisfaction", sets(**REDESIGNED) | picks("online"))
    (fair,) = outcome("satisfaction", sets(**REDESIGNED) | picks("online", "hall"))

    assert row["shut_out"] == pytest.approx(2500, rel=0.1)
    assert row["equity"] < 0.45
    assert fair["equity"] > 0.98
    assert fair["value"] - row["value"] > 20


def test_options_that_are_called_no_channel_do_nothing() -> None:
    called = {"app": "online", "bedside": "home_visit"}
    plain = outcome("satisfaction", sets(**REDESIGNED) | picks("online"))
    named = outcome("satisfaction", sets(**REDESIGNED) | picks("app", "robot"), called=called)

    assert named == plain


def test_value_is_the_formula_of_dimension_four() -> None:
    (row,) = outcome("satisfaction", sets(rectified=0.8) | picks("online", "hall", "proxy"))
    formula = 45 * row["good_rate"] + 25 * row["equity"] + 15 * 0.8 + 15 * 0.75

    assert row["value"] == pytest.approx(formula, abs=1e-3)
