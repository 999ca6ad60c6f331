"""行政处罚公示: penalties of firms and natural persons, the latter by surname only."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from sandbox.model.dataset import BuiltTable
from sandbox.model.draw import Integers
from sandbox.recipes.yunze.ages import aged
from sandbox.recipes.yunze.business_numbers import Digits, Signs, numbers, which, whole
from sandbox.recipes.yunze.filing import (
    TODAY,
    between,
    by_weight,
    filed,
    later,
    order,
    serials,
    table,
    take,
    year,
)
from sandbox.recipes.yunze.places import places
from sandbox.recipes.yunze.province import Days, Province

FIRST_DAY: Final = np.datetime64("2024-03-01")
FIRMS_PER_MILLION: Final = 24_000
PEOPLE_PER_MILLION: Final = 900
REPAIRED_PER_MILLION: Final = 580_000
SHORTEST_DAYS: Final = 90
"""Published for three months at least before repair can be asked for (教学约定)."""
MASK: Final = "**************"
_REGISTERED: Final = 91
_WARNING, _FINE, _CLOSURE = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Offence:
    """What is punished, by whom and how."""

    words: str
    office: str
    penalty: int
    low: int
    high: int
    """Fine in hundreds of yuan, from `low` to below `high`."""


OF_FIRMS: Final = (
    Offence("超过许可有效期经营食品", "市场监督管理局", _FINE, 20, 300),
    Offence("未按规定公示年度报告", "市场监督管理局", _WARNING, 0, 1),
    Offence("使用未经检定的计量器具", "市场监督管理局", _FINE, 5, 20),
    Offence("消防设施未保持完好有效", "消防救援局", _FINE, 50, 500),
    Offence("超标排放水污染物", "生态环境局", _FINE, 1000, 4000),
    Offence("安全生产教育培训记录不全", "应急管理局", _FINE, 50, 300),
    Offence("未按规定签订劳动合同", "人力资源和社会保障局", _WARNING, 0, 1),
    Offence("存在重大安全隐患拒不整改", "应急管理局", _CLOSURE, 200, 1000),
)  # fmt: skip
OF_PEOPLE: Final = (
    Offence("占用道路摆摊设点", "城市管理局", _FINE, 1, 3),
    Offence("未按规定分类投放生活垃圾", "城市管理局", _WARNING, 0, 1),
    Offence("未备案从事食品摊贩经营", "市场监督管理局", _FINE, 2, 20),
    Offence("在禁止区域燃放烟花爆竹", "公安局", _FINE, 1, 5),
)
_EVERY: Final = OF_FIRMS + OF_PEOPLE
_WEIGHTS: Final = (
    (0, 36, 8, 22, 0, 12, 20, 2, 0, 0, 0, 0),
    (26, 22, 16, 20, 0, 6, 9, 1, 0, 0, 0, 0),
    (0, 18, 6, 14, 20, 24, 12, 6, 0, 0, 0, 0),
    (0, 0, 0, 0, 0, 0, 0, 0, 40, 25, 20, 15),
)
"""How often which offence: any firm, food and retail, industry and building, natural persons."""
_ANY, _FOOD, _INDUSTRY, _NATURAL = range(4)
_FOOD_SECTIONS, _INDUSTRY_SECTIONS = (5, 7), (1, 2, 3, 4)

XY_CF: Final = table("xy_cf", "行政处罚公示", "Penalties published", """
    jdsh    决定书文号                        Decision
    xzxdr   行政相对人                        Who was punished
    xdrlb   相对人类别（企业、自然人）        Kind (企业 firm, 自然人 natural person)
    xdr_dm  相对人代码（自然人已脱敏）        Code (masked for natural persons)
    wfsy    违法事由                          Offence
    cflb    处罚类别（警告、罚款、停产停业）  Penalty (警告 warning, 罚款 fine, 停产停业 closure)
    fkje    罚款金额（元）                    Fine (yuan)
    jdrq    决定日期                          Day of decision
    jdjg    处罚机关                          Office
    xfrq    信用修复日期                      Credit repaired on
    gszt    公示状态（公示中、已撤下）        Publication (公示中 on the page, 已撤下 taken down)
