"""参保单位: employers as the social insurance office numbers them, which is not by credit code."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa

from sandbox.model.dataset import BuiltTable
from sandbox.model.draw import Draw, Integers
from sandbox.recipes.yunze.business_numbers import Digits, numbers, sequenced, which
from sandbox.recipes.yunze.filing import TODAY, between, filed, table, take
from sandbox.recipes.yunze.province import NOBODY, Firms, Province

MOVED_PER_MILLION: Final = 60_000
"""Of employers with 20 people or more: moved to another district last year, under a new number."""
CLOSED_PER_MILLION: Final = 500_000
"""Of closed firms, those that once had insured staff."""
_LONGEST_WAIT: Final = 90
INSURED, CANCELLED = 0, 1
_INSTITUTION, _SOLE_TRADER = 12, 92

RS_DW: Final = table("rs_dw", "社会保险参保单位", "Employers insured", """
    dwbh      单位编号                Unit number
    dwmc      单位名称                Name
    tyshxydm  统一社会信用代码        Credit code
    dwlx      单位类型                Kind (机关事业 public body, 企业 enterprise, 个体工商户 sole trader)
    qhdm      参保地区划代码          Division code
    cbrq      参保登记日期            Insured since
    cbzt      参保状态（参保、注销）  Status (参保 insured, 注销 cancelled)
""")  # noqa: E501  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Units:
    """Insured units in the order of their numbers."""

    firm: Integers
    """Index of the firm behind each unit."""
    state: Integers
    dwbh: pa.Array
    """Unit number (string of ten digits, the first two 29)."""
    now: Integers
    """Unit of each firm today, NOBODY for those that are not insured."""
    before: Integers
    """Unit of each firm before it moved; the same as `now` for most."""


def make_units(firms: Firms, draw: Draw) -> Units:
    """Units of all employers; one that moved has two, of which the former is cancelled."""
    n = len(firms)
    closed = ~np.isnat(firms.closed)
    gone = closed & draw.chance("rs_dw/closed", n, CLOSED_PER_MILLION)
    own = which((firms.staff > 0) | gone)
    moved = which((firms.staff >= 20) & draw.chance("rs_dw/moved", n, MOVED_PER_MILLION))
    every = np.concatenate([own, moved])
    former = np.arange(len(every)) >= len(own)
    at = sequenced(draw, "rs_dw", len(every), gap=9)
    firm, former = every[at.at], former[at.at]
    now = np.full(n, NOBODY, dtype=np.int64)
    now[firm[~former]] = which(~former)
    before = now.copy()
    before[firm[former]] = which(former)
    return Units(
        firm=firm,
        state=np.where(former | closed[firm], CANCELLED, INSURED),
        dwbh=numbers(len(at), "29", Digits(at.number, 8)),
        now=now,
        before=before,
    )


def insured_units(province: Province, units: Units) -> BuiltTable:
    """The register of units; the link is the firm."""
    firms, firm = province.firms, units.firm
    who = pa.array(firm)
    kind = firms.kind[firm]
    founded = firms.founded[firm].astype("datetime64[D]")
    end = np.fmin(firms.closed[firm].astype("datetime64[D]"), TODAY)
    soon = np.minimum(founded + _LONGEST_WAIT, end)
    columns = (
        units.dwbh,
        firms.qymc.take(who),
        firms.tyshxydm.take(who),
        take(
            ("机关事业", "个体工商户", "企业"),
            np.where(kind <= _INSTITUTION, 0, np.where(kind == _SOLE_TRADER, 1, 2)),
        ),
        numbers(len(firm), Digits(firms.division[firm], 6)),
        pa.array(between(province.draw, "rs_dw/since", founded, soon)),
        take(("参保", "注销"), units.state),
    )
    return filed(RS_DW, columns, firm)
