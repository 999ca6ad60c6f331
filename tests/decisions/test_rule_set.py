"""Rule set: conditions become a safe query, and each is refused kindly where it cannot."""

from typing import Any

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.authoring.sql import Query, examine
from sandbox.decisions.rule_set import RuleSet
from sandbox.errors import SandboxError
from sandbox.model.answer import Answer, Rejection
from sandbox.model.decision import Setting
from sandbox.model.relation import Relation
from tests.fakes import decision, options

ROWS = [
    (1, 3, "2027-02-01", "yes"),
    (2, 1, "2026-05-01", "unknown"),
    (3, None, "2026-12-31", "no"),
    (4, 2, None, None),
]


def made(**more: Any) -> RuleSet:
    fields = [
        {"id": "sources", "label": {"zh": "来源数", "en": "Sources"}, "column": "n_src"},
        {"id": "last-seen", "label": {"zh": "最近认证", "en": "Last seen"}, "type": "date"},
        {"id": "same", "label": {"zh": "姓名一致", "en": "Same name"}, "type": "choice",
         "choices": options("yes", "no", "unknown")},
    ]  # fmt: skip
    built: RuleSet = decision(
        "rule_set", fields=fields, reference={"fixed": ["x"]}, scorer={"kind": "by_hand"}, **more
    )
    return built


def form(*rows: tuple[Any, Any, Any], combine: str | None = "all") -> dict[str, Any]:
    cells = [dict(zip(("field", "op", "value"), row, strict=True)) for row in rows]
    return {"conditions": {f"c{n}": c for n, c in enumerate(cells, start=1)}, "combine": combine}


def rows_of(answer: Answer | Rejection) -> list[int]:
    assert isinstance(answer, Answer), answer
    query = made(over="roll").picks(answer.relation)
    with duckdb.connect() as connection:
        connection.execute(
            'CREATE TABLE roll (id INTEGER, n_src INTEGER, "last_seen" DATE, same VARCHAR)'
        )
        connection.executemany("INSERT INTO roll VALUES (?, ?, ?, ?)", ROWS)
        return sorted(row[0] for row in connection.execute(query).fetchall())


@pytest.mark.parametrize(
    ("combine", "rows", "found"),
    [
        ("all", [("sources", "ge", "2")], [1, 4]),
        ("all", [("sources", "lt", 2.5)], [2, 4]),
        ("all", [("sources", "ne", "２")], [1, 2]),
        ("all", [("last-seen", "gt", "2026-12-30")], [1, 3]),
        ("all", [("same", "eq", "选项yes")], [1]),
        ("all", [("same", "ne", "yes")], [2, 3]),
        ("all", [("sources", "ge", "1"), ("same", "eq", "unknown")], [2]),
        ("any", [("sources", "ge", "3"), ("same", "eq", "no")], [1, 3]),
    ],
)
def test_a_rule_finds_its_rows_and_unknown_is_not_no(
    combine: str, rows: list[tuple[Any, Any, Any]], found: list[int]
) -> None:
    assert rows_of(made().parse(form(*rows, combine=combine), Setting())) == found


def test_only_canonical_values_become_part_of_the_query() -> None:
    answer = made().parse(form(("sources", "ge", "２"), ("same", "eq", "no")), Setting())
    assert isinstance(answer, Answer)

    query = made(over="truth.roll").picks(answer.relation)
    assert query == """SELECT * FROM truth.roll WHERE "n_src" >= 2.0 AND "same" = 'no'"""


@pytest.mark.parametrize(
    "row",
    [
        ("c1", "sources", "ge", "1 OR 1=1"),
        ("c1", 'n_src" = 1 --', "ge", "1"),
        ("c1", "sources", ">= 1 OR 1=1 --", "1"),
        ("c1", "same", "gt", "yes"),
        ("c1", "same", "eq", "no' OR ''='"),
        ("c1", None, None, None),
    ],
)
def test_what_no_form_could_give_becomes_no_query(row: tuple[Any, ...]) -> None:
    smuggled = Relation.of(("slot", "field", "op", "value"), [("combine", None, "all", None), row])

    with pytest.raises(SandboxError):
        made(over="roll").picks(smuggled)


