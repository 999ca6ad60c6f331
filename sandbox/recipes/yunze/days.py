"""Days as people write them: one look-up in a calendar in place of arithmetic with months.

Days are counted from 1970; the calendar reaches from 1 December 1899, before anybody was born,
into February 2028.
"""

from typing import Final

import numpy as np

from sandbox.model.draw import Integers

DAY_ZERO: Final = 25_600
"""Days from the first day of the calendar to 1970."""
DAYS: Final = 46_800


def _calendar() -> Integers:
    days = (np.arange(DAYS) - DAY_ZERO).astype("datetime64[D]")
    months = days.astype("datetime64[M]").astype(np.int64)
    of_month = (days - days.astype("datetime64[M]")).astype(np.int64) + 1
    found: Integers = (months // 12 + 1970) * 10_000 + (months % 12 + 1) * 100 + of_month
    return found


WRITTEN: Final = _calendar()
"""By day of the calendar: yyyymmdd."""


def written(day: Integers) -> Integers:
    """Each day as the number yyyymmdd."""
    found: Integers = WRITTEN[day + DAY_ZERO]
    return found


def calendar_year(day: Integers) -> Integers:
    """The year in which each day lies."""
    return written(day) // 10_000


def completed_years(born: Integers, end: Integers | int) -> Integers:
    """Birthdays had by `end`; who was born on 29 February has one on 1 March."""
    last = WRITTEN[end + DAY_ZERO]
    years: Integers = (last - written(born)) // 10_000
    return years
