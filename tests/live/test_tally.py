"""Counting: every answer is counted once, in the bar it belongs to."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.live.tally import EACH, binned, figure, fits_a_phone, tallies
from sandbox.model.decision import Setting
from sandbox.model.relation import Relation
from tests.contracts.examples import EXAMPLES
from tests.fakes import decision, options

SEVEN = Setting(seed=7)
TWO = {"zh": "次", "en": "times"}

numbers = st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=60)
days = st.lists(st.dates(date(2020, 1, 1), date(2030, 1, 1)), min_size=1, max_size=60)


def counts(found, at: int = 0) -> dict[str, int]:
    return {bar.key: bar.count for bar in found[at].bars}


def test_picks_are_counted_with_those_that_nobody_chose() -> None:
    asked = decision("single_choice", options=options("a", "b", "c"), reference={"fixed": ["a"]},
                     scorer={"kind": "by_hand"})  # fmt: skip
    given_ = [Relation.of(("question", "choice"), [("choice", each)]) for each in "aab"]

    assert counts(tallies(asked, SEVEN, given_)) == {"a": 2, "b": 1, "c": 0}


def test_several_options_of_one_person_are_counted_side_by_side() -> None:
    asked = decision("multiple_choice", options=options("a", "b", "c"), reference={"fixed": ["a"]},
                     scorer={"kind": "by_hand"})  # fmt: skip
    given_ = [Relation.of(("choice",), list(each)) for each in ("ab", "b", "bc")]
    (found,) = tallies(asked, SEVEN, given_)

    assert counts((found,)) == {"a": 1, "b": 3, "c": 1}
    assert found.of == 3


def test_an_order_is_counted_place_by_place() -> None:
    asked = decision("ordering", options=options("a", "b"), reference={"fixed": [["a", "b"]]},
                     scorer={"kind": "precedence"})  # fmt: skip
    given_ = [Relation.of(("position", "item"), enumerate(each, 1)) for each in ("ab", "ab", "ba")]
    found = tallies(asked, SEVEN, given_)

    assert [tally.label.zh for tally in found] == ["第 1 位", "第 2 位"]
    assert counts(found) == {"a": 2, "b": 1}
    assert counts(found, 1) == {"a": 1, "b": 2}


def test_divided_totals_show_amounts_and_their_mean() -> None:
    asked = decision("allocation", items=options("a", "b"), total=10, unit=TWO,
                     reference={"fixed": {"a": 5, "b": 5}}, scorer={"kind": "tolerance"})  # fmt: skip
    given_ = [Relation.of(("id", "amount"), [("a", n), ("b", 10 - n)]) for n in (2.0, 2.0, 5.0)]
    found = tallies(asked, SEVEN, given_)

    assert found[0].label.zh == "选项a（平均 3 次）"
    assert counts(found) == {"2": 2, "5": 1}


def test_a_wide_matrix_counts_what_was_given_most() -> None:
    asked = decision("responsibility_matrix", items=options("t"),
                     bodies=options("p", "q", "r", "s"), reference={"fixed": [["t", "p", "A"]]},
                     scorer={"kind": "responsibility"})  # fmt: skip
    columns = ("task", "body", "role")
    given_ = [Relation.of(columns, [("t", "p", "A"), ("t", "q", "C")]),
              Relation.of(columns, [("t", "p", "A")])]  # fmt: skip
    (found,) = tallies(asked, SEVEN, given_)

    assert [(bar.key, bar.count) for bar in found.bars] == [("p.A", 2), ("q.C", 1)]


def test_before_anybody_has_answered_all_bars_are_empty() -> None:
    asked = decision("single_choice", options=options("a", "b"), reference={"fixed": ["a"]},
                     scorer={"kind": "by_hand"})  # fmt: skip
    (found,) = tallies(asked, SEVEN, [])

    assert [bar.count for bar in found.bars] == [0, 0]
    assert found.of == 0


@given(numbers)
def test_every_number_falls_into_exactly_one_bar(values: list[float]) -> None:
    bars = binned(values, figure)

    assert sum(bar.count for bar in bars) == len(values)
    assert len(bars) <= EACH


@given(days)
def test_every_day_falls_into_exactly_one_bar_whose_ends_are_days(values: list[date]) -> None:
    spelt = [float(each.toordinal()) for each in values]
    bars = binned(spelt, lambda n: date.fromordinal(int(n)).isoformat(), whole=True)

    assert sum(bar.count for bar in bars) == len(values)
    for bar in bars:
        ends = [date.fromisoformat(each) for each in bar.key.split(" – ")]
        held = sum(ends[0] <= each <= ends[-1] for each in values)
        assert bar.count == held


@given(st.lists(st.integers(1, EACH), min_size=1))
def test_few_different_numbers_have_a_bar_each(values: list[int]) -> None:
    bars = binned([float(each) for each in values], figure)

    assert {bar.key: bar.count for bar in bars} == {str(k): n for k, n in Counter(values).items()}


@pytest.mark.parametrize("kind", ["sql_query", "reason_text", "rule_set"])
def test_what_needs_a_keyboard_does_not_fit_a_phone(kind: str) -> None:
    example = next(each for each in EXAMPLES if each.decision.kind == kind)

    assert not fits_a_phone(example.decision, example.setting)


def test_how_sure_one_was_is_not_asked_once_the_answer_has_been_shown() -> None:
    asked = decision("confidence", about="attribute", scorer={"kind": "brier"},
                     reference={"earlier": {"of": "attribute"}})  # fmt: skip

    assert not fits_a_phone(asked, SEVEN)
