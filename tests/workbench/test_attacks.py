"""Nothing leaks, nothing holds the server, and the next query is answered as if nothing had been."""

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from sandbox.text import LANGS
from sandbox.workbench.query import Found, Workbench
from sandbox.workbench.refusal import Refusal
from tests.workbench.conftest import CANARY
from tests.workbench.corpus import GENERATED, GROUPS, attacks

HELD = 2.0
"""Seconds after which a query would hold the server."""


def aimed(sql: str, file: Path) -> str:
    truth = str(file.with_name("truth.duckdb"))
    return sql.replace("{file}", str(file)).replace("{truth}", truth)


def assert_silent(told: Found | Refusal, file: Path, sql: str) -> None:
    """Nothing is told that the attacker did not write."""
    spoken = str(told.relation) if isinstance(told, Found) else str(told)
    for secret in (CANARY, str(file.parent), "root:", "visible.duckdb", "truth.duckdb"):
        assert secret not in spoken or secret in sql


def attacked(bench: Workbench, file: Path, sql: str) -> Found | Refusal:
    start = time.perf_counter()
    told = bench.query(file, sql)
    assert time.perf_counter() - start < HELD + 0.6, "a fresh worker may take a moment to start"
    return told


def test_the_corpus_is_large() -> None:
    assert sum(len(attacks(group)) for group in (*GROUPS, "heavy")) + len(GENERATED) >= 300


@pytest.mark.parametrize("group", GROUPS)
def test_every_attack_is_refused_in_both_languages(
    bench: Workbench, file: Path, group: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CANARY", CANARY)
    for sql in attacks(group):
        told = attacked(bench, file, aimed(sql, file))
        assert isinstance(told, Refusal), sql
        assert_silent(told, file, sql)
        for lang in LANGS:
            sentence = told.text.pick(lang)
            assert sentence.endswith(("。", "？") if lang == "zh" else (".", "?")), sentence
            assert not any(word in sentence for word in ("错误", "失败", "Error", "!")), sentence


@pytest.mark.slow
@pytest.mark.parametrize("name", ["heavy", "generated"])
def test_what_is_heavy_is_stopped_in_time(bench: Workbench, file: Path, name: str) -> None:
    heavy = attacks("heavy") if name == "heavy" else list(GENERATED.values())

    with ThreadPoolExecutor(2) as pool:
        told = list(pool.map(lambda sql: attacked(bench, file, sql), heavy))

    for one, sql in zip(told, heavy, strict=True):
        assert_silent(one, file, sql)
    refused = [one.code for one in told if isinstance(one, Refusal)]
    assert len(refused) > len(heavy) / 2
    assert "running" not in refused
    assert isinstance(bench.query(file, "SELECT 1 AS one"), Found)


def test_the_file_is_as_it_was_and_nothing_was_written(bench: Workbench, file: Path) -> None:
    before = (file.read_bytes(), sorted(file.parent.iterdir()))
    for sql in ("CREATE TABLE x AS SELECT 1", "COPY rk TO 'out.csv'", "DELETE FROM rk", "FROM rk"):
        bench.query(file, sql)

    assert (file.read_bytes(), sorted(file.parent.iterdir())) == before
