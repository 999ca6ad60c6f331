"""行政许可公示: licences that anybody may look up, those of food businesses among them."""

from typing import Final

import numpy as np
import pyarrow as pa

from sandbox.model.dataset import BuiltTable
from sandbox.model.draw import Integers
from sandbox.recipes.yunze.business_numbers import Digits, Signs, numbers, which, years_after
from sandbox.recipes.yunze.filing import TODAY, between, filed, order, serials, table, take, year
from sandbox.recipes.yunze.food_licences import make_licences
from sandbox.recipes.yunze.places import places
from sandbox.recipes.yunze.province import Days, Province

FIRST_DAY: Final = np.datetime64("2024-01-01")
"""Decisions of the last three years are on the page."""
OTHER_PER_MILLION: Final = 380_000
_FOOD: Final = ("食品经营许可证", "市场监督管理局", 5)
_BY_SECTION: Final = {
    1: ("安全生产许可证", "应急管理局", 3),
    2: ("排污许可证", "生态环境局", 5),
    3: ("供水供热经营许可证", "城市管理局", 5),
    4: ("建筑业企业资质证书", "住房和城乡建设局", 5),
    5: ("烟草专卖零售许可证", "烟草专卖局", 5),
    6: ("道路运输经营许可证", "交通运输局", 4),
    7: ("公共场所卫生许可证", "卫生健康局", 4),
    14: ("公共场所卫生许可证", "卫生健康局", 4),
    16: ("医疗机构执业许可证", "卫生健康局", 5),
    17: ("文化经营许可证", "文化和旅游局", 3),
}
"""Section of GB/T 4754 (A is 0) → licence, office, years of validity."""
_SORTS: Final = (_FOOD, *_BY_SECTION.values())
_NO_LICENCE: Final = -1
_REGISTERED: Final = 91

XY_XK: Final = table("xy_xk", "行政许可公示", "Licences published", """
    jdsh    决定书文号              Decision
    xzxdr   行政相对人              Holder
    xdr_dm  相对人统一社会信用代码  Holder's credit code
    xkmc    许可证书名称            Licence
    jdrq    决定日期                Day of decision
    yxqz    有效期至                Valid until
    xkjg    许可机关                Licensing office
""")  # fmt: skip


def published_licences(province: Province) -> BuiltTable:
    """Licences of the last three years by place and day; the link is the firm."""
    firms, draw = province.firms, province.draw
    firm, sort, day = _decisions(province)
    at = order(draw, "xy_xk/order", places().at(firms.division[firm]), day)
    firm, sort, day = firm[at], sort[at], day[at]
    division, n = firms.division[firm], len(firm)
    offices = [office for _, office, _ in _SORTS]
    terms = np.array([years for _, _, years in _SORTS])
    until = np.full(n, np.datetime64("NaT"), dtype="datetime64[D]")
    for years in np.unique(terms):
        own = terms[sort] == years
        until[own] = years_after(day[own], int(years)) - 1
    who = pa.array(firm)
    columns = (
        numbers(
            n, Signs(places().names, places().at(division)), "许〔", Digits(year(day), 4), "〕",
            Digits(serials(division, year(day)), 5), "号（实训虚构）",
        ),
        firms.qymc.take(who),
        firms.tyshxydm.take(who),
        take([name for name, _, _ in _SORTS], sort),
        pa.array(day),
        pa.array(until),
        places().named(division, *offices, pick=sort),
    )  # fmt: skip
    return filed(XY_XK, columns, firm)


def _decisions(province: Province) -> tuple[Integers, Integers, Days]:
    """Firm, sort of licence and day: food licences as they were issued, and others by trade."""
    firms, draw = province.firms, province.draw
    food = make_licences(province)
    recent = which(food.issued >= FIRST_DAY)
    sorts = np.full(20, _NO_LICENCE, dtype=np.int64)
    sorts[list(_BY_SECTION)] = np.arange(len(_BY_SECTION)) + 1
    open_ = np.isnat(firms.closed) & (firms.kind >= _REGISTERED)
    lucky = draw.chance("xy_xk/other", len(firms), OTHER_PER_MILLION)
    other = which(open_ & lucky & (sorts[firms.industry] != _NO_LICENCE))
    since = np.maximum(firms.founded[other].astype("datetime64[D]"), FIRST_DAY)
    day = between(draw, "xy_xk/day", since, np.full(len(other), TODAY))
    return (
        np.concatenate([food.firm[recent], other]),
        np.concatenate([np.zeros(len(recent), dtype=np.int64), sorts[firms.industry[other]]]),
        np.concatenate([food.issued[recent], day]),
    )
