"""Every sentence in which an installed kind refuses a reference has a Chinese side."""

from typing import Any

import pytest

from sandbox.authoring.sayings import in_both
from sandbox.model.relation import Relation
from sandbox.model.score import AnswerSpace
from sandbox.registry import discover

SPACE = AnswerSpace(items=("a", "b"), labels=("x", "y"))
OPTIONS = AnswerSpace(items=("choice",), labels=("x", "y"))


def rows(*lines: tuple[Any, ...]) -> Relation:
    return Relation.of([f"c{n}" for n, _ in enumerate(lines[0])] if lines else ["c"], lines)


REFUSED = [
    ("option_credit", {}, OPTIONS, rows()),
    ("option_credit", {}, OPTIONS, rows(("x",))),
    ("option_credit", {}, OPTIONS, rows(("x", None), ("y", 1))),
    ("option_credit", {}, OPTIONS, rows(("z", 1), ("y", 0))),
    ("option_credit", {}, OPTIONS, rows(("xx", 1), ("q", 0))),
    ("option_credit", {}, OPTIONS, rows(("x", 1), ("x", 1), ("y", 0))),
    ("option_credit", {}, OPTIONS, rows(("x", 1))),
    ("option_credit", {}, OPTIONS, rows(("x", 2), ("y", 0))),
    ("option_credit", {}, OPTIONS, rows(("x", 0.5), ("y", 0))),
    ("option_credit", {"harmful": ["x"]}, OPTIONS, rows(("x", 1), ("y", 0))),
    ("set_overlap", {}, OPTIONS, rows(("x",), ("y",))),
    ("set_overlap", {}, OPTIONS, rows(("x",), ("x",))),
    ("nominal_chance_corrected", {}, SPACE, rows(("a", "x"), ("b", "x"))),
    ("nominal_chance_corrected", {}, SPACE, rows(("a", "z"), ("b", "x"))),
    ("nominal_chance_corrected", {}, SPACE, rows(("a", "x"), ("c", "y"))),
    ("ordinal_chance_corrected", {"scale": ["x", "z"]}, SPACE, rows(("a", "x"), ("b", "y"))),
    ("precedence", {}, SPACE, rows(("a", "c"))),
    ("precedence", {}, SPACE, rows(("a", "b"), ("b", "a"))),
    ("precedence", {}, SPACE, rows(("a", "b", -1))),
    ("tolerance", {}, SPACE, rows(("a", "soon"), ("b", 1))),
    ("tolerance", {}, SPACE, rows(("a", 1, 3, 4), ("b", 1, 0, 2))),
    ("pair_overlap", {}, SPACE, rows(("a", "x"), ("b", "x"))),
    ("case_credit", {}, SPACE, rows(("a", "x", "y", 9), ("b", "y", "x", 1))),
    ("case_credit", {}, SPACE, rows(("a", "x", "y", 0), ("b", "y", "x", 1))),
    ("responsibility", {}, SPACE, rows(("a", "x", "R"))),
    ("brier", {}, SPACE, rows(("a", 2), ("b", 1))),
    ("regret", {}, SPACE, rows(("a", 2), ("b", 1))),
    ("query_match", {}, SPACE, rows()),
]


@pytest.mark.parametrize(("scorer", "settings", "space", "reference"), REFUSED)
def test_a_refused_reference_is_explained_in_both_languages(
    scorer: str, settings: dict[str, Any], space: AnswerSpace, reference: Relation
) -> None:
    kind = discover("scorers").get(scorer).model_validate({"kind": scorer, **settings})

    english = kind.check_reference(reference, space)
    said = in_both(english)

    assert said.en.startswith(english[:10])
    assert "写法不符合要求" not in said.zh


def test_a_sentence_that_is_not_in_the_table_is_quoted() -> None:
    said = in_both("this is new")

    assert said.zh == "写法不符合要求（this is new）。"
    assert said.en == "This is new."
