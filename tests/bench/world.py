"""How fast the province is made: all its tables against the cheapest tables of the same shape.

The floor fills as many rows with the same types and widths by `random()`, in one
`CREATE TABLE … AS` per table. Both are measured in turn, each run in a process of its own.
"""

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from sandbox.datasets.build import build_file
from sandbox.model.dataset import BuiltTable, WorldParams
from sandbox.registry import discover

SEED = 7
IN_MEMORY = 2.0
TO_FILE = 3.0
ROWS_PER_SECOND = 1.0
MEGABYTES = 1536


def bench_world(people: int = 1_000_000, rounds: int = 3) -> None:
    """All tables of so many people: ≥ 1.0 M rows/s and ≤ 2 × the floor; file ≤ 3 ×, ≤ 1.5 GB."""
    with tempfile.TemporaryDirectory() as folder:
        shape = Path(folder) / "shape.json"
        rows = int(_run("shape", people, shape)["rows"])
        taken: dict[str, list[dict[str, float]]] = {}
        for _ in range(rounds):
            for what in ("memory", "floor", "file", "floor-file", "whole"):
                taken.setdefault(what, []).append(_run(what, people, shape))
    _report(people, rows, taken)


def _report(people: int, rows: int, taken: dict[str, list[dict[str, float]]]) -> None:
    seconds = {what: statistics.median(r["seconds"] for r in runs) for what, runs in taken.items()}
    peak = {what: max(r["megabytes"] for r in runs) for what, runs in taken.items()}
    memory, floor = seconds["memory"], seconds["floor"]
    file, floor_file = seconds["file"], seconds["floor-file"]
    name = f"{people:,} people, {rows:,} rows"
    print(
        f"{name}: {memory:.2f} s in memory, {rows / memory / 1e6:.2f} M rows/s (bound {ROWS_PER_SECOND})"
    )
    print(f"  floor {floor:.2f} s, ratio {memory / floor:.2f} (bound {IN_MEMORY})")
    print(
        f"  to file {file:.2f} s, floor {floor_file:.2f} s, ratio {file / floor_file:.2f} (bound {TO_FILE})"
    )
    print(
        f"  with checks and digest (`sandbox build`) {seconds['whole']:.2f} s, ratio {seconds['whole'] / floor_file:.2f}"
    )
    print(
        f"  peak memory {peak['file']:.0f} MB to file, {peak['whole']:.0f} MB `sandbox build` (bound {MEGABYTES})"
    )


def _run(what: str, people: int, shape: Path) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.world", what, str(people), str(shape)],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONHASHSEED": "0"},
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found


def tables(people: int) -> Iterator[BuiltTable]:
    """Every table of the province of `SEED`."""
    yield from discover("recipes").get("yunze").build(WorldParams(people=people, seed=SEED))


def make(people: int, connection: duckdb.DuckDBPyConnection) -> None:
    """The province as the product loads it."""
    for built in tables(people):
        connection.register("incoming", built.data)
        connection.execute(f'CREATE TABLE "{built.spec.name}" AS SELECT * FROM incoming')
        connection.unregister("incoming")


def shape_of(people: int) -> list[tuple[str, int, list[tuple[str, str, int]]]]:
    """Per table its rows, and per column the type and the mean bytes of a text."""
    found = []
    for built in tables(people):
        columns = [(name, *_type(built.data[name])) for name in built.data.column_names]
        found.append((built.spec.name, built.data.num_rows, columns))
    return found


def _type(column: pa.ChunkedArray) -> tuple[str, int]:
    kind = column.type
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        return "VARCHAR", round(pc.mean(pc.binary_length(column)).as_py() or 0)
    if pa.types.is_date(kind):
        return "DATE", 0
    if pa.types.is_boolean(kind):
        return "BOOLEAN", 0
    if pa.types.is_integer(kind):
        return {8: "TINYINT", 16: "SMALLINT", 32: "INTEGER"}.get(kind.bit_width, "BIGINT"), 0
    return ("TIMESTAMP" if pa.types.is_timestamp(kind) else "DOUBLE"), 0


def fill(shape: Path, connection: duckdb.DuckDBPyConnection) -> None:
    """The floor: the same rows, types and widths, and no meaning."""
    for name, rows, columns in json.loads(shape.read_text()):
        cells = ", ".join(f'{_cell(kind, width)} AS "{column}"' for column, kind, width in columns)
        connection.execute(f'CREATE TABLE "{name}" AS SELECT {cells} FROM range({rows})')


def _cell(kind: str, width: int) -> str:
    if kind == "VARCHAR":
        # Sixteen digits of chance, then filled up: the cheapest text of that width.
        digits = f"left(CAST(CAST(random() * 8e15 + 1e15 AS BIGINT) AS VARCHAR), {min(width, 16)})"
        return digits if width <= 16 else f"{digits} || '{'x' * (width - 16)}'"
    if kind == "DATE":
        return "DATE '1950-01-01' + CAST(random() * 28000 AS INTEGER)"
    if kind == "BOOLEAN":
        return "random() < 0.5"
    if kind == "TIMESTAMP":
        return "TIMESTAMP '2020-01-01' + to_seconds(CAST(random() * 2e8 AS BIGINT))"
    return f"CAST(random() * 100 AS {kind})"


def _child(what: str, people: int, shape: Path) -> dict[str, float]:
    if what == "shape":
        found = shape_of(people)
        shape.write_text(json.dumps(found))
        return {"rows": sum(rows for _, rows, _ in found)}
    # Imports and pools are read before the clock starts, for the floor has none.
    for _ in tables(300):
        pass
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "world.duckdb"
        start = time.perf_counter()
        if what == "whole":
            build_file(
                discover("recipes").get("yunze"), WorldParams(people=people, seed=SEED), path
            )
        else:
            with duckdb.connect(str(path) if what.endswith("file") else ":memory:") as connection:
                if what.startswith("floor"):
                    fill(shape, connection)
                else:
                    make(people, connection)
                if what.endswith("file"):
                    connection.execute("CHECKPOINT")
        seconds = time.perf_counter() - start
    return {
        "seconds": seconds,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


if __name__ == "__main__":
    if (sys.argv[1:2] and sys.argv[1].isalpha()) or len(sys.argv) == 4:
        print(json.dumps(_child(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))))
    else:
        bench_world(*map(int, sys.argv[1:]))
