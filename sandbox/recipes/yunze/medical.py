"""医疗保障: who is enrolled, in which of the two schemes, and whether payment is up to date.

Enrolment is one person, one scheme. Settlements and diagnoses are not here: a means test has no
need of them (Personal Information Protection Law, Articles 6 and 28).
"""

from collections.abc import Iterator
from typing import Final

import numpy as np
import pyarrow as pa

from sandbox.model.dataset import BuiltTable, TableSpec
from sandbox.model.draw import Integers
from sandbox.recipes.yunze.business_numbers import Digits, numbers, sequenced, which
from sandbox.recipes.yunze.filing import TODAY, between, filed, table, take
from sandbox.recipes.yunze.province import NOBODY, Days, Flags, Province, Work

EMPLOYEES, RESIDENTS = "310", "390"
ENROLLED_PER_MILLION: Final = 956_000
NEWBORN_PER_MILLION: Final = 620_000
"""In the first year, while many a child is still covered through its mother."""
SUSPENDED_PER_MILLION: Final = 21_000
LEAST_WORKERS_PENSION: Final = 1_000
"""Yuan a month: pensioners with less have the residents' scheme."""
DEAD_SINCE: Final = np.datetime64("2025-09-01")
_EARLIEST: Final = np.datetime64("2010-01-01")
_MILLION: Final = 1_000_000

YB: Final = table("yb", "医疗保险参保", "Medical insurance enrolment", """
    grbh    个人编号                          Personal number
    gmsfhm  公民身份号码                      Citizen number
    xm      姓名                              Name
    xz      险种（310职工医保，390居民医保）  Scheme (310 employees, 390 residents)
    cbzt    参保状态（正常、暂停）            Status (正常 in force, 暂停 suspended)
    cbqh    参保地区划代码                    Division of enrolment
    jsrq    参保开始日期                      Enrolled since
""")  # fmt: skip

TABLES: Final[tuple[TableSpec, ...]] = (YB,)


def build(province: Province) -> Iterator[BuiltTable]:
    """One row per person enrolled; spare rows are people who died in the last year and a half."""
    lives, draw = province.lives, province.draw
    who = _enrolled(province)
    at = sequenced(draw, "yb", len(who), gap=5)
    who = who[at.at]
    employee = _by_work(province)[who]
    suspended = draw.integers_of("yb/suspended", who, 0, _MILLION) < SUSPENDED_PER_MILLION
    dead = ~np.isnat(lives.died[who])
    divisions = np.unique(lives.division)
    people = pa.array(who)
    columns = (
        numbers(len(who), "YB29", Digits(at.number, 8)),
        lives.gmsfhm.take(people),
        lives.xm.take(people),
        take((RESIDENTS, EMPLOYEES), employee.astype(np.int64)),
        take(("正常", "暂停"), (suspended & ~dead).astype(np.int64)),
        take([str(code) for code in divisions], np.searchsorted(divisions, lives.division[who])),
        pa.array(_since(province, who, employee)),
    )
    yield filed(YB, columns, who, spare=dead if dead.any() else None)


def _enrolled(province: Province) -> Integers:
    lives, draw = province.lives, province.draw
    newborn = lives.born > TODAY - 365
    rate = np.where(newborn, NEWBORN_PER_MILLION, ENROLLED_PER_MILLION)
    lucky = draw.integers("yb/enrolled", len(lives), 0, _MILLION) < rate
    recent = lives.died >= DEAD_SINCE
    return which(lucky & (lives.present() | recent))


def _by_work(province: Province) -> Flags:
    """Employees, and pensioners who were employees: the scheme of employees."""
    lives, draw = province.lives, province.draw
    flexible = draw.chance("yb/flexible", len(lives), 260_000)
    worker: Flags = (
        (province.jobs.employer != NOBODY)
        | ((lives.work == Work.SELF_EMPLOYED) & flexible)
        | ((lives.work == Work.RETIRED) & (lives.income >= LEAST_WORKERS_PENSION))
    )
    return worker


def _since(province: Province, who: Integers, employee: Flags) -> Days:
    """With the present job, at birth, or when the scheme came to the province."""
    lives, jobs = province.lives, province.jobs
    born = lives.born[who].astype("datetime64[D]")
    end = np.fmin(lives.died[who].astype("datetime64[D]"), TODAY)
    first = np.maximum(born, _EARLIEST)
    drawn = between(province.draw, "yb/since", first, np.minimum(first + 720, end))
    since = jobs.since[who].astype("datetime64[D]")
    days: Days = np.where(employee & ~np.isnat(since), since, drawn)
    return days