def test_a_rule_without_a_word_on_how_it_combines_is_no_query() -> None:
    loose = Relation.of(("slot", "field", "op", "value"), [("c1", "sources", "ge", "1")])

    with pytest.raises(SandboxError, match="how its conditions combine"):
        made(over="roll").picks(loose)


@given(value=st.text(max_size=30), op=st.text(max_size=5), field=st.text(max_size=10))
def test_a_query_reads_the_table_of_the_decision_and_nothing_else(
    value: str, op: str, field: str
) -> None:
    answer = made().parse(form((field, op, value), ("sources", "ge", value)), Setting())
    if isinstance(answer, Answer):
        found = examine(made(over="roll").picks(answer.relation))
        assert isinstance(found, Query)
        assert found.single
        assert found.tables == (("", "roll"),)
        assert found.functions == ()


def test_a_rule_is_not_carried_out_over_no_table() -> None:
    answer = made().parse(form(("sources", "ge", "1")), Setting())
    assert isinstance(answer, Answer)

    with pytest.raises(SandboxError):
        made().picks(answer.relation)


@pytest.mark.parametrize(
    ("raw", "where", "zh"),
    [
        (form(), "conditions", "规则里还没有条件，请至少写好 1 个条件。"),
        (form(("sources", None, "2")), "c1", "条件 1 还缺“比较”，请补齐，或把这一行清空。"),
        (form(("sources", "ge", "很多")), "c1", "条件 1 中的“来源数”可填：数字。"),
        (form(("last-seen", "ge", "2027-02-30")), "c1",
         "条件 1 中的“最近认证”可填：日期，如 2027-03-01。"),
        (form(("same", "eq", "maybe")), "c1",
         "条件 1 中的“姓名一致”可填：选项yes、选项no、选项unknown。"),
        (form(("same", "ge", "yes")), "c1",
         "条件 1 中的“姓名一致”分不出大小，只能用“=”或“≠”比较。"),
        (form(("sources", "ge", "2"), combine=None), "combine",
         "请选定这些条件怎样组合：同时满足，还是满足任一条即可。"),
    ],
)  # fmt: skip
def test_a_rule_that_cannot_be_read_is_sent_back_with_a_sentence(
    raw: Any, where: str, zh: str
) -> None:
    refusal = made().parse(raw, Setting())

    assert isinstance(refusal, Rejection)
    assert (refusal.where, refusal.text.zh) == (where, zh)


def test_empty_rows_between_conditions_close_up_and_repeated_ones_count_once() -> None:
    raw = {"combine": "any", "conditions": {
        "c2": {"field": "sources", "op": "ge", "value": "2"}, "c3": {},
        "c5": {"field": "sources", "op": "ge", "value": 2.0},
        "c6": {"field": "same", "op": "eq", "value": "no"}}}  # fmt: skip
    answer = made().parse(raw, Setting())
    assert isinstance(answer, Answer)

    assert answer.relation.rows == (
        ("combine", None, "any", None), ("c1", "sources", "ge", "2"), ("c2", "same", "eq", "no"),
    )  # fmt: skip


@pytest.mark.parametrize(
    "written",
    [{"all": [["source", "ge", 2]]}, {"all": [["sources", "over", 2]]}, {"both": []}, [["x"]],
     {"all": [["sources", "ge", "many"]]}, {"all": [["sources", "ge", 1]] * 9}],
)  # fmt: skip
def test_an_author_is_told_what_a_rule_looks_like(written: Any) -> None:
    with pytest.raises(ValueError, match=r"[.?]$"):
        made().raw(written, Setting())