""")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cases:
    """Cases in order: whose (firm, or person where `natural`), where, what and when."""

    whose: Integers
    natural: np.ndarray
    division: Integers
    offence: Integers
    day: Days


def penalties(province: Province) -> BuiltTable:
    """By place and day; the link is the firm, or for natural persons the person."""
    firms, lives = province.firms, province.lives
    cases = _cases(province)
    n, whose, natural = len(cases.whose), cases.whose, cases.natural
    years = year(cases.day)
    fine, offices = _fines(province, cases.offence), [each.office for each in _EVERY]
    repaired = _repaired(province, cases.day)
    firm = pa.array(np.where(natural, 0, whose), mask=natural)
    person = pa.array(np.where(natural, whose, 0), mask=~natural)
    columns = (
        numbers(
            n, Signs(places().names, places().at(cases.division)), "罚〔", Digits(years, 4), "〕",
            Digits(serials(cases.division, years), 5), "号（实训虚构）",
        ),
        pc.coalesce(firms.qymc.take(firm), _surname(lives.xm.take(person))),
        take(("企业", "自然人"), natural.astype(np.int64)),
        pc.coalesce(firms.tyshxydm.take(firm), _masked(lives.gmsfhm.take(person))),
        take([each.words for each in _EVERY], cases.offence),
        take(("警告", "罚款", "停产停业"), np.array([o.penalty for o in _EVERY])[cases.offence]),
        whole(fine),
        pa.array(cases.day),
        places().named(cases.division, *offices, pick=cases.offence),
        pa.array(repaired),
        take(("公示中", "已撤下"), (~np.isnat(repaired)).astype(np.int64)),
    )  # fmt: skip
    return filed(XY_CF, columns, whose)


def _cases(province: Province) -> _Cases:
    firms, lives, draw = province.firms, province.lives, province.draw
    guilty = (firms.kind >= _REGISTERED) & (np.fmin(firms.closed, TODAY) > FIRST_DAY)
    firm = which(guilty & draw.chance("xy_cf/firms", len(firms), FIRMS_PER_MILLION))
    adult = lives.present() & aged(lives, 21, 80)
    person = which(adult & draw.chance("xy_cf/people", len(lives), PEOPLE_PER_MILLION))
    whose = np.concatenate([firm, person])
    natural = np.arange(len(whose)) >= len(firm)
    since = np.full(len(whose), FIRST_DAY)
    since[~natural] = np.maximum(firms.founded[firm].astype("datetime64[D]"), FIRST_DAY)
    end = np.full(len(whose), TODAY - 5)
    end[~natural] = np.fmin(firms.closed[firm].astype("datetime64[D]"), TODAY - 5)
    section = firms.industry[firm]
    sort = np.full(len(whose), _NATURAL, dtype=np.int64)
    sort[~natural] = np.where(
        np.isin(section, _FOOD_SECTIONS),
        _FOOD,
        np.where(np.isin(section, _INDUSTRY_SECTIONS), _INDUSTRY, _ANY),
    )
    offence = by_weight(draw, "xy_cf/offence", sort, _WEIGHTS)
    division = np.concatenate([firms.division[firm], lives.division[person]])
    day = between(draw, "xy_cf/day", since, end)
    at = order(draw, "xy_cf/order", places().at(division), day)
    return _Cases(
        whose=whose[at], natural=natural[at], division=division[at], offence=offence[at],
        day=day[at],
    )  # fmt: skip


def _fines(province: Province, offence: Integers) -> Integers:
    """Whole hundreds of yuan; none with a warning."""
    low = np.array([each.low for each in _EVERY])[offence]
    high = np.array([each.high for each in _EVERY])[offence]
    part = province.draw.integers("xy_cf/fine", len(offence), 0, 1_000)
    fines: Integers = (low + (high - low) * part // 1_000) * 100
    return fines


def _repaired(province: Province, day: Days) -> Days:
    """NaT where repair was not asked for, or was not possible yet."""
    draw, n = province.draw, len(day)
    repaired = later(day, draw.integers("xy_cf/after", n, SHORTEST_DAYS, 400))
    asked = draw.chance("xy_cf/repaired", n, REPAIRED_PER_MILLION) & (repaired <= TODAY)
    days: Days = np.where(asked, repaired, np.datetime64("NaT", "D"))
    return days


def _surname(names: pa.Array) -> pa.Array:
    return pc.binary_join_element_wise(pc.utf8_slice_codeunits(names, 0, 1), "某某", "")


def _masked(numbers_: pa.Array) -> pa.Array:
    """The last four signs of a citizen number behind fourteen stars."""
    return pc.binary_join_element_wise(MASK, pc.utf8_slice_codeunits(numbers_, 14, 18), "")
