"""Thresholds, allocation, selection, linkage settings and confidence: bounds and budgets."""

from typing import Any

import pytest
from pydantic import ValidationError

from sandbox.decisions import Scale
from sandbox.model.answer import Answer, Rejection
from sandbox.model.decision import Setting
from tests.fakes import decision, options

UNIT = {"zh": "万元", "en": "ten thousand yuan"}


def made(kind: str, **fields: Any) -> Any:
    return decision(kind, reference={"fixed": ["x"]}, scorer={"kind": "by_hand"}, **fields)


LIMITS = made(
    "thresholds", ascending=True,
    thresholds=[one | {"low": 0, "high": 1, "step": 0.1} for one in options("low", "up")],
)  # fmt: skip
VISITS = made("allocation", items=options("a", "b"), total=20, step=5,
              unit={"zh": "次", "en": "visits"})  # fmt: skip
WEIGHTS = made("allocation", items=options("a", "b"), total=100, spend="all",
               unit={"zh": "%", "en": "%"})  # fmt: skip
PROJECTS = made(
    "selection", budget=1000, unit=UNIT,
    options=[one | more for one, more in zip(options("base", "app", "wall"), (
        {"cost": 620}, {"cost": 300, "requires": ["base"], "excludes": ["wall"]}, {"cost": 465.5},
    ), strict=True)],
)  # fmt: skip
SURE = made("confidence", about="attribute")


@pytest.mark.parametrize(
    ("kind", "raw", "where", "zh", "en"),
    [
        (LIMITS, {"low": 0.8, "up": 0.3}, "low", "“选项low”不能高于“选项up”，请调整其中一个。",
         "“Option low” may not lie above “Option up”; please move one of them."),
        (LIMITS, {"low": 0.25, "up": 0.3}, "low",
         "“选项low”可设为 0 到 1，每档相差 0.1，请重新选定。",
         "“Option low” takes values from 0 to 1 in steps of 0.1; please set it again."),
        (LIMITS, {"up": 0.3}, "low", "“选项low”还没有设定，请先拖动滑块选定一个值。",
         "“Option low” is not set yet; please move its slider to a value."),
        (VISITS, {"amounts": {"a": 15, "b": 10}}, "amounts",
         "已分配 25 次，比总量 20 次多出 5 次，请减少一些。",
         "You have given away 25 visits, which is 5 visits more than the 20 visits there are;"
         " please take some back."),
        (VISITS, {"amounts": {"a": 7}}, "a", "“选项a”可填 0 到 20，每档相差 5，请再看一下。",
         "“Option a” takes amounts from 0 to 20 in steps of 5; please look at it again."),
        (VISITS, {"amounts": {"a": -5}}, "a", "“选项a”可填 0 到 20，每档相差 5，请再看一下。",
         "“Option a” takes amounts from 0 to 20 in steps of 5; please look at it again."),
        (WEIGHTS, {"amounts": {"a": 60}}, "amounts",
         "已分配 60 %，还剩 40 %；本题要把 100 %全部分完。",
         "You have given away 60 % and 40 % are left; please divide all 100 %."),
        (PROJECTS, {"choices": ["base", "wall"]}, "choices",
         "所选合计 1,085.5 万元，预算为 1,000 万元，超出 85.5 万元，请减少几项。",
         "Your choice costs 1,085.5 ten thousand yuan, which is 85.5 ten thousand yuan over the"
         " budget of 1,000 ten thousand yuan; please drop something."),
        (PROJECTS, {"choices": ["app"]}, "base",
         "选“选项app”要以“选项base”为前提，请一并选上，或都不选。",
         "“Option app” builds on “Option base”; please choose both or neither."),
        (PROJECTS, {"choices": ["app", "base", "wall"]}, "wall",
         "“选项app”与“选项wall”只能选其中一项，请去掉一项。",
         "“Option app” and “Option wall” exclude each other; please drop one of them."),
        (SURE, {"confidence": 40}, "confidence",
         "把握程度可选 50% 到 100%，每档相差 5%，请重新选定。",
         "Confidence runs from 50% to 100% in steps of 5%; please set it again."),
    ],
)  # fmt: skip
def test_bounds_and_budgets_are_explained(
    kind: Any, raw: Any, where: str, zh: str, en: str
) -> None:
    refusal = kind.parse(raw, Setting())

    assert isinstance(refusal, Rejection)
    assert (refusal.where, refusal.text.zh, refusal.text.en) == (where, zh, en)


