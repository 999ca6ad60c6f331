"""养老待遇: who draws a pension, how much, and when the entitlement was last confirmed.

Under Article 26 of the Regulation on Handling Social Insurance a payment stops only after an
inquiry: an overdue confirmation is a question, not an answer.
"""

from typing import Final

import numpy as np
import pyarrow as pa

from sandbox.model.dataset import BuiltTable
from sandbox.model.draw import Integers
from sandbox.recipes.yunze.business_numbers import (
    Digits,
    numbers,
    sequenced,
    which,
    whole,
    years_after,
)
from sandbox.recipes.yunze.filing import TODAY, born_by, filed, table, take
from sandbox.recipes.yunze.province import Days, Lives, Province, Work

RESIDENT_AGE: Final = 60
LEAST_OF_WORKERS: Final = 1_000
"""Yuan a month: a pension below it is one of residents, not of workers."""
PUBLIC_PER_MILLION: Final = 170_000
OVERDUE_PER_MILLION: Final = 18_000
OVERDUE_OF_OLD_PER_MILLION: Final = 60_000
"""From 80 on, when a walk to the counter or a face scan gets hard."""
DEAD_SINCE: Final = np.datetime64("2024-03-01")
"""Who died earlier has left the rolls for good; later deaths may still be paid by mistake."""
_MILLION: Final = 1_000_000
_RESIDENT, _WORKER, _PUBLIC = 0, 1, 2

RS_DY: Final = table("rs_dy", "养老保险待遇", "Pensions in payment", """
    dybh    待遇编号                            Benefit number
    gmsfhm  公民身份号码                        Citizen number
    xm      姓名                                Name
    xzlx    险种类型（170城乡居民养老，110企业职工养老，120机关事业养老）  Scheme (170 residents, 110 enterprise, 120 public service)
    dyje    待遇金额（元/月）                   Pension (yuan a month)
    qsrq    待遇开始日期                        Paid since
    dyzt    待遇状态（正常、待认证）            Status (正常 in payment, 待认证 confirmation due)
    zhrzrq  最近认证日期                        Last confirmed
""")  # noqa: E501  # fmt: skip


def pensions(province: Province) -> BuiltTable:
    """Everybody who draws a pension; spare rows are people who died in the last three years."""
    lives, draw = province.lives, province.draw
    old = lives.born <= born_by(RESIDENT_AGE)
    entitled = (lives.work == Work.RETIRED) | ((lives.work == Work.FARMER) & old)
    dead = ~np.isnat(lives.died)
    who = which(entitled & (lives.present() | (dead & (lives.died >= DEAD_SINCE))))
    at = sequenced(draw, "rs_dy", len(who))
    who = who[at.at]
    scheme = _schemes(province, who)
    since = _since(lives, who, scheme)
    overdue = draw.integers_of("rs_dy/overdue", who, 0, _MILLION) < np.where(
        lives.born[who] <= born_by(80), OVERDUE_OF_OLD_PER_MILLION, OVERDUE_PER_MILLION
    )
    people = pa.array(who)
    columns = (
        numbers(len(who), "DY29", Digits(at.number, 8)),
        lives.gmsfhm.take(people),
        lives.xm.take(people),
        take(("170", "110", "120"), scheme),
        whole(_amounts(province, who, scheme)),
        pa.array(since),
        take(("正常", "待认证"), (overdue & ~dead[who]).astype(np.int64)),
        pa.array(_confirmed(province, who, since, overdue)),
    )
    return filed(RS_DY, columns, who, spare=dead[who])


def _schemes(province: Province, who: Integers) -> Integers:
    """By what people live from: farmers have the pension of residents."""
    lives = province.lives
    small = lives.income[who] < LEAST_OF_WORKERS
    public = province.draw.integers_of("rs_dy/public", who, 0, _MILLION) < PUBLIC_PER_MILLION
    worker = np.where(public, _PUBLIC, _WORKER)
    return np.where((lives.work[who] != Work.RETIRED) | small, _RESIDENT, worker)


def _amounts(province: Province, who: Integers, scheme: Integers) -> Integers:
    """A pensioner's income is the pension; farmers get a basic and a small own part beside."""
    lives = province.lives
    basic = 168 + province.draw.integers_of("rs_dy/own", who, 0, 160)
    beside = (scheme == _RESIDENT) & (lives.work[who] == Work.FARMER)
    return np.where(beside, basic, np.maximum(lives.income[who], 140))


def _since(lives: Lives, who: Integers, scheme: Integers) -> Days:
    """The month after the birthday of entitlement; before the last day of those who died."""
    born, sex = lives.born[who], lives.sex[who]
    female = sex == 2
    at_60, at_55, at_50 = (_month_after(years_after(born, years)) for years in (60, 55, 50))
    of_worker = np.where(female, np.where(scheme == _PUBLIC, at_55, at_50), at_60)
    since = np.where(scheme == _RESIDENT, at_60, of_worker)
    end = np.fmin(lives.died[who].astype("datetime64[D]"), TODAY)
    days: Days = np.minimum(since, end.astype("datetime64[M]").astype("datetime64[D]"))
    return days


def _month_after(day: Days) -> Days:
    months = day.astype("datetime64[M]") + np.timedelta64(1, "M")
    days: Days = months.astype("datetime64[D]")
    return days


def _confirmed(province: Province, who: Integers, since: Days, overdue: np.ndarray) -> Days:
    """Within the last year, or 13 to 20 months ago; never after death."""
    draw = province.draw
    end = np.fmin(province.lives.died[who].astype("datetime64[D]"), TODAY)
    ago = np.where(
        overdue,
        draw.integers_of("rs_dy/long", who, 395, 610),
        draw.integers_of("rs_dy/ago", who, 1, 360),
    )
    days: Days = np.maximum(end - ago.astype("timedelta64[D]"), np.minimum(since, end))
    return days
