"""What people learnt, live from and earn, and which of them have a disability.

Weights are per thousand and invented, shaped like a province between coast and hinterland;
each look-up depends on the person alone.
"""

from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt

from sandbox.model.draw import Draw, Integers
from sandbox.recipes.yunze.province import Work
from sandbox.recipes.yunze.quantiles import ladder, looked_up, spread

LEVELS: Final = (90, 80, 70, 60, 40, 30, 20, 10)
"""GB/T 4658, from none to graduate."""
_AGES: Final = 111
_FINISHED: Final = ((24, 8), (21, 7), (20, 6), (18, 5), (15, 3), (12, 2), (0, 1))
"""From which age how many of the levels can have been finished."""
_COHORTS: Final = (
    (0, (4, 26, 190, 150, 160, 230, 220, 20)),
    (30, (12, 70, 330, 150, 120, 160, 145, 13)),
    (45, (20, 150, 440, 160, 70, 90, 65, 5)),
    (60, (30, 240, 460, 170, 40, 40, 19, 1)),
    (75, (230, 470, 190, 60, 20, 18, 11, 1)),
)
_SHIFT: Final = {
    True: (35, 60, 85, 115, 110, 130, 160, 220),
    False: (180, 150, 115, 85, 90, 60, 35, 15),
}
"""Hundredths by which town and country change the weights."""
_INCOME_STEPS: Final = 1024
_INCOMES: Final = {
    Work.EMPLOYEE: ((0, 2100), (50, 2700), (100, 3100), (250, 4000), (500, 5300), (750, 7300),
                    (900, 10400), (950, 13600), (990, 24000), (1000, 52000)),
    Work.PUBLIC_SERVICE: ((0, 3400), (100, 4300), (250, 5200), (500, 6600), (750, 8400),
                          (900, 10200), (990, 14500), (1000, 21000)),
    Work.SELF_EMPLOYED: ((0, 300), (100, 1500), (250, 2800), (500, 4600), (750, 7600),
                         (900, 12800), (950, 18500), (990, 42000), (1000, 120000)),
    Work.FARMER: ((0, 150), (100, 500), (250, 900), (500, 1500), (750, 2400), (900, 3700),
                  (990, 7500), (1000, 16000)),
    Work.UNEMPLOYED: ((0, 0), (550, 0), (700, 300), (850, 900), (950, 1500), (1000, 2300)),
    Work.RETIRED: ((0, 140), (250, 190), (400, 420), (500, 1500), (600, 2500), (750, 3300),
                   (900, 4700), (990, 7600), (1000, 10500)),
}  # fmt: skip
"""(per thousand, yuan a month) by work; minors and students earn nothing."""
_PAID: Final = {90: 62, 80: 70, 70: 82, 60: 94, 40: 96, 30: 110, 20: 138, 10: 186}
"""Hundredths of the usual income by schooling."""
_WORKS: Final = {
    # by town, schooling (low, middle, high): employee, self-employed, farmer, unemployed, public
    (True, 0): (480, 190, 170, 155, 5),
    (True, 1): (640, 135, 45, 130, 50),
    (True, 2): (675, 65, 5, 75, 180),
    (False, 0): (270, 95, 520, 113, 2),
    (False, 1): (450, 140, 260, 100, 50),
    (False, 2): (480, 80, 60, 80, 300),
}
_ORDER: Final = (
    Work.EMPLOYEE, Work.SELF_EMPLOYED, Work.FARMER, Work.UNEMPLOYED, Work.PUBLIC_SERVICE,
    Work.STUDENT, Work.RETIRED, Work.MINOR,
)  # fmt: skip
_DISABLED: Final = ((0, 9_000), (18, 19_000), (45, 34_000), (60, 62_000), (75, 88_000))
"""Holders of a disability card per million, from each age on."""
_CLASSES: Final = ((0, (70, 110, 60, 300, 330, 40, 90)), (18, (90, 90, 20, 500, 110, 150, 40)),
                   (60, (150, 210, 8, 530, 30, 50, 22)))  # fmt: skip
"""Per thousand by class: sight, hearing, speech, limbs, intellect, mind, several."""
_GRADES: Final = (150, 270, 260, 320)


def schooling(draw: Draw, age: Integers, urban: Integers) -> Integers:
    """The highest level finished, code of GB/T 4658."""
    row = urban * _AGES + np.minimum(age, _AGES - 1)
    at = looked_up(_schooling_table(), row, draw.bits("schooling", len(age)))
    return np.array(LEVELS, dtype=np.int64)[at]


