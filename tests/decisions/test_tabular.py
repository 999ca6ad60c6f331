"""Mapping, cases, responsibilities, masking and reasons: rows are read whole or sent back."""

from typing import Any

import pytest

from sandbox.model.answer import Answer, Rejection
from sandbox.model.decision import Setting
from sandbox.model.relation import Relation
from tests.fakes import decision, options


def made(kind: str, **fields: Any) -> Any:
    return decision(kind, reference={"fixed": ["x"]}, scorer={"kind": "by_hand"}, **fields)


MAPPING = made("mapping", items=options("sfz", "bz"), targets=options("number", "name"))
CASES = made("case_queue", items=options("c1", "c2"), decisions=options("stop", "go"),
             reasons=options("dead", "alive"))  # fmt: skip
ROLES = made("responsibility_matrix", items=options("share", "use"),
             bodies=options("police", "health"))  # fmt: skip
MASK = made("masking", levels=options("keep", "band", "drop"), fields=[
    options("name")[0] | {"levels": ["keep", "drop"]}, options("age")[0]])  # fmt: skip
WHY = made("reason_text", rubric=options("law"), longest=50)
DONE = {"decision": "stop", "reason": "dead"}


@pytest.mark.parametrize(
    ("kind", "raw", "where", "zh", "en"),
    [
        (MAPPING, {"targets": {"sfz": "number"}}, "bz",
         "还有 1 个字段没有选定去向，请从“选项bz”开始补齐；没有对应的，请选“不对应任何目标字段”。",
         "1 field still needs a target; please start with “Option bz”. Where nothing fits, choose"
         " “No target field”."),
        (CASES, {"cases": {"c1": DONE, "c2": {"decision": "go"}}}, "c2",
         "还有 1 个案件没有处理完，请从“选项c2”开始，它还缺理由。",
         "1 case is not finished yet; please start with “Option c2”, which still needs a reason."),
        (ROLES, {"roles": {"share": {"police": "A"}, "use": {}}}, "use",
         "还有 1 项任务没有指定任何单位，请从“选项use”开始补填。",
         "1 task has nobody yet; please start with “Option use”."),
        (MASK, {"levels": {"name": "keep"}}, "age",
         "还有 1 个字段没有选定处理方式，请从“选项age”开始补齐。",
         "1 field still needs a level; please start with “Option age”."),
        (WHY, {"text": "好"}, "text", "请用一两句话写明理由，再提交。",
         "Please give your reason in a sentence or two before submitting."),
        (WHY, {"text": "依" * 53}, "text", "最多 50 字，现在有 53 字，请删去 3 字。",
         "There is room for 50 characters and you have written 53; please cut 3."),
    ],
)  # fmt: skip
def test_what_is_missing_is_named(kind: Any, raw: Any, where: str, zh: str, en: str) -> None:
    refusal = kind.parse(raw, Setting(items=kind.written_items()))

    assert isinstance(refusal, Rejection)
    assert (refusal.where, refusal.text.zh, refusal.text.en) == (where, zh, en)


@pytest.mark.parametrize(
    ("kind", "raw", "rows"),
    [
        (MAPPING, {"targets": {"bz": "none", "sfz": "number"}}, (("sfz", "number"),)),
        (CASES, {"cases": {"c2": {"reason": "alive", "decision": "go"}, "c1": DONE}},
         (("c1", "stop", "dead"), ("c2", "go", "alive"))),
        (ROLES, {"roles": {"share": {"health": "A", "police": "A"}, "use": {"police": "R"}}},
         (("share", "police", "A"), ("share", "health", "A"), ("use", "police", "R"))),
        (MASK, {"levels": {"age": "band", "name": "drop"}}, (("name", "drop"), ("age", "band"))),
        (WHY, {"text": "  依据第十四条。 "}, (("依据第十四条。",),)),
    ],
)  # fmt: skip
def test_a_whole_answer_follows_the_authors_order(kind: Any, raw: Any, rows: Any) -> None:
    answer = kind.parse(raw, Setting(items=kind.written_items()))

    assert isinstance(answer, Answer), answer
    assert answer.relation.rows == rows


@pytest.mark.parametrize(
    ("kind", "raw"),
    [
        (MAPPING, {"targets": {"sfz": "colour", "bz": "none"}}),
        (CASES, {"cases": {"c1": DONE, "c2": DONE | {"decision": "dead"}}}),
        (CASES, {"cases": {"c1": DONE, "c2": DONE | {"note": "x"}}}),
        (ROLES, {"roles": {"share": {"police": "B"}, "use": {"police": "A"}}}),
        (MASK, {"levels": {"name": "band", "age": "keep"}}),
    ],
)
def test_what_the_form_never_offered_is_stale(kind: Any, raw: Any) -> None:
    refusal = kind.parse(raw, Setting(items=kind.written_items()))

    assert isinstance(refusal, Rejection)
    assert "刷新页面" in refusal.text.zh


@pytest.mark.parametrize(
    ("kind", "written", "raw"),
    [
        (MAPPING, {"all": "name"}, {"targets": {"sfz": "name", "bz": "name"}}),
        (MAPPING, Relation.of(("s", "t"), [("sfz", "number")]),
         {"targets": {"sfz": "number", "bz": "none"}}),
        (CASES, {"all": ["stop", "dead"]}, {"cases": {"c1": DONE, "c2": DONE}}),
        (CASES, Relation.of(("id", "d", "r"), [("c1", "stop", "dead")]), {"cases": {"c1": DONE}}),
        (ROLES, {"use": {"police": "A"}}, {"roles": {"use": {"police": "A"}}}),
        (ROLES, Relation.of(("t", "b", "r"), [("use", "police", "none|C"), ("use", "health", "A|R")]),
         {"roles": {"use": {"health": "A"}}}),
        (MASK, {"all": "band"}, {"levels": {"name": "drop", "age": "band"}}),
    ],
)  # fmt: skip
def test_an_author_writes_answers_briefly(kind: Any, written: Any, raw: Any) -> None:
    assert kind.raw(written, Setting(items=kind.written_items())) == raw


def test_a_field_is_offered_only_what_it_allows() -> None:
    (grid,) = MASK.controls(Setting(seed=1))

    assert grid.only == {"name": ("keep", "drop")}


def test_a_rubric_is_no_part_of_the_form() -> None:
    assert "law" not in repr(WHY.controls(Setting()))
    assert WHY.points == 10
    assert WHY.model_copy(update={"points": 0}).points == 0
