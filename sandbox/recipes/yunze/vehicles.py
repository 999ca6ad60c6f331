"""机动车: cars, light trucks and motorcycles under plates of a province that does not exist.

A vehicle says little about a household until its state is known: many a motorcycle was scrapped
long before anybody struck it off.
"""

from collections.abc import Iterator
from typing import Final

import numpy as np
import pyarrow as pa

from sandbox.model.dataset import BuiltTable, TableSpec
from sandbox.model.draw import Draw, Integers
from sandbox.recipes.yunze.ages import aged
from sandbox.recipes.yunze.business_numbers import Digits, Signs, numbers, which
from sandbox.recipes.yunze.filing import (
    TODAY,
    between,
    born_by,
    by_weight,
    filed,
    of_age,
    table,
    take,
)
from sandbox.recipes.yunze.province import Days, Province, Work

SIGNS: Final = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Thirty-four signs: plates have no I and no O."""
LETTERS: Final = "AB"
"""澜津 and 衡川, the two cities."""
_PLATES: Final = 34 * 34 * 1000
_MILLION: Final = 1_000_000
DEAD_SINCE: Final = np.datetime64("2024-03-01")
_EARLIEST: Final = np.datetime64("2004-01-01")
_CAR, _TRUCK, _CYCLE = 0, 1, 2
_FIT, _OVERDUE, _STRUCK_OFF = 0, 1, 2
_OLD_DAYS: Final = 13 * 365

JDC: Final = table("jdc", "机动车登记", "Vehicle register", """
    hphm    号牌号码                            Plate
    syr     所有人                              Owner
    zjhm    所有人证件号码                      Owner's citizen number
    cllx    车辆类型（小型轿车、轻型货车、二轮摩托车）  Type (小型轿车 car, 轻型货车 light truck, 二轮摩托车 motorcycle)
    syxz    使用性质（非营运、营运）            Use (非营运 private, 营运 commercial)
    zt      状态（正常、逾期未检验、注销）      Status (正常 in use, 逾期未检验 inspection overdue, 注销 struck off)
    ccdjrq  初次登记日期                        First registered
""")  # noqa: E501  # fmt: skip

TABLES: Final[tuple[TableSpec, ...]] = (JDC,)


def build(province: Province) -> Iterator[BuiltTable]:
    """The register by plate; spare rows are vehicles of people who died in the last three years."""
    lives, draw = province.lives, province.draw
    who = _owners(province)
    letter = (lives.division[who] // 100 % 100 != 1).astype(np.int64)
    at = np.argsort(letter * len(who) + draw.permutation("jdc/order", len(who)))
    who, letter = who[at], letter[at]
    n = len(who)
    farmer = (lives.work[who] == Work.FARMER).astype(np.int64)
    sort = by_weight(draw, "jdc/type", farmer, ((88, 4, 8), (30, 14, 56)))
    day = _days(province, who)
    people = pa.array(who)
    hire = (sort == _TRUCK) & draw.chance("jdc/hire", n, 380_000)
    columns = (
        _plates(draw, letter),
        lives.xm.take(people),
        lives.gmsfhm.take(people),
        take(("小型轿车", "轻型货车", "二轮摩托车"), sort),
        take(("非营运", "营运"), hire.astype(np.int64)),
        take(("正常", "逾期未检验", "注销"), _states(draw, sort, day)),
        pa.array(day),
    )
    yield filed(JDC, columns, who, spare=~np.isnat(lives.died[who]))


def _owners(province: Province) -> Integers:
    """Adults by income, from 1 in 16 to 2 in 3; one in twelve of them has two."""
    lives, draw = province.lives, province.draw
    alive_or_recent = np.isnat(lives.died) | (lives.died >= DEAD_SINCE)
    adults = which(aged(lives, 20, 78) & ~lives.left & alive_or_recent)
    odds = np.clip(60_000 + lives.income[adults] * 55, 0, 660_000)
    odds = np.where(lives.born[adults] <= born_by(66), odds // 3, odds)
    owners = adults[draw.integers_of("jdc/owner", adults, 0, _MILLION) < odds]
    second = owners[draw.integers_of("jdc/second", owners, 0, 12) == 0]
    return np.concatenate([owners, second])


def _days(province: Province, who: Integers) -> Days:
    """The later of two even draws: newer vehicles are more frequent."""
    lives, draw = province.lives, province.draw
    since = np.maximum(of_age(lives.born[who], 18), _EARLIEST)
    end = np.fmin(lives.died[who].astype("datetime64[D]"), TODAY)
    first = between(draw, "jdc/day/0", since, end)
    return np.maximum(first, between(draw, "jdc/day/1", since, end))


def _states(draw: Draw, sort: Integers, day: Days) -> Integers:
    """Old ones get struck off, motorcycles most of all; some miss their inspection."""
    n = len(day)
    old = (TODAY - day).astype(np.int64) > _OLD_DAYS
    chance = draw.integers("jdc/state", n, 0, 1_000)
    struck = old & (chance < np.where(sort == _CYCLE, 620, 380))
    return np.where(struck, _STRUCK_OFF, np.where(chance >= 955, _OVERDUE, _FIT))


def _plates(draw: Draw, letter: Integers) -> pa.Array:
    """泽A·1B234: rows come by letter; within it numbers ascend by uneven steps."""
    n = len(letter)
    serial = np.zeros(n, dtype=np.int64)
    for each in range(len(LETTERS)):
        own = which(letter == each)
        if len(own):
            step = max(_PLATES // len(own), 1)
            jitter = draw.integers(f"jdc/plate/{each}", len(own), 0, step)
            serial[own] = np.arange(len(own)) * step + jitter
    return numbers(
        n, "泽", Signs(LETTERS, letter), "·", Signs(SIGNS, serial // 34_000),
        Signs(SIGNS, serial // 1000 % 34), Digits(serial % 1000, 3),
    )  # fmt: skip
