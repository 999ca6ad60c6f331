"""Who lives with whom: households as wholes, so that ages, marriages and births agree.

A household has a form (single, couple with one child, three generations …) and up to eight
places. Everything is drawn per household and in whole days; a person is a place that is taken.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from sandbox.model.draw import Draw, Integers
from sandbox.recipes.yunze import pools
from sandbox.recipes.yunze.province import REFERENCE_DAY

HEAD, SPOUSE, CHILD, SECOND, THIRD, FATHER, MOTHER, GRANDCHILD = range(8)
PLACES: Final = 8
TODAY: Final = int(np.datetime64(REFERENCE_DAY, "D").astype(np.int64))
MALE, FEMALE = 1, 2
OLDEST: Final = 105
_BITS: Final = 20
"""Chance is drawn in parts of 2**20."""
_HUSBAND: Final = 8037
_WIFE: Final = 7307
# 22 and 20 years in days, leap days and one day more included (Civil Code Art. 1047).
_PER_CHILD: Final = 520
_BOY_PER_MILLION: Final = 525_000


@dataclass(frozen=True, slots=True)
class Form:
    """Which places of a household are taken besides its head's."""

    name: str
    spouse: bool = False
    children: int = 0
    father: bool = False
    mother: bool = False
    grandchild: bool = False

    def places(self) -> tuple[bool, ...]:
        """Taken or not, in the order of the places."""
        kids = tuple(self.children > k for k in range(3))
        return (True, self.spouse, *kids, self.father, self.mother, self.grandchild)


