"""食品经营许可: food shops, restaurants and canteens, and how long each may trade."""

from dataclasses import dataclass
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
    years_after,
)
from sandbox.recipes.yunze.filing import TODAY, between, filed, table, take
from sandbox.recipes.yunze.province import Days, Province

YEARS: Final = 5
_TRADE, _CATERING = 5, 7
"""Sections F and H of GB/T 4754."""
TRADE_PER_MILLION: Final = 330_000
CATERING_PER_MILLION: Final = 960_000
CANTEEN_STAFF: Final = 80
CANTEEN_PER_MILLION: Final = 550_000
SALE, MEALS, CANTEEN = 0, 1, 2
VALID, EXPIRED, CANCELLED = 0, 1, 2

SP_XK: Final = table("sp_xk", "食品经营许可", "Food business licences", """
    xkzbh     许可证编号                          Licence number
    tyshxydm  统一社会信用代码                    Credit code
    jyzmc     经营者名称                          Name of the business
    ztyt      主体业态（食品销售、餐饮服务、单位食堂）  Kind (食品销售 food sale, 餐饮服务 catering, 单位食堂 canteen)
    fzrq      发证日期                            Issued
    yxqz      有效期至                            Valid until
    xkzt      许可状态（有效、过期、注销）        Status (有效 valid, 过期 expired, 注销 cancelled)
""")  # noqa: E501  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Licences:
    """Licences in the order of their numbers."""

    firm: Integers
    kind: Integers
    issued: Days
    until: Days
    state: Integers
    number: pa.Array


def make_licences(province: Province) -> Licences:
    """One licence per business that deals with food; renewed every five years or let go."""
    firms, draw = province.firms, province.draw
    n = len(firms)
    chance = draw.integers("sp_xk", n, 0, 1_000_000)
    meals = (firms.industry == _CATERING) & (chance < CATERING_PER_MILLION)
    sale = (firms.industry == _TRADE) & (chance < TRADE_PER_MILLION)
    canteen = ~meals & ~sale & (firms.staff >= CANTEEN_STAFF) & (chance < CANTEEN_PER_MILLION)
    own = which(meals | sale | canteen)
    at = sequenced(draw, "sp_xk", len(own), gap=3)
    firm = own[at.at]
    kind = np.where(meals[firm], MEALS, np.where(sale[firm], SALE, CANTEEN))
    closed = firms.closed[firm].astype("datetime64[D]")
    founded = firms.founded[firm].astype("datetime64[D]")
    end = np.fmin(closed, TODAY)
    # Of the last five years before the end, or a little longer for those who forgot to renew.
    recent = np.maximum(founded, end - YEARS * 365 - 150)
    issued = between(draw, "sp_xk/issued", np.minimum(recent + 15, end), end)
    until = years_after(issued, YEARS) - 1
    state = np.where(~np.isnat(closed), CANCELLED, np.where(until < TODAY, EXPIRED, VALID))
    number = numbers(
        len(firm), "JY", Digits(kind + 1, 1), Digits(firms.division[firm], 6),
        Digits(at.number, 7),
    )  # fmt: skip
    return Licences(firm=firm, kind=kind, issued=issued, until=until, state=state, number=number)


def food_licences(province: Province, licences: Licences) -> BuiltTable:
    """The register of licences; the link is the firm."""
    firm = pa.array(licences.firm)
    columns = (
        licences.number,
        province.firms.tyshxydm.take(firm),
        province.firms.qymc.take(firm),
        take(("食品销售", "餐饮服务", "单位食堂"), licences.kind),
        pa.array(licences.issued),
        pa.array(licences.until),
        take(("有效", "过期", "注销"), licences.state),
    )
    return filed(SP_XK, columns, licences.firm)
