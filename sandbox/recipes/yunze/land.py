"""不动产登记: homes, further flats and inherited shares, one row per holder of a right.

A joint right stands in a row for each holder under one unit number. Who inherited an eighth of
an old house owns no house: the share says so.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa

from sandbox.model.dataset import BuiltTable, TableSpec
from sandbox.model.draw import Integers
from sandbox.recipes.yunze.ages import aged
from sandbox.recipes.yunze.business_numbers import (
    Digits,
    Sequenced,
    Signs,
    numbers,
    sequenced,
    which,
)
from sandbox.recipes.yunze.filing import TODAY, between, born_by, filed, of_age, table, take, year
from sandbox.recipes.yunze.places import places
from sandbox.recipes.yunze.province import NOBODY, Days, Province, Role
from sandbox.recipes.yunze.sites import flats

OWNERS_PER_MILLION: Final = 740_000
"""Of households, those whose head owns the home."""
JOINT_PER_MILLION: Final = 560_000
HEIRS_PER_MILLION: Final = 9_000
_MILLION: Final = 1_000_000
_FIRST_DAY: Final = np.datetime64("1999-01-01")
_LOT: Final = 100
HOME, FLAT, INHERITED = 0, 1, 2
SOLE, JOINT, SHARED = 0, 1, 2
SHARES: Final = ("1/8", "1/6", "1/4", "1/3", "1/2")
_OWNERSHIP: Final = ("单独所有", "共同共有", "按份共有")
_USES: Final = ("住宅", "商业服务", "车位")

BDC: Final = table("bdc", "不动产登记", "Real estate register", """
    bdcdyh  不动产单元号（28位）                Real estate unit (28 signs)
    bdcqzh  不动产权证号                        Certificate
    qlrmc   权利人                              Holder of the right
    qlrzjh  权利人证件号码                      Holder's citizen number
    zl      坐落                                Location
    mj      面积（平方米）                      Area (square metres)
    yt      用途（住宅、商业服务、车位）        Use (住宅 dwelling, 商业服务 business, 车位 parking space)
    gyqk    共有情况（单独所有、共同共有、按份共有）  Ownership (单独所有 sole, 共同共有 joint, 按份共有 by shares)
    gyfe    共有份额（按份共有时填写）          Share (where owned by shares)
    djrq    登记日期                            Registered