FORMS: Final = (
    Form("single"),
    Form("couple", spouse=True),
    Form("couple-1", spouse=True, children=1),
    Form("couple-2", spouse=True, children=2),
    Form("couple-3", spouse=True, children=3),
    Form("lone-1", children=1),
    Form("lone-2", children=2),
    Form("three-1m", spouse=True, children=1, mother=True),
    Form("three-1fm", spouse=True, children=1, father=True, mother=True),
    Form("three-2m", spouse=True, children=2, mother=True),
    Form("three-2fm", spouse=True, children=2, father=True, mother=True),
    Form("skipped-couple", spouse=True, grandchild=True),
    Form("skipped-single", grandchild=True),
)
TAKEN: Final = np.array([form.places() for form in FORMS])
"""By form and place."""
SIZES: Final = TAKEN.sum(axis=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Families:
    """Households in their order; rows of the arrays are places, columns households."""

    form: Integers
    head_sex: Integers
    sex: npt.NDArray[np.int16]
    born: Integers
    """Days since 1970, also for places that nobody takes (the absent parent)."""
    married: Integers
    """Day of marriage of the head's couple and of the parents' couple; of use where both live
    in the household."""


def draw_families(draw: Draw, people: int) -> Families:
    """As many households as it takes to house so many people; the last may stay half empty."""
    cells = pools.households()
    forms, sexes, ages, weights = (np.asarray(part, dtype=np.int64) for part in cells)
    count = people // 2 + 64
    picked = draw.pick("household", count, weights.tolist())
    while int(SIZES[forms[picked]].sum()) < people:
        count *= 2
        picked = draw.pick("household", count, weights.tolist())
    housed = np.cumsum(SIZES[forms[picked]])
    picked = picked[: int(np.searchsorted(housed, people)) + 1 if people else 0]
    return members(draw, forms[picked], sexes[picked], ages[picked])


def members(draw: Draw, form: Integers, head_sex: Integers, head_age: Integers) -> Families:
    """The days of birth and marriage of households whose heads are given.

    Mothers are 20 to 45 at birth, husbands at least 22 and wives at least 20 at marriage,
    children at least 330 days apart.
    """
    n = len(form)
    children = np.array([each.children for each in FORMS])[form]
    born = np.empty((PLACES, n), dtype=np.int64)
    first, length = _birthdays()
    born[HEAD] = first[head_age] + _part(draw, "born/head", length[head_age])
    male = head_sex == MALE
    born[SPOUSE] = _spouse(draw, born[HEAD], male, children)
    husband = np.where(male, born[HEAD], born[SPOUSE])
    wife = np.where(male, born[SPOUSE], born[HEAD])
    married = np.empty((2, n), dtype=np.int64)
    married[0] = _wedding(draw, husband, wife, children)
    _births(draw, born, married[0], wife, children)
    _parents(draw, born)
    married[1] = _parents_wedding(draw, born)
    width = np.minimum(_years(14), TODAY - born[HEAD] - _years(43))
    born[GRANDCHILD] = np.minimum(
        born[HEAD] + _years(43) + _part(draw, "born/grandchild", np.maximum(width, 1)), TODAY
    )
    return Families(
        form=form,
        head_sex=head_sex,
        sex=_sexes(draw, head_sex),
        born=born,
        married=married,
    )


def _years(years: int) -> int:
    return years * 1461 // 4


def _part(draw: Draw, stream: str, width: Integers) -> Integers:
    """Whole days from 0 up to below each width, all equally likely."""
    return draw.integers(stream, len(width), 0, 1 << _BITS) * width >> _BITS


def _hump(draw: Draw, stream: str, n: int, width: int) -> Integers:
    """Whole days from 0 up to below the width, those in the middle likelier."""
    bits = draw.bits(stream, n)
    low, high = bits & np.uint64((1 << _BITS) - 1), bits >> np.uint64(64 - _BITS)
    return ((low + high) * np.uint64(width) >> np.uint64(_BITS + 1)).view(np.int64)


def _early(draw: Draw, stream: str, width: Integers) -> Integers:
    """Whole days from 0 up to below each width, early ones likelier (product of two)."""
    bits = draw.bits(stream, len(width))
    low, high = bits & np.uint64((1 << _BITS) - 1), bits >> np.uint64(64 - _BITS)
    return (low * high >> np.uint64(_BITS)).view(np.int64) * width >> _BITS


def _birthdays() -> tuple[Integers, Integers]:
    """By completed age: the first day on which one can be born, and how many such days."""
    ages = np.arange(OLDEST + 2)
    months = (REFERENCE_DAY.year - ages - 1970) * 12 + REFERENCE_DAY.month - 1
    last = months.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    first = last[1:] + 1
    return first, last[:-1] - last[1:]


def _spouse(draw: Draw, head: Integers, male: npt.NDArray[np.bool_], kids: Integers) -> Integers:
    """Husbands are two years older on average, at most three younger or seven older."""
    older = _hump(draw, "born/spouse", len(head), _years(10)) - _years(3)
    born = np.where(male, head + older, head - older)
    latest = TODAY - np.where(male, _WIFE, _HUSBAND) - (_PER_CHILD + 30) * kids
    return np.maximum(np.minimum(born, latest), TODAY - _years(OLDEST - 1))


def _wedding(draw: Draw, husband: Integers, wife: Integers, kids: Integers) -> Integers:
    """Within nine years of the first lawful day, with time left for the children.

    Who would marry after the reference day is drawn again among the days that are left.
    """
    lawful = np.maximum(husband + _HUSBAND, wife + _WIFE)
    room = TODAY - lawful - 250 * (kids > 0) - _PER_CHILD * np.maximum(kids - 1, 0)
    room = np.maximum(room, 0)
    wait = _hump(draw, "married", len(husband), _years(9))
    again = _part(draw, "married/again", room + 1)
    day: Integers = np.minimum(lawful + np.where(wait > room, again, wait), TODAY)
    return day


def _births(draw: Draw, born: Integers, married: Integers, wife: Integers, kids: Integers) -> None:
    """Fill the children's rows, oldest first; they leave home at 22 to 33."""
    left = np.maximum(kids - 1, 0)
    ceiling = np.minimum(TODAY, wife + _years(43)) - _PER_CHILD * left
    at_home = TODAY - _years(33) + _part(draw, "born/leaving", np.full(len(kids), _years(11)))
    low = np.minimum(np.maximum(married + 250, at_home), ceiling)
    width = np.minimum(ceiling - low, _years(7))
    born[CHILD] = low + _early(draw, "born/1", width + 1)
    for place in (SECOND, THIRD):
        left = np.maximum(left - 1, 0)
        ceiling = np.minimum(TODAY, wife + _years(45) - 2) - _PER_CHILD * left
        width = np.minimum(ceiling - born[place - 1] - 330, _years(6))
        later = _part(draw, f"born/{place}", np.maximum(width + 1, 0))
        born[place] = born[place - 1] + 330 + later


def _parents(draw: Draw, born: Integers) -> None:
    """The head's parents: mother 20 to 36 at birth, father 20 or more."""
    n = born.shape[1]
    born[MOTHER] = born[HEAD] - _years(20) - 2 - _hump(draw, "born/mother", n, _years(16))
    older = _hump(draw, "born/father", n, _years(10)) - _years(3)
    born[FATHER] = np.minimum(born[MOTHER] - older, born[HEAD] - _years(20))
    np.maximum(born[FATHER], TODAY - _years(OLDEST + 3), out=born[FATHER])


def _parents_wedding(draw: Draw, born: Integers) -> Integers:
    """Before the head was born, where the law allowed it."""
    lawful = np.maximum(born[FATHER] + _HUSBAND, born[MOTHER] + _WIFE)
    room = np.clip(born[HEAD] - 250 - lawful, 0, _years(6))
    day: Integers = lawful + _early(draw, "married/parents", room + 1)
    return day


def _sexes(draw: Draw, head_sex: Integers) -> npt.NDArray[np.int16]:
    n = len(head_sex)
    sex = np.empty((PLACES, n), dtype=np.int16)
    sex[HEAD], sex[SPOUSE] = head_sex, 3 - head_sex
    sex[FATHER], sex[MOTHER] = MALE, FEMALE
    for place in (CHILD, SECOND, THIRD, GRANDCHILD):
        sex[place] = np.where(draw.chance(f"sex/{place}", n, _BOY_PER_MILLION), MALE, FEMALE)
    return sex
