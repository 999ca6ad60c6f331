"""Who works where since when, and for what wage.

Firms offer places in proportion to sizes that few of them have; people take them in their own
division as far as it goes, and the better paid work in the better paying industries.
"""

from dataclasses import replace
from typing import Final

import numpy as np

from sandbox.model.draw import Draw, Integers
from sandbox.recipes.yunze.firms import (
    AUTHORITY,
    COOPERATIVE,
    ENTERPRISE,
    INSTITUTION,
    PUBLIC,
    TRADER,
)
from sandbox.recipes.yunze.numbers import rank_within
from sandbox.recipes.yunze.province import (
    NOBODY,
    REFERENCE_DAY,
    Days,
    Firms,
    Flags,
    Jobs,
    Lives,
    Work,
)
from sandbox.recipes.yunze.quantiles import ladder

_STEPS: Final = 1024
_SIZES: Final = {
    ENTERPRISE: ((0, 100), (450, 200), (700, 600), (880, 2200), (960, 7000), (992, 35000),
                 (1000, 250000)),
    TRADER: ((0, 0), (550, 0), (800, 100), (960, 300), (1000, 800)),
    COOPERATIVE: ((0, 0), (500, 100), (900, 500), (1000, 1500)),
    INSTITUTION: ((0, 800), (500, 4000), (900, 15000), (1000, 80000)),
    AUTHORITY: ((0, 1500), (500, 3000), (1000, 12000)),
}  # fmt: skip
"""Hundredths of a place by thousandth of the firms of a kind, before scaling."""
_PAY: Final = (20, 55, 50, 70, 45, 35, 45, 22, 95, 90, 50, 50, 80, 35, 25, 60, 65, 45, 60, 60)
"""How well the sections A to T of GB/T 4754 pay, 0 to 99."""
_SERVICE: Final = ladder(
    ((0, 20), (250, 330), (500, 1000), (750, 2500), (950, 6500), (1000, 11000)), _STEPS
)
"""Days since the first day of work."""
_SIXTEEN: Final = 5845
_LATEST: Final = 70
_ROWS: Final = 22
_SCORE: Final = 22
_NOISE: Final = 12_000
_TODAY: Final = np.datetime64(REFERENCE_DAY)


def make_jobs(draw: Draw, lives: Lives, firms: Firms) -> tuple[Jobs, Firms]:
    """The jobs of the living aged 16 to 69, and the firms with their staff counted.

    A wage is the worker's income: who has a job has no other.
    """
    n = len(lives)
    age = lives.age()
    working = lives.present() & (age >= 16) & (age < _LATEST)
    employer = np.full(n, NOBODY, dtype=np.int64)
    for calling, kinds in (
        (Work.EMPLOYEE, (ENTERPRISE, TRADER, COOPERATIVE)),
        (Work.PUBLIC_SERVICE, PUBLIC),
    ):
        workers = np.flatnonzero(working & (lives.work == calling))
        hiring = np.flatnonzero(np.isnat(firms.closed) & np.isin(firms.kind, kinds))
        if len(workers) and len(hiring):
            places = _places(draw, firms, hiring, len(workers))
            _match(draw, employer, workers, places, lives=lives, firms=firms)
    employed = np.flatnonzero(employer != NOBODY)
    wage = np.zeros(n, dtype=np.int64)
    wage[employed] = lives.income[employed]
    staff = np.bincount(employer[employed], minlength=len(firms)).astype(np.int64)
    since = _since(draw, employed, employer, lives, firms)
    return Jobs(employer=employer, since=since, wage=wage), replace(firms, staff=staff)


def _places(draw: Draw, firms: Firms, hiring: Integers, wanted: int) -> Integers:
    """The firm of each of `wanted` places, shared out in proportion to the firms' sizes."""
    kinds = list(_SIZES)
    table = np.array([ladder(_SIZES[kind], _STEPS) for kind in kinds])
    kind = np.searchsorted(np.sort(kinds), firms.kind[hiring])
    row = np.argsort(kinds)[kind]
    size = table[row, draw.integers_of("firm/size", hiring, 0, _STEPS)]
    size[0] += not size.any()
    edges = np.cumsum(size)
    at = (2 * np.arange(wanted, dtype=np.int64) + 1) * int(edges[-1])
    found: Integers = hiring[np.searchsorted(edges * 2 * wanted, at, side="right")]
    return found


def _match(
    draw: Draw,
    employer: Integers,
    workers: Integers,
    places: Integers,
    *,
    lives: Lives,
    firms: Firms,
) -> None:
    """Fill in employers: both sides in order of pay with some chance in it, at home if possible."""
    seek = np.minimum(lives.income[workers], 1 << 20)
    seek += draw.integers_of("job/seek", workers, 0, _NOISE)
    pay = np.array(_PAY, dtype=np.int64)[firms.industry[places]] * 90
    pay += draw.integers("job/offer", len(places), 0, _NOISE)
    homes, seats = lives.division[workers], firms.division[places]
    stay, here = _at_home(draw, homes, seats)
    for who, where in ((stay, here), (~stay, ~here)):
        people = _sorted(homes * stay, seek, np.flatnonzero(who))
        offers = _sorted(seats * here, pay, np.flatnonzero(where))
        employer[workers[people]] = places[offers]


def _at_home(draw: Draw, homes: Integers, seats: Integers) -> tuple[Flags, Flags]:
    """Whose home division has a place left for them, and which places find somebody there."""
    top = max(int(homes.max()), int(seats.max())) + 1
    enough = np.minimum(np.bincount(homes, minlength=top), np.bincount(seats, minlength=top))
    found = []
    for name, division in (("job/stay", homes), ("job/here", seats)):
        order = draw.permutation(name, len(division))
        turn = np.empty(len(division), dtype=np.int64)
        turn[order] = rank_within(division[order])
        found.append(turn < enough[division])
    return found[0], found[1]


def _sorted(division: Integers, score: Integers, rows: Integers) -> Integers:
    """Those rows by division, then by score."""
    keys = ((division[rows] << _SCORE | score[rows]) << _ROWS) | rows
    keys.sort()
    return keys & ((1 << _ROWS) - 1)


def _since(draw: Draw, employed: Integers, employer: Integers, lives: Lives, firms: Firms) -> Days:
    """Not before the firm was founded, nor before one's sixteenth birthday."""
    since = np.full(len(lives), np.datetime64("NaT", "D"))
    drawn = _TODAY - _SERVICE[draw.integers_of("job/since", employed, 0, _STEPS)]
    drawn -= draw.integers_of("job/since/day", employed, 0, 19)
    founded = firms.founded[employer[employed]]
    first = np.maximum(founded, lives.born[employed] + _SIXTEEN)
    since[employed] = np.minimum(np.maximum(drawn, first), _TODAY)
    return since
