"""The sharing catalogue of one world: sixteen items of the pool, five of them wrongly declared.

Attributes follow Articles 3, 14 and 15 of the Regulation on Government Data Sharing
(State Council Decree 809): unconditional, conditional, withheld (only where a law,
administrative regulation or State Council decision says so), or no government data at all.
"""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sandbox.model.draw import Draw

POOL: Final = Path(__file__).parents[3] / "data" / "catalogue_pool.csv"
ATTRIBUTES: Final = {
    "unconditional": ("无条件共享", "Unconditional"),
    "conditional": ("有条件共享", "Conditional"),
    "withheld": ("不予共享", "Withheld"),
    "out-of-scope": ("不属于政务数据", "Not government data"),
}
_MIXES: Final = (
    {"unconditional": 5, "conditional": 7, "withheld": 2, "out-of-scope": 2},
    {"unconditional": 4, "conditional": 7, "withheld": 2, "out-of-scope": 3},
    {"unconditional": 4, "conditional": 7, "withheld": 3, "out-of-scope": 2},
    {"unconditional": 5, "conditional": 6, "withheld": 3, "out-of-scope": 2},
    {"unconditional": 5, "conditional": 6, "withheld": 2, "out-of-scope": 3},
)
_CLAIMED: Final = "real-estate"


@dataclass(frozen=True, slots=True)
class PoolItem:
    """A data set that a department could list; `row` holds its texts by column."""

    item: str
    attr: str
    wrong_attr: str
    core: bool
    need: int
    """How many of 100 households need it for their check."""
    records: int
    row: dict[str, str]


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the catalogue as its provider declared it."""

    zy_id: str
    pool: PoolItem
    records: int
    wrong: bool

    @property
    def declared(self) -> str:
        """The attribute that the provider declared."""
        return self.pool.wrong_attr if self.wrong else self.pool.attr

    def basis(self, lang: str) -> str:
        """The basis that the provider declared, in `zh` or `en`."""
        return self.pool.row[f"{'wrong_' if self.wrong else ''}basis_{lang}"]


def read_pool(path: Path = POOL) -> tuple[PoolItem, ...]:
    """Every item that a catalogue may draw, in file order."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return tuple(
        PoolItem(
            item=row["item"],
            attr=row["attr"],
            wrong_attr=row["wrong_attr"],
            core=row["core"] == "1",
            need=int(row["need"]),
            records=int(row["records"]),
            row=row,
        )
        for row in rows
    )


def draw_catalogue(draw: Draw, pool: Sequence[PoolItem] | None = None) -> tuple[Entry, ...]:
    """Sixteen lines in an order that tells nothing, numbered ZY-01 to ZY-16."""
    items = _sixteen(draw, read_pool() if pool is None else pool)
    wrong = _wrongly_declared(draw, items)
    order = draw.permutation("ml/order", len(items))
    noise = draw.integers("ml/records", len(items), 90, 111)
    return tuple(
        Entry(
            zy_id=f"ZY-{position:02d}",
            pool=items[at],
            records=items[at].records * int(noise[at]) // 100,
            wrong=items[at].item in wrong,
        )
        for position, at in enumerate(order, start=1)
    )


def _sixteen(draw: Draw, pool: Sequence[PoolItem]) -> list[PoolItem]:
    mix = _MIXES[int(draw.integers("ml/mix", 1, 0, len(_MIXES))[0])]
    drawn: list[PoolItem] = []
    for attr, number in mix.items():
        of_class = [item for item in pool if item.attr == attr]
        core = [item for item in of_class if item.core]
        rest = [item for item in of_class if not item.core]
        order = draw.permutation(f"ml/{attr}", len(rest))
        drawn += core + [rest[at] for at in order[: number - len(core)]]
    return drawn


def _wrongly_declared(draw: Draw, items: Sequence[PoolItem]) -> frozenset[str]:
    """Five faults of five sorts, so that neither trust nor distrust pays."""
    return frozenset({_CLAIMED, *_picked(draw, items)})


def _picked(draw: Draw, items: Sequence[PoolItem]) -> Iterator[str]:
    for attr in ATTRIBUTES:
        of_class = [i.item for i in items if i.attr == attr and i.item != _CLAIMED]
        yield of_class[int(draw.integers(f"ml/wrong/{attr}", 1, 0, len(of_class))[0])]
