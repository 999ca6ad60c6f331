"""Levels and the sentence that gives the reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.assessment.level import standing

ORDER = ["adapting", "applying", "mastering", "leading"]


@pytest.mark.parametrize(
    ("total", "satisfaction", "gate", "repeat", "level", "said"),
    [
        (None, None, 1.0, None, "adapting", "还没有可计入"),
        (0, 90, 1.0, None, "adapting", "再提高 60 分"),
        (59.94, 90, 1.0, None, "adapting", "再提高 0.1 分"),
        (59.96, 90, 1.0, None, "applying", "综合 60 分"),
        (74.9, 90, 1.0, 99, "applying", "再提高 0.1 分"),
        (75, 60, 1.0, None, "mastering", "驾驭数字化"),
        (75, None, 1.0, None, "mastering", "驾驭数字化"),
        (75, 59.9, 1.0, None, "applying", "群众服务满意度为 59.9 分"),
        (75, 90, 0.8, None, "mastering", "驾驭数字化"),
        (75, 90, 0.5, None, "applying", "安全闸门"),
        (95, 90, 0.3, 95, "applying", "安全闸门"),
        (95, 50, 1.0, 95, "applying", "群众服务满意度"),
        (90, 90, 1.0, None, "mastering", "换一套条件再做一次"),
        (90, 90, 1.0, 79.9, "mastering", "复测为 79.9 分"),
        (90, 90, 1.0, 80, "leading", "引领数字化"),
    ],
)
def test_levels_follow_total_satisfaction_gates_and_repeat(
    total: float | None,
    satisfaction: float | None,
    gate: float,
    repeat: float | None,
    level: str,
    said: str,
) -> None:
    found = standing(total, satisfaction, [gate], repeat)

    assert found.level == level
    assert said in found.reason.zh


@given(st.floats(0, 100), st.floats(0, 100), st.floats(0, 100), st.none() | st.floats(0, 100))
def test_a_higher_total_never_lowers_the_level(
    low: float, high: float, satisfaction: float, repeat: float | None
) -> None:
    low, high = sorted((low, high))
    levels = [standing(total, satisfaction, [], repeat).level for total in (low, high)]

    assert ORDER.index(levels[0]) <= ORDER.index(levels[1])


@given(st.floats(0, 100), st.none() | st.floats(0, 100), st.sampled_from([1.0, 0.8, 0.5, 0.3]))
def test_no_reason_makes_anyone_lose_face(
    total: float, satisfaction: float | None, gate: float
) -> None:
    reason = standing(total, satisfaction, [gate], None).reason

    assert not any(word in reason.zh for word in ("失败", "不合格", "差劲", "不及格"))
    assert not any(word in reason.en.lower() for word in ("fail", "poor", "bad", "unable"))
