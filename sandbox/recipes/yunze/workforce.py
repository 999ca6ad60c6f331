"""Who is insured through work, where, and in which of the last twelve months."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from sandbox.model.draw import Draw, Integers
from sandbox.recipes.yunze.ages import aged
from sandbox.recipes.yunze.business_numbers import which
from sandbox.recipes.yunze.filing import of_age
from sandbox.recipes.yunze.province import NOBODY, Flags, Province, Work

FIRST_MONTH: Final = np.datetime64("2026-03", "M")
MONTHS: Final = 12
"""March 2026 to February 2027: the months that an employer's record of a year is judged by."""
ENTERPRISE, PUBLIC = 110, 120
"""Pension schemes: employees of enterprises, and of authorities and public institutions."""
LOWEST_BASE, MEAN_BASE, HIGHEST_BASE = 4320, 7200, 21_600
"""Yuan a month: 60, 100 and 300 per cent of the mean wage (教学约定, a teaching convention)."""

SOLE_TRADERS_PER_MILLION: Final = 600_000
FLEXIBLE_PER_MILLION: Final = 350_000
LEAVERS_PER_MILLION: Final = 550_000
"""Of the unemployed, those who had a job within the last year."""
CHANGERS_PER_MILLION: Final = 720_000
"""Of those who began within the year, the ones who came from another job."""
_SOLE_TRADER, _INSTITUTION, _MILLION = 92, 12, 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Workforce:
    """Spells of insurance through work, in random order; some people have two in a row."""

    who: Integers
    """Index of the person."""
    firm: Integers
    """Index of the employer; NOBODY for those who insure themselves."""
    first: Integers
    last: Integers
    """First and last insured month: 0 is March 2026, 11 is February 2027, 12 the next."""
    base: Integers
    """Contribution base in yuan a month."""
    scheme: Integers
    """110 or 120."""

    def __len__(self) -> int:
        return len(self.who)

    def insured(self, month: int) -> Flags:
        """Those who are insured in that month."""
        return (self.first <= month) & (self.last >= month)


def make_workforce(province: Province) -> Workforce:
    """Employees, people who insure themselves, and jobs that ended within the year."""
    draw = province.draw
    every = _joined(
        _employees(province), _flexible(province), _leavers(province), _changers(province)
    )
    at = draw.permutation("rs/order", len(every))
    return Workforce(
        who=every.who[at],
        firm=every.firm[at],
        first=every.first[at],
        last=every.last[at],
        base=every.base[at],
        scheme=every.scheme[at],
    )


def _employees(province: Province) -> Workforce:
    jobs, kinds, draw = province.jobs, province.firms.kind, province.draw
    who = which(jobs.employer != NOBODY)
    sole = kinds[jobs.employer[who]] == _SOLE_TRADER
    kept = ~sole | _lucky(draw, "rs/sole", who, SOLE_TRADERS_PER_MILLION)
    who = who[kept]
    firm = jobs.employer[who]
    since = (jobs.since[who].astype("datetime64[M]") - FIRST_MONTH).astype(np.int64)
    return Workforce(
        who=who,
        firm=firm,
        first=np.maximum(since, 0),
        last=np.full(len(who), MONTHS - 1, dtype=np.int64),
        base=np.clip(jobs.wage[who] // 10 * 10, LOWEST_BASE, HIGHEST_BASE),
        scheme=_scheme(kinds[firm]),
    )


def _flexible(province: Province) -> Workforce:
    lives, draw = province.lives, province.draw
    # Benefits begin at 60 at the latest, and with them contributions end.
    open_to = (lives.work == Work.SELF_EMPLOYED) & lives.present() & aged(lives, 18, 60)
    who = which(open_to & (province.jobs.employer == NOBODY))
    who = who[_lucky(draw, "rs/flexible", who, FLEXIBLE_PER_MILLION)]
    n = len(who)
    bases = np.array([LOWEST_BASE, MEAN_BASE, 10_800], dtype=np.int64)
    return Workforce(
        who=who,
        firm=np.full(n, NOBODY, dtype=np.int64),
        first=np.zeros(n, dtype=np.int64),
        last=np.full(n, MONTHS - 1, dtype=np.int64),
        base=bases[np.array([0, 0, 0, 1, 1, 2])[draw.integers_of("rs/flexible/base", who, 0, 6)]],
        scheme=np.full(n, ENTERPRISE, dtype=np.int64),
    )


def _leavers(province: Province) -> Workforce:
    """People without work today, whose last job ended within the year."""
    lives, draw = province.lives, province.draw
    who = which((lives.work == Work.UNEMPLOYED) & lives.present() & aged(lives, 18, 60))
    who = who[_lucky(draw, "rs/leavers", who, LEAVERS_PER_MILLION)]
    return _former(province, who, draw.integers_of("rs/left", who, 0, MONTHS - 1))


def _changers(province: Province) -> Workforce:
    """People whose present job began within the year and followed upon another one."""
    jobs, draw = province.jobs, province.draw
    start = (jobs.since.astype("datetime64[M]") - FIRST_MONTH).astype(np.int64)
    who = which((jobs.employer != NOBODY) & (start > 0))
    who = who[_lucky(draw, "rs/changers", who, CHANGERS_PER_MILLION)]
    last = start[who] - 1 - draw.integers_of("rs/changed", who, 0, 3)
    return _former(province, who[last >= 0], last[last >= 0])


def _former(province: Province, who: Integers, last: Integers) -> Workforce:
    """A job that ended in the given month, at an employer drawn by size."""
    lives, firms, draw = province.lives, province.firms, province.draw
    # By size means through the people who work there today.
    employers = province.jobs.employer[province.jobs.employer != NOBODY]
    employers = employers[firms.kind[employers] > _INSTITUTION]
    if not len(employers):
        who, last, employers = who[:0], last[:0], np.zeros(1, dtype=np.int64)
    firm = employers[draw.integers_of("rs/former", who, 0, len(employers))]
    # Nobody worked at a firm before there was the firm, or before coming of age.
    opening = np.maximum(firms.founded[firm], of_age(lives.born[who], 18)).astype("datetime64[M]")
    earliest = np.maximum((opening - FIRST_MONTH).astype(np.int64) + 1, 0)
    first = np.maximum(last - draw.integers_of("rs/former/after", who, 0, 60), earliest)
    kept = (first <= last) & (firm != province.jobs.employer[who])
    who, firm = who[kept], firm[kept]
    return Workforce(
        who=who,
        firm=firm,
        first=first[kept],
        last=last[kept],
        base=LOWEST_BASE + draw.integers_of("rs/former/base", who, 0, 300) * 10,
        scheme=_scheme(firms.kind[firm]),
    )


def _scheme(kind: Integers) -> Integers:
    return np.where(kind <= _INSTITUTION, PUBLIC, ENTERPRISE).astype(np.int64)


def _lucky(draw: Draw, stream: str, who: Integers, per_million: int) -> Flags:
    lucky: Flags = draw.integers_of(stream, who, 0, _MILLION) < per_million
    return lucky


def _joined(*parts: Workforce) -> Workforce:
    return Workforce(
        who=np.concatenate([part.who for part in parts]),
        firm=np.concatenate([part.firm for part in parts]),
        first=np.concatenate([part.first for part in parts]),
        last=np.concatenate([part.last for part in parts]),
        base=np.concatenate([part.base for part in parts]),
        scheme=np.concatenate([part.scheme for part in parts]),
    )
