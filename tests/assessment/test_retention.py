"""Retention: two weeks later, on a world not seen before."""

from datetime import timedelta

import pytest

from sandbox.assessment.retention import is_due, retention
from tests.assessment.test_gain import NOON, play


@pytest.mark.parametrize(("hours", "due"), [(14 * 24, False), (14 * 24 + 1, True)])
def test_a_check_is_due_two_weeks_after_the_last_answer(hours: int, due: bool) -> None:
    assert is_due(play(80, 101), NOON + timedelta(hours=hours)) is due


@pytest.mark.parametrize(
    ("plays", "days"),
    [
        ([play(80, 101)], None),
        ([play(80, 101), play(78, 102, 13)], None),
        ([play(80, 101), play(78, 101, 20)], None),
        ([play(80, 101), play(78, 102, 15)], 14),
        ([play(40, 101), play(80, 102, 1), play(78, 103, 30)], 28),
        ([play(40, 101), play(80, 102, 20), play(78, 103, 21)], 19),
    ],
)
def test_a_check_is_a_later_run_on_data_not_seen_before(plays: list, days: int | None) -> None:
    found = retention(plays)

    assert (None if found is None else found.days) == days


@pytest.mark.parametrize(
    ("after", "kept", "said"),
    [
        (80, True, "没有变化"),
        (75, True, "下降 5 分"),
        (74, False, "下降 6 分"),
        (88, True, "提高 8 分"),
    ],
)
def test_a_small_fall_still_counts_as_kept(after: float, kept: bool, said: str) -> None:
    found = retention([play(80, 101), play(after, 102, 16)])

    assert found is not None
    assert found.kept is kept
    assert said in found.text.zh
