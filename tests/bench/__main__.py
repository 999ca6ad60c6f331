"""make bench: figures and ratios of one run; nothing here passes or fails by the clock.

`python -m tests.bench NAME…` runs only the benchmarks of those names.
"""

import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from sandbox.desk import author, headless
from sandbox.desk.setting import setting_of
from sandbox.desk.wiring import ROOT, Office, Places
from sandbox.marking.key import best_answer
from sandbox.marking.mark import score
from tests.bench.defects import bench_defects
from tests.bench.linkage import bench_linkage
from tests.bench.live import bench_live
from tests.bench.simulators import bench_simulators
from tests.bench.sql import bench_sql
from tests.bench.studio import bench_studio_of
from tests.bench.world import bench_world
from tests.load.drill_step import mean_ratio, measure

SCENARIO = "means-test-sharing"


def median_ms(work: Callable[[], object], times: int = 15, inner: int = 1) -> float:
    """Median milliseconds of one call of `work`."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        for _ in range(inner):
            work()
        taken.append(1000 * (time.perf_counter() - start) / inner)
    return statistics.median(taken)


def row(name: str, value: str, against: str) -> None:
    """One line of the report."""
    print(f"{name:<44}{value:>14}   {against}")


def an_office(state: Path) -> Office:
    """An office of our own; the ledger of this installation is not touched."""
    return Office(
        places=Places(
            scenarios=ROOT / "scenarios",
            data=ROOT / "data",
            state=state,
            ledger_url=f"sqlite:///{state / 'ledger.db'}",
        )
    )


def bench_score(office: Office) -> None:
    """Scoring one decision, no SQL: bound 1 ms."""
    loaded = office.loaded(SCENARIO)
    seed = loaded.scenario.world.seeds.practice[0]
    world = office.world(loaded, seed)
    for decision in loaded.scenario.decisions():
        setting = setting_of(office, loaded, decision, seed)
        sealed = office.keyring.resolve(loaded.key_digest, decision, world)
        answer = best_answer(decision, sealed, setting)
        one = median_ms(
            lambda d=decision, a=answer, k=sealed, s=setting: score(d, a, k, s), inner=50
        )
        row(f"score {decision.id}", f"{one:.3f} ms", f"{one / 1.0:.3f} of the bound of 1 ms")


def bench_play(office: Office) -> None:
    """A headless run after the world is built: bound 1 s."""
    loaded = office.loaded(SCENARIO)
    seed = loaded.scenario.world.seeds.practice[0]
    office.world(loaded, seed)
    fresh = an_office(office.places.state)
    start = time.perf_counter()
    author.play(fresh, SCENARIO, seed, "perfect")
    cold = 1000 * (time.perf_counter() - start)
    warm = median_ms(lambda: headless.play(office, loaded, seed, "perfect"), times=7)
    row(
        "play, library and world opened anew",
        f"{cold:.0f} ms",
        f"{cold / 1000:.2f} of the bound of 1 s",
    )
    row("play, everything open", f"{warm:.0f} ms", f"{warm / 1000:.2f} of the bound of 1 s")


def bench_step(_office: Office) -> None:
    """Server CPU from submit to verdict against a bare page with the same widgets: bound 1.5."""
    for alike in (True, False):
        costs = asyncio.run(measure(alike=alike))
        how = "alike" if alike else "differently"
        for cost in costs:
            row(
                f"{cost.decision}, all answer {how}",
                f"{cost.drill:.1f} ms",
                f"{cost.ratio:.2f} × bare ({cost.bare:.1f} ms)",
            )
        row(f"whole drill, all answer {how}", "", f"{mean_ratio(costs):.2f} × bare")


def bench_province(_office: Office) -> None:
    """A province of 1 M people against a bare CREATE TABLE AS: bounds 2 in memory, 3 to file."""
    bench_world()


def bench_damage(_office: Office) -> None:
    """Defects of 1 M people against making the people: bound 1."""
    bench_defects()


def bench_workbench(office: Office) -> None:
    """A trainee's query behind the guard against a bare connection: bounds 10 ms, and 1 s to mark."""
    bench_sql(office.places.state)


def bench_models(_office: Office) -> None:
    """Simulators: one approval policy on 100,000 applications, bound 50 ms, and the others."""
    bench_simulators()


def bench_privacy_and_linkage(_office: Office) -> None:
    """Linkage decisions on 10,000 × 10,000, bound 100 ms; privacy on 100,000 rows, bound 500 ms."""
    bench_linkage()


def bench_class(office: Office) -> None:
    """A class of 1,000 phones: answers committed in groups against one by one."""
    bench_live(office, SCENARIO, row)


def bench_studio(office: Office) -> None:
    """Problems of unsaved text while somebody types: bound 200 ms."""
    bench_studio_of(office, row)


BENCHES = {
    "score": bench_score,
    "play": bench_play,
    "step": bench_step,
    "world": bench_province,
    "defects": bench_damage,
    "sql": bench_workbench,
    "simulators": bench_models,
    "linkage": bench_privacy_and_linkage,
    "live": bench_class,
    "studio": bench_studio,
}


def main(names: list[str]) -> int:
    """Run the benchmarks of those names, all when none is given."""
    unknown = [name for name in names if name not in BENCHES]
    if unknown:
        print(f"No benchmark `{unknown[0]}`. Known: {', '.join(BENCHES)}.")
        return 2
    with tempfile.TemporaryDirectory() as folder:
        office = an_office(Path(folder))
        for name in names or BENCHES:
            print(f"\n{name}: {(BENCHES[name].__doc__ or '').splitlines()[0]}")
            BENCHES[name](office)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
