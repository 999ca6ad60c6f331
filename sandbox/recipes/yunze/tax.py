"""税务: what businesses declared in the last two quarters, people and wages included.

People on the payroll (个税口径) are not people insured (参保口径): seconded and part-time staff
are declared here and insured elsewhere. The two figures differ without either being wrong.
"""

from collections.abc import Iterator
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from sandbox.model.dataset import BuiltTable, TableSpec
from sandbox.model.draw import Integers
from sandbox.recipes.yunze.business_numbers import which
from sandbox.recipes.yunze.filing import filed, table, take
from sandbox.recipes.yunze.province import NOBODY, Flags, Province

QUARTERS: Final = (("2026Q3", "2026-07"), ("2026Q4", "2026-10"))
"""Name and first month; the first quarter of 2027 is not over on the reference day."""
REGISTERED: Final = (91, 92, 93)
_TRADER: Final = 92
_CENTS: Final = 100
TRADERS_DECLARING_PER_MILLION: Final = 620_000
"""The others are taxed at a fixed amount and declare nothing."""
LOST_PER_MILLION: Final = 7_000
SECONDED_PER_MILLION: Final = 160_000
_NORMAL, _LOST, _CANCELLED = 0, 1, 2

SW_NS: Final = table("sw_ns", "纳税申报", "Tax declarations", """
    nsrsbh  纳税人识别号（统一社会信用代码）  Taxpayer number (credit code)
    nsrmc   纳税人名称                        Name
    nsrzt   纳税人状态（正常、非正常、注销）  Status (正常 regular, 非正常 not to be found, 注销 cancelled)
    ssq     税款所属期（季度）                Quarter
    ynse    应纳税额（元）                    Tax due (yuan)
    gz_rs   申报工资人数（人）                People on the payroll
    gz_je   申报工资总额（元，当季）          Wages paid in the quarter (yuan)
""")  # noqa: E501  # fmt: skip

TABLES: Final[tuple[TableSpec, ...]] = (SW_NS,)


def build(province: Province) -> Iterator[BuiltTable]:
    """The table of declarations; the link is the firm."""
    firms, draw = province.firms, province.draw
    n = len(firms)
    declares = np.isin(firms.kind, REGISTERED) & (
        (firms.kind != _TRADER)
        | (firms.staff > 0)
        | draw.chance("sw_ns/declares", n, TRADERS_DECLARING_PER_MILLION)
    )
    lost = np.isnat(firms.closed) & draw.chance("sw_ns/lost", n, LOST_PER_MILLION)
    codes = np.asarray(pc.sort_indices(firms.tyshxydm)).astype(np.int64)
    parts = [_quarter(province, codes, declares, lost, at) for at in range(len(QUARTERS))]
    firm = np.concatenate([part[0] for part in parts])
    quarter = np.repeat(np.arange(len(QUARTERS)), [len(part[0]) for part in parts])
    closed = ~np.isnat(firms.closed[firm])
    gone = np.where(firms.revoked[firm], _LOST, _CANCELLED)
    state = np.where(closed, gone, np.where(lost[firm], _LOST, _NORMAL))
    who = pa.array(firm)
    columns = (
        firms.tyshxydm.take(who),
        firms.qymc.take(who),
        take(("正常", "非正常", "注销"), state),
        take([name for name, _ in QUARTERS], quarter),
        *(pa.array(np.concatenate([part[at] for part in parts])) for at in (3, 1, 2)),
    )
    yield filed(SW_NS, columns, firm)


def _quarter(
    province: Province, codes: Integers, declares: Flags, lost: Flags, at: int
) -> tuple[np.ndarray, ...]:
    """Firms in the order of their codes, people, wages, and tax due."""
    firms = province.firms
    start = np.datetime64(QUARTERS[at][1], "M").astype("datetime64[D]")
    end = (np.datetime64(QUARTERS[at][1], "M") + np.timedelta64(3, "M")).astype("datetime64[D]")
    there = (firms.founded < end) & ~(firms.closed < end)
    firm = codes[(declares & there)[codes]]
    people, wages = _payroll(province, end, at)
    lost_here = lost[firm]
    people, wages = np.where(lost_here, 0, people[firm]), np.where(lost_here, 0, wages[firm])
    tax = np.where(lost_here, 0, _tax_due(province, firm, at))
    # Whoever was founded within the quarter traded for a part of it.
    tax = np.where(firms.founded[firm] > start, tax // 2, tax)
    return firm, people.astype(np.int32), wages, tax


def _payroll(province: Province, end: np.datetime64, at: int) -> tuple[Integers, Integers]:
    """People paid by each firm in a quarter, and what they were paid."""
    jobs, n = province.jobs, len(province.firms)
    staff = which((jobs.employer != NOBODY) & (jobs.since < end))
    employer = jobs.employer[staff]
    months = end.astype("datetime64[M]") - jobs.since[staff].astype("datetime64[M]")
    paid = jobs.wage[staff] * np.minimum(months.astype(np.int64), 3)
    people = np.bincount(employer, minlength=n).astype(np.int64)
    # Sums of whole yuan stay exact below 2**53.
    wages = np.bincount(employer, weights=paid, minlength=n).astype(np.int64)
    draw = province.draw
    extra = (people >= 5) & draw.chance(f"sw_ns/seconded/{at}", n, SECONDED_PER_MILLION)
    seconded = np.where(extra, 1 + people * draw.integers("sw_ns/share", n, 0, 12) // _CENTS, 0)
    return people + seconded, wages + seconded * 9_600


def _tax_due(province: Province, firm: Integers, at: int) -> Integers:
    """Nothing for most small ones, and the more the more people work there; very uneven."""
    firms, draw = province.firms, province.draw
    staff = firms.staff[firm]
    # A product of even draws leans towards small values, as turnovers do.
    luck = [draw.integers_of(f"sw_ns/tax/{each}", firm, 1, _CENTS + 1) for each in (0, 1)]
    season = draw.integers_of(f"sw_ns/season/{at}", firm, 80, 121)
    due = (staff + 1) * 14_000 * luck[0] * luck[1] // _CENTS**2 * season // _CENTS
    trader = firms.kind[firm] == _TRADER
    small = due < np.where(trader, 9_000, 1_200)
    return np.where(small, 0, due)
