"""殡葬火化: who was cremated, where, and how soon after death.

Some peoples bury their dead by custom, which the law respects, and outside the
districts many do: the register does not know every death.
"""

from typing import Final

import numpy as np
import pyarrow as pa

from sandbox.model.dataset import BuiltTable
from sandbox.model.draw import Draw, Integers
from sandbox.recipes.yunze import pools
from sandbox.recipes.yunze.business_numbers import Digits, numbers
from sandbox.recipes.yunze.filing import (
    TODAY,
    age_on,
    filed,
    later,
    order,
    serials,
    table,
    take,
    year,
)
from sandbox.recipes.yunze.places import places
from sandbox.recipes.yunze.province import Flags, Lives, Province

URBAN_PER_MILLION: Final = 930_000
RURAL_PER_MILLION: Final = 800_000
CUSTOM_PER_MILLION: Final = 60_000
BURYING: Final = frozenset({"03", "05", "17"})
"""Hui, Uygur, Kazak (GB/T 3304) among the peoples of the pool."""
_CAME_FROM: Final = (("医疗卫生机构", 56), ("家中", 34), ("养老服务机构", 8), ("其他", 2))
_WAIT: Final = (0, 8, 42, 34, 10, 4, 2)
"""Weights of 0 to 6 days between death and cremation; three days are the custom."""

HH: Final = table("hh", "火化登记", "Cremation register", """
    hhbh  火化编号                    Cremation number
    xm    逝者姓名                    Name of the deceased
    zjhm  证件号码                    Citizen number
    nl    终年（岁）                   Age at death (years)
    qhdm  生前户籍区划代码              Division of registration
    swrq  死亡日期                    Date of death
    hhrq  火化日期                    Date of cremation
    yt    遗体来源                    Brought from
    bgyy  殡仪馆                      Funeral parlour
""")  # fmt: skip


def cremations(province: Province) -> BuiltTable:
    """One row per cremation up to the reference day; the link is the deceased."""
    lives, draw = province.lives, province.draw
    dead = np.flatnonzero(~np.isnat(lives.died))
    day = later(lives.died[dead], draw.pick("hh/wait", len(dead), _WAIT))
    done = (day <= TODAY) & _cremated(lives, draw, dead)
    who, day = dead[done], day[done]
    parlour = places().at(lives.division[who])
    at = order(draw, "hh/order", parlour, day)
    who, day = who[at], day[at]
    division = lives.division[who]
    years = year(day)
    came = draw.pick("hh/from", len(who), [weight for _, weight in _CAME_FROM])
    person = pa.array(who)
    columns = (
        numbers(
            len(who),
            "HH",
            Digits(division, 6),
            Digits(years, 4),
            Digits(serials(division, years), 5),
        ),
        lives.xm.take(person),
        lives.gmsfhm.take(person),
        pa.array(age_on(lives.born[who], lives.died[who]), pa.int32()),
        pa.array(division).cast(pa.string()),
        pa.array(lives.died[who]),
        pa.array(day),
        take([word for word, _ in _CAME_FROM], came),
        places().named(division, "殡仪馆"),
    )
    return filed(HH, columns, who)


def _cremated(lives: Lives, draw: Draw, who: Integers) -> Flags:
    """Whether the body was cremated, by custom and place."""
    custom = np.array([code in BURYING for code, _, _ in pools.ethnic()])[lives.people[who]]
    urban = np.array(places().urban)[places().at(lives.division[who])]
    rate = np.where(urban, URBAN_PER_MILLION, RURAL_PER_MILLION)
    rate = np.where(custom, CUSTOM_PER_MILLION, rate)
    flags: Flags = draw.integers("hh/cremated", len(who), 0, 1_000_000) < rate
    return flags
