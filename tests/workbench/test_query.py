"""Ordinary queries run, results are bounded, and what does not run says why."""

import re
from pathlib import Path

import pytest

from sandbox.text import LANGS
from sandbox.workbench.query import TO_SHOW, Found, Limits, Workbench
from sandbox.workbench.refusal import SAYINGS, Refusal, refusal
from tests.workbench.corpus import good

TINY = Limits(rows=5, size=1 << 20, cell=4)


def test_what_analysts_ordinarily_write_runs(bench: Workbench, file: Path) -> None:
    assert len(good()) >= 60
    for sql in good():
        told = bench.query(file, sql, reads=True)
        assert isinstance(told, Found), (sql, told)


def test_a_result_is_cut_by_rows_bytes_and_cells(bench: Workbench, file: Path) -> None:
    many = bench.query(file, "SELECT xm FROM rk")
    few = bench.query(file, "SELECT hjdz FROM rk", limits=TINY)
    heavy = bench.query(file, "SELECT hjdz FROM rk", limits=Limits(rows=900, size=200, cell=99))
    whole = bench.query(file, "SELECT xm FROM rk LIMIT 3")

    assert isinstance(many, Found)
    assert isinstance(few, Found)
    assert isinstance(heavy, Found)
    assert isinstance(whole, Found)
    assert (len(many.relation.rows), many.cut) == (TO_SHOW.rows, True)
    assert (len(few.relation.rows), few.cut, few.relation.rows[0]) == (5, True, ("云泽省澜…",))
    assert 0 < len(heavy.relation.rows) < 30
    assert heavy.cut
    assert not whole.cut


def test_cells_are_plain(bench: Workbench, file: Path) -> None:
    told = bench.query(
        file,
        "SELECT DATE '2027-03-01', 1.50::DECIMAL(5,2), 2::HUGEINT, NULL, true, [1, 2], {'a': 'é'}",
    )

    assert isinstance(told, Found)
    assert told.relation.rows == (("2027-03-01", 1.5, 2, None, True, "[1, 2]", "{'a': 'é'}"),)


@pytest.mark.parametrize(
    ("sql", "reads"),
    [
        ("SELECT xm FROM rk", {"rk.xm"}),
        ("SELECT xm FROM (SELECT * FROM rk)", {"rk.xm"}),
        ("SELECT max(xm) FROM rk WHERE ryzt = '1'", {"rk.xm", "rk.ryzt"}),
        ("SELECT r.xm FROM rk r JOIN sw ON zjhm = gmsfhm", {"rk.xm", "rk.gmsfhm", "sw.zjhm"}),
        ("SELECT 1", set()),
    ],
)
def test_what_was_read_is_known_by_column(
    bench: Workbench, file: Path, sql: str, reads: set[str]
) -> None:
    told = bench.query(file, sql, reads=True)

    assert isinstance(told, Found)
    assert told.reads == reads


@pytest.mark.parametrize(
    ("sql", "code", "line", "zh"),
    [
        ("", "empty", None, "还没有写查询"),
        ("SELECT xm\nFROM rkk", "table", 2, "没有 rkk 这张表。是否想写 rk"),
        ("SELECT\n xmm FROM rk", "column", 2, "没有 xmm 这一列。是否想写 xm"),
        ("SELECT gmsfhm，xm FROM rk", "wide", 1, "中文标点“，”"),
        ("SELECT xm FROM rk\nWHERE xm = ‘王’", "wide", 2, "中文标点“‘”"),
        ("SELECT '，' AS 列 FROM rk LIMIT 1；", "wide", 1, "中文标点“；”"),
        ("SELECT xm FROM rk\nGROUP hjqhdm", "parser_near", 2, "“hjqhdm”附近"),
        ("SELECT xm, count(*) FROM rk", "group", 1, "GROUP BY"),
        ("SELECT gmsfhm FROM rk JOIN yb ON true", "ambiguous", 1, "rk.gmsfhm"),
        ("SELECT 'x'::INTEGER", "convert", 1, "TRY_CAST"),
        ("SELECT\nnow()", "clock", 2, "DATE '2027-03-01'"),
        ("SELECT 1; SELECT 2", "many", None, "一条"),
        ("DROP TABLE rk", "other", None, "只能查询"),
        ("PIVOT rk ON ryzt USING count(*)", "pivot", None, "IN (2025, 2026)"),
        ("SELECT xm FROM rk WHERE count(*) > 1", "aggregate_where", 1, "HAVING"),
        ("SHOW TABLES", "show", None, "DESCRIBE"),
        ("SELECT x.xm FROM rk", "source", 1, "FROM 里没有 x"),
        ("SELECT substr(1, 2, 3, 4)", "arguments", 1, "参数"),
    ],
)
def test_what_does_not_run_says_where_and_what_to_do(
    bench: Workbench, file: Path, sql: str, code: str, line: int | None, zh: str
) -> None:
    told = bench.query(file, sql)

    assert isinstance(told, Refusal)
    assert (told.code, told.line) == (code, line), told
    assert zh in told.text.zh
    assert told.text.zh.startswith("第 ") == (line is not None)


@pytest.mark.parametrize("code", list(SAYINGS))
def test_every_refusal_is_kind_in_both_languages(code: str) -> None:
    names = {name for side in SAYINGS[code] for name in re.findall(r"\{(\w+)\}", side)}
    told = refusal(code, 3, dict.fromkeys(names, "x"))

    for lang in LANGS:
        sentence = told.text.pick(lang)
        assert "{" not in sentence
        assert sentence.endswith("。" if lang == "zh" else ".")
        assert not re.search("错误|失败|非法|invalid|error|illegal|!|！", sentence, re.IGNORECASE)


def test_a_fault_without_its_values_is_still_a_sentence() -> None:
    assert refusal("table").text == refusal("engine").text
    assert refusal("unheard-of").text == refusal("engine").text


def test_a_file_that_is_not_there_is_a_refusal(bench: Workbench, tmp_path: Path) -> None:
    broken = tmp_path / "broken.duckdb"
    broken.write_bytes(b"no database")

    for file in (tmp_path / "none.duckdb", broken):
        told = bench.query(file, "SELECT 1")
        assert isinstance(told, Refusal)
        assert told.code == "closed"
