"""低保: households below the line, what they receive, and since when.

Per-head income and amounts are yuan per month; the amount fills the gap to the local line
(Interim Measures for Social Assistance, Art. 12). Lines and rates are fictional.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from sandbox.model.dataset import BuiltTable
from sandbox.model.draw import Draw, Integers
from sandbox.recipes.yunze.business_numbers import Digits, numbers
from sandbox.recipes.yunze.filing import (
    LAST_MONTH,
    TODAY,
    between,
    born_by,
    filed,
    of_age,
    order,
    serials,
    table,
    tails,
    take,
)
from sandbox.recipes.yunze.places import places
from sandbox.recipes.yunze.province import Days, Flags, Lives, Province

URBAN_LINE: Final = 860
RURAL_LINE: Final = 690
LEAST: Final = 50
"""The least that is paid per head."""
TAKE_UP: Final = ((0, 240_000), (150, 130_000), (300, 90_000), (600, 60_000))
"""From that income per head (yuan a month), of a million households below the line. The others
own property, have kin who must support them, or have not asked."""
SEVERE_FACTOR: Final = 2
"""Take-up is so much higher where a member is severely disabled (grade 1 or 2)."""
FORMER_PER_MILLION: Final = 9_000
"""Of the households above the line, those who drew the allowance once."""
EXTINCT_PER_MILLION: Final = 220_000
"""Of the poor households whose last member died, those who drew it to the end."""
STILL_PAID_PER_MILLION: Final = 750_000
"""Of these, the ones held back as ghosts; the roll itself closed the others."""
FIRST_DAY: Final = np.datetime64("2016-01-01")
_FAR: Final = np.iinfo(np.int64).max

DB: Final = table("db", "最低生活保障", "Minimum living allowance", """
    jtbh        家庭编号                   Household
    qhdm        区划代码                   Division code
    sqr         申请人                     Applicant
    sqr_gmsfhm  申请人公民身份号码           Applicant's citizen number
    cylb        保障对象公民身份号码（顿号隔开） Citizen numbers of those supported (joined by 、)
    bzrs        保障人数                   People supported
    rjsr        家庭人均月收入（元/月）       Monthly income per head (yuan a month)
    bzje        月保障金额（元/月）          Monthly amount (yuan a month)
    kssj        享受起始日期                Supported from
    zzsj        享受终止日期                Supported until
    ffzt        发放状态（正常、停发）        Payment (正常 paid, 停发 stopped)
    yhkwh       银行卡号后四位              Last four digits of the bank card
