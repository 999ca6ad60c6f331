"""The room's decision: what most want, as an answer that one person could have given."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.live.majority import majority, most_frequent
from sandbox.model.answer import Answer
from sandbox.model.decision import Decision, Setting
from sandbox.model.relation import Relation
from tests.fakes import decision, options

SEED = Setting(seed=7)
UNIT = {"zh": "次", "en": "times"}


def decided(asked: Decision, *raws: dict[str, Any]) -> Relation | None:
    answers = []
    for raw in raws:
        taken = asked.parse(raw, SEED)
        assert isinstance(taken, Answer), taken
        answers.append(taken.relation)
    return majority(asked, SEED, answers)


def by_hand(kind: str, **spec: Any) -> Decision:
    return decision(kind, reference={"fixed": ["x"]}, scorer={"kind": "by_hand"}, **spec)


def test_nobody_decides_nothing() -> None:
    asked = by_hand("single_choice", options=options("a", "b"))

    assert decided(asked) is None


def test_each_row_takes_its_most_frequent_label() -> None:
    asked = by_hand("label_table", items=options("r1", "r2"), labels=options("x", "y"))
    found = decided(
        asked,
        {"labels": {"r1": "x", "r2": "y"}},
        {"labels": {"r1": "x", "r2": "x"}},
        {"labels": {"r1": "y", "r2": "y"}},
    )

    assert found is not None
    assert found.mapping() == {"r1": "x", "r2": "y"}


def test_an_option_is_in_when_at_least_half_the_room_picked_it() -> None:
    asked = by_hand("multiple_choice", options=options("a", "b", "c"))
    found = decided(asked, {"choices": ["a", "b"]}, {"choices": ["a"]}, {"choices": ["b"]},
                    {"choices": ["c"]})  # fmt: skip

    assert found is not None
    assert found.column("choice") == ("a", "b")


def test_where_no_option_reaches_half_the_most_picked_one_stands() -> None:
    asked = by_hand("multiple_choice", options=options("a", "b", "c", "d"))
    found = decided(asked, {"choices": ["a"]}, {"choices": ["b"]}, {"choices": ["c"]},
                    {"choices": ["c"]}, {"choices": ["d"]})  # fmt: skip

    assert found is not None
    assert found.column("choice") == ("c",)


def test_an_order_follows_mean_places() -> None:
    asked = by_hand("ordering", options=options("a", "b", "c"))
    found = decided(asked, {"order": ["a", "b", "c"]}, {"order": ["b", "a", "c"]},
                    {"order": ["b", "c", "a"]})  # fmt: skip

    assert found is not None
    assert found.column("item") == ("b", "a", "c")


def test_numbers_and_days_take_the_lower_median() -> None:
    number = by_hand("quantity", value="number", items=options("n"))
    day = by_hand("quantity", value="date", items=options("d"))

    assert decided(number, {"n": 1}, {"n": 1000}, {"n": 3}, {"n": "２"}) == Relation.of(
        ("id", "value"), [("n", 2.0)]
    )
    assert decided(day, {"d": "2027-03-15"}, {"d": "2027年3月1日"}, {"d": "2030-01-01"}) == (
        Relation.of(("id", "value"), [("d", "2027-03-15")])
    )


def test_a_body_that_most_leave_out_has_no_role() -> None:
    asked = by_hand("responsibility_matrix", items=options("t"), bodies=options("p", "q"))
    found = decided(asked, {"roles": {"t": {"p": "A"}}}, {"roles": {"t": {"p": "A", "q": "C"}}},
                    {"roles": {"t": {"p": "R"}}})  # fmt: skip

    assert found is not None
    assert found.rows == (("t", "p", "A"),)


def test_a_set_over_budget_gives_way_to_the_answer_that_agrees_most() -> None:
    costly = [each | {"cost": 40} for each in options("a", "b", "c")]
    asked = by_hand("selection", options=costly, budget=80, unit=UNIT)
    found = decided(asked, {"choices": ["a", "b"]}, {"choices": ["b", "c"]},
                    {"choices": ["a", "c"]}, {"choices": ["a", "b"]})  # fmt: skip

    assert found is not None
    assert found.column("choice") == ("a", "b")


shares = st.integers(0, 20).flatmap(
    lambda a: st.integers(0, 20 - a).map(lambda b: {"a": a, "b": b, "c": 20 - a - b})
)


@given(st.lists(shares, min_size=1, max_size=30))
def test_mean_amounts_are_whole_steps_and_spend_the_whole_total(
    given_: list[dict[str, int]],
) -> None:
    asked = by_hand("allocation", items=options("a", "b", "c"), total=20, unit=UNIT, spend="all")
    found = decided(asked, *({"amounts": each} for each in given_))

    assert found is not None
    amounts = {str(row): float(amount or 0) for row, amount in found.rows}
    assert sum(amounts.values()) == 20
    for row, amount in amounts.items():
        mean = sum(each[row] for each in given_) / len(given_)
        assert amount == int(amount)
        assert abs(amount - mean) < 1 + 1e-9


@given(st.lists(st.sampled_from("abc"), min_size=1))
def test_nothing_is_more_frequent_than_the_most_frequent(values: list[str]) -> None:
    most = most_frequent(values, "abc")

    assert all(values.count(most) >= values.count(other) for other in "abc")


@pytest.mark.parametrize(("order", "first"), [("ab", "a"), ("ba", "b")])
def test_of_two_that_tie_the_one_offered_first_stands(order: str, first: str) -> None:
    assert most_frequent("abab", order) == first
