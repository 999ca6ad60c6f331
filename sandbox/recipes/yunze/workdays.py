"""Working days: the fictional calendar of 2027, and deadlines counted on it.

Counting follows house rule 5 (教学约定): the day of receipt is day 0, and a limit of n working
days ends at close of business on the n-th working day after it. Weekends worked in lieu of a
holiday count (Decree 809 states its limits in 工作日 and leaves the calendar open).
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sandbox.model.draw import Draw

FIRST_DAY: Final = date(2027, 1, 1)
LAST_DAY: Final = date(2027, 5, 31)
WEEKDAYS: Final = (
    ("周一", "Monday"), ("周二", "Tuesday"), ("周三", "Wednesday"), ("周四", "Thursday"),
    ("周五", "Friday"), ("周六", "Saturday"), ("周日", "Sunday"),
)  # fmt: skip

_NEW_YEAR = ("元旦", "New Year's Day")
_SPRING = ("春节（实训日历）", "Spring Festival (training calendar)")
_LOCAL = ("云泽惠民日（虚构）", "Yunze Day (fictional)")
_QINGMING = ("清明节", "Qingming Festival")
_LABOUR = ("劳动节", "Labour Day")
_IN_LIEU = ("调休上班", "worked in lieu of a holiday")

Note = tuple[str, str]


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Which days of the world's year are worked, and why the others are not."""

    working: tuple[date, ...]
    """Ascending."""
    notes: dict[date, Note]
    """Holidays and weekends worked in lieu, in both languages."""

    def is_working(self, day: date) -> bool:
        """Whether offices are open on that day."""
        at = bisect_left(self.working, day)
        return at < len(self.working) and self.working[at] == day

    def after(self, day: date, n: int) -> date:
        """The n-th working day after `day` (day 0), n ≥ 1: the last lawful day of a limit."""
        return self.working[bisect_right(self.working, day) + n - 1]

    def before(self, day: date, n: int) -> date:
        """The n-th working day before `day`, n ≥ 1."""
        return self.working[bisect_left(self.working, day) - n]

    def elapsed(self, start: date, end: date) -> int:
        """Working days after `start` up to and including `end`."""
        return bisect_right(self.working, end) - bisect_right(self.working, start)


@dataclass(frozen=True, slots=True)
class Festival:
    """Spring Festival of one world: its first day off, and the weekend day worked after it."""

    first_day: date
    worked_after: date


def festival(draw: Draw) -> Festival:
    """The Spring Festival of a seed: it begins on 4, 5 or 6 February."""
    start = int(draw.integers("cal/spring", 1, 4, 7)[0])
    after = int(draw.integers("cal/after", 1, 20, 22)[0])
    return Festival(first_day=date(2027, 2, start), worked_after=date(2027, 2, after))


def make_calendar(draw: Draw) -> WorkCalendar:
    """The calendar of a seed, 1 January to 31 May 2027."""
    notes: dict[date, Note] = {}
    spring = festival(draw)
    length = int(draw.integers("cal/length", 1, 7, 9)[0])
    local = _weekdays(date(2027, 3, 9), date(2027, 3, 18))
    local_day = local[int(draw.integers("cal/local", 1, 0, len(local))[0])]
    _mark(notes, FIRST_DAY, 3, _NEW_YEAR)
    _mark(notes, spring.first_day, length, _SPRING)
    _mark(notes, local_day, 1, _LOCAL)
    _mark(notes, date(2027, 4, 3), 3, _QINGMING)
    _mark(notes, date(2027, 5, 1), 5, _LABOUR)
    off = frozenset(notes)
    in_lieu = (
        date(2027, 1, 30 + int(draw.integers("cal/before", 1, 0, 2)[0])),
        spring.worked_after,
        date(2027, 3, 6) + timedelta(days=7 * int(draw.integers("cal/march", 1, 0, 3)[0])),
        date(2027, 5, 8),
    )
    for day in in_lieu:
        notes[day] = _IN_LIEU
    days = [FIRST_DAY + timedelta(days=i) for i in range((LAST_DAY - FIRST_DAY).days + 1)]
    worked = tuple(d for d in days if d not in off and (d.weekday() < 5 or d in in_lieu))
    return WorkCalendar(working=worked, notes=notes)


def _mark(notes: dict[date, Note], first: date, days: int, note: Note) -> None:
    notes.update({first + timedelta(days=i): note for i in range(days)})


def _weekdays(first: date, last: date) -> list[date]:
    span = range((last - first).days + 1)
    return [d for d in (first + timedelta(days=i) for i in span) if d.weekday() < 5]