""")  # noqa: E501  # fmt: skip

TABLES: Final[tuple[TableSpec, ...]] = (BDC,)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Estates:
    """Units before they get numbers: who holds them first, what they are, and with whom."""

    who: Integers
    sort: Integers
    joint: np.ndarray

    @classmethod
    def of(cls, *parts: tuple[Integers, int, np.ndarray]) -> "_Estates":
        return cls(
            who=np.concatenate([who for who, _, _ in parts]),
            sort=np.repeat([sort for _, sort, _ in parts], [len(who) for who, _, _ in parts]),
            joint=np.concatenate([joint for _, _, joint in parts]),
        )


def build(province: Province) -> Iterator[BuiltTable]:
    """The register in the order of certificates; the link is the holder."""
    lives = province.lives
    estates = _estates(province)
    at = sequenced(province.draw, "bdc", len(estates.who), gap=3)
    who, sort, joint = estates.who[at.at], estates.sort[at.at], estates.joint[at.at]
    division = lives.division[who]
    day = _days(province, who, joint)
    # A row per holder: both rows of a joint right repeat what belongs to the unit.
    rows = np.repeat(np.arange(len(who), dtype=np.int64), 1 + joint)
    second = np.zeros(len(rows), dtype=np.bool_)
    second[1:] = rows[1:] == rows[:-1]
    holder = np.where(second, lives.spouse[who[rows]], who[rows])
    people, per_row = pa.array(holder), pa.array(rows)
    unit = numbers(
        len(who), Digits(division, 6), Digits(lives.community[who] + 1, 3), "001GB",
        Digits(at.number // _LOT, 5), "F", Digits(at.number // 7 % 60 + 1, 4),
        Digits(at.number % _LOT + 1, 4),
    )  # fmt: skip
    columns = (
        unit.take(per_row),
        _certificates(at, division, day).take(per_row),
        lives.xm.take(people),
        lives.gmsfhm.take(people),
        _locations(province, who, sort).take(per_row),
        *(column.take(per_row) for column in _sizes(province, who, sort)),
        take(_OWNERSHIP, np.where(sort == INHERITED, SHARED, joint)[rows]),
        _shares(province, who, sort).take(per_row),
        pa.array(day[rows]),
    )
    yield filed(BDC, columns, holder)


def _estates(province: Province) -> _Estates:
    """Homes of heads of household, further flats of the better-off, and shares of heirs."""
    lives, draw = province.lives, province.draw
    adult = (lives.born <= born_by(24)) & ~lives.left
    heads = which(adult & (lives.role == Role.HEAD))
    heads = heads[draw.integers_of("bdc/home", heads, 0, _MILLION) < OWNERS_PER_MILLION]
    both = (lives.spouse[heads] != NOBODY) & ~np.isnat(lives.married[heads])
    both &= draw.integers_of("bdc/joint", heads, 0, _MILLION) < JOINT_PER_MILLION
    living = adult & np.isnat(lives.died)
    richer = which(living & aged(lives, 28, 82))
    # From 1 in 200 to 1 in 5, by income.
    odds = np.clip(lives.income[richer] * 12 - 20_000, 5_000, 200_000)
    richer = richer[draw.integers_of("bdc/flat", richer, 0, _MILLION) < odds]
    heirs = which(living & aged(lives, 30, 75))
    heirs = heirs[draw.integers_of("bdc/heir", heirs, 0, _MILLION) < HEIRS_PER_MILLION]
    return _Estates.of(
        (heads, HOME, both),
        (richer, FLAT, np.zeros(len(richer), dtype=np.bool_)),
        (heirs, INHERITED, np.zeros(len(heirs), dtype=np.bool_)),
    )


def _days(province: Province, who: Integers, joint: np.ndarray) -> Days:
    """Since the holder was 22; a joint right since the marriage; before the holder's death."""
    lives = province.lives
    since = np.maximum(of_age(lives.born[who], 22), _FIRST_DAY)
    since = np.where(joint, np.fmax(since, lives.married[who].astype("datetime64[D]")), since)
    end = np.fmin(lives.died[who].astype("datetime64[D]"), TODAY)
    partner = np.where(joint, lives.died[lives.spouse[who]], np.datetime64("NaT"))
    end = np.fmin(end, partner.astype("datetime64[D]"))
    return between(province.draw, "bdc/day", np.minimum(since, end), end)


def _certificates(at: Sequenced, division: Integers, day: Days) -> pa.Array:
    names = places().names
    return numbers(
        len(day), "云（", Digits(year(day), 4), "）", Signs(names, places().at(division)),
        "不动产权第", Digits(at.number, 7), "号（实训虚构）",
    )  # fmt: skip


def _locations(province: Province, who: Integers, sort: Integers) -> pa.Array:
    """A home lies where its household is registered, everything else somewhere in the division."""
    lives = province.lives
    elsewhere = which(sort != HOME)
    found = flats(province.draw, "bdc/site", lives.division[who[elsewhere]])
    pool = pa.concat_arrays([lives.address, found])
    at = who.copy()
    at[elsewhere] = len(lives) + np.arange(len(elsewhere))
    return pool.take(pa.array(at))


def _sizes(province: Province, who: Integers, sort: Integers) -> tuple[pa.Array, pa.Array]:
    """Area in square metres with one decimal, and use."""
    draw, n = province.draw, len(who)
    use = np.where(sort == FLAT, np.array([0, 0, 0, 0, 0, 0, 0, 1, 2, 2])[
        draw.integers("bdc/use", n, 0, 10)
    ], 0)  # fmt: skip
    # The mean of three even draws lies near the middle, as dwellings do.
    tenths = sum(draw.integers(f"bdc/area/{each}", n, 380, 1_680) for each in range(3)) // 3
    tenths = np.where(use == 1, tenths * 3 // 5, np.where(use == 2, 120 + tenths // 50, tenths))
    return pa.array(tenths / 10), take(_USES, use)


def _shares(province: Province, who: Integers, sort: Integers) -> pa.Array:
    share = province.draw.integers("bdc/share", len(who), 0, len(SHARES))
    return take((*SHARES, None), np.where(sort == INHERITED, share, len(SHARES)))
