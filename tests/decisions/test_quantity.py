"""Quantity: a number, or a day, for every item."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.decisions.quantity import Quantity
from sandbox.model.answer import Answer, Rejection
from sandbox.model.control import DateField, NumberField
from sandbox.model.decision import Setting
from sandbox.model.relation import Relation
from sandbox.text import Text
from tests.fakes import decision, options

HERE = Setting(near={"x": "2027-03-01"})


def made(value: str, *items: str) -> Quantity:
    built: Quantity = decision(
        "quantity",
        value=value,
        unit={"zh": "户", "en": "households"},
        items=options(*(items or ("x",))),
        reference={"fixed": {"x": 1}},
        scorer={"kind": "tolerance"},
    )
    return built


def read(value: str, given: Any) -> Any:
    answer = made(value).parse({"x": given}, HERE)
    return answer.relation.rows[0][1] if isinstance(answer, Answer) else None


@pytest.mark.parametrize(
    ("given", "number"),
    [
        (137, 137.0),
        (0, 0.0),
        (-2.5, -2.5),
        ("12", 12.0),
        (" 1,234.5 ", 1234.5),
        ("１２３", 123.0),
        ("−3", -3.0),
        ("+4", 4.0),
    ],
)
def test_numbers_are_read_as_people_write_them(given: Any, number: float) -> None:
    assert read("number", given) == number


@pytest.mark.parametrize(
    "given",
    ["nan", "inf", "1e3", "12%", "12户", "1,23", "1_000", "٣", "9" * 400, 10**400, True, [], {},
     float("nan"), float("inf"), "1 2"],
)  # fmt: skip
def test_what_is_not_a_finite_number_is_refused(given: Any) -> None:
    refusal = made("number").parse({"x": given}, HERE)

    assert isinstance(refusal, Rejection)
    assert refusal.where == "x"
    assert refusal.text.zh == "“选项x”需要填写一个数字，例如 12 或 3.5。"
    assert refusal.text.en == "“Option x” needs a number, such as 12 or 3.5."


@pytest.mark.parametrize(
    "given",
    ["2027-03-05", "2027-3-5", "2027/03/05", "2027.3.5", "2027年3月5日", " ２０２７－０３－０５ "],
)
def test_days_are_read_as_people_write_them(given: str) -> None:
    assert read("date", given) == "2027-03-05"


@pytest.mark.parametrize(
    "given", ["2027-02-30", "05/03/2027", "明天", "2027-03", "2027-03-05 08:00", 20270305, None, []]
)
def test_what_is_not_a_day_is_refused(given: Any) -> None:
    assert isinstance(made("date").parse({"x": given}, HERE), Rejection)


@given(st.dates())
def test_iso_days_are_kept_as_they_are(day: Any) -> None:
    assert read("date", day.isoformat()) == day.isoformat()


def test_empty_fields_are_counted_and_the_first_is_named() -> None:
    refusal = made("number", "x", "y", "z").parse({"x": 0, "y": None, "z": " "}, HERE)

    assert isinstance(refusal, Rejection)
    assert refusal.where == "y"
    assert refusal.text.zh == "还有 2 处没有填写，请从“选项y”开始补填。"
    assert refusal.text.en == "2 fields are still empty; please start with “Option y”."


def test_several_unreadable_fields_are_counted() -> None:
    refusal = made("date", "x", "y").parse({"x": "soon", "y": "later"}, HERE)

    assert isinstance(refusal, Rejection)
    assert refusal.text.zh == (
        "“选项x”需要填写一个存在的日期，例如 2027-03-15。共有 2 处需要调整。"
    )
    assert refusal.text.en == (
        "“Option x” needs a day that exists, such as 2027-03-15. 2 fields need another look."
    )


def test_fields_keep_their_order_and_their_unit() -> None:
    numbers = made("number", "x", "y").controls(HERE)

    assert [field.key for field in numbers] == ["x", "y"]
    assert all(isinstance(field, NumberField) for field in numbers)
    assert [field.unit for field in numbers if isinstance(field, NumberField)] == [
        Text(zh="户", en="households")
    ] * 2


def test_a_calendar_opens_where_the_item_says_and_nowhere_else() -> None:
    days = made("date", "x", "y").controls(HERE)

    assert [day.near for day in days if isinstance(day, DateField)] == ["2027-03-01", None]


@pytest.mark.parametrize(
    ("written", "raw"),
    [
        ({"x": 12}, {"x": 12}),
        ({"all": 3}, {"x": 3}),
        (Relation.of(("id", "value"), [("x", 4.5)]), {"x": 4.5}),
    ],
)
def test_authors_write_a_mapping_one_value_for_all_or_a_query(written: Any, raw: Any) -> None:
    assert made("number").raw(written, HERE) == raw


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        (12, "Write a mapping from item id to number, or `{all: …}`."),
        ({"x": "soon"}, "The value of `x` is not a number."),
        ({"y": 1}, "`y` is not an item of this decision."),
    ],
)
def test_authors_are_told_what_to_write(written: Any, sentence: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        made("number").raw(written, HERE)
