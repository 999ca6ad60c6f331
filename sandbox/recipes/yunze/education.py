"""教育: the school roll, from the first year of primary school to the last of senior school.

A school-roll number is G and the citizen number, so it alone tells whose child it is.
"""

from collections.abc import Iterator
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from sandbox.model.dataset import BuiltTable, TableSpec
from sandbox.model.draw import Draw, Integers
from sandbox.recipes.yunze.business_numbers import Digits, numbers
from sandbox.recipes.yunze.filing import born_by, filed, order, table, take
from sandbox.recipes.yunze.guardians import head, masked_phones, present_or
from sandbox.recipes.yunze.places import places
from sandbox.recipes.yunze.province import Days, Lives, Province

TERM: Final = np.datetime64("2026-09-01")
"""The school year began; children start in the year in which they have turned six by this day."""
GRADES: Final = (
    "小学一年级", "小学二年级", "小学三年级", "小学四年级", "小学五年级", "小学六年级",
    "初中一年级", "初中二年级", "初中三年级", "高中一年级", "高中二年级", "高中三年级",
)  # fmt: skip
IN_SENIOR_PER_MILLION: Final = 930_000
PRIMARY, JUNIOR, SENIOR, VOCATIONAL = 1, 2, 3, 4
VOCATIONAL_PER_MILLION: Final = 400_000

XJ: Final = table("xj", "学籍", "School roll", """
    xjh     学籍号（G加公民身份号码）   School-roll number (G and the citizen number)
    xm      姓名                     Name
    sfzjh   公民身份号码              Citizen number
    xb      性别代码                  Sex code
    qhdm    学校区划代码              Division of the school
    xxdm    学校代码                  School code
    xxmc    学校名称                  School
    nj      年级                     Grade
    rxrq    入学日期                  Entered this school
    jhr_xm  监护人姓名                Guardian's name
    jhr_dh  监护人电话（已脱敏）        Guardian's phone (masked)
""")  # fmt: skip

TABLES: Final[tuple[TableSpec, ...]] = (XJ,)


def build(province: Province) -> Iterator[BuiltTable]:
    """The tables one by one, in the order of `TABLES`."""
    yield school_roll(province)


def school_roll(province: Province) -> BuiltTable:
    """One row per pupil, by school and day of entry; the link is the pupil."""
    lives, draw = province.lives, province.draw
    who, grade = _pupils(lives, draw)
    level = _level(draw, grade)
    division = lives.division[who]
    school = _school(lives, who, level)
    group = places().at(division) * 256 + school
    entered = _entered(grade)
    at = order(draw, "xj/order", group, entered)
    who, grade, level, division, school, entered = (
        values[at] for values in (who, grade, level, division, school, entered)
    )
    pupil = pa.array(who)
    ids = lives.gmsfhm.take(pupil)
    guardian = present_or(lives, who, lives.mother[who], lives.father[who], head(lives)[who])
    columns = (
        pc.binary_join_element_wise("G", ids, ""),
        lives.xm.take(pupil),
        ids,
        take(("1", "2"), lives.sex[who] - 1),
        pa.array(division).cast(pa.string()),
        numbers(len(who), Digits(division, 6), Digits(level, 1), Digits(school % 64 + 1, 3)),
        _school_names(lives, who, level),
        take(GRADES, grade - 1),
        pa.array(entered),
        lives.xm.take(guardian),
        pc.if_else(pc.is_valid(guardian), masked_phones(draw, "xj/phone", len(who)), None),
    )
    return filed(XJ, columns, who)


def _pupils(lives: Lives, draw: Draw) -> tuple[Integers, Integers]:
    """Who goes to school, and the grade of each."""
    young = np.flatnonzero((lives.born > born_by(20)) & lives.present())
    grade = _grade(lives.born[young])
    stays = (grade <= 9) | draw.chance("xj/senior", len(young), IN_SENIOR_PER_MILLION)
    goes = (grade >= 1) & (grade <= 12) & stays
    return young[goes], grade[goes]


def _grade(born: Days) -> Integers:
    """1 to 12 in the present school year; other values for whoever is too young or too old."""
    month = born.astype("datetime64[M]")
    months = TERM.astype("datetime64[M]").astype(np.int64) - month.astype(np.int64)
    # Whoever turns six on 1 September itself still starts; later in the month is next year.
    first = born.astype("datetime64[D]") == month.astype("datetime64[D]")
    grade: Integers = (months - ~first) // 12 - 5
    return grade


def _level(draw: Draw, grade: Integers) -> Integers:
    """Primary, junior, senior or vocational school."""
    trade = draw.chance("xj/vocational", len(grade), VOCATIONAL_PER_MILLION)
    senior = np.where(trade, VOCATIONAL, SENIOR)
    level: Integers = np.where(grade <= 6, PRIMARY, np.where(grade <= 9, JUNIOR, senior))
    return level


def _school(lives: Lives, who: Integers, level: Integers) -> Integers:
    """The number of the school within its division: level, then community or town."""
    below = np.where(level <= JUNIOR, _catchment(lives, who, level), 0)
    school: Integers = (level - 1) * 64 + below
    return school


def _catchment(lives: Lives, who: Integers, level: Integers) -> Integers:
    """A primary school per community, a junior school per town: its first community."""
    every = places()
    towns = every.towns
    firsts = np.array([towns.index(town) for town in towns], dtype=np.int64)
    division = lives.division[who]
    at = every.community(division, lives.community[who])
    start = every.starts[every.at(division)]
    catchment: Integers = np.where(level == JUNIOR, firsts[at], at) - start
    return catchment


def _school_names(lives: Lives, who: Integers, level: Integers) -> pa.Array:
    """Schools are called after their community, town or division."""
    every = places()
    primary = [f"{community}小学" for community in every.communities]
    junior = [f"{town}初级中学" for town in every.towns]
    senior = [f"{name}第一高级中学" for name in every.names]
    trade = [f"{name}中等职业学校" for name in every.names]
    division = lives.division[who]
    place = every.community(division, lives.community[who])
    area = every.at(division)
    n = len(primary)
    at = np.select(
        [level == PRIMARY, level == JUNIOR, level == SENIOR],
        [place, n + place, 2 * n + area],
        2 * n + len(senior) + area,
    )
    return take(primary + junior + senior + trade, at)


def _entered(grade: Integers) -> np.ndarray:
    """1 September of the year in which the pupil came to this level of school."""
    here = np.where(grade <= 6, grade - 1, (grade - 1) % 3)
    entered: np.ndarray = (TERM.astype("datetime64[M]") - 12 * here).astype("datetime64[D]")
    return entered