@pytest.mark.parametrize(
    ("kind", "raw", "rows"),
    [
        (LIMITS, {"low": "0.30000000000000004", "up": 0.3}, (("low", 0.3), ("up", 0.3))),
        (VISITS, {"amounts": {"b": "５"}}, (("a", 0.0), ("b", 5.0))),
        (WEIGHTS, {"amounts": {"a": 60, "b": 40}}, (("a", 60.0), ("b", 40.0))),
        (PROJECTS, {"choices": ["app", "base", "app"]}, (("base",), ("app",))),
        (SURE, {"confidence": 85}, (("attribute", 85.0),)),
    ],
)
def test_what_keeps_to_them_is_taken(kind: Any, raw: Any, rows: Any) -> None:
    answer = kind.parse(raw, Setting())

    assert isinstance(answer, Answer), answer
    assert answer.relation.rows == rows


@pytest.mark.parametrize("money", [700.0, 1000.0])
def test_a_budget_may_come_from_the_world(money: float) -> None:
    asked = made(
        "selection", budget={"sql": "SELECT je FROM zj"}, unit=UNIT,
        options=[one | {"cost": 400} for one in options("a", "b")],
    )  # fmt: skip
    setting = Setting(limit=money)

    assert asked.limit_source().sql == "SELECT je FROM zj"
    assert asked.controls(setting)[0].budget == money
    assert isinstance(asked.parse({"choices": ["a"]}, setting), Answer)
    refused = asked.parse({"choices": ["a", "b"]}, setting)
    assert isinstance(refused, Answer if money == 1000 else Rejection)
    tried = [set(each.column("choice")) for each in asked.actions(setting).all()]
    assert ({"a", "b"} in tried) is (money == 1000)


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("thresholds", {"thresholds": [options("a")[0] | {"low": 1, "high": 1, "step": 1}]}),
        ("thresholds", {"thresholds": [
            options("a")[0] | {"low": 0, "high": 1, "step": 0.1, "start": 0.25}]}),
        ("allocation", {"items": options("a"), "total": 10, "step": 3, "unit": UNIT}),
        ("selection", {"options": [options("a")[0] | {"requires": ["b"]}, *options("c")]}),
        ("selection", {"options": [options("a")[0] | {"excludes": ["a"]}, *options("c")]}),
        ("selection", {"options": options("a", "b"), "budget": 5}),
        ("selection", {"options": options("a", "b"), "budget": {"sql": ""}, "unit": UNIT}),
        ("selection", {"options": options("a", "b"), "budget": 0, "unit": UNIT}),
        ("masking", {"fields": [options("a")[0] | {"levels": ["hide"]}],
                     "levels": options("keep", "drop")}),
        ("mapping", {"items": options("a"), "targets": options("none", "b")}),
        ("case_queue", {"items": options("a"), "decisions": options("x", "y"),
                        "reasons": options("x", "z")}),
        ("rule_set", {"fields": [options("a")[0] | {"type": "choice"}]}),
    ],
)  # fmt: skip
def test_an_author_who_asks_the_impossible_is_stopped(kind: str, fields: Any) -> None:
    with pytest.raises(ValidationError):
        made(kind, **fields)


def test_a_scale_counts_without_dust_and_ends_at_its_end() -> None:
    scale = Scale(low=0, high=1, step=0.05)

    assert scale.last == 20
    assert scale.value(3) == 0.15
    assert scale.values(every=8) == (0.0, 0.4, 0.8, 1.0)
    assert scale.beside(0.0) == (0.05,)
    assert [scale.place(value) for value in (0.15, "0.15", 0.151, 1.05, True, None)] == [
        3, 3, None, None, None, None,
    ]  # fmt: skip
