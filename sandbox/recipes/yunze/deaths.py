"""死亡医学证明: the fact and day of a death, and apart from them its cause.

The cause (ICD-10) is medical information and far narrower to share than the fact and the day.
"""

from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
import pyarrow as pa

from sandbox.model.dataset import BuiltTable
from sandbox.model.draw import Draw, Integers
from sandbox.recipes.yunze import pools
from sandbox.recipes.yunze.business_numbers import Digits, numbers
from sandbox.recipes.yunze.filing import (
    TODAY,
    between,
    born_by,
    by_weight,
    filed,
    order,
    serials,
    table,
    take,
    year,
)
from sandbox.recipes.yunze.places import places
from sandbox.recipes.yunze.province import Days, Flags, Lives, Province

KNOWN_PER_MILLION: Final = 860_000
"""Deaths for which a certificate was asked; the others happened at home."""
FALSE_OLD_PER_MILLION: Final = 60_000
FALSE_ADULT_PER_MILLION: Final = 1_500
"""Of the living (80 and older, all adults), those for whom a false certificate lies ready."""
HOSPITAL, HOME, CARE, ELSEWHERE = 0, 1, 2, 3
_PLACES: Final = ("医疗卫生机构", "家中", "养老服务机构", "其他场所")
_PLACE_WEIGHTS: Final = (50, 38, 9, 3)
_SLOWEST: Final = (3, 35, 10, 20)
"""Days until the certificate is filed, by place."""

SW: Final = table("sw", "死亡医学证明", "Death certificates", """
    zmbh  证明编号              Certificate number
    xm    死者姓名              Name of the deceased
    zjhm  证件号码              Citizen number
    xb    性别代码              Sex code
    csrq  出生日期              Date of birth
    qhdm  户籍区划代码           Division of registration
    swrq  死亡日期              Date of death
    swyy  死因（ICD-10编码）      Cause of death (ICD-10)
    swdd  死亡地点              Place of death
    tbdw  填报单位              Reported by
    tbsj  填报日期              Reported on
""")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Certificates:
    """Certificates, true and false, before they are put in order."""

    who: Integers
    died: Days
    false: Flags


def deaths(province: Province) -> BuiltTable:
    """One certificate per known death; the link is the person certified dead.

    Spare rows certify people who live: mistaken identity, or the informant's number in the
    wrong box.
    """
    lives, draw = province.lives, province.draw
    made = _certificates(lives, draw)
    where = draw.pick("sw/place", len(made.who), _PLACE_WEIGHTS)
    slowest = np.array(_SLOWEST, dtype=np.int64)[where]
    filed_on = between(draw, "sw/filed", made.died, made.died + slowest)
    in_time = np.flatnonzero(filed_on <= TODAY)
    group = places().at(lives.division[made.who[in_time]])
    at = in_time[order(draw, "sw/order", group, filed_on[in_time])]
    who, died, filed_on, where = made.who[at], made.died[at], filed_on[at], where[at]
    n = len(who)
    division = lives.division[who]
    years = year(filed_on)
    person = pa.array(who)
    columns = (
        numbers(
            n, "SW", Digits(division, 6), Digits(years, 4), Digits(serials(division, years), 5)
        ),
        lives.xm.take(person),
        lives.gmsfhm.take(person),
        take(("1", "2"), lives.sex[who] - 1),
        pa.array(lives.born[who]),
        pa.array(division).cast(pa.string()),
        pa.array(died),
        _causes(draw, lives, who, died),
        take(_PLACES, where),
        _reporters(draw, division, where),
        pa.array(filed_on),
    )
    return filed(SW, columns, who, made.false[at])


def _certificates(lives: Lives, draw: Draw) -> _Certificates:
    """The dead whom the health department knows, then the living it might take for dead."""
    every = np.flatnonzero(~np.isnat(lives.died))
    dead = every[draw.chance("sw/known", len(every), KNOWN_PER_MILLION)]
    living = np.union1d(
        _taken_for_dead(draw, lives, 80, FALSE_OLD_PER_MILLION),
        _taken_for_dead(draw, lives, 18, FALSE_ADULT_PER_MILLION),
    )
    first = np.full(len(living), TODAY - 500)
    day = between(draw, "sw/false/day", first, np.full(len(living), TODAY - 30))
    return _Certificates(
        who=np.concatenate([dead, living]),
        died=np.concatenate([lives.died[dead].astype("datetime64[D]"), day]),
        false=np.repeat([False, True], [len(dead), len(living)]),
    )


def _taken_for_dead(draw: Draw, lives: Lives, age: int, per_million: int) -> Integers:
    """Living people of at least that age."""
    n = len(lives)
    tries = draw.integers(f"sw/false/{age}", n * per_million // 1_000_000, 0, n)
    fit = lives.present()[tries] & (lives.born[tries] <= born_by(age))
    return tries[fit]


@cache
def _pool() -> tuple[tuple[str, ...], tuple[tuple[int, ...], ...]]:
    """Codes, and their weights below 45 years, below 70, and above."""
    rows = list(pools.rows("pools/causes.csv"))
    weights = tuple(tuple(int(row[age]) for row in rows) for age in ("young", "middle", "old"))
    return tuple(row["code"] for row in rows), weights


def _causes(draw: Draw, lives: Lives, who: Integers, died: Days) -> pa.Array:
    """A cause that people of that age die of."""
    codes, weights = _pool()
    band = np.searchsorted((45, 70), year(died) - year(lives.born[who]), side="right")
    return take(codes, by_weight(draw, "sw/cause", band, weights))


def _reporters(draw: Draw, division: Integers, where: Integers) -> pa.Array:
    """Hospitals report those who died there, health centres the others."""
    second = draw.integers("sw/hospital", len(division), 0, 2)
    pick = np.where(where == HOSPITAL, second, 2)
    return places().named(division, "人民医院", "中医医院", "社区卫生服务中心", pick=pick)
