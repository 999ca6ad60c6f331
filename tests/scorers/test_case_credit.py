"""S7: decisions and reasons by weight, less what one decision for all would earn."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from sandbox.model.answer import Answer
from sandbox.model.reference import Sealed
from sandbox.model.relation import Relation
from sandbox.model.score import AnswerSpace, Score
from sandbox.scorers.case_credit import CaseCredit

COLUMNS = ("id", "decision", "reasons", "weight")
RIGHT = [
    ("c1", "stop", "dead", 1), ("c2", "stop", "dead", 1), ("c3", "pay", "alive", 1),
    ("c4", "pay", "alive|moved", 1), ("c5", "verify", "one-source", 1), ("c6", "verify", "one-source", 1),
]  # fmt: skip
PERFECT = {row[0]: (row[1], row[2].split("|")[0]) for row in RIGHT}


def score(given: dict[str, tuple[str, str]], rows: list[Any] = RIGHT, **settings: Any) -> Score:
    answer = Relation.of(("id", "decision", "reason"), [(k, *v) for k, v in given.items()])
    reference = Relation.of(COLUMNS[: len(rows[0])], rows)
    return CaseCredit(**settings).score(Answer(relation=answer), Sealed(reference), AnswerSpace())


def test_right_decisions_for_right_reasons_earn_everything() -> None:
    result = score(PERFECT)

    assert result.share == pytest.approx(1)
    assert result.arithmetic.zh.endswith("(1.00 − 0.33) ÷ (1 − 0.33) = 1.00")
    assert [f.standing for f in result.findings] == ["right"] * 6


def test_a_wrong_reason_costs_three_tenths_of_the_case() -> None:
    result = score(PERFECT | {"c1": ("stop", "alive")})

    assert result.share == pytest.approx((5.7 / 6 - 1 / 3) / (2 / 3))
    assert result.findings[0].standing == "partial"
    assert result.findings[0].note is not None


def test_a_reason_for_a_wrong_decision_earns_nothing() -> None:
    wrong = [score(PERFECT | {"c1": ("pay", reason)}).share for reason in ("dead", "alive")]

    assert wrong[0] == wrong[1] == pytest.approx((5 / 6 - 1 / 3) / (2 / 3))


def test_any_of_several_good_reasons_will_do_unless_all_belong_together() -> None:
    for reason in ("alive", "moved"):
        assert score(PERFECT | {"c4": ("pay", reason)}).share == pytest.approx(1)
    both = score(PERFECT | {"c4": ("pay", "alive|moved")}, reasons="all")
    one = score(PERFECT, reasons="all")
    assert both.share == pytest.approx(1)
    assert one.findings[3].credit == pytest.approx(0.7 + 0.3 * 2 / 3)


@given(
    decision=st.sampled_from(["stop", "pay", "verify", "audit"]),
    reason=st.sampled_from(["dead", "alive", "one-source"]),
    weights=st.lists(st.integers(1, 9), min_size=6, max_size=6),
)
def test_the_same_decision_for_every_case_earns_nothing(
    decision: str, reason: str, weights: list[int]
) -> None:
    rows = [(*row[:3], weight) for row, weight in zip(RIGHT, weights, strict=True)]

    assert score(dict.fromkeys(PERFECT, (decision, reason)), rows).share == 0


def test_weights_make_a_case_count_more() -> None:
    rows = [(*row[:3], 4 if row[0] == "c1" else 1) for row in RIGHT]
    light, heavy = (
        score(PERFECT | {c: ("verify", "one-source")}, rows).share for c in ("c3", "c1")
    )

    assert heavy < light


def test_a_reference_without_reasons_scores_decisions_alone() -> None:
    assert score(PERFECT, [row[:2] for row in RIGHT]).share == pytest.approx(1)


def test_a_written_mistake_may_earn_part_and_may_do_harm() -> None:
    near = [{"truth": "stop", "given": "verify", "credit": 0.5},
            {"truth": "pay", "given": "stop", "harmful": True}]  # fmt: skip

    mild = score(PERFECT | {"c1": ("verify", "dead")}, mistakes=near)
    bad = score(PERFECT | {"c3": ("stop", "dead")}, mistakes=near)

    assert mild.findings[0].credit == pytest.approx(0.5)
    assert (mild.harmful, bad.harmful) == (False, True)
    assert bad.findings[2].note is not None


def test_a_mistake_names_two_decisions() -> None:
    with pytest.raises(ValidationError, match="two different decisions"):
        CaseCredit.model_validate({"mistakes": [{"truth": "stop", "given": "stop"}]})


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([("c1", "stop", "dead", 0), ("c2", "pay", "alive", 1)],
         "The weight of `c1` is not a number above 0."),
        ([("c1", "stopp", "dead", 1), ("c2", "pay", "alive", 1)],
         "`stopp` is not an option of this decision. Did you mean `stop`?"),
        ([("c1", "stop", "ded", 1), ("c2", "pay", "alive", 1)],
         "`ded` is not an option of this decision. Did you mean `dead`?"),
        ([("c1", "stop", "dead", 1)], "The reference says nothing about item `c2`."),
        ([("c1", "stop", "dead", 8), ("c2", "pay", "alive", 2)],
         "`stop` is right for 80% of the cases by weight; let it be 70% at most."),
    ],
)  # fmt: skip
def test_a_reference_that_cannot_be_scored_is_explained(
    rows: list[tuple[Any, ...]], sentence: str
) -> None:
    space = AnswerSpace(items=("c1", "c2"), labels=("stop", "pay", "dead", "alive"))

    assert CaseCredit().check_reference(Relation.of(COLUMNS, rows), space) == sentence
