"""The people of the province: households filled, placed, named, numbered and set to work."""

from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from sandbox.model.dataset import WorldParams
from sandbox.model.draw import Draw, Integers
from sandbox.recipes.yunze.callings import disabilities, incomes, schooling, work
from sandbox.recipes.yunze.days import calendar_year, completed_years
from sandbox.recipes.yunze.families import (
    CHILD,
    FATHER,
    HEAD,
    MOTHER,
    PLACES,
    SECOND,
    SIZES,
    SPOUSE,
    TAKEN,
    THIRD,
    TODAY,
    Families,
    draw_families,
)
from sandbox.recipes.yunze.homes import (
    addresses,
    communities,
    draw_communities,
    first_divisions,
)
from sandbox.recipes.yunze.names import Folk, names, peoples, surnames
from sandbox.recipes.yunze.numbers import citizen_numbers
from sandbox.recipes.yunze.province import NOBODY, Days, Lives, Role

LEFT_PER_MILLION: Final = 6_000
KEPT_DAYS: Final = 1096
"""The register keeps the dead of the last three years."""
_ROLES: Final = np.array(
    [Role.HEAD, Role.SPOUSE, Role.CHILD, Role.CHILD, Role.CHILD, Role.PARENT, Role.PARENT,
     Role.OTHER],
    dtype=np.int64,
)  # fmt: skip
_NO_DAY: Final = int(np.datetime64("NaT", "D").astype(np.int64))
_AGES: Final = 130

Table = npt.NDArray[np.int64] | npt.NDArray[np.int16]


def make_lives(params: WorldParams, draw: Draw) -> Lives:
    """`params.people` people in households; members stand side by side, head first.

    The first people of a larger province are the same people. Links that lead out of the last,
    half-counted household lead to nobody.
    """
    families = draw_families(draw, params.people)
    seats = _seats(families.form, params.people)
    born, sex = seats.of(families.born), seats.of(families.sex)
    died = _deaths(draw, completed_years(born, TODAY), born, families, seats)
    spouse, mother, father = _links(families.head_sex, families.form, seats)
    age = completed_years(born, np.where(died == _NO_DAY, TODAY, died))
    homes = draw_communities(draw, len(families.form))
    division, community, urban = (table[homes][seats.household] for table in communities())
    people = peoples(draw, families.head_sex)
    surname = seats.of(surnames(draw, families.head_sex, people))
    folk = Folk(sex, calendar_year(born), seats.of(people), seats.household, father)
    return Lives(
        sex=sex,
        born=born.view("datetime64[D]"),
        died=died.view("datetime64[D]"),
        left=(died == _NO_DAY) & draw.chance("left", len(sex), LEFT_PER_MILLION),
        people=folk.people,
        division=division,
        community=community,
        household=seats.household,
        role=_ROLES[seats.place],
        spouse=spouse,
        mother=mother,
        father=father,
        married=_weddings(families, seats, spouse),
        **_callings(draw, age, sex, urban),
        gmsfhm=citizen_numbers(first_divisions(draw, division, folk.birth_year), born, sex),
        xm=names(draw, surname, folk),
        address=addresses(draw, homes).take(pa.array(seats.household)),
    )


def _callings(draw: Draw, age: Integers, sex: Integers, urban: Integers) -> dict[str, Integers]:
    """What follows from age, sex and the community alone."""
    level = schooling(draw, age, urban)
    calling = work(draw, age, sex, urban, level)
    kind, grade = disabilities(draw, age)
    return {
        "schooling": level,
        "work": calling,
        "disability": kind,
        "grade": grade,
        "income": incomes(draw, age, calling, level),
    }


@dataclass(frozen=True, slots=True)
class _Seats:
    """Where each person sits: which household, which of its places, and where it begins."""

    household: Integers
    place: Integers
    first: Integers
    """By household: the row of its head."""

    def of(self, table: Table) -> Integers:
        """The entry of each person in a table by place and household."""
        at = self.place * table.shape[1] + self.household
        found: Integers = table.ravel()[at].astype(np.int64, copy=False)
        return found


def _seats(form: Integers, n: int) -> _Seats:
    taken = np.flatnonzero(TAKEN[form])[:n]
    sizes = SIZES[form]
    return _Seats(taken >> 3, taken & 7, np.cumsum(sizes) - sizes)


def _links(
    head_sex: Integers, form: Integers, seats: _Seats
) -> tuple[Integers, Integers, Integers]:
    """Spouse, mother and father of each person, NOBODY where that place is not taken."""
    n = len(seats.place)
    row = ((form * 2 + head_sex - 1)[seats.household]) * PLACES + seats.place
    first = seats.first[seats.household]
    found = []
    for table in _link_tables():
        offset = table[row]
        linked = first + offset
        found.append(np.where((offset >= 0) & (linked < n), linked, NOBODY))
    return found[0], found[1], found[2]


@cache
def _link_tables() -> npt.NDArray[np.int64]:
    """Spouse, mother, father: the row within the household by form, head's sex and place."""
    tables = np.full((3, len(SIZES), 2, PLACES), -1, dtype=np.int64)
    seat = np.cumsum(TAKEN, axis=1) - 1
    for form, taken in enumerate(TAKEN):
        for male in (True, False):
            wife, husband = (SPOUSE, HEAD) if male else (HEAD, SPOUSE)
            pairs = [(0, HEAD, SPOUSE), (0, SPOUSE, HEAD), (0, FATHER, MOTHER), (0, MOTHER, FATHER),
                     (1, HEAD, MOTHER), (2, HEAD, FATHER)]  # fmt: skip
            for child in (CHILD, SECOND, THIRD):
                pairs += [(1, child, wife), (2, child, husband)]
            for link, place, other in pairs:
                if taken[place] and taken[other]:
                    tables[link, form, 0 if male else 1, place] = seat[form, other]
    return tables.reshape(3, -1)


def _weddings(families: Families, seats: _Seats, spouse: Integers) -> Days:
    """The day of marriage of those whose spouse is (or was) in the household."""
    elders = seats.place >= FATHER
    day = families.married.ravel()[elders * len(families.form) + seats.household]
    return np.where(spouse == NOBODY, _NO_DAY, day).view("datetime64[D]")


def _deaths(
    draw: Draw, age: Integers, born: Integers, families: Families, seats: _Seats
) -> Integers:
    """Day of death, after the births of one's children; `_NO_DAY` for the living."""
    ages = np.arange(_AGES)
    risk = 300 + np.maximum(ages - 40, 0) ** 2 * 45 + np.maximum(ages - 75, 0) ** 2 * 500
    died = np.full(len(age), _NO_DAY, dtype=np.int64)
    who = np.flatnonzero(draw.integers("died", len(age), 0, 1_000_000) < risk[age])
    home, place = seats.household[who], seats.place[who]
    youngest = np.full(len(who), TODAY - KEPT_DAYS, dtype=np.int64)
    for child in (CHILD, SECOND, THIRD):
        parent = TAKEN[families.form[home], child] & (place <= SPOUSE)
        youngest = np.where(parent, np.maximum(youngest, families.born[child, home]), youngest)
    wedding = families.married[(place >= FATHER).astype(np.int64), home]
    paired = (place <= SPOUSE) | (place >= FATHER)
    low = np.maximum(np.maximum(youngest, born[who]), np.where(paired, wedding, youngest))
    drawn = draw.integers_of("died/day", who, 0, 1 << 31)
    died[who] = np.minimum(low, TODAY - 1) + (drawn * np.maximum(TODAY - low, 1) >> 31)
    return died
