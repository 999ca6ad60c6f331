"""The right answer in words: what people saw, line by line, never an id."""

import pytest

from sandbox.desk.spoken import in_words
from sandbox.live.tally import fits_a_phone
from sandbox.model.answer import Answer
from sandbox.model.decision import Setting
from sandbox.model.relation import Relation
from sandbox.text import LANGS, Lang
from tests.contracts.examples import EXAMPLES, Example
from tests.fakes import decision, options

ON_PHONES = [each for each in EXAMPLES if fits_a_phone(each.decision, each.setting)]
SEED = Setting(seed=7)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("example", ON_PHONES, ids=lambda example: example.name)
def test_every_kind_that_fits_a_phone_can_be_said(example: Example, lang: Lang) -> None:
    best = example.decision.parse(
        example.decision.best(example.reference, example.setting), example.setting
    )
    assert isinstance(best, Answer)

    lines = in_words(example.decision, example.setting, best.relation, lang)

    assert lines
    assert all(line.strip() for line in lines)
    assert not any("None" in line for line in lines)


def test_an_only_question_is_not_repeated_before_its_answer() -> None:
    asked = decision("single_choice", options=options("a", "b"), reference={"fixed": ["a"]},
                     scorer={"kind": "by_hand"})  # fmt: skip
    answer = Relation.of(("question", "choice"), [("choice", "b")])

    assert in_words(asked, SEED, answer, "zh") == ("选项b",)


def test_of_several_questions_each_stands_before_its_answer() -> None:
    questions = [{"id": q, "prompt": {"zh": f"问题{q}", "en": f"Question {q}"},
                  "options": options("yes", "no")} for q in ("one", "two")]  # fmt: skip
    asked = decision("single_choice", questions=questions, reference={"fixed": ["a"]},
                     scorer={"kind": "by_hand"})  # fmt: skip
    answer = Relation.of(("question", "choice"), [("one", "yes"), ("two", "no")])

    assert in_words(asked, SEED, answer, "zh") == ("问题one：选项yes", "问题two：选项no")
    assert in_words(asked, SEED, answer, "en")[1] == "Question two: Option no"


def test_amounts_have_their_unit() -> None:
    asked = decision("allocation", items=options("a", "b"), total=10,
                     unit={"zh": "次", "en": "times"}, reference={"fixed": {"a": 5, "b": 5}},
                     scorer={"kind": "tolerance"})  # fmt: skip
    answer = Relation.of(("id", "amount"), [("a", 4.0), ("b", 6.0)])

    assert in_words(asked, SEED, answer, "zh") == ("选项a：4 次", "选项b：6 次")
