from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.model.draw import Draw
from sandbox.recipes.yunze.workdays import (
    FIRST_DAY,
    LAST_DAY,
    WorkCalendar,
    festival,
    make_calendar,
)

SEEDS = (101, 102, 110, 202, 303)


def days(*written: str) -> tuple[date, ...]:
    return tuple(date.fromisoformat(f"2027-{day}") for day in written)


# Mon 1 and Tue 2 worked, Wed 3 to Fri 12 off, Sat 13 worked in lieu, Mon 15 and Tue 16 worked.
RUN = WorkCalendar(working=days("02-01", "02-02", "02-13", "02-15", "02-16"), notes={})


@pytest.mark.parametrize(
    ("received", "limit", "due"),
    [
        ("02-01", 1, "02-02"),
        ("02-02", 1, "02-13"),
        ("02-02", 2, "02-15"),
        ("02-05", 1, "02-13"),
        ("02-13", 1, "02-15"),
        ("02-14", 2, "02-16"),
    ],
)
def test_the_day_of_receipt_is_day_zero_and_only_working_days_count(received, limit, due):
    assert RUN.after(*days(received), limit) == days(due)[0]


@pytest.mark.parametrize(("day", "n", "before"), [("02-15", 1, "02-13"), ("02-12", 2, "02-01")])
def test_counting_back_skips_the_same_days(day, n, before):
    assert RUN.before(*days(day), n) == days(before)[0]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_weekend_worked_in_lieu_is_a_working_day_and_a_holiday_is_not(seed):
    draw = Draw(seed)
    calendar = make_calendar(draw)

    assert calendar.is_working(festival(draw).worked_after)
    assert not calendar.is_working(festival(draw).first_day)


def test_calendars_differ_between_worlds():
    assert len({make_calendar(Draw(seed)).working for seed in range(40)}) > 10


@given(seed=st.integers(0, 10_000), start=st.integers(0, 89), limit=st.integers(1, 20))
def test_a_limit_of_n_days_ends_after_exactly_n_working_days(seed, start, limit):
    calendar = make_calendar(Draw(seed))
    received = FIRST_DAY + timedelta(days=start)
    due = calendar.after(received, limit)

    assert calendar.is_working(due)
    assert received < due <= LAST_DAY
    assert calendar.elapsed(received, due) == limit
    assert calendar.before(due, limit) <= received or limit == calendar.elapsed(received, due)
