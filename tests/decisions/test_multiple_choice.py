"""Multiple choice: any number of options, at least one."""

from typing import Any

import pytest

from sandbox.decisions.multiple_choice import MultipleChoice
from sandbox.model.answer import Answer, Rejection
from sandbox.model.decision import Setting
from sandbox.model.relation import Relation
from tests.fakes import decision, options

HERE = Setting(seed=101)


def made(*right: str) -> MultipleChoice:
    built: MultipleChoice = decision(
        "multiple_choice",
        options=options("a", "b", "c", "d"),
        reference={"fixed": list(right or ("a", "b"))},
        scorer={"kind": "set_overlap"},
    )
    return built


def test_rows_keep_the_authors_order_without_repetition() -> None:
    answer = made().parse({"choices": ["d", "a", "d"]}, HERE)

    assert answer == Answer(relation=Relation(columns=("choice",), rows=(("a",), ("d",))))


@pytest.mark.parametrize("raw", [{}, {"choices": None}, {"choices": []}, {"choices": ""}])
def test_choosing_nothing_is_no_answer_yet(raw: dict[str, Any]) -> None:
    refusal = made().parse(raw, HERE)

    assert isinstance(refusal, Rejection)
    assert refusal.text.zh == "还没有选择任何一项，请至少选择 1 项再提交。"


@pytest.mark.parametrize("choices", ["a", {"a": True}, ["a", "z"], ["a", None], ["a", {}], 3])
def test_anything_but_a_list_of_options_is_refused(choices: Any) -> None:
    assert isinstance(made().parse({"choices": choices}, HERE), Rejection)


@pytest.mark.parametrize(
    ("written", "choices"),
    [
        (["b"], ["b"]),
        ({"all": True}, ["a", "b", "c", "d"]),
        (Relation.of(("id",), [("a",), ("c",)]), ["a", "c"]),
    ],
)
def test_authors_write_a_list_or_everything(written: Any, choices: list[str]) -> None:
    assert made().raw(written, HERE) == {"choices": choices}


@pytest.mark.parametrize("written", ["a", {"a": True}, 7, ["z"]])
def test_authors_are_told_what_to_write(written: Any) -> None:
    with pytest.raises(ValueError, match=r"list of ids|not an option"):
        made().raw(written, HERE)


def test_when_every_option_is_right_the_wrong_sample_takes_one_only() -> None:
    decided = made("a", "b", "c", "d")
    reference = decided.reference.resolve(None).open()

    assert decided.samples(reference, HERE).wrong == {"choices": ["a"]}
