"""Tables made by an author's query: read in order of need, and faults shown in their file."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sandbox.authoring.load import Examined

Look = Callable[[Path], Examined]
HEADS = "label: {zh: 表, en: Table}\ncolumns:\n  id: {zh: 编号, en: Id}\n"


def write(folder: Path, stem: str, sql: str, heads: str | None = HEADS) -> None:
    (folder / "tables" / f"{stem}.sql").write_text(sql, "utf-8")
    if heads is not None:
        (folder / "tables" / f"{stem}.yaml").write_text(heads, "utf-8")


def problems(found: Examined, code: str) -> list[str]:
    return [p.render("en") for p in found.problems if p.code == code]


def test_tables_are_made_in_the_order_in_which_they_need_each_other(
    village: Path, look: Look
) -> None:
    write(village, "a", "SELECT id FROM truth.b")
    write(village, "truth_b", "SELECT id FROM c JOIN visits USING (id)")
    write(village, "c", "SELECT id FROM ml WHERE draw('x', id) < 0.5")
    loaded = look(village).loaded

    assert loaded is not None
    order = [(table.spec.name, table.spec.truth) for table in loaded.brought.derived]
    assert order == [("c", False), ("b", True), ("a", False)]


def test_the_key_changes_with_a_query(village: Path, look: Look) -> None:
    digests = set()
    for sql in ("SELECT id FROM ml", "SELECT id FROM hj"):
        write(village, "a", sql)
        loaded = look(village).loaded
        assert loaded is not None
        digests.add((loaded.digest, loaded.key_digest))

    assert len({digest for digest, _ in digests}) == len({key for _, key in digests}) == 2


@pytest.mark.parametrize(
    ("sql", "code", "said"),
    [
        ("SELECT id\nFROM mll", "S143", "a.sql:2:6"),
        ("SELECT id\nFROM ml WHERE", "S140", "a.sql:2"),
        ("SELECT 1 AS id; SELECT 2", "S141", "exactly one query"),
        ("SELECT id, 1 AS more FROM ml", "S179", "lists id"),
        ("SELECT * FROM 'x.csv'", "S144", "cannot be used"),
        ("SELECT id FROM a", "S180", "a → a"),
    ],
)
def test_a_fault_is_shown_where_it_stands(
    village: Path, look: Look, sql: str, code: str, said: str
) -> None:
    write(village, "a", sql)
    found = look(village)

    assert found.loaded is None
    assert any(said in one for one in problems(found, code)), found.problems


def test_headings_are_needed(village: Path, look: Look) -> None:
    write(village, "a", "SELECT id FROM ml", heads=None)

    assert "needs a `.yaml`" in problems(look(village), "S179")[0]


def test_a_query_beside_a_simulator_may_read_what_it_said(
    edit: Callable[[str, str], Path], look: Look
) -> None:
    sql = "    sql: |\n      SELECT count(*) AS value\n      FROM answer_attribute AS a\n"
    simulate = (
        "    simulate: {kind: satisfaction, of: [papers], called: {form: online},"
        ' given: "SELECT 5 AS value FROM answer_papers, nothing"}\n'
    )
    said = "    sql: |\n      SELECT max(o.value) AS value\n      FROM outcome AS o, answer_attribute AS a\n"
    found = look(edit(sql, simulate + said))

    assert [one for one in problems(found, "S143") if "outcome" in one] == []
    assert any("`nothing`" in one for one in problems(found, "S143"))
    assert len(found.problems) == 1


def test_outcome_is_no_table_without_a_simulator(
    edit: Callable[[str, str], Path], look: Look
) -> None:
    found = look(
        edit("      FROM answer_attribute AS a\n", "      FROM outcome, answer_attribute AS a\n")
    )

    assert any("`outcome`" in one for one in problems(found, "S143"))
