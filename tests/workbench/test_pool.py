"""Workers are kept, replaced and ended; people wait their turn."""

import os
import time
from pathlib import Path

import pytest

from sandbox.workbench.pool import MOMENT, BusyError, Manners, Pool
from sandbox.workbench.process import KilledError, Worker
from sandbox.workbench.query import Found, Workbench
from sandbox.workbench.refusal import Refusal

LOOP = "SELECT jaro_winkler_similarity(lpad('a', 1000000, 'b'), lpad('b', 1000000, 'a'))"


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_whoever_was_stopped_waits_a_moment_and_nobody_else() -> None:
    now = [100.0]
    manners = Manners(clock=lambda: now[0])
    manners.pause("a")

    with pytest.raises(BusyError) as caught, manners.turn("a"):
        pass
    assert (caught.value.code, caught.value.seconds) == ("wait", 2 + 1)
    with manners.turn("b"), manners.turn(None):
        pass
    now[0] += MOMENT
    with manners.turn("a"), pytest.raises(BusyError, match="running"), manners.turn("a"):
        pass
    with manners.turn("a"):
        pass


def test_a_killed_query_costs_its_worker_and_its_writer_a_moment(file: Path) -> None:
    bench = Workbench()
    try:
        stopped = bench.query(file, LOOP, who="a")
        again = bench.query(file, "SELECT 1", who="a")
        other = bench.query(file, "SELECT 1", who="b")
    finally:
        bench.close()

    assert isinstance(stopped, Refusal)
    assert stopped.code == "time"
    assert isinstance(again, Refusal)
    assert again.code == "wait"
    assert isinstance(other, Found)


def test_a_worker_is_used_again_and_a_closed_pool_leaves_no_process(file: Path) -> None:
    pool = Pool()
    message = {"sql": "SELECT 1", "rows": 1, "bytes": 99, "cell": 9, "reads": False}
    pool.ask(file, message)
    first = pool.processes()
    pool.ask(file, message)

    assert pool.processes() == first
    pool.close()
    assert not any(alive(pid) for pid in first)


def test_a_worker_has_given_up_its_rights(file: Path) -> None:
    worker = Worker()
    try:
        opened = worker.open(file)
        assert "rk" in opened["tables"]
        assert "_about" not in opened["tables"]
        status = dict(
            line.split(":\t", 1)
            for line in Path(f"/proc/{worker.pid}/status").read_text().splitlines()
            if ":\t" in line
        )
        limits = Path(f"/proc/{worker.pid}/limits").read_text()
        if os.getuid() == 0:
            assert status["Uid"].split() == ["65534"] * 4
            assert Path(f"/proc/{worker.pid}/environ").read_bytes() == b""
        assert status["NoNewPrivs"].strip() == "1"
        for name in ("Max file size", "Max open files", "Max processes"):
            line = next(one for one in limits.splitlines() if one.startswith(name))
            assert line.removeprefix(name).split()[:2] == ["0", "0"], line
    finally:
        worker.kill()


def test_a_worker_that_is_gone_is_noticed_at_once(file: Path) -> None:
    worker = Worker()
    worker.open(file)
    os.kill(worker.pid, 9)
    start = time.perf_counter()

    with pytest.raises(KilledError) as caught:
        worker.ask({"sql": "SELECT 1", "rows": 1, "bytes": 9, "cell": 9, "reads": False})

    assert caught.value.why == "engine"
    assert time.perf_counter() - start < 1.0
