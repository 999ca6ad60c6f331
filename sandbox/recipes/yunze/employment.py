"""就业登记: present employment, and employment that ended within the year."""

from typing import Final

import numpy as np
import pyarrow as pa

from sandbox.model.dataset import BuiltTable
from sandbox.recipes.yunze.business_numbers import Digits, numbers, sequenced, which
from sandbox.recipes.yunze.filing import TODAY, between, filed, of_age, table, take
from sandbox.recipes.yunze.insured_units import Units
from sandbox.recipes.yunze.province import NOBODY, Days, Province, Work
from sandbox.recipes.yunze.workforce import FIRST_MONTH, MONTHS, Workforce

SELF_REGISTERED_PER_MILLION: Final = 550_000
"""Of the self-employed, those who have registered their work."""
_EARLIEST: Final = np.datetime64("2012-01-01")
_EMPLOYED, _TRADER, _FLEXIBLE = 0, 1, 2

JY: Final = table("jy", "就业登记", "Employment register", """
    djbh    就业登记编号                        Registration number
    gmsfhm  公民身份号码                        Citizen number
    xm      姓名                                Name
    jyxs    就业形式（单位就业、个体经营、灵活就业）  Form (单位就业 employed, 个体经营 own business, 灵活就业 flexible)
    dwbh    单位编号                            Unit number (empty: no employer)
    qsrq    起始日期                            From
    zzrq    终止日期（空为在业）                Until (empty: still at work)
""")  # noqa: E501  # fmt: skip


def employment(province: Province, units: Units, workforce: Workforce) -> BuiltTable:
    """One row for each job and each registered trade; the link is the person."""
    lives, jobs, draw = province.lives, province.jobs, province.draw
    employees = which(jobs.employer != NOBODY)
    left = which(workforce.last < MONTHS - 1)
    own = which((lives.work == Work.SELF_EMPLOYED) & lives.present())
    lucky = draw.integers_of("jy/own", own, 0, 1_000_000) < SELF_REGISTERED_PER_MILLION
    own = own[lucky & (jobs.employer[own] == NOBODY)]
    owners = np.zeros(len(lives), dtype=np.bool_)
    owners[province.firms.owner[np.isnat(province.firms.closed)]] = True
    n = len(employees) + len(left) + len(own)
    at = sequenced(draw, "jy", n)
    who = np.concatenate([employees, workforce.who[left], own])[at.at]
    firm = np.concatenate([
        jobs.employer[employees], workforce.firm[left], np.full(len(own), NOBODY)
    ])[at.at]  # fmt: skip
    until = np.full(n, np.datetime64("NaT"), dtype="datetime64[D]")
    until[len(employees) : len(employees) + len(left)] = _month_end(workforce.last[left])
    until = until[at.at]
    form = np.where(firm != NOBODY, _EMPLOYED, np.where(owners[who], _TRADER, _FLEXIBLE))
    unit = np.where(firm != NOBODY, units.now[firm], NOBODY)
    people = pa.array(who)
    columns = (
        numbers(n, "JY29", Digits(at.number, 8)),
        lives.gmsfhm.take(people),
        lives.xm.take(people),
        take(("单位就业", "个体经营", "灵活就业"), form),
        units.dwbh.take(pa.array(unit, mask=unit == NOBODY)),
        pa.array(_from(province, who, firm, until)),
        pa.array(until),
    )
    return filed(JY, columns, who)


def _from(province: Province, who: np.ndarray, firm: np.ndarray, until: Days) -> Days:
    """The first day of a present job; else a day since coming of age and the founding."""
    lives, firms = province.lives, province.firms
    earliest = np.maximum(of_age(lives.born[who], 18), _EARLIEST)
    founded = np.where(firm != NOBODY, firms.founded[firm].astype("datetime64[D]"), _EARLIEST)
    # Whoever left within the year was insured before: at least a month lies between.
    latest = np.fmin(until, TODAY) - 31
    drawn = between(province.draw, "jy/from", np.maximum(earliest, founded), latest)
    present = (firm != NOBODY) & np.isnat(until)
    days: Days = np.where(present, province.jobs.since[who].astype("datetime64[D]"), drawn)
    return days


def _month_end(month: np.ndarray) -> Days:
    after = FIRST_MONTH + (month + 1).astype("timedelta64[M]")
    days: Days = after.astype("datetime64[D]") - 1
    return days
