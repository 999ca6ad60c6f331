"""Weights of an assessment, and what departments make of them."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from sandbox.registry import discover
from tests.simulators.plain import outcome, sets

KIND = discover("simulators").get("incentives")
NAMES = ("quantity", "quality", "service", "security")
UNIFORM = {"spread": 0.0}
weights = st.tuples(*[st.floats(0, 100)] * 4).filter(lambda four: sum(four) > 0.01)


def total(*four: float, **fields: Any) -> Any:
    return outcome("incentives", sets(**dict(zip(NAMES, four, strict=True))), **fields)[0]


@pytest.mark.parametrize(
    ("four", "value"),
    [
        ((0.231, 0.260, 0.354, 0.154), 4.16),
        ((0.25, 0.25, 0.25, 0.25), 4.11),
        ((0.7, 0.1, 0.1, 0.1), 3.64),
        ((1, 0, 0, 0), 2.00),
    ],
)
def test_values_are_those_of_the_handbook(four: tuple[float, ...], value: float) -> None:
    assert total(*four, **UNIFORM)["value"] == pytest.approx(value, abs=0.006)


def test_best_weights_have_the_closed_form() -> None:
    assert KIND(of=("set",)).best_weights() == pytest.approx([0.231, 0.260, 0.354, 0.154], abs=5e-4)


@given(weights)
def test_no_weights_beat_the_closed_form(four: tuple[float, ...]) -> None:
    row = total(*four)

    assert row["value"] <= row["best_value"] + 1e-6


@given(weights, st.floats(0.1, 10))
def test_only_the_proportions_of_weights_count(four: tuple[float, ...], by: float) -> None:
    assert total(*(by * each for each in four))["value"] == pytest.approx(
        total(*four)["value"], abs=1e-5
    )


def test_counting_raises_the_figure_and_lowers_what_it_stands_for() -> None:
    quarters = outcome("incentives", sets(quantity=0.9, service=0.1), give="quarters")
    figures, values = ([row[name] for row in quarters] for name in ("measured", "value"))

    assert figures == sorted(figures)
    assert values == sorted(values, reverse=True)
    assert len(quarters) == 5


def test_departments_differ_around_the_mean() -> None:
    rows = outcome("incentives", sets(quantity=1, service=1), give="departments")
    mean = sum(row["value"] for row in rows) / len(rows)

    assert len({row["value"] for row in rows}) == 12
    assert total(1, 0, 1, 0)["value"] == pytest.approx(mean, abs=1e-5)


def test_what_is_faked_adds_to_the_figure_alone() -> None:
    measures = [each.model_dump() for each in KIND(of=("set",)).measures]
    measures[0]["faked"] = 0.9
    faked, honest = total(1, 0, 0, 0, measures=measures), total(1, 0, 0, 0)

    assert faked["measured"] == honest["measured"]
    assert faked["value"] < 0.5 * honest["value"]


def test_measures_show_weight_effort_and_worth() -> None:
    rows = outcome("incentives", sets(quantity=1, quality=1), give="measures", **UNIFORM)

    assert [row["weight"] for row in rows] == [0.5, 0.5, 0.0, 0.0]
    assert sum(row["real"] for row in rows) == pytest.approx(
        total(1, 1, 0, 0, **UNIFORM)["value"], abs=1e-5
    )


def test_measures_that_are_worth_nothing_are_refused() -> None:
    useless = [{"id": name, "worth": 0, "counted": 1, "cost": 1} for name in ("a", "b")]

    with pytest.raises(ValidationError, match="at least one measure needs worth"):
        KIND(of=("set",), measures=useless)
