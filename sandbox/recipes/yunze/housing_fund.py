"""住房公积金: units that pay in, and the accounts of those who work there or once did."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa

from sandbox.model.dataset import BuiltTable, TableSpec
from sandbox.model.draw import Integers
from sandbox.recipes.yunze.ages import aged
from sandbox.recipes.yunze.business_numbers import Digits, numbers, sequenced, which, whole
from sandbox.recipes.yunze.filing import TODAY, age_on, filed, table, take
from sandbox.recipes.yunze.province import NOBODY, Province, Work

PUBLIC_KIND, TRADER = 12, 92
PUBLIC_PER_MILLION: Final = 1_000_000
BY_STAFF: Final = ((0, 90_000), (5, 380_000), (20, 760_000), (100, 970_000))
"""Of enterprises from so many people on, those that pay into the fund."""
MEMBERS_PER_MILLION: Final = 970_000
SEALED_PER_MILLION: Final = 120_000
BORROWERS_PER_MILLION: Final = 300_000
LOWEST_BASE, HIGHEST_BASE = 2_100, 27_000
"""Yuan a month (教学约定, a teaching convention)."""
DEAD_SINCE: Final = np.datetime64("2024-03-01")
_MILLION: Final = 1_000_000
_NONE, _PAYING, _PAID_OFF = 0, 1, 2

GJJ: Final = table("gjj", "住房公积金个人账户", "Housing fund accounts", """
    gjjzh   个人账号                        Account
    gmsfhm  公民身份号码                    Citizen number
    xm      姓名                            Name
    dwzh    单位账号                        Unit account
    dwmc    单位名称                        Unit
    jcje    月缴存额（元，单位与个人合计）  Monthly deposit (yuan, both parts)
    ye      账户余额（元）                  Balance (yuan)
    dkzt    贷款状态（无、还款中、已结清）  Loan (无 none, 还款中 being repaid, 已结清 repaid)
    zhzt    账户状态（正常、封存）          Status (正常 open, 封存 sealed)
""")  # fmt: skip
GJJ_DW: Final = table("gjj_dw", "住房公积金缴存单位", "Units paying into the housing fund", """
    dwzh      单位账号                     Unit account
    dwmc      单位名称                     Name
    tyshxydm  统一社会信用代码             Credit code
    jc_rs     缴存人数（人）               Members paying in
    jcbl      缴存比例（%，单位与个人各）  Rate (per cent, each side)
