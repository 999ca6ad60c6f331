"""Provinces for tests: people made by hand, or drawn; and what every department table owes."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import cast

import numpy as np
import pyarrow as pa

from sandbox.datasets.content import refuse_real_numbers
from sandbox.model.dataset import BuiltTable, WorldParams
from sandbox.model.draw import Draw
from sandbox.model.identifiers import id_is_valid, make_ids
from sandbox.recipes.yunze.lives import make_lives
from sandbox.recipes.yunze.province import (
    NOBODY,
    REFERENCE_DAY,
    Firms,
    Jobs,
    Lives,
    Province,
    Role,
    Work,
)

SONGLAN = 290104
YUNLU = 290121


@dataclass(frozen=True, kw_only=True)
class Person:
    born: str = "1980-05-17"
    sex: int = 1
    died: str | None = None
    left: bool = False
    people: int = 0
    division: int = SONGLAN
    community: int = 0
    household: int = 0
    spouse: int = NOBODY
    mother: int = NOBODY
    father: int = NOBODY
    married: str | None = None
    disability: int = 0
    grade: int = 0
    income: int = 3000


def days(values: Sequence[str | None]) -> np.ndarray:
    return np.array([value or "NaT" for value in values], dtype="datetime64[D]")


def province(people: Sequence[Person], seed: int = 7) -> Province:
    def column(name: str) -> np.ndarray:
        return np.array([getattr(person, name) for person in people], dtype=np.int64)

    n = len(people)
    born = days([person.born for person in people])
    digits = np.array([int(person.born.replace("-", "")) for person in people], dtype=np.int64)
    sequence = np.arange(n) % 400 * 2 + column("sex")
    plain = np.zeros(n, dtype=np.int64)
    lives = Lives(
        sex=column("sex"), born=born, died=days([p.died for p in people]),
        left=np.array([p.left for p in people], dtype=np.bool_),
        people=column("people"), division=column("division"), community=column("community"),
        household=column("household"), role=plain + Role.OTHER, spouse=column("spouse"),
        mother=column("mother"), father=column("father"),
        married=days([p.married for p in people]), schooling=plain + 70,
        work=plain + Work.EMPLOYEE, disability=column("disability"), grade=column("grade"),
        income=column("income"),
        gmsfhm=pa.array(make_ids(column("division"), digits, sequence), pa.binary()).cast(
            pa.string()
        ),
        xm=pa.array([f"甲{i}" for i in range(n)], pa.string()),
        address=pa.array([f"云泽省松岚区{i}号" for i in range(n)], pa.string()),
    )  # fmt: skip
    return _province(lives, seed)


@cache
def drawn(people: int = 20_000, seed: int = 101) -> Province:
    """The people as the recipe draws them."""
    lives = make_lives(WorldParams(people=people, seed=seed), Draw(seed))
    return _province(lives, seed)


def _province(lives: Lives, seed: int) -> Province:
    params = WorldParams(people=len(lives), seed=seed)
    # Departments about people read neither firms nor jobs.
    return Province(
        params=params, draw=Draw(seed), lives=lives, firms=cast(Firms, None), jobs=cast(Jobs, None)
    )


def keeps_the_contract(
    built: BuiltTable, *, key: str, future: tuple[str, ...] = (), ids: tuple[str, ...] = ()
) -> None:
    """Columns, links, unique business numbers in order, real days, numbers that nobody bears."""
    everything = built.data if built.spare is None else pa.concat_tables([built.data, built.spare])
    assert built.data.column_names == [column.name for column in built.spec.columns]
    assert built.link is not None
    assert len(built.link) == built.data.num_rows
    if built.spare is not None:
        assert built.spare.schema == built.data.schema
        assert built.spare_link is not None
        assert len(built.spare_link) == built.spare.num_rows
    numbers = everything[key].to_pylist()
    assert len(set(numbers)) == len(numbers)
    for column in everything.column_names:
        if pa.types.is_temporal(everything.schema.field(column).type) and column not in future:
            day = everything[column].cast(pa.date32())
            assert all(d is None or d <= REFERENCE_DAY for d in day.to_pylist()), column
    for column in ids:
        for number in everything[column].to_pylist():
            assert number is None or (id_is_valid(number) and number.startswith("29"))
    refuse_real_numbers(built.spec.name, everything)
    for column_spec in built.spec.columns:
        assert column_spec.label.zh != column_spec.label.en


def rows(table: pa.Table) -> list[dict[str, object]]:
    found: list[dict[str, object]] = table.to_pylist()
    return found
