"""残联: disability cards, whose number alone tells class and grade.

The number has twenty digits: citizen number, class (1 sight, 2 hearing, 3 speech, 4 body,
5 intellect, 6 mind, 7 several) and grade (1 gravest to 4). It is sensitive by itself.
"""

from collections.abc import Iterator
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from sandbox.model.dataset import BuiltTable, TableSpec
from sandbox.model.draw import Draw, Integers
from sandbox.recipes.yunze.filing import TODAY, between, born_by, filed, of_age, order, table, take
from sandbox.recipes.yunze.guardians import head, present_or
from sandbox.recipes.yunze.places import places
from sandbox.recipes.yunze.province import NOBODY, Days, Lives, Province

VALID_YEARS: Final = 10
LATE_PER_MILLION: Final = 50_000
"""Living holders whose card ran out and was not renewed."""
STILL_VALID_PER_MILLION: Final = 500_000
"""Of the dead, those whose cards are held back as still in force."""
FIRST_AGE: Final = 2
"""Years; nobody is assessed earlier here."""
CLASSES: Final = ("视力", "听力", "言语", "肢体", "智力", "精神", "多重")
GRADES: Final = ("一级", "二级", "三级", "四级")
IN_FORCE, EXPIRED, CANCELLED = 0, 1, 2
_STATES: Final = ("有效", "过期", "注销")

CJR: Final = table("cjr", "残疾人证", "Disability cards", """
    cjzh    残疾人证号（公民身份号码加类别、等级）  Card number (citizen number, class, grade)
    xm      姓名                              Name
    cjlb    残疾类别                           Class
    cjdj    残疾等级                           Grade
    qhdm    户籍区划代码                        Division of registration
    fzrq    发证日期                           Issued
    yxqz    有效期至                           Valid until
    zt      证件状态（有效、过期、注销）  State (有效 in force, 过期 expired, 注销 cancelled)
    jhr     监护人姓名                         Guardian
""")  # fmt: skip

TABLES: Final[tuple[TableSpec, ...]] = (CJR,)


def build(province: Province) -> Iterator[BuiltTable]:
    """The tables one by one, in the order of `TABLES`."""
    yield disability_cards(province)


def disability_cards(province: Province) -> BuiltTable:
    """The present card of each holder, by division and day of issue; the link is the holder.

    Spare rows are cards of the dead that nobody cancelled.
    """
    lives, draw = province.lives, province.draw
    who = np.flatnonzero((lives.disability > 0) & ~lives.left)
    # Nobody is assessed so young, and a short life may have ended first.
    who = who[of_age(lives.born[who], FIRST_AGE) <= np.fmin(lives.died[who], TODAY)]
    uncancelled = draw.chance("cjr/spare", len(who), STILL_VALID_PER_MILLION)
    late = draw.chance("cjr/late", len(who), LATE_PER_MILLION)
    issued = _issued(draw, lives, who, late)
    at = order(draw, "cjr/order", places().at(lives.division[who]), issued)
    who, issued, uncancelled = who[at], issued[at], uncancelled[at]
    dead = ~np.isnat(lives.died[who])
    until = _years_on(issued, VALID_YEARS) - 1
    state = np.where(until < TODAY, EXPIRED, IN_FORCE)
    state = np.where(dead & ~uncancelled, CANCELLED, state)
    kind, grade = lives.disability[who], lives.grade[who]
    holder = pa.array(who)
    suffixes = [f"{k}{g}" for k in range(1, len(CLASSES) + 1) for g in range(1, len(GRADES) + 1)]
    columns = (
        pc.binary_join_element_wise(
            lives.gmsfhm.take(holder), take(suffixes, (kind - 1) * len(GRADES) + grade - 1), ""
        ),
        lives.xm.take(holder),
        take(CLASSES, kind - 1),
        take(GRADES, grade - 1),
        pa.array(lives.division[who]).cast(pa.string()),
        pa.array(issued),
        pa.array(until),
        take(_STATES, state),
        lives.xm.take(_guardians(lives, who)),
    )
    return filed(CJR, columns, who, dead & uncancelled)


def _issued(draw: Draw, lives: Lives, who: Integers, late: np.ndarray) -> Days:
    """Within the last ten years of the holder's life; before that where a card ran out."""
    end = np.fmin(lives.died[who], TODAY).astype("datetime64[D]")
    span = np.where(late & np.isnat(lives.died[who]), VALID_YEARS + 2, VALID_YEARS)
    earliest = np.where(span > VALID_YEARS, span, VALID_YEARS)
    first = _years_on(end, -earliest) + 1
    last = np.where(span > VALID_YEARS, _years_on(end, -VALID_YEARS), end)
    grown = of_age(lives.born[who], FIRST_AGE)
    return between(draw, "cjr/issued", np.minimum(np.maximum(first, grown), end), last)


def _years_on(day: Days, years: Integers | int) -> Days:
    """So many years later; a 29 February becomes 1 March."""
    months = day.astype("datetime64[M]")
    moved: Days = (months + 12 * np.asarray(years)).astype("datetime64[D]") + (
        day.astype("datetime64[D]") - months.astype("datetime64[D]")
    )
    return moved


def _guardians(lives: Lives, who: Integers) -> pa.Array:
    """Minors and people of classes 5 to 7 have one; the cell is empty for the others."""
    needs = (lives.born[who] > born_by(18)) | (lives.disability[who] >= 5)
    spouse = np.where(needs, lives.spouse[who], NOBODY)
    mother = np.where(needs, lives.mother[who], NOBODY)
    father = np.where(needs, lives.father[who], NOBODY)
    first = np.where(needs, head(lives)[who], NOBODY)
    return present_or(lives, who, spouse, mother, father, first)