""")  # fmt: skip

TABLES: Final[tuple[TableSpec, ...]] = (GJJ_DW, GJJ)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Members:
    """Account holders in the order of their accounts."""

    who: Integers
    firm: Integers
    sealed: np.ndarray
    number: Integers


def build(province: Province) -> Iterator[BuiltTable]:
    """Units first; the link is the firm, and of accounts the person."""
    firms, draw = province.firms, province.draw
    own = which(_taking_part(province))
    at = sequenced(draw, "gjj_dw", len(own), gap=5)
    firm = own[at.at]
    unit = np.full(len(firms), NOBODY, dtype=np.int64)
    unit[firm] = np.arange(len(firm))
    dwzh = numbers(len(firm), "29", Digits(at.number, 7))
    rate = draw.integers("gjj/rate", len(firms), 5, 13)
    rate = np.where(firms.kind <= PUBLIC_KIND, 12, rate)
    members = _members(province, unit)
    dead = ~np.isnat(province.lives.died[members.who])
    paying = members.firm[~members.sealed & ~dead]
    who = pa.array(firm)
    yield filed(GJJ_DW, (
        dwzh,
        firms.qymc.take(who),
        firms.tyshxydm.take(who),
        whole(np.bincount(unit[paying], minlength=len(firm))),
        whole(rate[firm]),
    ), firm)  # fmt: skip
    yield _accounts(province, members, dwzh.take(pa.array(unit[members.firm])), rate)


def _taking_part(province: Province) -> np.ndarray:
    firms, draw = province.firms, province.draw
    starts = np.array([start for start, _ in BY_STAFF])
    rates = np.array([rate for _, rate in BY_STAFF])
    rate = rates[np.searchsorted(starts, firms.staff, side="right") - 1]
    rate = np.where(firms.kind == TRADER, rate // 5, rate)
    rate = np.where(firms.kind <= PUBLIC_KIND, PUBLIC_PER_MILLION, rate)
    part: np.ndarray = (firms.staff > 0) & (
        draw.integers("gjj/part", len(firms), 0, _MILLION) < rate
    )
    return part


def _members(province: Province, unit: Integers) -> _Members:
    """Staff of the units; people who left have sealed accounts where they last worked."""
    lives, jobs, draw = province.lives, province.jobs, province.draw
    staff = which(jobs.employer != NOBODY)
    staff = staff[unit[jobs.employer[staff]] != NOBODY]
    staff = staff[draw.integers_of("gjj/member", staff, 0, _MILLION) < MEMBERS_PER_MILLION]
    dead = ~np.isnat(lives.died)
    worked = np.isin(lives.work, (Work.EMPLOYEE, Work.PUBLIC_SERVICE)) & dead
    gone = np.isin(lives.work, (Work.UNEMPLOYED, Work.SELF_EMPLOYED)) & lives.present()
    former = which(
        (gone & aged(lives, 25, 60)) | (worked & (lives.died >= DEAD_SINCE) & aged(lives, 22, 75))
    )
    odds = np.where(dead[former], 2 * SEALED_PER_MILLION, SEALED_PER_MILLION)
    former = former[draw.integers_of("gjj/former", former, 0, _MILLION) < odds]
    # Former units are drawn by size: through the people who work there today.
    last = jobs.employer[staff]
    if not len(last):
        former, last = former[:0], np.zeros(1, dtype=np.int64)
    then = last[draw.integers_of("gjj/then", former, 0, len(last))]
    who = np.concatenate([staff, former])
    at = sequenced(draw, "gjj", len(who), gap=5)
    sealed = np.arange(len(who)) >= len(staff)
    every = np.concatenate([jobs.employer[staff], then])
    return _Members(who=who[at.at], firm=every[at.at], sealed=sealed[at.at], number=at.number)


def _accounts(province: Province, members: _Members, dwzh: pa.Array, rate: Integers) -> BuiltTable:
    """Accounts; spare rows are those of the dead, still open."""
    lives, firms, draw = province.lives, province.firms, province.draw
    who, n = members.who, len(members.who)
    people = pa.array(who)
    dead = ~np.isnat(lives.died[who])
    wage = np.where(members.sealed, lives.income[who], province.jobs.wage[who])
    base = np.clip(wage, LOWEST_BASE, HIGHEST_BASE)
    deposit = base * rate[members.firm] // 100 * 2
    months = np.clip(_months(province, members), 1, 180)
    kept = draw.integers("gjj/kept", n, 25, 101)
    balance = deposit * months * kept // 100
    age = age_on(lives.born[who], np.full(n, TODAY))
    luck = draw.integers("gjj/loan", n, 0, _MILLION)
    borrowed = (age >= 24) & (luck < BORROWERS_PER_MILLION)
    paid_off = borrowed & ((age - 24) * 9_000 > luck)
    loan = np.where(paid_off, _PAID_OFF, np.where(borrowed, _PAYING, _NONE))
    # Repayments are taken from the account.
    balance = np.where(loan == _PAYING, balance // 4, balance)
    sealed = members.sealed & ~dead
    columns = (
        numbers(n, "29", Digits(members.number, 8)),
        lives.gmsfhm.take(people),
        lives.xm.take(people),
        dwzh,
        firms.qymc.take(pa.array(members.firm)),
        whole(np.where(sealed, 0, deposit)),
        whole(balance),
        take(("无", "还款中", "已结清"), loan),
        take(("正常", "封存"), sealed.astype(np.int64)),
    )
    return filed(GJJ, columns, who, spare=dead)


def _months(province: Province, members: _Members) -> Integers:
    """Months paid in: those of the present job, and some of earlier ones."""
    since = province.jobs.since[members.who].astype("datetime64[M]")
    present = (TODAY.astype("datetime64[M]") - since).astype(np.int64)
    before = province.draw.integers("gjj/before", len(members.who), 0, 48)
    return np.where(np.isnat(since), before + 6, present + before)
