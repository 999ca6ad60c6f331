"""Brier: saying what one believes pays best."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.model.answer import Answer
from sandbox.model.reference import Sealed
from sandbox.model.relation import Relation
from sandbox.model.score import AnswerSpace, Score
from sandbox.scorers.brier import Brier


def score(stated: dict[str, float], outcomes: dict[str, float]) -> Score:
    answer = Answer(relation=Relation.of(("id", "value"), stated.items()))
    return Brier().score(
        answer, Sealed(Relation.of(("id", "outcome"), outcomes.items())), AnswerSpace()
    )


@pytest.mark.parametrize(
    ("stated", "outcome", "share", "formula"),
    [
        (100, 1, 1.0, "1 − (1.00 − 1)² ÷ 0.25 = 1.00"),
        (80, 1, 0.84, "1 − (0.80 − 1)² ÷ 0.25 = 0.84"),
        (50, 1, 0.0, "1 − (0.50 − 1)² ÷ 0.25 = 0.00"),
        (50, 0, 0.0, "1 − (0.50 − 0)² ÷ 0.25 = 0.00"),
        (90, 0, 0.0, "1 − (0.90 − 0)² ÷ 0.25 = −2.24"),
        (40, 0.4, 1.0, "1 − (0.40 − 0.4)² ÷ 0.25 = 1.00"),
    ],
)
def test_confidence_is_weighed_against_what_happened(
    stated: float, outcome: float, share: float, formula: str
) -> None:
    result = score({"x": stated}, {"x": outcome})

    assert result.share == pytest.approx(share)
    assert formula in result.arithmetic.zh
    assert formula in result.arithmetic.en


def test_several_statements_are_averaged() -> None:
    result = score({"a": 100, "b": 50}, {"a": 1, "b": 1})

    assert result.share == 0.5
    assert result.arithmetic.en == "Mean of 1 − (p − o)² ÷ 0.25: (1.00 + 0.00) ÷ 2 = 0.50"


@given(belief=st.integers(50, 100), said=st.integers(50, 100))
def test_on_a_frequency_nothing_pays_better_than_saying_it(belief: int, said: int) -> None:
    honest, other = (score({"x": p}, {"x": belief / 100}).share for p in (belief, said))

    assert 0 <= other <= honest == 1


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([("x", 2)], "The outcome of `x` is not a number from 0 to 1."),
        ([("x", "yes")], "The outcome of `x` is not a number from 0 to 1."),
        ([("y", 1)], "`y` is not an item of this decision."),
    ],
)
def test_a_reference_that_cannot_be_scored_is_explained(
    rows: list[tuple[str, object]], sentence: str
) -> None:
    reference = Relation.of(("id", "outcome"), rows)

    assert Brier().check_reference(reference, AnswerSpace(items=("x",))) == sentence
