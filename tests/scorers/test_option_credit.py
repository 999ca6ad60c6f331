"""S1: graded options."""

from typing import Any

import pytest

from sandbox.model.answer import Answer
from sandbox.model.reference import Sealed
from sandbox.model.relation import Relation
from sandbox.model.score import AnswerSpace, Score
from sandbox.scorers.option_credit import OptionCredit

ONE = Relation.of(("id", "value"), [("verify", 1), ("pause", 0.5), ("stop", 0)])
TWO = Relation.of(
    ("id", "option", "value"),
    [("onward", "ask", 1), ("onward", "give", 0), ("insurer", "ask", 0.5), ("insurer", "no", 1)],
)
ONE_SPACE = AnswerSpace(items=("choice",), labels=("verify", "pause", "stop"))
TWO_SPACE = AnswerSpace(
    items=("onward", "insurer"), labels=("onward/ask", "onward/give", "insurer/ask", "insurer/no")
)


def score(reference: Relation, given: dict[str, str], harmful: tuple[str, ...] = ()) -> Score:
    answer = Answer(relation=Relation.of(("question", "choice"), list(given.items())))
    return OptionCredit(harmful=harmful).score(answer, Sealed(reference), AnswerSpace())


@pytest.mark.parametrize(
    ("option", "share", "standing"),
    [("verify", 1.0, "right"), ("pause", 0.5, "partial"), ("stop", 0.0, "wrong")],
)
def test_an_option_earns_its_credit(option: str, share: float, standing: str) -> None:
    result = score(ONE, {"choice": option})

    assert result.share == share
    (finding,) = result.findings
    assert (finding.standing, finding.given, finding.expected) == (standing, option, "verify")
    assert result.arithmetic.zh == f"所选选项的得分率为 {share:.2f}"
    assert result.arithmetic.en == f"The chosen option earns {share:.2f}"


def test_several_questions_earn_their_mean() -> None:
    result = score(TWO, {"onward": "ask", "insurer": "ask"})

    assert result.share == 0.75
    assert result.arithmetic.zh == "各问得分率的平均：(1.00 + 0.50) ÷ 2 = 0.75"
    assert result.arithmetic.en == "Mean over the questions: (1.00 + 0.50) ÷ 2 = 0.75"


@pytest.mark.parametrize(
    ("reference", "given", "harmful", "flagged"),
    [
        (ONE, {"choice": "stop"}, ("stop",), True),
        (ONE, {"choice": "pause"}, ("stop",), False),
        (TWO, {"onward": "give", "insurer": "no"}, ("onward/give",), True),
        (TWO, {"onward": "ask", "insurer": "no"}, ("onward/give",), False),
    ],
)
def test_doing_harm_is_flagged(
    reference: Relation, given: dict[str, str], harmful: tuple[str, ...], flagged: bool
) -> None:
    result = score(reference, given, harmful)

    assert result.harmful is flagged
    assert any(finding.note for finding in result.findings) is flagged


@pytest.mark.parametrize(
    ("rows", "space", "harmful", "sentence"),
    [
        ([("verify", 1), ("pause", 0)], ONE_SPACE, (),
         "The reference says nothing about option `stop`."),
        ([("verify", 0.9), ("pause", 0), ("stop", 0)], ONE_SPACE, (),
         "No option has credit 1, so full points are out of reach."),
        ([("verify", 1), ("pause", 1.2), ("stop", 0)], ONE_SPACE, (),
         "The credit of `pause` is not a number from 0 to 1."),
        ([("verify", 1), ("pause", "half"), ("stop", 0)], ONE_SPACE, (),
         "The credit of `pause` is not a number from 0 to 1."),
        ([("verify", 1), ("pause", True), ("stop", 0)], ONE_SPACE, (),
         "The credit of `pause` is not a number from 0 to 1."),
        ([("verify", 1), ("paus", 0), ("stop", 0)], ONE_SPACE, (),
         "`paus` is not an option of this decision. Did you mean `pause`?"),
        ([("verify", 1), ("pause", 0.5), ("stop", 0)], ONE_SPACE, ("pause",),
         "`pause` is listed as harmful and must have credit 0."),
        ([("verify", 1), ("pause", 0.5), ("stop", 0)], ONE_SPACE, ("stopp",),
         "`stopp` is not an option of this decision. Did you mean `stop`?"),
        ([("onward", "ask", 1), ("onward", "give", 0), ("insurer", "ask", 0.5),
          ("insurer", "no", 0.5)], TWO_SPACE, (),
         "No option of question `insurer` has credit 1, so full points are out of reach."),
        ([("onward", "ask", 1), ("onward", "give", 0)], TWO_SPACE, (),
         "The reference says nothing about option `insurer/ask` and 1 more."),
        ([("verify",)], ONE_SPACE, (),
         "The reference needs the columns (option, credit) or (question, option, credit);"
         " it has 1."),
    ],
)  # fmt: skip
def test_a_reference_that_cannot_be_scored_is_explained(
    rows: list[tuple[Any, ...]], space: AnswerSpace, harmful: tuple[str, ...], sentence: str
) -> None:
    reference = Relation.of([f"c{n}" for n in range(len(rows[0]))], rows)

    assert OptionCredit(harmful=harmful).check_reference(reference, space) == sentence
