"""Gain: how much of what was missing at first was won."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.assessment.gain import Play, drill_gain, gain, overall_gain

NOON = datetime(2027, 3, 1, 4, 0, tzinfo=UTC)


def play(percent: float, seed: int, day: int = 0) -> Play:
    at = NOON + timedelta(days=day)
    return Play(
        run=f"r{seed}-{day}",
        percent=percent,
        seed=seed,
        started_at=at,
        finished_at=at + timedelta(hours=1),
    )


@pytest.mark.parametrize(
    ("pre", "post", "g", "band"),
    [
        (40, 40, 0.0, "low"),
        (40, 57.9, 0.298, "medium"),  # shown as 0.30
        (0, 29, 0.29, "low"),
        (0, 30, 0.3, "medium"),
        (0, 70, 0.7, "medium"),
        (0, 71, 0.71, "high"),
        (50, 100, 1.0, "high"),
        (60, 40, -0.5, "low"),
    ],
)
def test_the_gain_is_the_share_of_what_was_missing(
    pre: float, post: float, g: float, band: str
) -> None:
    found = gain(pre, post)

    assert found.g == pytest.approx(g, abs=0.001)
    assert found.band == band


def test_nothing_can_be_gained_from_full_marks() -> None:
    found = gain(100, 90)

    assert (found.g, found.band) == (None, None)
    assert "没有可提升的余地" in found.arithmetic.zh


def test_the_arithmetic_is_printed_with_a_proper_minus() -> None:
    assert gain(60, 40).arithmetic.zh == "g = (40 − 60) ÷ (100 − 60) = −0.50"


@given(pre=st.floats(0, 99), post=st.floats(0, 100))
def test_nobody_gains_more_than_all_that_was_missing(pre: float, post: float) -> None:
    found = gain(pre, post)

    assert found.g is not None
    assert found.g <= 1 + 1e-9
    assert (found.g > 0) == (post > pre)


def test_only_a_second_run_on_other_data_shows_a_gain() -> None:
    assert drill_gain([play(40, 101)]) is None
    assert drill_gain([play(40, 101), play(90, 101, 1)]) is None

    found = drill_gain([play(40, 101), play(90, 101, 1), play(70, 102, 2), play(95, 102, 3)])

    assert found is not None
    assert (found.pre, found.post) == (40, 70)


def test_several_drills_together_are_the_gain_of_their_means() -> None:
    found = overall_gain([gain(20, 60), gain(60, 80)])

    assert found is not None
    assert found.g == pytest.approx((70 - 40) / 60)
    assert overall_gain([]) is None
