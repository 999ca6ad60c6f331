"""Households that await a means test, what their checks need, and what is true of them.

Which property or income a register would show is truth; departments only see what has arrived.
A register that has not answered yields 未知 (unknown), never 无 (no): house rule 3.
"""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from sandbox.model.draw import Draw
from sandbox.recipes.yunze.catalogue import Entry

COMMUNITIES: Final = Path(__file__).parents[3] / "data" / "pools" / "communities.csv"
FIELDS: Final = Path(__file__).parents[3] / "data" / "check_fields.csv"
DISTRICT: Final = "290104"
FULL_SIZE: Final = 640
ARRIVED: Final = frozenset({"enterprise", "vehicles", "marriage", "temporary-aid", "population"})
YES, NO, UNKNOWN = ("有", "yes"), ("无", "no"), ("未知", "unknown")


@dataclass(frozen=True, slots=True)
class Asset:
    """What lies behind a household: where it shows, and whether it bars the allowance."""

    id: str
    zh: str
    en: str
    item: str | None
    """The catalogue item that shows it; None when no register of the district does."""
    entitled: bool
    per_thousand: int


ASSETS: Final = (
    Asset("none", "无", "None", None, True, 850),
    Asset("flat", "未申报的第二套住房", "A second flat not declared", "real-estate", False, 30),
    Asset("car", "未申报的在用小轿车", "A car in use, not declared", "vehicles", False, 25),
    Asset("company", "实际经营的公司", "A company the family runs", "enterprise", False, 15),
    Asset("deposit", "超过限额的银行存款", "Bank savings above the limit", None, False, 30),
    Asset("scrapped", "已报废未注销的摩托车", "A scrapped motorcycle still on the register",
          "vehicles", True, 20),
    Asset("borrowed", "被他人借名登记的公司", "A firm registered in a borrowed name",
          "enterprise", True, 10),
    Asset("share", "老宅八分之一继承份额", "An inherited one-eighth share of an old house",
          "real-estate", True, 20),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Households:
    """The three tables about households, rows in household order."""

    dbjt: pa.Table
    hd: pa.Table
    eligible: pa.Table


def make_households(
    *, rk: pa.Table, entries: Sequence[Entry], people: int, today: date, draw: Draw
) -> Households:
    """Households of 松岚区: 640 in a world of 2,000 or more people, else a third of the people."""
    wanted = FULL_SIZE if people >= 2000 else people // 3
    applicants = _applicants(rk, wanted, today, draw)
    n = applicants.num_rows
    assets = draw.pick("dbjt/asset", n, [asset.per_thousand for asset in ASSETS])
    numbers = pa.array([f"SL{i:04d}" for i in range(1, n + 1)])
    return Households(
        dbjt=_dbjt(applicants, numbers, today, draw),
        hd=_hd(numbers, assets, entries, draw),
        eligible=_eligible(numbers, assets),
    )


def field_rows() -> Iterator[dict[str, object]]:
    """The fields of a check and the least detail that suffices (PIPL Arts. 6 and 34)."""
    with FIELDS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield {**row, "share": int(row["share"]), "sensitive": row["sensitive"] == "1"}


def _applicants(rk: pa.Table, wanted: int, today: date, draw: Draw) -> pa.Table:
    """Living adults in random order, those registered in the district first."""
    of_age = pc.less_equal(rk["csrq"], pa.scalar(today.replace(year=today.year - 18)))
    alive = pc.equal(pc.cast(rk["ryzt"], pa.string()), "1")
    kept = pc.fill_null(pc.and_(of_age, alive), False)
    adults = rk.take(pa.array(draw.permutation("dbjt/people", rk.num_rows))).filter(
        kept.take(pa.array(draw.permutation("dbjt/people", rk.num_rows)))
    )
    elsewhere = pc.not_equal(pc.cast(adults["hjqhdm"], pa.string()), DISTRICT)
    first = np.argsort(np.asarray(elsewhere.to_numpy(zero_copy_only=False)), kind="stable")
    return adults.take(pa.array(first[:wanted]))


def _dbjt(applicants: pa.Table, numbers: pa.Array, today: date, draw: Draw) -> pa.Table:
    n = applicants.num_rows
    places = _places()
    at = draw.pick("dbjt/place", n, [int(place["weight"]) for place in places])
    filed = draw.integers("dbjt/filed", n, 40, 75)
    birthdays = applicants["csrq"].to_pylist()
    return pa.table({
        "jtbh": numbers,
        "sqr_gmsfhm": applicants["gmsfhm"],
        "sqr_xm": applicants["xm"],
        "sqr_nl": pa.array([_age(born, today) for born in birthdays], pa.int32()),
        "jd": pa.array([places[i]["town_zh"] for i in at]),
        "jd_en": pa.array([places[i]["town_en"] for i in at]),
        "sq": pa.array([places[i]["community_zh"] for i in at]),
        "sq_en": pa.array([places[i]["community_en"] for i in at]),
        "jtrk": pa.array(draw.pick("dbjt/size", n, [30, 32, 22, 11, 5]) + 1, pa.int32()),
        "sqrq": pa.array([today - timedelta(days=int(d)) for d in filed]),
        "sfsq": pa.array(draw.chance("dbjt/authorised", n, 930_000)),
    })  # fmt: skip


def _hd(numbers: pa.Array, assets: np.ndarray, entries: Sequence[Entry], draw: Draw) -> pa.Table:
    parts = []
    for entry in entries:
        item = entry.pool.item
        needs = draw.chance(f"hd/{item}/need", len(numbers), entry.pool.need * 10_000)
        shown = _shown(entry, assets, draw)
        codes = np.asarray(shown)[needs]
        rows = int(needs.sum())
        parts.append(pa.table({
            "jtbh": numbers.filter(pa.array(needs)),
            "zy_id": pa.array([entry.zy_id] * rows, pa.string()),
            "mc": pa.array([entry.pool.row["mc_zh"]] * rows, pa.string()),
            "mc_en": pa.array([entry.pool.row["mc_en"]] * rows, pa.string()),
            "jg": pa.array([(YES, NO, UNKNOWN)[code][0] for code in codes], pa.string()),
            "jg_en": pa.array([(YES, NO, UNKNOWN)[code][1] for code in codes], pa.string()),
        }))  # fmt: skip
    return pa.concat_tables(parts).sort_by([("jtbh", "ascending"), ("zy_id", "ascending")])


def _shown(entry: Entry, assets: np.ndarray, draw: Draw) -> np.ndarray:
    """Per household 0 yes, 1 no, 2 unknown: what the item's register has answered so far."""
    item, n = entry.pool.item, len(assets)
    if item not in ARRIVED:
        return np.full(n, 2)
    showing = [i for i, asset in enumerate(ASSETS) if asset.item == item]
    yes = np.isin(assets, showing)
    if item in {"marriage", "population"}:
        yes = draw.chance(f"hd/{item}/yes", n, 600_000 if item == "marriage" else 1_000_000)
    failed = draw.chance(f"hd/{item}/failed", n, 30_000)
    return np.where(failed, 2, np.where(yes, 0, 1))


def _eligible(numbers: pa.Array, assets: np.ndarray) -> pa.Table:
    behind = [ASSETS[i] for i in assets]
    return pa.table({
        "jtbh": numbers,
        "entitled": pa.array([asset.entitled for asset in behind]),
        "asset": pa.array([asset.id for asset in behind]),
        "asset_zh": pa.array([asset.zh for asset in behind]),
        "asset_en": pa.array([asset.en for asset in behind]),
    })  # fmt: skip


def _places() -> list[dict[str, str]]:
    with COMMUNITIES.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["division"] == DISTRICT]


def _age(born: date, today: date) -> int:
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))
