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
    sex: Integers
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


def _part(draw: Draw, stream: str, width: Integers | int) -> Integers:
    """Whole days from 0 up to below the width, all equally likely."""
    if isinstance(width, int):
        width = np.full(1, width, dtype=np.int64)
    raise NotImplementedError
