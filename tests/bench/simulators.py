"""What simulators cost: one policy on 100,000 applications, and the queue against a plain loop."""

import statistics
import time
from collections.abc import Callable

import numpy as np

from sandbox.model.draw import Integers
from sandbox.model.relation import Relation
from sandbox.registry import discover
from sandbox.simulators.approval_queue import waiting
from sandbox.simulators.approval_queue.fairness import gap, rates, rates_by_group
from tests.fakes import FakeWorld

APPLICATIONS = 100_000
BOUND_MS = 50.0
WORLD = FakeWorld(seed=7)


def bench_simulators() -> None:
    """One policy on 100,000 applications: bound 50 ms; the others beside it."""
    season = {"n": APPLICATIONS, "days": 250}
    fields = {"season": season, "horizon": 300, "of": ("policy",), "reviewers": 50}
    queue = discover("simulators").get("approval_queue")
    answer = {"policy": Relation.of(("id", "value"), [("approve", 0.9), ("refuse", 0.05)])}
    for give in ("total", "groups"):
        simulator = queue(**fields, give=give)
        simulator.simulate(WORLD, answer)
        one = _median_ms(lambda s=simulator: s.simulate(WORLD, answer))
        _row(f"approval queue, 100,000, {give}", f"{one:.1f} ms", f"{one / BOUND_MS:.2f} of 50 ms")
    _against_loops()
    for kind in ("satisfaction", "risk_model", "incentives", "portfolio", "incident_timeline"):
        simulator = discover("simulators").get(kind)(of=("policy",))
        answers = {"policy": Relation.of(("choice",), [])}
        if kind == "incentives":
            answers = {"policy": Relation.of(("id", "value"), [("quality", 1)])}
        start = time.perf_counter()
        simulator.simulate(WORLD, answers)
        first = 1000 * (time.perf_counter() - start)
        again = _median_ms(lambda s=simulator, a=answers: s.simulate(WORLD, a))
        _row(kind, f"{again:.2f} ms", f"{first:.0f} ms the first time in a process")


def _against_loops() -> None:
    arrived = np.arange(APPLICATIONS, dtype=np.int64) * 250 // APPLICATIONS
    fast = _median_ms(lambda: waiting.daily(arrived, 390, 0, 300))
    slow = _median_ms(lambda: _daily_loop(arrived, 390, 300), times=3)
    _row("daily queue against a plain loop", f"{fast:.2f} ms", f"{fast / slow:.3f} of the loop")
    entitled, granted = arrived % 3 > 0, arrived % 7 > 0
    group = arrived % 4
    fast = _median_ms(lambda: [gap([r.tpr]) for r in rates_by_group(entitled, granted, group, 4)])
    slow = _median_ms(lambda: [rates(entitled[group == k], granted[group == k]) for k in range(4)])
    _row("rates of four groups, one pass", f"{fast:.2f} ms", f"{fast / slow:.2f} of group by group")


def _daily_loop(arrived: Integers, per_day: int, days: int) -> list[int]:
    finished, at = [], 0
    line = arrived.tolist()
    for day in range(days):
        left = per_day
        while left and at < len(line) and line[at] <= day:
            finished.append(day)
            at, left = at + 1, left - 1
    return finished + [days] * (len(line) - at)


def _median_ms(work: Callable[[], object], times: int = 9) -> float:
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(1000 * (time.perf_counter() - start))
    return statistics.median(taken)


def _row(name: str, value: str, against: str) -> None:
    print(f"{name:<44}{value:>14}   {against}")
