"""What a decision on linkage or masking costs, against carrying it out from the tables each time."""

import math
import statistics
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from typing import Any

from sandbox.model.dataset import WorldReader
from sandbox.model.relation import Relation
from sandbox.registry import discover
from sandbox.simulators.linkage.cube import build
from sandbox.simulators.linkage.terms import STEPS, Pairing
from tests.simulators.rolls import FIELDS, RULES, rolls
from tests.simulators.table_world import TableWorld

DECISION_MS = 100.0
RELEASE_MS = 500.0
LEVELS = ("exact", "similar", "loose")
RELEASES = {
    "day, district": {"birth": "keep", "place": "keep"},
    "month, district": {"birth": "month", "place": "keep"},
    "year, district": {"birth": "year", "place": "keep"},
    "year, city": {"birth": "year", "place": "city"},
    "ten years, province": {"birth": "ten-years", "place": "province"},
}


def bench_linkage(rows: int = 10_000, released: int = 100_000) -> None:
    """Any linkage decision on 10,000 × 10,000 rows ≤ 100 ms, a release of 100,000 rows ≤ 500 ms."""
    _linkage(rows)
    _releases(released)


def _linkage(rows: int) -> None:
    world = rolls(rows)
    cube_ms, cube = _timed(lambda: build(world, Pairing(), frozenset(STEPS)))
    _line(
        f"cube of {rows:,} × {rows:,}, {len(cube.left):,} pairs",
        cube_ms,
        f"{len(cube.mask)} patterns",
    )
    _run(world, RULES, "exact", one="no")
    slowest = 0.0
    for rules in (("id",), RULES[:3], RULES):
        for level in LEVELS:
            for one in ("no", "yes"):
                ms = statistics.median(
                    _timed(lambda r=rules, v=level, o=one: _run(world, r, v, one=o))[0]
                    for _ in range(5)
                )
                slowest = max(slowest, ms)
    _line("slowest of 18 decisions", slowest, f"{slowest / DECISION_MS:.3f} of the bound of 100 ms")
    naive, _ = _timed(lambda: _run(_Unknown(world), RULES, "loose", one="yes"))
    _line("the same from the tables", naive, f"{naive / slowest:.0f} × as long")
    splink, _ = _timed(lambda: _run(world, RULES, "loose", one="yes", engine="splink"))
    _line("the same by Splink", splink, f"{splink / slowest:.0f} × as long")


class _Unknown:
    """The same world, not recognised: nothing was kept of it."""

    def __init__(self, world: TableWorld) -> None:
        self.seed, self.visible = world.seed, world.visible
        self.truth, self.answering = world.truth, world.answering


def _run(world: WorldReader | _Unknown, rules: tuple[str, ...], level: str, **how: str) -> Relation:
    simulator = discover("simulators").get("linkage")(
        of=("link",), engine=how.get("engine", "patterns")
    )
    rows = [("block", rule) for rule in rules] + [(f"level.{field}", level) for field in FIELDS]
    rows += [("upper", 0.95), ("lower", 0.5), ("one_to_one", how["one"])]
    found: Relation = simulator.simulate(world, {"link": Relation.of(("setting", "value"), rows)})
    return found


def _releases(rows: int) -> None:
    world = TableWorld().add(
        "pub",
        "SELECT DATE '1930-01-01' + CAST(hash(i) % 33000 AS INT) AS csrq,"
        " CAST(290100 + (hash(i + 1) % 12) * 100 + hash(i + 2) % 9 AS VARCHAR) AS qhdm,"
        " CAST(1 + hash(i + 3) % 2 AS VARCHAR) AS xb, 'b' || (hash(i + 4) % 23) AS jb,"
        f" CAST((hash(i + 5) % 60) * 500 AS INT) AS sr FROM range({rows}) AS r(i)",
    )
    simulator = discover("simulators").get("reidentification").model_validate({
        "kind": "reidentification", "of": ("mask",), "table": "pub",
        "fields": {
            "birth": {"column": "csrq", "role": "quasi", "content": "date"},
            "place": {"column": "qhdm", "role": "quasi", "content": "division"},
            "sex": {"column": "xb", "role": "quasi"},
            "illness": {"column": "jb", "role": "sensitive"},
            "income": {"column": "sr", "role": "sensitive", "content": "number"},
        },
    })  # fmt: skip
    for name, levels in RELEASES.items():
        answer = Relation.of(("field", "level"), levels.items())
        times = [_timed(lambda a=answer: simulator.simulate(world, {"mask": a})) for _ in range(3)]
        ms, found = statistics.median(t[0] for t in times), times[0][1].dicts()[0]
        naive, same = _timed(lambda v=levels: _by_hand(world, v))
        assert (found["k"], found["l"]) == same[:2]
        assert math.isclose(found["t"], same[2], abs_tol=1e-8)
        shown = f"{ms / RELEASE_MS:.2f} of the bound of 500 ms, by hand {naive / ms:.0f} × as long"
        _line(f"release {name}: {found['classes']:,} classes", ms, shown)


def _by_hand(world: TableWorld, levels: dict[str, str]) -> tuple[int, int, float]:
    """k, l and t of both fields straight from their definitions, class by class."""
    birth = {"keep": 10, "month": 7, "year": 4, "ten-years": 3}[levels["birth"]]
    place = {"keep": 6, "city": 4, "province": 2}[levels["place"]]
    classes: dict[tuple[str, str, str], list[tuple[str, int]]] = defaultdict(list)
    rows = world.visible("SELECT CAST(csrq AS VARCHAR), qhdm, xb, jb, sr FROM pub").rows
    for day, where, sex, illness, income in rows:
        classes[str(day)[:birth], str(where)[:place], str(sex)].append((str(illness), int(income)))  # type: ignore[arg-type]
    least, farthest = math.inf, 0.0
    for at in (0, 1):
        whole = Counter(held[at] for group in classes.values() for held in group)
        values = sorted(whole)
        for group in classes.values():
            counts = Counter(held[at] for held in group)
            least = min(least, len(counts))
            gaps = [counts[v] / len(group) - whole[v] / len(rows) for v in values]
            if at:
                total, distance = 0.0, 0.0
                for gap in gaps:
                    total += gap
                    distance += abs(total)
                farthest = max(farthest, distance / (len(values) - 1))
            else:
                farthest = max(farthest, sum(map(abs, gaps)) / 2)
    return min(map(len, classes.values())), int(least), farthest


def _timed(run: Callable[[], Any]) -> tuple[float, Any]:
    start = time.perf_counter()
    made = run()
    return 1000 * (time.perf_counter() - start), made


def _line(what: str, ms: float, more: str) -> None:
    print(f"{what:<44}{ms:>12.1f} ms   {more}")


if __name__ == "__main__":
    bench_linkage()
