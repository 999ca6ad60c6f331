"""What the fences of the workbench cost: a guarded query against a bare connection, in one run."""

import statistics
import time
from collections.abc import Callable
from pathlib import Path

import duckdb

from sandbox.datasets.store import World
from sandbox.datasets.storing import VISIBLE
from sandbox.datasets.worlds import open_world
from sandbox.model.answer import Answer
from sandbox.model.dataset import WorldParams
from sandbox.model.inquiry import Inquiry, Tried
from sandbox.model.reference import Sealed
from sandbox.model.relation import Relation
from sandbox.model.score import AnswerSpace
from sandbox.registry import discover
from sandbox.workbench.query import TO_MARK, Found, Workbench

OVERHEAD_MS = 10.0
MARKING_MS = 1000.0
SIMPLE = "SELECT count(*) FROM rk WHERE ryzt = '1'"
LISTED = "SELECT gmsfhm, xm, csrq, hjdz FROM rk LIMIT 1000"
ANSWER = (
    "SELECT r.gmsfhm FROM rk r JOIN sw s ON s.zjhm = r.gmsfhm"
    " WHERE r.ryzt = '1' QUALIFY row_number() OVER (PARTITION BY r.gmsfhm ORDER BY s.swrq) = 1"
)


def bench_sql(root: Path, people: int = 2_000) -> None:
    """One simple query, one of 1,000 rows, and one answer marked on four worlds."""
    worlds = [
        open_world("yunze", WorldParams(people=people, seed=seed), root / "cache")
        for seed in (1, 2, 3, 4)
    ]
    files = [world.folder / VISIBLE for world in worlds]
    bench = Workbench()
    try:
        cold = _once(lambda: _asked(bench, files[0], SIMPLE))
        print(f"{'first query of all, workers started':<44}{cold:>10.1f} ms")
        for name, sql in (("simple query", SIMPLE), ("1,000 rows of four columns", LISTED)):
            _compare(name, bench, files[0], sql)
        _mark(bench, worlds, files)
    finally:
        bench.close()


def _compare(name: str, bench: Workbench, file: Path, sql: str) -> None:
    with duckdb.connect(str(file), read_only=True) as naive:
        bare = _median(lambda: naive.execute(sql).fetchall())
        guarded = _median(lambda: _asked(bench, file, sql))
    more = guarded - bare
    print(
        f"{name:<44}{guarded:>10.2f} ms   {guarded / bare:.1f} × naive ({bare:.2f} ms),"
        f" {more:.2f} ms more: {more / OVERHEAD_MS:.2f} of the bound of {OVERHEAD_MS:.0f} ms"
    )


def _mark(bench: Workbench, worlds: list[World], files: list[Path]) -> None:
    def carry_out(answer: Relation) -> tuple[Tried, ...]:
        found = [
            bench.query(file, str(answer.rows[0][0]), limits=TO_MARK, reads=True) for file in files
        ]
        return tuple(
            Tried(rows=one.relation, reads=one.reads) for one in found if isinstance(one, Found)
        )

    answer = Answer(relation=Relation.of(("sql",), [(ANSWER,)]))
    inquiry = Inquiry(
        best=answer.relation,
        expected=tuple(world.truth(ANSWER) for world in worlds),
        ordered=False,
        carry_out=carry_out,
    )
    scorer = discover("scorers").get("query_match")()
    sealed = Sealed(inquiry)

    def marked() -> None:
        assert scorer.score(answer, sealed, AnswerSpace()).share == 1.0

    def naive() -> None:
        for file in files:
            with duckdb.connect(str(file), read_only=True) as connection:
                connection.execute(ANSWER).fetchall()

    cold = _once(marked)
    warm, bare = _median(marked, times=9), _median(naive, times=9)
    for name, taken in (("cold", cold), ("warm", warm)):
        print(
            f"{f'one answer on {len(files)} worlds, {name}':<44}{taken:>10.1f} ms"
            f"   {taken / bare:.1f} × naive ({bare:.1f} ms): {taken / MARKING_MS:.2f} of the bound of 1 s"
        )


def _asked(bench: Workbench, file: Path, sql: str) -> None:
    assert isinstance(bench.query(file, sql), Found)


def _once(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - start)


def _median(work: Callable[[], object], times: int = 41) -> float:
    work()
    return statistics.median(_once(work) for _ in range(times))
