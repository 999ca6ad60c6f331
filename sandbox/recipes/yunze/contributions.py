"""社会保险缴费: what employers and people paid in month by month, and how many were insured.

Back payments (补缴) arrive after the month that they count for; a rule that asks for regular
months must not take them for such.
"""

from typing import Final

import numpy as np
import pyarrow as pa

from sandbox.model.dataset import BuiltTable
from sandbox.model.draw import Draw, Integers
from sandbox.recipes.yunze.business_numbers import which, whole
from sandbox.recipes.yunze.filing import filed, table, take
from sandbox.recipes.yunze.insured_units import Units
from sandbox.recipes.yunze.province import NOBODY, Days, Firms, Flags, Province
from sandbox.recipes.yunze.workforce import FIRST_MONTH, MONTHS, PUBLIC, Workforce

PAID_MONTHS: Final = range(6, MONTHS)
"""September 2026 to February 2027: the months of which single contributions are on file."""
MOVING_MONTH: Final = 9
"""December 2026, the first month under the new number of an employer that moved."""
ALWAYS_LATE_PER_MILLION: Final = 4_000
LATE_PER_MILLION: Final = 6_000
LATE_AT_FIRST_PER_MILLION: Final = 80_000
ARREARS_PER_MILLION: Final = 15_000
_INSTITUTION, _MILLION = 12, 1_000_000
_YM: Final = tuple(str(FIRST_MONTH + month).replace("-", "") for month in range(MONTHS))

RS_JF: Final = table("rs_jf", "社会保险缴费明细", "Social insurance contributions", """
    gmsfhm  公民身份号码                        Citizen number
    ym      缴费年月                            Month that it counts for
    dwbh    单位编号                            Unit number (empty: insures himself or herself)
    xzlx    险种类型（110企业职工养老，120机关事业养老）  Scheme (110 enterprise pension, 120 public service pension)
    jflx    缴费类型（正常、补缴）              Kind (正常 regular, 补缴 back payment)
    jfjs    缴费基数（元/月）                   Contribution base (yuan a month)
    dzrq    到账日期                            Day of receipt
""")  # noqa: E501  # fmt: skip
RS_CB: Final = table("rs_cb", "单位参保人数", "People insured by employer", """
    dwbh       单位编号                Unit number
    ym         年月                    Month
    cb_rs      参保人数（人）          People insured
    jf_status  缴费状态（到账、欠费）  Payment (到账 received, 欠费 in arrears)
""")  # fmt: skip


def first_unpaid(firms: Firms, draw: Draw) -> Integers:
    """First month of which a firm owes the contributions; 12 where it owes nothing."""
    n = len(firms)
    owing = (firms.kind > _INSTITUTION) & draw.chance("rs/arrears", n, ARREARS_PER_MILLION)
    return np.where(owing, draw.integers("rs/arrears/since", n, MONTHS - 3, MONTHS), MONTHS)


def headcounts(province: Province, units: Units, workforce: Workforce) -> BuiltTable:
    """People insured per unit and month of the last year; the link is the firm."""
    counts: Integers = np.zeros((MONTHS, len(units.firm)), dtype=np.int64)
    for month in range(MONTHS):
        there = workforce.firm[workforce.insured(month) & (workforce.firm != NOBODY)]
        counts[month] = np.bincount(_unit(units, there, month), minlength=len(units.firm))
    cell = which(counts.ravel() > 0)
    months, unit = cell // len(units.firm), cell % len(units.firm)
    firm = units.firm[unit]
    owing = months >= first_unpaid(province.firms, province.draw)[firm]
    columns = (
        units.dwbh.take(pa.array(unit)),
        take(_YM, months),
        whole(counts.ravel()[cell]),
        take(("到账", "欠费"), owing.astype(np.int64)),
    )
    return filed(RS_CB, columns, firm)


def contributions(province: Province, units: Units, workforce: Workforce) -> BuiltTable:
    """Contributions of the last six months, month after month; the link is the person."""
    draw = province.draw
    unpaid = first_unpaid(province.firms, draw)
    until = np.where(workforce.firm == NOBODY, MONTHS, unpaid[workforce.firm])
    always = draw.integers_of("rs_jf/always", workforce.who, 0, _MILLION) < ALWAYS_LATE_PER_MILLION
    pool = province.lives.gmsfhm.take(pa.array(workforce.who))
    parts: list[tuple[pa.Array, ...]] = []
    who = []
    for month in PAID_MONTHS:
        at = which(workforce.insured(month) & (until > month))
        who.append(workforce.who[at])
        late = _late(draw, workforce, at, month) | always[at]
        late &= month < MONTHS - 1
        unit = np.full(len(at), NOBODY, dtype=np.int64)
        employed = workforce.firm[at] != NOBODY
        unit[employed] = _unit(units, workforce.firm[at[employed]], month)
        parts.append((
            pool.take(pa.array(at)),
            take((_YM[month],), np.zeros(len(at), dtype=np.int64)),
            units.dwbh.take(pa.array(unit, mask=~employed)),
            take(("110", "120"), (workforce.scheme[at] == PUBLIC).astype(np.int64)),
            take(("正常", "补缴"), late.astype(np.int64)),
            whole(workforce.base[at]),
            pa.array(_receipt(draw, unit, late, month)),
        ))  # fmt: skip
    columns = [pa.chunked_array(chunks) for chunks in zip(*parts, strict=True)]
    return filed(RS_JF, columns, np.concatenate(who))


def _unit(units: Units, firm: Integers, month: int) -> Integers:
    return (units.before if month < MOVING_MONTH else units.now)[firm]


def _late(draw: Draw, workforce: Workforce, at: Integers, month: int) -> Flags:
    """Paid afterwards: now and then anybody, and often the first month of a new job."""
    chance = draw.integers_of(f"rs_jf/late/{month}", workforce.who[at], 0, _MILLION)
    fresh = workforce.first[at] == month
    late: Flags = chance < np.where(fresh, LATE_AT_FIRST_PER_MILLION, LATE_PER_MILLION)
    return late


def _receipt(draw: Draw, unit: Integers, late: Flags, month: int) -> Days:
    """Regular payments arrive from the 8th to the 25th, all of a unit on one day."""
    n = len(unit)
    own = draw.integers(f"rs_jf/day/{month}", n, 7, 25)
    day = np.where(unit == NOBODY, own, 7 + (unit * 7 + month) % 18)
    after = np.minimum(1 + own % 4, MONTHS - 1 - month)
    starts = np.array(
        [(FIRST_MONTH + m).astype("datetime64[D]").astype(np.int64) for m in range(MONTHS)]
    )
    days: Days = (starts[month + np.where(late, after, 0)] + day).astype("datetime64[D]")
    return days
