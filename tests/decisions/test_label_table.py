"""Label table: every row of a table receives one label."""

import re
from typing import Any

import pytest

from sandbox.decisions.label_table import LabelTable
from sandbox.model.answer import Answer, Rejection
from sandbox.model.control import Choice
from sandbox.model.decision import Setting
from sandbox.model.relation import Relation
from sandbox.text import Text
from tests.fakes import decision, options

SQL = {"sql": "SELECT zy_id AS id, mc AS zh, mc_en AS en FROM ml"}
WORLD = Setting(
    seed=101,
    items=tuple(
        Choice(id=f"r{n}", label=Text(zh=f"目录{n}", en=f"Entry {n}")) for n in range(1, 5)
    ),
)


def made(items: Any = SQL) -> LabelTable:
    built: LabelTable = decision(
        "label_table",
        items=items,
        labels=options("none", "some", "all"),
        reference={"fixed": {"r1": "none", "r2": "some", "r3": "all", "r4": "none"}},
        scorer={"kind": "nominal_chance_corrected"},
    )
    return built


def test_rows_follow_the_query_and_labels_the_author() -> None:
    (grid,) = made().controls(WORLD)

    assert [row.id for row in grid.rows] == ["r1", "r2", "r3", "r4"]
    assert [label.id for label in grid.labels] == ["none", "some", "all"]


def test_written_rows_are_shown_by_seed_but_answered_in_the_authors_order() -> None:
    table = made(options("w1", "w2", "w3", "w4"))
    shown = {
        tuple(row.id for row in table.controls(Setting(seed=seed))[0].rows) for seed in range(20)
    }
    answer = table.parse({"labels": dict.fromkeys(("w3", "w1", "w4", "w2"), "some")}, Setting())

    assert len(shown) > 1
    assert isinstance(answer, Answer)
    assert answer.relation.column("id") == ("w1", "w2", "w3", "w4")


@pytest.mark.parametrize(
    ("labels", "where", "zh", "en"),
    [
        (None, "r1", "还有 4 行没有选定标签，请从“目录1”开始补齐。",
         "4 rows still need a label; please start with “Entry 1”."),
        ({"r1": "some", "r3": "all"}, "r2", "还有 2 行没有选定标签，请从“目录2”开始补齐。",
         "2 rows still need a label; please start with “Entry 2”."),
        ({"r1": "some", "r2": "all", "r3": "all", "r4": ""}, "r4",
         "还有 1 行没有选定标签，请从“目录4”开始补齐。",
         "1 row still needs a label; please start with “Entry 4”."),
    ],
)  # fmt: skip
def test_rows_without_a_label_are_counted_and_the_first_is_named(
    labels: Any, where: str, zh: str, en: str
) -> None:
    refusal = made().parse({"labels": labels}, WORLD)

    assert isinstance(refusal, Rejection)
    assert (refusal.where, refusal.text.zh, refusal.text.en) == (where, zh, en)


@pytest.mark.parametrize(
    ("labels", "where"),
    [
        ({"r1": "some", "r9": "some"}, "labels"),
        ({"r1": "some", "r2": "most", "r3": "all", "r4": "all"}, "r2"),
        ({"r1": ["some"], "r2": "all", "r3": "all", "r4": "all"}, "r1"),
        (["some"], "labels"),
    ],
)
def test_unknown_rows_and_labels_are_refused(labels: Any, where: str) -> None:
    refusal = made().parse({"labels": labels}, WORLD)

    assert isinstance(refusal, Rejection)
    assert refusal.where == where


@pytest.mark.parametrize(
    ("written", "labels"),
    [
        ({"r1": "all"}, {"r1": "all"}),
        ({"all": "none"}, dict.fromkeys(("r1", "r2", "r3", "r4"), "none")),
        (Relation.of(("id", "label"), [("r2", "some")]), {"r2": "some"}),
    ],
)
def test_authors_write_a_mapping_one_label_for_all_or_a_query(
    written: Any, labels: dict[str, str]
) -> None:
    assert made().raw(written, WORLD) == {"labels": labels}


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("none", "Write a mapping from item id to label id, or `{all: …}`."),
        ({"r9": "none"}, "`r9` is not an item of this decision."),
        ({"all": "non"}, "`non` is not a label of this decision. Did you mean `none`?"),
    ],
)
def test_authors_are_told_what_to_write(written: Any, sentence: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        made().raw(written, WORLD)


def test_a_row_called_all_is_a_row() -> None:
    table = made(options("all", "other"))

    assert table.raw({"all": "some"}, Setting()) == {"labels": {"all": "some"}}


def test_items_come_from_the_world_or_from_the_author() -> None:
    source, written = made(), made(options("w1", "w2"))

    assert source.item_source() is not None
    assert source.written_items() == ()
    assert written.item_source() is None
    assert [item.id for item in written.written_items()] == ["w1", "w2"]
