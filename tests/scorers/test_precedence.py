"""S5: what must come before what."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.model.answer import Answer
from sandbox.model.reference import Sealed
from sandbox.model.relation import Relation
from sandbox.model.score import AnswerSpace, Score
from sandbox.scorers.precedence import Precedence

CHAIN = (("a", "b"), ("b", "c"), ("a", "c"))
WEIGHTED = (("a", "b", 3), ("b", "c", 1.5))


def score(order: str, pairs: tuple[tuple[Any, ...], ...]) -> Score:
    answer = Answer(relation=Relation.of(("position", "item"), enumerate(order, start=1)))
    reference = Relation.of([f"c{n}" for n in range(len(pairs[0]))], pairs)
    return Precedence().score(answer, Sealed(reference), AnswerSpace())


@pytest.mark.parametrize(
    ("order", "pairs", "share", "zh"),
    [
        ("abc", CHAIN, 1.0, "3 项先后要求中符合 3 项：1 − 0 ÷ 3 = 1.00"),
        ("acb", CHAIN, 2 / 3, "3 项先后要求中符合 2 项：1 − 1 ÷ 3 = 0.67"),
        ("cba", CHAIN, 0.0, "3 项先后要求中符合 0 项：1 − 3 ÷ 3 = 0.00"),
        ("bac", WEIGHTED, 1 / 3, "2 项先后要求中符合 1 项，按权重计：1 − 3 ÷ 4.5 = 0.33"),
        ("acb", WEIGHTED, 2 / 3, "2 项先后要求中符合 1 项，按权重计：1 − 1.5 ÷ 4.5 = 0.67"),
    ],
)
def test_violated_pairs_cost_their_weight(
    order: str, pairs: tuple[tuple[Any, ...], ...], share: float, zh: str
) -> None:
    result = score(order, pairs)

    assert result.share == pytest.approx(share)
    assert result.arithmetic.zh == zh


@given(order=st.permutations("abcxyz"))
def test_steps_without_a_pair_may_stand_anywhere(order: list[str]) -> None:
    needed = "".join(step for step in order if step in "abc")

    assert score("".join(order), CHAIN).share == score(needed, CHAIN).share


@given(order=st.permutations("abc"))
def test_the_reverse_of_an_order_earns_what_the_order_lost(order: list[str]) -> None:
    there, back = score("".join(order), CHAIN), score("".join(order[::-1]), CHAIN)

    assert there.share + back.share == pytest.approx(1)


def test_a_finding_says_which_of_the_two_came_first() -> None:
    right, wrong, _ = score("acb", CHAIN).findings

    assert (right.item, right.given, right.expected) == ("a/b", "a", "a")
    assert (wrong.item, wrong.given, wrong.expected) == ("b/c", "c", "b")


@pytest.mark.parametrize(
    ("pairs", "sentence"),
    [
        ([("a", "d")], "`d` is not a step of this decision."),
        ([("a", "b", -1)], "The weight of `a/b` is not a number above 0."),
        ([("a", "b"), ("a", "b")], "The reference names pair `a/b` 2 times."),
        ([("a", "a")], "The pairs go round in a circle: `a` → `a`."),
        ([("a",)], "The reference needs the columns (before, after) or (before, after, weight);"
         " it has 1."),
    ],
)  # fmt: skip
def test_a_reference_that_cannot_be_scored_is_explained(
    pairs: list[tuple[Any, ...]], sentence: str
) -> None:
    reference = Relation.of([f"c{n}" for n in range(len(pairs[0]))], pairs)

    assert Precedence().check_reference(reference, AnswerSpace(items=tuple("abc"))) == sentence


def test_a_circle_of_three_is_shown() -> None:
    reference = Relation.of(("before", "after"), [("a", "b"), ("b", "c"), ("c", "a")])

    fault = Precedence().check_reference(reference, AnswerSpace(items=tuple("abc")))

    assert fault is not None
    assert fault.startswith("The pairs go round in a circle:")
    assert all(f"`{step}`" in fault for step in "abc")
