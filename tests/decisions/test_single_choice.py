"""Single choice: one option for each question."""

import re
from typing import Any

import pytest
from pydantic import ValidationError

from sandbox.decisions.single_choice import SingleChoice
from sandbox.model.answer import Answer, Rejection
from sandbox.model.decision import Setting
from sandbox.model.relation import Relation
from tests.fakes import decision, options

HERE = Setting(seed=101)


def made(**form: Any) -> SingleChoice:
    built: SingleChoice = decision(
        "single_choice",
        reference={"fixed": {"a": 1, "b": 0, "c": 0}},
        scorer={"kind": "option_credit"},
        **form,
    )
    return built


def question(name: str) -> dict[str, Any]:
    prompt = {"zh": f"第{name}问", "en": f"Question {name}"}
    return {"id": name, "prompt": prompt, "options": options("a", "b")}


def short() -> SingleChoice:
    return made(options=options("a", "b", "c"))


def long() -> SingleChoice:
    return made(questions=[question(name) for name in ("one", "two", "three")])


def test_the_answer_of_the_short_form_is_the_row_of_its_only_question() -> None:
    answer = short().parse({"choice": "b"}, HERE)

    assert answer == Answer(
        relation=Relation(columns=("question", "choice"), rows=(("choice", "b"),))
    )


def test_the_answer_of_the_long_form_has_one_row_per_question() -> None:
    answer = long().parse({"three": "a", "one": "b", "two": "a"}, HERE)

    assert isinstance(answer, Answer)
    assert answer.relation.rows == (("one", "b"), ("two", "a"), ("three", "a"))


@pytest.mark.parametrize(
    ("raw", "where", "zh", "en"),
    [
        ({"one": "a"}, "two", "还有 2 个问题没有作答，请从“第two问”开始补答。",
         "2 questions still need an answer; please start with “Question two”."),
        ({"one": "a", "two": "b", "three": None}, "three",
         "还有 1 个问题没有作答，请从“第three问”开始补答。",
         "1 question still needs an answer; please start with “Question three”."),
    ],
)  # fmt: skip
def test_unanswered_questions_are_counted_and_the_first_is_named(
    raw: dict[str, Any], where: str, zh: str, en: str
) -> None:
    refusal = long().parse(raw, HERE)

    assert isinstance(refusal, Rejection)
    assert (refusal.where, refusal.text.zh, refusal.text.en) == (where, zh, en)


def test_an_option_of_another_question_is_refused() -> None:
    refusal = short().parse({"choice": "z"}, HERE)

    assert isinstance(refusal, Rejection)
    assert refusal.where == "choice"
    assert "z" not in refusal.text.zh


@pytest.mark.parametrize(
    ("form", "written", "raw"),
    [
        (short(), "b", {"choice": "b"}),
        (short(), {"choice": "b"}, {"choice": "b"}),
        (long(), {"one": "a", "two": "b", "three": "a"}, {"one": "a", "two": "b", "three": "a"}),
        (long(), Relation.of(("question", "choice"), [("one", "a")]), {"one": "a"}),
    ],
)
def test_authors_write_an_id_or_a_mapping(
    form: SingleChoice, written: Any, raw: dict[str, str]
) -> None:
    assert form.raw(written, HERE) == raw


@pytest.mark.parametrize(
    ("form", "written", "sentence"),
    [
        (short(), ["a"], "Write an option id."),
        (long(), "a", "Write a mapping from question to option id."),
        (long(), {"ones": "a"},
         "`ones` is not a question of this decision. Did you mean `one`?"),
        (long(), {"one": "z"}, "`z` is not an option of `one` of this decision."),
    ],
)  # fmt: skip
def test_authors_are_told_what_to_write(form: SingleChoice, written: Any, sentence: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        form.raw(written, HERE)


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"options": options("a", "b"), "questions": [question("one")]},
        {"questions": [question("choice")]},
        {"options": options("a")},
    ],
    ids=["neither", "both", "reserved id", "one option"],
)
def test_exactly_one_form_with_at_least_two_options(form: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        made(**form)


def test_the_space_names_options_with_their_question_in_the_long_form() -> None:
    assert short().space(HERE).labels == ("a", "b", "c")
    assert short().space(HERE).items == ("choice",)
    assert long().space(HERE).labels == ("one/a", "one/b", "two/a", "two/b", "three/a", "three/b")
