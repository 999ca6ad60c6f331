"""S8: rows as bags, columns by what they hold, every world counts."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.model.answer import Answer
from sandbox.model.inquiry import Inquiry, Tried
from sandbox.model.reference import Sealed
from sandbox.model.relation import Relation
from sandbox.model.score import AnswerSpace, Score
from sandbox.scorers.query_match import QueryMatch
from sandbox.scorers.query_match.bags import f1_bag

DEAD = Relation.of(("id", "name"), [(n, f"name{n}") for n in range(10)])
ROLL = Relation.of(("id", "name"), [(n, f"name{n}") for n in range(200)])


def rows(columns: str, *lines: tuple[Any, ...]) -> Relation:
    return Relation.of(tuple(columns), lines)


@pytest.mark.parametrize(
    ("expected", "given", "f1"),
    [
        (rows("ab", (1, "x"), (2, "y")), rows("ab", (2, "y"), (1, "x")), 1),
        (rows("ab", (1, "x"), (2, "y")), rows("qp", ("x", 1), ("y", 2)), 1),
        (rows("ab", (1, "x"), (2, "y")), rows("abc", (1, "x", 0), (2, "y", 0)), 1),
        (rows("ab", (1, "x"), (2, "y")), rows("a", (1,), (2,)), 0.5),
        (rows("a", (1,), (1,), (2,)), rows("a", (1,), (2,)), 0.8),
        (rows("a", (1,), (2,)), rows("a", (1,), (1,), (2,)), 0.8),
        (rows("a", (None,)), rows("a", (None,)), 1),
        (rows("a", (0.1 + 0.2,)), rows("a", (0.3,)), 1),
        (rows("a", (3,)), rows("a", (3.0,)), 1),
        (rows("a", (True,)), rows("a", (1,)), 1),
        (rows("a", ("2027-03-15",)), rows("a", ("2027-03-15 00:00:00",)), 1),
        (rows("a", ("3",)), rows("a", (3,)), 0),
        (rows("a"), rows("a"), 1),
        (rows("a"), rows("a", (1,)), 0),
        (rows("a", (1,)), rows("a"), 0),
        # Two columns with the same values in other rows: taken for each other at first.
        (rows("ab", (1, 2), (2, 1), (3, 3)), rows("xy", (2, 1), (1, 2), (3, 3)), 1),
        (rows("ab", (1, 2), (2, 3), (3, 1)), rows("xy", (2, 1), (3, 2), (1, 3)), 1),
    ],
)
def test_results_agree_as_bags_whatever_their_columns_are_called(
    expected: Relation, given: Relation, f1: float
) -> None:
    assert f1_bag(expected, given).f1 == pytest.approx(f1)


def test_numbers_may_lie_apart_by_the_tolerance() -> None:
    pair = rows("a", (10.0,), (20.0,)), rows("a", (10.4,), (20.0,))

    assert f1_bag(*pair).f1 == 0.5
    assert f1_bag(*pair, tolerance=0.5).f1 == 1


@pytest.mark.parametrize(
    ("given", "right"),
    [
        ([1, 2, 3, 4], 4),
        ([4, 3, 2, 1], 1),
        ([2, 1, 3, 4], 3),
        ([1, 9, 2, 3, 4], 4),
        ([1, 1, 2, 3, 4], 4),
        ([], 0),
    ],
)
def test_where_order_counts_the_longest_right_sequence_is_right(
    given: list[int], right: int
) -> None:
    expected = rows("a", (1,), (2,), (3,), (4,))

    assert f1_bag(expected, rows("a", *((n,) for n in given)), ordered=True).right == right


@given(
    st.lists(st.tuples(st.integers(0, 3), st.sampled_from("xyz")), max_size=12),
    st.lists(st.tuples(st.integers(0, 3), st.sampled_from("xyz")), max_size=12),
)
def test_agreement_lies_between_0_and_1_and_is_full_for_the_same_rows(
    one: list[tuple[Any, ...]], other: list[tuple[Any, ...]]
) -> None:
    left, right = rows("ab", *one), rows("ab", *other)

    assert 0 <= f1_bag(left, right).f1 <= 1
    assert f1_bag(left, rows("ab", *one[::-1])).f1 == 1
    assert f1_bag(left, right, ordered=True).right <= f1_bag(left, right).right


def score(given: Relation, **settings: Any) -> Score:
    return QueryMatch(**settings).score(Answer(relation=given), Sealed(DEAD), AnswerSpace())


def test_right_rows_without_needless_columns_earn_everything() -> None:
    result = score(DEAD)

    assert result.share == 1
    assert (
        result.arithmetic.zh
        == "应有 10 行，查到 10 行，查对 10 行，F1 为 1.0000：0.8 × 1.0000 + 0.2 = 1.00"
    )
    assert (
        result.arithmetic.en
        == "10 rows expected, 10 found, 10 right, F1 1.0000: 0.8 × 1.0000 + 0.2 = 1.00"
    )


def test_columns_beyond_the_purpose_cost_a_fifth_unless_they_are_permitted() -> None:
    wide = Relation.of(("id", "name", "illness"), [(*row, "—") for row in DEAD.rows])

    assert score(wide).share == pytest.approx(0.8)
    assert "illness" in score(wide).arithmetic.zh
    assert score(wide, permitted=("Illness",)).share == 1


@pytest.mark.parametrize("lazy", [ROLL, rows("ab"), Relation.of(("id", "name"), ROLL.rows[50:])])
def test_everything_or_nothing_earns_next_to_nothing(lazy: Relation) -> None:
    assert score(lazy).share < 0.1


def test_a_finding_counts_rows_and_quotes_only_the_trainees_own() -> None:
    given = Relation.of(
        ("id", "name"), [*DEAD.rows[:8], (77, "own"), (78, "own"), (79, "own"), (80, "own")]
    )
    (finding,) = score(given).findings

    assert (finding.given, finding.expected) == ("12", "10")
    assert finding.note is not None
    assert finding.note.zh == "多出 4 行，漏掉 2 行；多出的如：77, own; 78, own; 79, own"
    assert "name8" not in finding.note.en


def inquiry(tried: list[Tried], *, ordered: bool = False) -> Sealed:
    other = Relation.of(("id", "name"), [(n, f"name{n}") for n in range(100, 108)])
    return Sealed(
        Inquiry(best=rows("s", ("SELECT 1",)), expected=(DEAD, other), ordered=ordered,
                carry_out=lambda _: tuple(tried))
    )  # fmt: skip


def test_rows_learnt_by_heart_earn_nothing_in_the_other_world() -> None:
    by_heart = [Tried(rows=DEAD), Tried(rows=DEAD)]
    result = QueryMatch().score(
        Answer(relation=rows("s", ("q",))), inquiry(by_heart), AnswerSpace()
    )

    assert result.share == 0
    assert result.arithmetic.zh.startswith("2 套数据取最低：")
    assert [f.item for f in result.findings] == ["rows-1", "rows-2"]


def test_a_query_that_does_not_run_in_one_world_earns_nothing() -> None:
    tried = [Tried(rows=DEAD), Tried(rows=None)]

    assert (
        QueryMatch().score(Answer(relation=rows("s", ("q",))), inquiry(tried), AnswerSpace()).share
        == 0
    )


@pytest.mark.parametrize(
    ("reads", "share"),
    [(("rk.id", "rk.name"), 1.0), (("rk.id", "rk.name", "bl.illness"), 0.8)],
)
def test_reading_what_the_purpose_does_not_allow_costs_a_fifth(
    reads: tuple[str, ...], share: float
) -> None:
    other = Relation.of(("id", "name"), [(n, f"name{n}") for n in range(100, 108)])
    tried = [Tried(rows=each, reads=frozenset(reads)) for each in (DEAD, other)]
    space = AnswerSpace(labels=("rk.id", "rk.name"))

    assert QueryMatch().score(
        Answer(relation=rows("s", ("q",))), inquiry(tried), space
    ).share == pytest.approx(share)


def test_a_result_of_many_rows_is_compared_within_a_moment() -> None:
    many = Relation.of(("id", "a", "b"), [(n, n % 7, f"t{n}") for n in range(5000)])

    assert f1_bag(many, Relation.of(many.columns, many.rows[::-1])).f1 == 1


def test_an_empty_reference_is_explained() -> None:
    assert QueryMatch().check_reference(rows("a"), AnswerSpace()) == "The reference is empty."
    assert QueryMatch().check_reference(DEAD, AnswerSpace()) is None


@pytest.mark.parametrize(
    ("given", "right"),
    [
        ([("a", 1), ("b", 2), ("c", 2), ("d", 3)], 4),
        ([("a", 1), ("c", 2), ("b", 2), ("d", 3)], 4),
        ([("c", 2), ("a", 1), ("b", 2), ("d", 3)], 3),
        ([("d", 3), ("c", 2), ("b", 2), ("a", 1)], 2),
    ],
)
def test_rows_that_tie_may_change_places(given: list[tuple[str, int]], right: int) -> None:
    expected = Relation.of(("who", "n"), [("a", 1), ("b", 2), ("c", 2), ("d", 3)])
    found = f1_bag(expected, Relation.of(("who", "n"), given), ordered=True, keys=(1,))

    assert found.right == right


def test_without_known_keys_every_row_has_its_own_place() -> None:
    expected = Relation.of(("who", "n"), [("b", 2), ("c", 2)])
    turned = Relation.of(("who", "n"), [("c", 2), ("b", 2)])

    assert f1_bag(expected, turned, ordered=True).right == 1
