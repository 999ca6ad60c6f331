"""S6, S9 and S10: values against the best found and a baseline, under hard constraints."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.errors import SandboxError
from sandbox.model.answer import Answer
from sandbox.model.reference import Limit, Sealed, Valuation
from sandbox.model.relation import Relation
from sandbox.model.score import AnswerSpace, Score, Scorer
from sandbox.scorers.regret import Regret
from sandbox.scorers.rule_value import RuleValue
from sandbox.scorers.threshold_loss import ThresholdLoss
from sandbox.text import LANGS, Text

CAP = Limit(text=Text(zh="P09 不得入选", en="P09 stays out"), cap=0.5)


def answer(value: float, *, breaks: bool = False) -> Relation:
    """An answer that is worth `value`."""
    return Relation.of(("id", "value"), [("worth", value), *([("breaks", 1)] if breaks else [])])


def valuation(best: float, base: float) -> Valuation:
    return Valuation(
        best=answer(best),
        best_value=best,
        base_value=base,
        value_of=lambda given: float(given.mapping()["worth"] or 0),
        broken=lambda given: (CAP,) if "breaks" in given.mapping() else (),
    )


def score(scorer: Scorer, given: Relation, best: float, base: float) -> Score:
    return scorer.score(Answer(relation=given), Sealed(valuation(best, base)), AnswerSpace())


@pytest.mark.parametrize(
    ("value", "breaks", "share", "zh", "en"),
    [
        (209, False, 209 / 229, "(209 − 0) ÷ (229 − 0) = 0.91", "(209 − 0) ÷ (229 − 0) = 0.91"),
        (229, False, 1, "(229 − 0) ÷ (229 − 0) = 1.00", "(229 − 0) ÷ (229 − 0) = 1.00"),
        (226, False, 1, "= 0.99，按 1.00 计", "= 0.99, counted as 1.00"),
        (240, False, 1, "= 1.05，按 1.00 计", "= 1.05, counted as 1.00"),
        (-6, False, 0, "((−6) − 0) ÷ (229 − 0) = −0.03，按 0.00 计", "= −0.03, counted as 0.00"),
        (209, True, 0.5, "= 0.91，触及约束“P09 不得入选”，最高 0.50，按 0.50 计",
         "= 0.91; constraint “P09 stays out” broken, at most 0.50, counted as 0.50"),
        (53, True, 53 / 229, "最高 0.50，按 0.23 计", "at most 0.50, counted as 0.23"),
    ],
)  # fmt: skip
def test_regret_is_the_part_of_the_possible_gain(
    value: float, breaks: bool, share: float, zh: str, en: str
) -> None:
    result = score(Regret(), answer(value, breaks=breaks), 229, 0)

    assert result.share == pytest.approx(share)
    assert result.arithmetic.zh.endswith(zh)
    assert result.arithmetic.en.endswith(en)


def test_only_regret_rounds_near_the_best_up() -> None:
    near = [score(kind, answer(-384), -382, -945).share for kind in (Regret(), ThresholdLoss())]

    assert near[0] == 1
    assert near[1] == pytest.approx(1 - 2 / 563)


def test_losses_are_printed_as_losses() -> None:
    result = score(ThresholdLoss(), answer(-420), -382, -945)

    assert result.arithmetic.zh == (
        "您的损失 420，最小损失 382，一刀切的损失 945：1 − (420 − 382) ÷ (945 − 382) = 0.93"
    )
    assert result.arithmetic.en.endswith("1 − (420 − 382) ÷ (945 − 382) = 0.93")


@pytest.mark.parametrize("scorer", [Regret(), ThresholdLoss(), RuleValue()])
@pytest.mark.parametrize("trivial", [-945, -1200])
def test_a_trivial_strategy_earns_nothing(scorer: Scorer, trivial: float) -> None:
    assert score(scorer, answer(trivial), -382, -945).share == 0


@pytest.mark.parametrize("scorer", [Regret(), ThresholdLoss(), RuleValue()])
@given(
    value=st.floats(-1e6, 1e6),
    base=st.floats(-1e5, 1e5),
    gain=st.floats(0.01, 1e5),
    breaks=st.booleans(),
)
def test_the_share_lies_within_its_cap_and_stands_last_in_the_arithmetic(
    scorer: Scorer, value: float, base: float, gain: float, breaks: bool
) -> None:
    result = score(scorer, answer(value, breaks=breaks), base + gain, base)

    assert 0 <= result.share <= (0.5 if breaks else 1)
    for lang in LANGS:
        printed = re.findall(r"−?\d+\.\d{2}(?!\d)", result.arithmetic.pick(lang))
        assert printed[-1] == f"{result.share:.2f}"


@pytest.mark.parametrize("scorer", [Regret(), ThresholdLoss(), RuleValue()])
@given(st.floats(-100, 100), st.floats(-100, 100))
def test_a_better_value_never_earns_less(scorer: Scorer, one: float, other: float) -> None:
    worse, better = (score(scorer, answer(each), 50, -50).share for each in sorted((one, other)))

    assert worse <= better


def rule(n: int) -> Relation:
    rows = [("combine", None, "all", None), *((f"c{k}", "age", "ge", str(k)) for k in range(n))]
    return Relation.of(("slot", "field", "op", "value"), rows)


@pytest.mark.parametrize(("n", "share"), [(1, 1.0), (8, 1.0), (9, 0.5), (20, 0.5)])
def test_a_rule_of_more_than_eight_conditions_cannot_be_explained(n: int, share: float) -> None:
    worth = Valuation(best=rule(3), best_value=-10, base_value=-50, value_of=lambda _: -10.0)

    result = RuleValue().score(Answer(relation=rule(n)), Sealed(worth), AnswerSpace())

    assert result.share == share
    assert ("8 个条件" in result.arithmetic.zh) == (n > 8)


def test_findings_set_the_answer_beside_the_best_found() -> None:
    given = Relation.of(("id", "amount"), [("shops", 5.0), ("stalls", 3.0), ("halls", 2.0)])
    best = Relation.of(("id", "amount"), [("shops", 5.0), ("stalls", 4.5), ("canteens", 1.0)])
    worth = Valuation(best=best, best_value=10, base_value=0, value_of=lambda _: 6.0)

    result = Regret().score(Answer(relation=given), Sealed(worth), AnswerSpace())

    assert [(f.item, f.standing, f.given, f.expected) for f in result.findings] == [
        ("shops", "right", "5", "5"),
        ("stalls", "partial", "3", "4.5"),
        ("canteens", "missed", None, "1"),
        ("halls", "extra", "2", None),
    ]


def test_another_answer_that_does_as_well_is_right_and_told_so() -> None:
    given, best = Relation.of(("id", "v"), [("t", 3.0)]), Relation.of(("id", "v"), [("t", 4.0)])
    worth = Valuation(best=best, best_value=10, base_value=0, value_of=lambda _: 9.9)

    (finding,) = Regret().score(Answer(relation=given), Sealed(worth), AnswerSpace()).findings

    assert (finding.standing, finding.credit) == ("right", 1.0)
    assert finding.note is not None


@pytest.mark.parametrize(
    ("reference", "sentence"),
    [
        (Relation.of(("value",), []), "The reference is empty."),
        (Relation.of(("value",), [(1,)]),
         "This scorer compares values, so it needs an `optimised` reference."),
        (valuation(3, 3), "No answer is better than the baseline, so nothing can be earned."),
        (valuation(3, 2), None),
    ],
)  # fmt: skip
def test_a_reference_that_cannot_be_scored_is_explained(
    reference: Any, sentence: str | None
) -> None:
    assert Regret().check_reference(reference, AnswerSpace()) == sentence
    if sentence is not None:
        with pytest.raises(SandboxError, match="no right answer"):
            Regret().score(Answer(relation=answer(1)), Sealed(reference), AnswerSpace())
