"""S11: who does what, and exactly one who answers for it."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.model.answer import Answer
from sandbox.model.reference import Sealed
from sandbox.model.relation import Relation
from sandbox.model.score import AnswerSpace, Score
from sandbox.scorers.responsibility import Responsibility

COLUMNS = ("task", "body", "role", "weight")
RIGHT = [
    ("collect", "police", "A"), ("collect", "health", "R|C"), ("collect", "data", "I|none"),
    ("share", "data", "A"), ("share", "police", "R"),
]  # fmt: skip
PERFECT = [
    ("collect", "police", "A"),
    ("collect", "health", "R"),
    ("share", "data", "A"),
    ("share", "police", "R"),
]


def score(cells: list[Any], rows: list[Any] = RIGHT) -> Score:
    answer = Answer(relation=Relation.of(COLUMNS[:3], cells))
    reference = Relation.of(COLUMNS[: len(rows[0])], rows)
    return Responsibility().score(answer, Sealed(reference), AnswerSpace())


@pytest.mark.parametrize(
    ("cells", "share"),
    [
        (PERFECT, 1.0),
        ([*PERFECT, ("collect", "data", "I")], 1.0),
        ([("collect", "police", "A"), ("collect", "health", "C"), *PERFECT[2:]], 1.0),
        # 2 of 3 by weight in one task, all in the other.
        ([("collect", "police", "A"), *PERFECT[2:]], (2 / 3 + 1) / 2),
        ([*PERFECT, ("share", "health", "C")], (1 + 3 / 4) / 2),
        # The wrong body answers for it: both cells weigh double.
        ([("collect", "health", "A"), ("collect", "police", "R"), *PERFECT[2:]], 0.5),
        ([], 0.0),
    ],
)
def test_filled_cells_count_by_weight(cells: list[Any], share: float) -> None:
    assert score(cells).share == pytest.approx(share)


@pytest.mark.parametrize("accountable", [[], ["police", "health"], ["police", "health", "data"]])
def test_a_task_for_which_none_or_several_answer_earns_nothing(accountable: list[str]) -> None:
    cells = [("collect", body, "A") for body in accountable] or [("collect", "police", "R")]
    result = score([*cells, *PERFECT[2:]])

    assert result.share == 0.5
    assert result.findings[0].item == "collect"
    assert result.findings[0].given == str(len(accountable))
    assert "1 项没有恰好一个主责单位" in result.arithmetic.zh
    assert "without exactly one accountable body" in result.arithmetic.en


def test_a_weighty_task_counts_more() -> None:
    rows = [(*row, 3 if row[0] == "share" else 1) for row in RIGHT]

    assert score(PERFECT[2:], rows).share == 0.75
    assert score(PERFECT[:2], rows).share == 0.25


@given(
    st.sets(
        st.tuples(
            st.sampled_from(["collect", "share"]), st.sampled_from(["police", "health", "data"])
        )
    ),
    st.sampled_from(["R", "C", "I"]),
)
def test_nobody_accountable_is_nothing_earned(cells: set[tuple[str, str]], role: str) -> None:
    assert score([(*cell, role) for cell in cells]).share == 0


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([("gather", "data", "A")], "`gather` is not an item of this decision."),
        ([("share", "data", "A"), ("share", "data", "R")], "The reference names pair `share/data` 2 times."),
        ([("share", "data", "R")], "Task `share` needs exactly one body with the role `A`; it has 0."),
        ([("share", "data", "A"), ("share", "police", "A")],
         "Task `share` needs exactly one body with the role `A`; it has 2."),
        ([("share", "data", "A", 0)], "The weight of `share/data` is not a number above 0."),
    ],
)  # fmt: skip
def test_a_reference_that_cannot_be_scored_is_explained(rows: list[Any], sentence: str) -> None:
    reference = Relation.of(COLUMNS[: len(rows[0])], rows)

    assert (
        Responsibility().check_reference(reference, AnswerSpace(items=("collect", "share")))
        == sentence
    )
