"""Ordering: all steps, first to last."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.decisions.ordering import Ordering
from sandbox.errors import SandboxError
from sandbox.model.answer import Answer, Rejection
from sandbox.model.decision import Setting
from sandbox.model.relation import Relation
from tests.fakes import decision, options

HERE = Setting(seed=101)
STEPS = ("a", "b", "c", "d")


def made(pairs: list[list[Any]] | None = None) -> Ordering:
    built: Ordering = decision(
        "ordering",
        options=options(*STEPS),
        reference={"fixed": pairs or [["a", "b"], ["b", "c"]]},
        scorer={"kind": "precedence"},
    )
    return built


def test_positions_count_from_one() -> None:
    answer = made().parse({"order": ["d", "a", "b", "c"]}, HERE)

    assert answer == Answer(
        relation=Relation(
            columns=("position", "item"), rows=((1, "d"), (2, "a"), (3, "b"), (4, "c"))
        )
    )


@pytest.mark.parametrize(
    ("order", "zh", "en"),
    [
        (["a", "b", "c", None], "还有 1 项没有排入顺序（如“选项d”），请补齐后再提交。",
         "1 step still has no place: “Option d”; please complete the order."),
        (["a", "b", "c", "a"], "“选项a”排了不止一次，还有 1 项没有排入；每项只排一次即可。",
         "“Option a” is placed more than once, and 1 other step still has no place;"
         " each step goes in once."),
        (["a", "b", "c", "d", "d"], "“选项d”排了不止一次，请只保留一处。",
         "“Option d” is placed more than once; please keep it in one place."),
    ],
)  # fmt: skip
def test_what_is_missing_or_repeated_is_named(order: list[Any], zh: str, en: str) -> None:
    refusal = made().parse({"order": order}, HERE)

    assert isinstance(refusal, Rejection)
    assert (refusal.text.zh, refusal.text.en) == (zh, en)


def test_an_empty_order_counts_every_step() -> None:
    refusal = made().parse({"order": []}, HERE)

    assert isinstance(refusal, Rejection)
    assert refusal.text.zh.startswith("还有 4 项没有排入顺序")
    assert refusal.text.en.startswith("4 steps still have no place, e.g. “")


@pytest.mark.parametrize("order", ["abcd", {"a": 1}, ["a", "b", "c", "z"], ["a", "b", "c", ["d"]]])
def test_anything_but_a_list_of_steps_is_refused(order: Any) -> None:
    assert isinstance(made().parse({"order": order}, HERE), Rejection)


@given(order=st.permutations(STEPS), arrows=st.lists(st.booleans(), min_size=6, max_size=6))
def test_the_best_order_keeps_every_pair(order: list[str], arrows: list[bool]) -> None:
    every = [(x, y) for n, x in enumerate(order) for y in order[n + 1 :]]
    pairs = [pair for pair, kept in zip(every, arrows, strict=True) if kept]

    best = made().best(Relation.of(("before", "after"), pairs), HERE)["order"]

    assert sorted(best) == sorted(STEPS)
    assert all(best.index(before) < best.index(after) for before, after in pairs)


def test_a_circle_is_a_sentence_for_the_operator() -> None:
    circle = Relation.of(("before", "after"), [("a", "b"), ("b", "a")])

    with pytest.raises(SandboxError, match="goes round in a circle"):
        made().best(circle, HERE)


@pytest.mark.parametrize(
    "written",
    [
        ["d", "c", "b", "a"],
        Relation.of(("position", "item"), [(1, "d"), (2, "c"), (3, "b"), (4, "a")]),
        Relation.of(("item",), [("d",), ("c",), ("b",), ("a",)]),
    ],
)
def test_authors_write_a_list_or_a_query(written: Any) -> None:
    assert made().raw(written, HERE) == {"order": ["d", "c", "b", "a"]}


def test_authors_are_told_of_an_unknown_step() -> None:
    with pytest.raises(ValueError, match="`z` is not a step of this decision"):
        made().raw(["a", "z"], HERE)
