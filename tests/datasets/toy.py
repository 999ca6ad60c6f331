"""A recipe small enough to read: five people, one of whom tells a lie."""

import os
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pyarrow as pa

from sandbox.model.dataset import BuiltTable, ColumnSpec, Recipe, TableSpec, WorldParams
from sandbox.text import Text


def spec(name: str, *columns: str, truth: bool = False) -> TableSpec:
    return TableSpec(
        name=name,
        label=Text(zh=f"表 {name}", en=f"It's table {name}"),
        columns=tuple(ColumnSpec(name=c, label=Text(zh=f"列 {c}", en=c)) for c in columns),
        truth=truth,
    )


PEOPLE = spec("people", "id", "name", "born", "said")
LIES = spec("lies", "id", "really", truth=True)


class Toy(Recipe):
    """Logs every build to `$TOY_LOG`; with `$TOY_HANG` it stops half-way and waits to be killed."""

    name = "toy"
    version = 1

    def tables(self) -> tuple[TableSpec, ...]:
        return (PEOPLE, LIES)

    def build(self, params: WorldParams) -> Iterator[BuiltTable]:
        if log := os.environ.get("TOY_LOG"):
            with Path(log).open("a") as file:
                file.write("built\n")
        n = params.people
        yield BuiltTable(
            spec=PEOPLE,
            data=pa.table(
                {
                    "id": pa.array(range(n), pa.int64()),
                    "name": pa.array([f"王{i}" for i in range(n)]),
                    "born": pa.array([date(2000, 1, 1 + i % 28) for i in range(n)]),
                    "said": pa.array([params.seed * 10 + i for i in range(n)], pa.int64()),
                }
            ),
        )
        if hang := os.environ.get("TOY_HANG"):
            Path(hang).touch()
            time.sleep(60)
        yield BuiltTable(
            spec=LIES, data=pa.table({"id": pa.array([3], pa.int64()), "really": ["CANARY-7351"]})
        )


class Given(Recipe):
    """Builds exactly the tables it is given; promises what it is told to."""

    name = "given"
    version = 1

    def __init__(self, promised: list[TableSpec], built: list[BuiltTable]) -> None:
        self._promised = tuple(promised)
        self._built = built

    def tables(self) -> tuple[TableSpec, ...]:
        return self._promised

    def build(self, params: WorldParams) -> Iterator[BuiltTable]:
        yield from self._built
