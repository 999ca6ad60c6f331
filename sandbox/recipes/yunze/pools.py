"""The committed pools: names, ages, places; each read once per process."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

DATA: Final = Path(__file__).resolve().parents[3] / "data"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """Words with integer weights; the order is part of the recipe."""

    words: tuple[str, ...]
    weights: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """A county-level division in which people are registered today, or were."""

    code: int
    name: str
    """In full, from the province down: 云泽省澜津市松岚区."""
    weight: int
    merged_into: int | None
    valid_to: int | None
    """The last year in which its code was given out; None while it is valid."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trade:
    """What firms of a kind do, as it stands at the end of their names."""

    kind: int
    """First two signs of the credit code."""
    industry: int
    """0 to 19: the sections A to T of GB/T 4754."""
    weight: int
    word: str


def rows(name: str) -> Iterator[Mapping[str, str]]:
    """The rows of one CSV file under `data/`."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@cache
def surnames() -> Pool:
    """Surnames, commonest first."""
    return _pool((row["surname"], row["weight"]) for row in rows("pools/surnames.csv"))


@cache
def given(sex: int, era: int) -> Pool:
    """Given names of one sex (1 male, 2 female) and era (1 to 4)."""
    return _pool(
        (row["given"], row["weight"])
        for row in rows("pools/given.csv")
        if (row["sex"], row["era"]) == (str(sex), str(era))
    )


@cache
def blocked() -> tuple[str, ...]:
    """Full names of public figures, which nobody here may bear."""
    return tuple(row["name"] for row in rows("pools/blocked.csv"))


@cache
def ages() -> tuple[tuple[int, int, int], ...]:
    """(age, males, females), ages 0 to 105."""
    return tuple(
        (int(row["age"]), int(row["male"]), int(row["female"])) for row in rows("pools/ages.csv")
    )


@cache
def households() -> tuple[tuple[int, ...], ...]:
    """Households by their head, as columns: form (index), sex, age, weight."""
    table = [
        (int(row["form"]), int(row["sex"]), int(row["age"]), int(row["weight"]))
        for row in rows("pools/households.csv")
    ]
    return tuple(zip(*table, strict=True))


@cache
def ethnic() -> tuple[tuple[str, str, int], ...]:
    """(code of GB/T 3304, style of names, weight)."""
    return tuple(
        (row["code"], row["style"], int(row["weight"])) for row in rows("pools/ethnic.csv")
    )


@cache
def own_names(code: str, sex: int) -> tuple[str, ...]:
    """Names of a people who join their own and their father's name with a middle dot."""
    return tuple(
        row["name"]
        for row in rows("pools/dotted.csv")
        if (row["code"], row["sex"]) == (code, str(sex))
    )


@cache
def divisions() -> tuple[Division, ...]:
    """County-level divisions of the province, abolished ones included."""
    every = {row["code"]: row for row in rows("divisions.csv")}

    def full(code: str) -> str:
        row = every[code]
        above = row["parent"]
        if row["level"] == "county" and row["name_zh"].endswith("市"):
            # A county-level city is addressed under the province, as is the custom.
            above = every[above]["parent"]
        return (full(above) if above else "") + row["name_zh"]

    return tuple(
        Division(
            code=int(code),
            name=full(code),
            weight=int(row["registered"]),
            merged_into=int(row["merged_into"]) if row["merged_into"] else None,
            valid_to=int(row["valid_to"][:4]) if row["valid_to"] else None,
        )
        for code, row in every.items()
        if row["level"] == "county"
    )


@cache
def communities(division: int) -> Pool:
    """Towns and communities of a division, joined as they stand in an address."""
    return _pool(
        (row["town_zh"] + row["community_zh"], row["weight"])
        for row in rows("pools/communities.csv")
        if row["division"] == str(division)
    )


@cache
def brands() -> tuple[str, ...]:
    """Invented two-character brands of firms."""
    return tuple(row["brand"] for row in rows("pools/brands.csv"))


@cache
def trades() -> tuple[Trade, ...]:
    """Trades with the form of the firm, grouped by kind."""
    return tuple(
        Trade(
            kind=int(row["kind"]),
            industry=ord(row["industry"]) - ord("A"),
            weight=int(row["weight"]),
            word=row["word"],
        )
        for row in rows("pools/trades.csv")
    )


@cache
def roads() -> tuple[str, ...]:
    """Road names, the same in every town."""
    return tuple(row["road_zh"] for row in rows("pools/roads.csv"))


def _pool(pairs: Iterator[tuple[str, str]]) -> Pool:
    found: Sequence[tuple[str, str]] = list(pairs)
    return Pool(
        words=tuple(word for word, _ in found), weights=tuple(int(weight) for _, weight in found)
    )
