"""S12: exact counts in full, close counts half."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.model.answer import Answer
from sandbox.model.reference import Sealed
from sandbox.model.relation import Relation
from sandbox.model.score import AnswerSpace, Score
from sandbox.scorers.tolerance import Tolerance

COLUMNS = ("id", "value", "half_low", "half_high")


def score(given: Any, right: tuple[Any, ...], tolerance: float = 0) -> Score:
    answer = Answer(relation=Relation.of(("id", "value"), [("x", given)]))
    reference = Relation.of(COLUMNS[: 1 + len(right)], [("x", *right)])
    return Tolerance(tolerance=tolerance).score(answer, Sealed(reference), AnswerSpace())


@pytest.mark.parametrize(
    ("given", "right", "tolerance", "share"),
    [
        (21.0, (21,), 0, 1),
        (21.5, (21,), 0, 0),
        (22.0, (21,), 1, 1),
        (23.0, (21,), 1, 0.5),
        (23.1, (21,), 1, 0),
        (0.3, (0.2,), 0.1, 1),
        (0.4, (0.2,), 0.1, 0.5),
        (24.0, (21, 18, 24), 0, 0.5),
        (25.0, (21, 18, 24), 0, 0),
        (22.0, (21, None, None), 0, 0),
        ("2027-03-15", ("2027-03-15",), 0, 1),
        ("2027-03-16", ("2027-03-15",), 0, 0),
        ("2027-03-12", ("2027-03-15", "2027-03-12", "2027-03-16"), 0, 0.5),
        ("2027-03-11", ("2027-03-15", "2027-03-12", "2027-03-16"), 0, 0),
        ("2027-03-16", ("2027-03-15",), 5, 0),
        (21.0, ("2027-03-15",), 0, 0),
    ],
)
def test_exact_is_full_and_close_is_half(
    given: Any, right: tuple[Any, ...], tolerance: float, share: float
) -> None:
    assert score(given, right, tolerance).share == share


@given(right=st.integers(-1000, 1000), off=st.floats(0, 50), tolerance=st.floats(0, 10))
def test_further_away_never_earns_more(right: int, off: float, tolerance: float) -> None:
    near, far = (score(right + by, (right,), tolerance).share for by in (off, off * 2))

    assert near >= far
    assert score(right - off, (right,), tolerance).share == near


def test_the_mean_of_the_items_is_printed() -> None:
    days = ["2027-03-02", "2027-03-15", "2027-03-29"]
    answer = Relation.of(("id", "value"), [("a", days[0]), ("b", days[1]), ("c", "2027-06-01")])
    reference = Relation.of(
        COLUMNS,
        [
            ("a", days[0], days[0], days[0]),
            ("b", "2027-03-16", "2027-03-15", "2027-03-17"),
            ("c", days[2], days[2], days[2]),
        ],
    )

    result = Tolerance().score(Answer(relation=answer), Sealed(reference), AnswerSpace())

    assert result.share == 0.5
    assert result.arithmetic.zh == "3 项中 1 项准确、1 项接近：(1 + 1 × 0.5) ÷ 3 = 0.50"
    assert result.arithmetic.en == "Of 3, 1 exact and 1 close: (1 + 1 × 0.5) ÷ 3 = 0.50"
    assert [f.standing for f in result.findings] == ["right", "partial", "wrong"]
    assert result.findings[2].given == "2027-06-01"
    assert result.findings[2].expected == "2027-03-29"


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([("a", 1)], "The reference says nothing about item `b`."),
        ([("a", 1), ("a", 2), ("b", 1)], "The reference names item `a` 2 times."),
        ([("a", 1), ("b", "2027-03-15")],
         "The values of the reference must be all numbers or all days (2027-03-15)."),
        ([("a", "2027-03-15 00:00:00"), ("b", "2027-03-15")],
         "The values of the reference must be all numbers or all days (2027-03-15)."),
        ([("a", None), ("b", 1)],
         "The reference has an empty cell; it needs (id, value) or"
         " (id, value, half_low, half_high) in every row."),
        ([("a", 1, 2, 3), ("b", 1, 0, 2)],
         "The half-credit window of `a` does not lie around its value."),
        ([("a", 1, 0, None), ("b", 1, 0, 2)],
         "The half-credit window of `a` does not lie around its value."),
        ([("a", 1, 0), ("b", 1, 0)],
         "The reference needs the columns (id, value) or (id, value, half_low, half_high);"
         " it has 3."),
    ],
)  # fmt: skip
def test_a_reference_that_cannot_be_scored_is_explained(
    rows: list[tuple[Any, ...]], sentence: str
) -> None:
    reference = Relation.of([f"c{n}" for n in range(len(rows[0]))], rows)

    assert Tolerance().check_reference(reference, AnswerSpace(items=("a", "b"))) == sentence