def work(draw: Draw, age: Integers, sex: Integers, urban: Integers, level: Integers) -> Integers:
    """What people live from, see `Work`."""
    group = np.where(level >= 70, 0, np.where(level >= 40, 1, 2))
    row = ((urban * 2 + sex - 1) * _AGES + np.minimum(age, _AGES - 1)) * 3 + group
    return looked_up(_work_table(), row, draw.bits("work", len(age)))


def incomes(draw: Draw, age: Integers, work_: Integers, level: Integers) -> Integers:
    """True monthly income in whole tens of yuan; it grows until fifty and depends on schooling."""
    quantile = draw.integers("income", len(age), 0, _INCOME_STEPS)
    yuan = _income_table()[work_ * _INCOME_STEPS + quantile]
    paid = _paid_table()[level]
    worked = np.clip(age, 20, 50) + 55
    earned: Integers = yuan * paid * worked // 100_000 * 10
    return earned


def disabilities(draw: Draw, age: Integers) -> tuple[Integers, Integers]:
    """Class and grade of the disability card, both 0 for those without one."""
    n = len(age)
    kind, grade = np.zeros(n, dtype=np.int64), np.zeros(n, dtype=np.int64)
    starts = np.array([start for start, _ in _DISABLED])
    rates = np.array([rate for _, rate in _DISABLED], dtype=np.int64)
    limit = rates[np.searchsorted(starts, np.arange(_AGES + 20), side="right") - 1]
    who = np.flatnonzero(draw.integers("disability", n, 0, 1_000_000) < limit[age])
    lines = np.array([spread(weights) for _, weights in _CLASSES], dtype=np.uint8)
    row = np.searchsorted([start for start, _ in _CLASSES], age[who], side="right") - 1
    kind[who] = looked_up(lines, row, draw.bits_of("disability/class", who)) + 1
    grades = np.array([spread(_GRADES)], dtype=np.uint8)
    grade[who] = looked_up(grades, row * 0, draw.bits_of("disability/grade", who)) + 1
    return kind, grade


@cache
def _schooling_table() -> npt.NDArray[np.uint8]:
    lines = []
    for urban in (False, True):
        for age in range(_AGES):
            cohort = [weights for start, weights in _COHORTS if age >= start][-1]
            open_to = next(levels for start, levels in _FINISHED if age >= start)
            shifted = [w * s for w, s in zip(cohort, _SHIFT[urban], strict=True)]
            top = shifted[:open_to]
            # Who has gone on to more has finished the level before it by now.
            top[-1] += sum(shifted[open_to:])
            lines.append(spread(top))
    return np.array(lines, dtype=np.uint8)


@cache
def _work_table() -> npt.NDArray[np.uint8]:
    lines = [
        spread(_works(urban, sex, age, group))
        for urban in (False, True)
        for sex in (1, 2)
        for age in range(_AGES)
        for group in range(3)
    ]
    return np.array(_ORDER, dtype=np.uint8)[np.array(lines)]


def _works(urban: bool, sex: int, age: int, group: int) -> list[int]:
    """Weights in the order of `_ORDER`."""
    if age < 16:
        return [0, 0, 0, 0, 0, 0, 0, 1]
    employee, own, farmer, without, public = _WORKS[urban, group]
    studying, retired = _studying(age, group), _retired(urban, sex, age, group)
    if age >= 60 or (sex == 2 and age >= 55):
        without, public = 0, 0
        employee, own = employee // 3, own // 2
    left = 1000 - studying - retired
    each = (employee, own, farmer, without, public)
    return [w * left // sum(each) for w in each] + [studying, retired, 0]


def _studying(age: int, group: int) -> int:
    for until, shares in ((18, (800, 930, 930)), (22, (120, 520, 640)), (25, (10, 60, 200))):
        if age <= until:
            return shares[group]
    return 0


def _retired(urban: bool, sex: int, age: int, group: int) -> int:
    """Women leave at 50 to 55 and men at 60; who farms goes on for longer."""
    if age >= 80:
        return 1000
    start = 60 if sex == 1 else (55 if group == 2 or not urban else 51)
    if age < start:
        return 0
    return min(1000, (820 if urban else 300) + (age - start) * (9 if urban else 28))


@cache
def _income_table() -> Integers:
    table = np.zeros((8, _INCOME_STEPS), dtype=np.int64)
    for kind, knots in _INCOMES.items():
        table[kind] = ladder(knots, _INCOME_STEPS)
    return table.ravel()


@cache
def _paid_table() -> Integers:
    table = np.zeros(max(_PAID) + 1, dtype=np.int64)
    for level, paid in _PAID.items():
        table[level] = paid
    return table
