"""企业登记: enterprises, sole traders, cooperatives and branches as market regulation has them."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from sandbox.model.dataset import BuiltTable
from sandbox.model.draw import Integers
from sandbox.recipes.yunze.branches import Branches
from sandbox.recipes.yunze.business_numbers import Digits, Signs, numbers, which
from sandbox.recipes.yunze.filing import TODAY, between, filed, table, take
from sandbox.recipes.yunze.places import places
from sandbox.recipes.yunze.province import Days, Firms, Province
from sandbox.recipes.yunze.sites import shops

ONE_CODE: Final = np.datetime64("2015-10-01")
"""Since then one credit code serves all offices; earlier firms also have an old number."""
REGISTERED: Final = (91, 92, 93)
"""Kinds that market regulation registers; public bodies are registered elsewhere."""
_TRADER, _COOPERATIVE = 92, 93
_OLD_SERIALS: Final = 10_000_000
_SECTIONS: Final = tuple("ABCDEFGHIJKLMNOPQRST")
_OPEN, _REVOKED, _CANCELLED = 0, 1, 2
_TYPES: Final = (
    "有限责任公司", "股份有限公司", "个人独资企业", "个体工商户", "农民专业合作社", "分公司",
)  # fmt: skip
_LIMITED, _SHARES, _SOLE, _TRADERS, _COOPERATIVES, _BRANCH = range(6)

SJ_QY: Final = table("sj_qy", "企业登记信息", "Business register", """
    tyshxydm  统一社会信用代码                    Credit code
    zch_old   原注册号（2015年10月前，15位）      Former registration number (before October 2015)
    qymc      企业名称                            Name
    qylx      企业类型                            Legal form
    fddbr     法定代表人（经营者、负责人）        Legal representative, trader or manager
    zcdz      住所                                Registered address
    clrq      成立日期                            Founded
    jyzt      经营状态（在营、吊销未注销、注销）  Status (在营 open, 吊销未注销 licence revoked, 注销 cancelled)
    hylb      行业门类（GB/T 4754）               Industry section (GB/T 4754)
    djjg      登记机关                            Registration office
    gxsj      更新日期                            Last updated
""")  # noqa: E501  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entities:
    """Firms and branches in the order of their credit codes."""

    number: Integers
    """Index of the firm; for a branch the number of firms + its position."""
    code: pa.Array
    qymc: pa.Array
    legal: Integers
    kind: Integers
    industry: Integers
    division: Integers
    founded: Days
    closed: Days
    revoked: np.ndarray
    head: Integers


def enterprises(province: Province, branches: Branches) -> BuiltTable:
    """The register; the link is the firm (a branch: number of firms + its position)."""
    draw, lives = province.draw, province.lives
    every = _entities(province.firms, branches)
    gone = ~np.isnat(every.closed)
    state = np.where(gone, np.where(every.revoked, _REVOKED, _CANCELLED), _OPEN)
    columns = (
        every.code,
        _old_numbers(province, every),
        every.qymc,
        take(_TYPES, every.legal),
        lives.xm.take(pa.array(every.head)),
        shops(draw, "sj_qy", every.division),
        pa.array(every.founded),
        take(("在营", "吊销未注销", "注销"), state),
        take(_SECTIONS, every.industry),
        places().named(every.division, "市场监督管理局"),
        pa.array(_updated(province, every)),
    )
    return filed(SJ_QY, columns, every.number)


def registration_check(body: Integers) -> Integers:
    """Sign 15 of a registration number from its first 14 digits (ISO 7064, MOD 11,10)."""
    carried = np.full(len(body), 10, dtype=np.int64)
    for place in range(13, -1, -1):
        summed = (carried + body // 10**place % 10) % 10
        carried = np.where(summed == 0, 10, summed) * 2 % 11
    return (11 - carried) % 10


def _entities(firms: Firms, branches: Branches) -> _Entities:
    own = which(np.isin(firms.kind, REGISTERED))
    codes = pa.concat_arrays([firms.tyshxydm.take(pa.array(own)), branches.code])
    names = pa.concat_arrays([firms.qymc.take(pa.array(own)), branches.qymc])
    # Codes are ASCII: their order is the same everywhere.
    order = np.asarray(pc.sort_indices(codes)).astype(np.int64)
    b = len(branches)
    open_ended = np.full(b, np.datetime64("NaT"), dtype="datetime64[D]")

    def both(of_firms: np.ndarray, of_branches: np.ndarray) -> np.ndarray:
        return np.concatenate([of_firms[own], of_branches])[order]

    return _Entities(
        number=np.concatenate([own, np.arange(b, dtype=np.int64) + len(firms)])[order],
        code=codes.take(pa.array(order)),
        qymc=names.take(pa.array(order)),
        legal=both(_legal_forms(firms), np.full(b, _BRANCH)),
        kind=both(firms.kind, firms.kind[branches.parent]),
        industry=both(firms.industry, firms.industry[branches.parent]),
        division=both(firms.division, branches.division),
        founded=both(firms.founded, branches.founded).astype("datetime64[D]"),
        closed=both(firms.closed, open_ended).astype("datetime64[D]"),
        revoked=both(firms.revoked, np.zeros(b, dtype=np.bool_)),
        head=both(firms.owner, branches.head),
    )


def _legal_forms(firms: Firms) -> Integers:
    """As the name says."""
    shares = np.asarray(pc.ends_with(firms.qymc, "股份有限公司"))
    limited = np.asarray(pc.match_substring_regex(firms.qymc, "(有限|责任)公司$"))
    company = np.where(shares, _SHARES, np.where(limited, _LIMITED, _SOLE))
    other = np.where(firms.kind == _COOPERATIVE, _COOPERATIVES, company)
    return np.where(firms.kind == _TRADER, _TRADERS, other)


def _old_numbers(province: Province, every: _Entities) -> pa.Array:
    """Division, eight digits of which the first tells traders from firms, and a check digit."""
    n = len(every.number)
    serial = province.draw.scramble("sj_qy/old", every.number, _OLD_SERIALS)
    first = np.where(every.kind == _TRADER, 6, 1)
    body = (every.division * 10 + first) * _OLD_SERIALS + serial
    made = numbers(n, Digits(body, 14), Signs("0123456789", registration_check(body)))
    return pc.if_else(pa.array(every.founded < ONE_CODE), made, pa.scalar(None, pa.string()))


def _updated(province: Province, every: _Entities) -> Days:
    """Within three weeks of the closing; open firms change something now and then."""
    closed = ~np.isnat(every.closed)
    first = np.where(closed, every.closed, every.founded)
    last = np.where(closed, every.closed + 20, TODAY)
    return between(province.draw, "sj_qy/updated", first, np.minimum(last, TODAY))
