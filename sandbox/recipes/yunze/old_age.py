"""高龄津贴: the roll of those who are 80 or older.

The law encourages the allowance (Law on the Rights of the Elderly, Art. 33); amounts and age
bands are those of the fictional province.
"""

from typing import Final

import numpy as np
import pyarrow as pa

from sandbox.model.dataset import BuiltTable
from sandbox.model.draw import Integers
from sandbox.recipes.yunze.business_numbers import Digits, numbers
from sandbox.recipes.yunze.filing import (
    TODAY,
    age_on,
    born_by,
    filed,
    iso,
    iso_month,
    order,
    serials,
    table,
    tails,
    take,
)
from sandbox.recipes.yunze.places import places
from sandbox.recipes.yunze.province import Flags, Province

FIRST_AGE: Final = 80
BANDS: Final = ((80, 100), (90, 200), (100, 500))
"""From that age, yuan a month."""
TAKE_UP_PER_MILLION: Final = 975_000
OLDEST_DEATH: Final = np.datetime64("2024-03-01")
"""Names of those who died earlier have left the roll."""
STILL_PAID_PER_MILLION: Final = 750_000
"""Of the dead, those held back as ghosts; the roll itself stopped paying the others."""

GLJT: Final = table("gljt", "高龄津贴名册", "Old-age allowance roll", """
    roll_id   名册编号              Roll number
    xm        姓名                 Name
    sfzh_raw  证件号码（原样）        Citizen number as written
    csrq_raw  出生日期（原样）        Date of birth as written
    hjdz      户籍地址              Registered address
    qhdm      区划代码              Division code
    jtje      津贴金额（元/月）       Allowance (yuan a month)
    ffzt      发放状态（正常、停发）   Payment (正常 paid, 停发 stopped)
    ff_last   最近发放月             Last month paid
    yh_tail   银行卡号后四位         Last four digits of the bank card
""")  # fmt: skip


def old_age(province: Province) -> BuiltTable:
    """The living who draw it, and the dead for whom it was stopped; the link is the person.

    Spare rows are the dead who are still paid. Their numbers lie among the others'.
    """
    lives, draw = province.lives, province.draw
    who, stopped, ghost = _roll(province)
    division = lives.division[who]
    at = order(draw, "gljt/order", places().at(division), np.full(len(who), TODAY))
    who, stopped, ghost, division = who[at], stopped[at], ghost[at], division[at]
    last = np.where(stopped, np.fmin(lives.died[who], TODAY - 1), TODAY - 1)
    age = age_on(lives.born[who], last)
    steps = [amount for _, amount in BANDS]
    band = np.searchsorted([start for start, _ in BANDS], age, side="right") - 1
    person = pa.array(who)
    columns = (
        numbers(len(who), "GL", Digits(division, 6), Digits(serials(division), 5)),
        lives.xm.take(person),
        lives.gmsfhm.take(person),
        iso(lives.born[who]),
        lives.address.take(person),
        pa.array(division).cast(pa.string()),
        pa.array(np.array(steps, dtype=np.int32)[np.maximum(band, 0)]),
        take(("正常", "停发"), stopped.astype(np.int64)),
        iso_month(last),
        tails(draw, "gljt/card", len(who)),
    )
    return filed(GLJT, columns, who, ghost)


def _roll(province: Province) -> tuple[Integers, Flags, Flags]:
    """Who was or is on it, for whom it was stopped, and who is dead and still paid."""
    lives, draw = province.lives, province.draw
    who = np.flatnonzero((lives.born < born_by(FIRST_AGE)) & ~lives.left)
    died = lives.died[who]
    alive = np.isnat(died)
    # Whoever died before turning 80 was never on it.
    old = age_on(lives.born[who], np.fmin(died, TODAY - 1)) >= FIRST_AGE
    asked = draw.chance("gljt/asked", len(who), TAKE_UP_PER_MILLION)
    kept = old & asked & (alive | (died >= OLDEST_DEATH))
    ghost = ~alive & draw.chance("gljt/ghost", len(who), STILL_PAID_PER_MILLION)
    return who[kept], (~alive & ~ghost)[kept], ghost[kept]
