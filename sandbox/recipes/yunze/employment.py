"""就业登记: present employment, and employment that ended within the year."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa

from sandbox.model.dataset import BuiltTable
from sandbox.model.draw import Integers
from sandbox.recipes.yunze.business_numbers import Digits, numbers, sequenced, which
from sandbox.recipes.yunze.filing import TODAY, between, born_by, filed, of_age, table, take
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Spells:
    """Spells of work: whose, at which firm (or NOBODY), from when, until when (NaT: today)."""

    who: Integers
    firm: Integers
    since: Days
    until: Days


def employment(province: Province, units: Units, workforce: Workforce) -> BuiltTable:
    """One row for each job and each registered trade; the link is the person."""
    lives = province.lives
    parts = (_present(province), _ended(province, workforce), _own_account(province))
    at = sequenced(province.draw, "jy", sum(len(part.who) for part in parts))
    who = np.concatenate([part.who for part in parts])[at.at]
    firm = np.concatenate([part.firm for part in parts])[at.at]
    owners = np.zeros(len(lives), dtype=np.bool_)
    owners[province.firms.owner[np.isnat(province.firms.closed)]] = True
    form = np.where(firm != NOBODY, _EMPLOYED, np.where(owners[who], _TRADER, _FLEXIBLE))
    unit = np.where(firm != NOBODY, units.now[firm], NOBODY)
    people = pa.array(who)
    columns = (
        numbers(len(who), "JY29", Digits(at.number, 8)),
        lives.gmsfhm.take(people),
        lives.xm.take(people),
        take(("单位就业", "个体经营", "灵活就业"), form),
        units.dwbh.take(pa.array(unit, mask=unit == NOBODY)),
        pa.array(np.concatenate([part.since for part in parts])[at.at]),
        pa.array(np.concatenate([part.until for part in parts])[at.at]),
    )
    return filed(JY, columns, who)


def _present(province: Province) -> _Spells:
    jobs = province.jobs
    who = which(jobs.employer != NOBODY)
    since = jobs.since[who].astype("datetime64[D]")
    return _Spells(who=who, firm=jobs.employer[who], since=since, until=_open(len(who)))


def _ended(province: Province, workforce: Workforce) -> _Spells:
    """Jobs that ended within the year, begun in their first insured month or before the year."""
    lives, firms, draw = province.lives, province.firms, province.draw
    left = which(workforce.last < MONTHS - 1)
    who, firm, first = workforce.who[left], workforce.firm[left], workforce.first[left]
    month = _month_start(first)
    before = np.maximum(of_age(lives.born[who], 18), firms.founded[firm].astype("datetime64[D]"))
    low = np.where(first > 0, month, np.minimum(np.maximum(before, _EARLIEST), month))
    high = np.where(first > 0, month + 27, month)
    return _Spells(
        who=who,
        firm=firm,
        since=between(draw, "jy/ended", low, high),
        until=_month_start(workforce.last[left] + 1) - 1,
    )


def _own_account(province: Province) -> _Spells:
    lives, draw = province.lives, province.draw
    adult = lives.present() & (lives.born <= born_by(20)) & (province.jobs.employer == NOBODY)
    who = which((lives.work == Work.SELF_EMPLOYED) & adult)
    who = who[draw.integers_of("jy/own", who, 0, 1_000_000) < SELF_REGISTERED_PER_MILLION]
    n = len(who)
    earliest = np.maximum(of_age(lives.born[who], 18), _EARLIEST)
    return _Spells(
        who=who,
        firm=np.full(n, NOBODY, dtype=np.int64),
        since=between(draw, "jy/since", earliest, np.full(n, TODAY)),
        until=_open(n),
    )


def _open(n: int) -> Days:
    return np.full(n, np.datetime64("NaT"), dtype="datetime64[D]")


def _month_start(month: Integers) -> Days:
    """The first day of a month: 0 is March 2026."""
    days: Days = (FIRST_MONTH + month.astype("timedelta64[M]")).astype("datetime64[D]")
    return days
