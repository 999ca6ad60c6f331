"""婚姻登记: marriages that last, marriages that ended, and the divorces that ended them.

Ages and offices follow the Civil Code (men from 22, women from 20) and the marriage
registration regulation of 2025, under which any office of the country may register.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa

from sandbox.model.dataset import BuiltTable
from sandbox.model.draw import Draw, Integers
from sandbox.recipes.yunze.business_numbers import Digits, Signs, numbers
from sandbox.recipes.yunze.filing import (
    TODAY,
    between,
    born_by,
    filed,
    of_age,
    order,
    serials,
    table,
    take,
    year,
)
from sandbox.recipes.yunze.places import places
from sandbox.recipes.yunze.province import NOBODY, Days, Lives, Province

DIVORCED_PER_MILLION: Final = 220_000
"""Of the unmarried men and women aged 27 to 75, those who look back on a marriage."""
WIDEST_GAP_DAYS: Final = 12 * 365
AT_HOME_PER_MILLION: Final = 720_000
"""Registered where the man is registered; the others where the woman is."""
MARRIAGE, DIVORCE = 0, 1

HY: Final = table("hy", "婚姻登记", "Marriage register", """
    djzh    登记字号              Register number
    djlx    登记类型（结婚、离婚）   Kind (结婚 marriage, 离婚 divorce)
    djrq    登记日期              Date of registration
    djjg    登记机关              Registry office
    nf_xm   男方姓名              Husband's name
    nf_sfz  男方公民身份号码        Husband's citizen number
    vf_xm   女方姓名              Wife's name
    vf_sfz  女方公民身份号码        Wife's citizen number
""")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Acts:
    """Acts of registration: who, what and when."""

    man: Integers
    woman: Integers
    kind: Integers
    day: Days


def marriages(province: Province) -> BuiltTable:
    """Every act of registration, by office and day; the link is the man.

    Numbers begin with J for marriages and L for divorces.
    """
    lives, draw = province.lives, province.draw
    acts = _acts(lives, draw)
    n = len(acts.man)
    at_his = draw.chance("hy/office", n, AT_HOME_PER_MILLION)
    office = np.where(at_his, lives.division[acts.man], lives.division[acts.woman])
    at = order(draw, "hy/order", acts.kind * 2048 + places().at(office), acts.day)
    man, woman, kind = acts.man[at], acts.woman[at], acts.kind[at]
    office, day = office[at], acts.day[at]
    years = year(day)
    number = numbers(
        n, Signs(("J", "L"), kind), Digits(office, 6), "-", Digits(years, 4), "-",
        Digits(serials(kind, office, years), 6),
    )  # fmt: skip
    his, hers = pa.array(man), pa.array(woman)
    columns = (
        number,
        take(("结婚", "离婚"), kind),
        pa.array(day),
        places().named(office, "民政局婚姻登记处"),
        lives.xm.take(his),
        lives.gmsfhm.take(his),
        lives.xm.take(hers),
        lives.gmsfhm.take(hers),
    )
    return filed(HY, columns, man)


def _acts(lives: Lives, draw: Draw) -> _Acts:
    """Present marriages, then former ones twice: as a marriage and as a divorce."""
    husband = np.flatnonzero((lives.sex == 1) & (lives.spouse != NOBODY) & ~np.isnat(lives.married))
    man, woman, wed, parted = _divorced(lives, draw)
    kinds = [np.full(len(husband) + len(man), MARRIAGE), np.full(len(man), DIVORCE)]
    return _Acts(
        man=np.concatenate([husband, man, man]),
        woman=np.concatenate([lives.spouse[husband], woman, woman]),
        kind=np.concatenate(kinds).astype(np.int64),
        day=np.concatenate([lives.married[husband], wed, parted]).astype("datetime64[D]"),
    )


def _divorced(lives: Lives, draw: Draw) -> tuple[Integers, Integers, Days, Days]:
    """Couples that parted: man, woman, day of marriage, day of divorce.

    Both live alone today, in different households and not too far apart in age.
    """
    free = np.flatnonzero(
        (lives.spouse == NOBODY) & (lives.born <= born_by(27)) & (lives.born > born_by(76))
    )
    free = free[draw.chance("hy/parted", len(free), DIVORCED_PER_MILLION)]
    man, woman = _matched(lives, free)
    strangers = (lives.household[man] != lives.household[woman]) & (
        (lives.mother[man] != lives.mother[woman]) | (lives.mother[man] == NOBODY)
    )
    apart = np.abs((lives.born[man] - lives.born[woman]).astype(np.int64)) <= WIDEST_GAP_DAYS
    man, woman = man[strangers & apart], woman[strangers & apart]
    legal = np.maximum(of_age(lives.born[man], 22), of_age(lives.born[woman], 20))
    end = np.fmin(np.fmin(lives.died[man], lives.died[woman]), TODAY)
    long = (end - legal).astype(np.int64) > 3 * 365
    man, woman, legal, end = man[long], woman[long], legal[long], end[long]
    wed = between(draw, "hy/wed", legal, legal + (end - legal) // 2)
    return man, woman, wed, between(draw, "hy/divorced", wed + 366, end)


def _matched(lives: Lives, free: Integers) -> tuple[Integers, Integers]:
    """The k-th oldest man of a division with the k-th oldest woman."""
    keys: list[Integers] = []
    sides: list[Integers] = []
    for sex in (1, 2):
        side = free[lives.sex[free] == sex]
        division = lives.division[side]
        side = side[
            np.argsort(division * 100_000 + lives.born[side].astype(np.int64), kind="stable")
        ]
        division = lives.division[side]
        keys.append(division * 10_000_000 + serials(division))
        sides.append(side)
    _, first, second = np.intersect1d(keys[0], keys[1], assume_unique=True, return_indices=True)
    return sides[0][first], sides[1][second]
