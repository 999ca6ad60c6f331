"""出生医学证明: births in the hospitals of the province since certificates are electronic."""

from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from sandbox.model.dataset import BuiltTable
from sandbox.recipes.yunze.business_numbers import Digits, numbers
from sandbox.recipes.yunze.filing import (
    TODAY,
    between,
    filed,
    order,
    table,
    take,
)
from sandbox.recipes.yunze.places import places
from sandbox.recipes.yunze.province import NOBODY, Lives, Province

FIRST_DAY: Final = np.datetime64("2014-01-01")
"""Earlier certificates are on paper."""
SLOWEST: Final = 20
"""Days between birth and certificate."""
_HOSPITALS: Final = ("妇幼保健院", "人民医院", "中医医院")
_HOSPITAL_WEIGHTS: Final = (6, 3, 1)
_MINUTES: Final = 24 * 60

CS: Final = table("cs", "出生医学证明", "Birth certificates", """
    csyxzmbh  证明编号              Certificate number
    xsrxm     新生儿姓名            Name of the newborn
    xb        性别代码              Sex code
    cssj      出生时间              Time of birth
    mq_xm     母亲姓名              Mother's name
    mq_sfz    母亲公民身份号码        Mother's citizen number
    fq_xm     父亲姓名              Father's name
    fq_sfz    父亲公民身份号码        Father's citizen number
    qhdm      区划代码              Division code
    yljg      接生机构              Hospital
    qfrq      签发日期              Date of issue
""")  # fmt: skip


def births(province: Province) -> BuiltTable:
    """One certificate per child whose mother is on file; the link is the child.

    The father's cells are empty where the mother named none.
    """
    lives, draw = province.lives, province.draw
    who = np.flatnonzero((lives.born >= FIRST_DAY) & (lives.mother != NOBODY))
    born = lives.born[who].astype("datetime64[D]")
    issued = between(draw, "cs/issued", born, np.minimum(born + SLOWEST, TODAY))
    at = order(draw, "cs/order", np.zeros(len(who), dtype=np.int64), issued)
    who, born, issued = who[at], born[at], issued[at]
    n = len(who)
    minute = draw.integers("cs/minute", n, 0, _MINUTES)
    division = lives.division[lives.mother[who]]
    hospital = draw.pick("cs/hospital", n, _HOSPITAL_WEIGHTS)
    gap = draw.integers("cs/gap", n, 1, 4)
    mother = pa.array(lives.mother[who])
    father = _or_empty(lives, who)
    child = pa.array(who)
    columns = (
        # Numbers rise with the day of issue; spoilt forms leave gaps.
        numbers(n, "Y29", Digits(np.cumsum(gap), 7)),
        lives.xm.take(child),
        take(("1", "2"), lives.sex[who] - 1),
        pa.array(born.astype("datetime64[s]") + minute * 60),
        lives.xm.take(mother),
        lives.gmsfhm.take(mother),
        lives.xm.take(father),
        lives.gmsfhm.take(father),
        pa.array(division).cast(pa.string()),
        places().named(division, *_HOSPITALS, pick=hospital),
        pa.array(issued),
    )
    return filed(CS, columns, who)


def _or_empty(lives: Lives, who: np.ndarray) -> pa.Array:
    """The father's index, null where there is none."""
    father = lives.father[who]
    return pc.if_else(pa.array(father != NOBODY), pa.array(father), None)