""")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Homes:
    """Households, by where their rows begin."""

    starts: Integers
    size: Integers
    """Members supported: those present, or, when none is left, those who lived there."""
    applicant: Integers
    income: Integers
    """Per head and month, in yuan."""
    died_out: Days
    """The last death in a household where nobody is left; NaT elsewhere."""
    counted: Flags
    """One entry per person: whether a member counts."""
    severe: Flags
    """A member is severely disabled."""
    able: Flags
    """Someone in it is of age and can apply."""


def minimum_living(province: Province) -> BuiltTable:
    """One row per household, supported now or earlier; the link is the applicant.

    Spare rows are households that died out and are still paid.
    """
    lives, draw = province.lives, province.draw
    homes = _homes(lives)
    chosen, until, ghost = _recipients(lives, homes, draw)
    n = len(chosen)
    who = homes.applicant[chosen]
    start = _start(lives, who, until, draw)
    division = lives.division[who]
    at = order(draw, "db/order", places().at(division), np.full(n, TODAY))
    chosen, who, division = chosen[at], who[at], division[at]
    start, until, ghost = start[at], until[at], ghost[at]
    people = homes.size[chosen]
    line = _line(division)
    # Who is above the line today was below it once.
    once = draw.integers("db/once", n, 100, RURAL_LINE)
    income = np.where(homes.income[chosen] < line, homes.income[chosen], once)
    gap = np.maximum(line - income, LEAST)
    applicant = pa.array(who)
    columns = (
        numbers(n, "DB", Digits(division, 6), Digits(serials(division), 6)),
        pa.array(division).cast(pa.string()),
        lives.xm.take(applicant),
        lives.gmsfhm.take(applicant),
        _members(lives, homes, chosen),
        pa.array(people, pa.int32()),
        pa.array(income, pa.int32()),
        pa.array((gap * people + 9) // 10 * 10, pa.int32()),
        pa.array(start),
        pa.array(np.where(ghost, np.datetime64("NaT"), until)),
        take(("正常", "停发"), (~np.isnat(until) & ~ghost).astype(np.int64)),
        tails(draw, "db/card", n),
    )
    return filed(DB, columns, who, ghost)


def _homes(lives: Lives) -> _Homes:
    """Every household of the province, summed over its members."""
    n = len(lives)
    fresh = np.ones(n, dtype=np.bool_)
    fresh[1:] = lives.household[1:] != lives.household[:-1]
    starts = np.flatnonzero(fresh)
    present = lives.present()
    present_size = np.add.reduceat(present.astype(np.int64), starts)
    home = np.cumsum(fresh) - 1
    counted = present | ((present_size == 0)[home] & ~lives.left)
    size = np.add.reduceat(counted.astype(np.int64), starts)
    income = np.add.reduceat(np.where(counted, lives.income, 0), starts) // np.maximum(size, 1)
    adult = counted & (lives.born <= born_by(18))
    first = np.minimum.reduceat(np.where(adult, np.arange(n), _FAR), starts)
    days = np.where(counted & ~present, lives.died.astype("datetime64[D]").astype(np.int64), -_FAR)
    last_death = np.maximum.reduceat(days, starts)
    gone = (present_size == 0) & (size > 0)
    died_out = np.where(gone, last_death, 0).astype("datetime64[D]")
    return _Homes(
        starts=starts,
        size=size,
        applicant=np.where(first == _FAR, 0, first),
        income=income,
        died_out=np.where(gone, died_out, np.datetime64("NaT")),
        counted=counted,
        severe=np.logical_or.reduceat(counted & (lives.grade > 0) & (lives.grade < 3), starts),
        able=first != _FAR,
    )


def _recipients(lives: Lives, homes: _Homes, draw: Draw) -> tuple[Integers, Days, Flags]:
    """Households on the roll, their last day (NaT while supported), and which are ghosts."""
    n = len(homes.starts)
    gone = ~np.isnat(homes.died_out)
    recent = homes.died_out >= np.datetime64("2024-03-01")
    low = homes.income < _line(lives.division[homes.applicant])
    present = homes.able & ~gone & (homes.size > 0)
    now = present & low & _asked(homes, draw)
    former = present & ~low & draw.chance("db/former", n, FORMER_PER_MILLION)
    extinct = homes.able & gone & recent & low & draw.chance("db/extinct", n, EXTINCT_PER_MILLION)
    ghost = extinct & draw.chance("db/ghost", n, STILL_PAID_PER_MILLION)
    ended = between(draw, "db/until", np.full(n, np.datetime64("2022-01-01")), np.full(n, TODAY))
    until = np.where(extinct, homes.died_out, np.where(former, ended, np.datetime64("NaT")))
    chosen = np.flatnonzero(now | former | extinct)
    months = until[chosen].astype("datetime64[M]")
    last = np.where(months > LAST_MONTH, TODAY, (months + 1).astype("datetime64[D]") - 1)
    return chosen, np.where(np.isnat(until[chosen]), until[chosen], last), ghost[chosen]


def _asked(homes: _Homes, draw: Draw) -> Flags:
    """Whether a household below the line is on the roll."""
    band = np.searchsorted([start for start, _ in TAKE_UP], homes.income, side="right") - 1
    rate = np.array([rate for _, rate in TAKE_UP], dtype=np.int64)[np.maximum(band, 0)]
    rate = np.where(homes.severe, rate * SEVERE_FACTOR, rate)
    flags: Flags = draw.integers("db/now", len(rate), 0, 1_000_000) < rate
    return flags


def _start(lives: Lives, who: Integers, until: Days, draw: Draw) -> Days:
    """The first of a month, once the applicant was of age and before support ended."""
    last = np.where(np.isnat(until), TODAY, until) - 31
    first = np.maximum(FIRST_DAY, of_age(lives.born[who], 18))
    day = between(draw, "db/from", np.minimum(first, last), last)
    return day.astype("datetime64[M]").astype("datetime64[D]")


def _line(division: Integers) -> Integers:
    """The local line in yuan per head and month."""
    lines = np.where(np.array(places().urban), URBAN_LINE, RURAL_LINE)
    line: Integers = lines[places().at(division)]
    return line


def _members(lives: Lives, homes: _Homes, chosen: Integers) -> pa.Array:
    """The citizen numbers of those supported, joined."""
    ends = np.append(homes.starts[1:], len(lives))
    lengths = (ends - homes.starts)[chosen]
    offsets = np.concatenate([[0], np.cumsum(lengths)])
    person = np.repeat(homes.starts[chosen] - offsets[:-1], lengths) + np.arange(offsets[-1])
    counts = homes.counted[person]
    kept = np.concatenate([[0], np.cumsum(counts)])[offsets]
    numbers = lives.gmsfhm.take(pa.array(person[counts]))
    lists = pa.ListArray.from_arrays(pa.array(kept, pa.int32()), numbers)
    return pc.binary_join(lists, "、")
