"""Outcome evidence lies between what carelessness leads to and what the reference leads to."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.assessment.outcome import Reached, by_dimension, reached
from sandbox.model.relation import Relation
from sandbox.model.scenario import Consequence
from sandbox.text import Text

TEXT = Text(zh="字", en="words")


def consequence(shape: str = "count", indicator: str = "satisfaction") -> Consequence:
    return Consequence.model_validate(
        {"id": "one", "indicator": indicator, "shape": shape, "title": TEXT.model_dump(),
         "text": TEXT.model_dump(), "sql": "SELECT 1 AS value"}
    )  # fmt: skip


def count(value: Any) -> Relation:
    return Relation.of(("value",), [(value,)])


def people(*tones: str) -> Relation:
    return Relation.of(("name", "tone"), [("王", tone) for tone in tones])


def bars(*after: float) -> Relation:
    return Relation.of(("zh", "before", "after"), [("条", 9, one) for one in after])


def share(shape: str, yours: Relation, reference: Relation, careless: Relation) -> float | None:
    found = reached(consequence(shape), yours, reference, careless)
    return None if found is None else found.share


@pytest.mark.parametrize(
    ("shape", "yours", "reference", "careless", "expected"),
    [
        ("count", count(4), count(10), count(2), 0.25),
        ("count", count(4), count(0), count(8), 0.5),
        ("count", count(12), count(10), count(2), 1),
        ("count", count(1), count(10), count(2), 0),
        ("count", count(5), count(3), count(3), None),
        ("count", count(None), count(3), count(1), None),
        ("people", people("helped", "harmed"), people("helped", "helped"),
         people("harmed", "harmed"), 0.5),
        ("people", people("waiting", "neutral"), people("helped"), people("harmed"), 0.5),
        ("people", people(), people("helped"), people("harmed"), None),
        ("before_after", bars(6, 10), bars(2, 10), bars(10, 20), 0.75),
        ("before_after", bars(6, 3), bars(2, 3), bars(10, 3), 0.5),
    ],
)  # fmt: skip
def test_a_consequence_is_placed_between_two_known_paths(
    shape: str, yours: Relation, reference: Relation, careless: Relation, expected: float | None
) -> None:
    assert share(shape, yours, reference, careless) == (
        None if expected is None else pytest.approx(expected)
    )


@given(*[st.floats(-1e6, 1e6)] * 3)
def test_shares_stay_between_0_and_1_and_the_reference_reaches_1(
    yours: float, best: float, careless: float
) -> None:
    found = share("count", count(yours), count(best), count(careless))
    sure = share("count", count(best), count(best), count(careless))

    assert found is None or 0 <= found <= 1
    assert sure in (None, 1)


def test_a_dimension_is_the_mean_of_what_its_consequences_say() -> None:
    said = [("openness", 0.2), ("openness", 0.6), ("satisfaction", 1.0)]
    evidence = [Reached(title=TEXT, indicator=key, share=value) for key, value in said]

    assert by_dimension(evidence) == pytest.approx({"openness": 0.4, "satisfaction": 1.0})
