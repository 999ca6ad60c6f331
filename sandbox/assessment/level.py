"""Levels: 适应 → 运用 → 驾驭 → 引领数字化, and the sentence that says why.

House formulae (教学约定): 60, 75 and 90 points; from 驾驭 on, 群众服务满意度 of at least 60 and
no safety gate of 0.5 or lower; for 引领, at least 80 when the drill is played again under changed
conditions.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from sandbox.assessment.words import LEVELS, Level, one_decimal
from sandbox.text import Text

THRESHOLDS: Final[tuple[tuple[float, Level], ...]] = (
    (90, "leading"),
    (75, "mastering"),
    (60, "applying"),
    (0, "adapting"),
)
SATISFACTION_WANTED: Final = 60
SERIOUS_GATE: Final = 0.5
REPEAT_WANTED: Final = 80

_NOTHING_YET: Final = Text(
    zh="还没有可计入综合分的题目，从“适应数字化”起步。",
    en="No decision counts towards a total yet; everyone begins at “Adapting”.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A level, and why it is this one."""

    level: Level
    reason: Text


def standing(
    total: float | None, satisfaction: float | None, gates: Iterable[float], repeat: float | None
) -> Standing:
    """The level of a total of 0 to 100; everyone begins at 适应.

    `satisfaction` is None where no decision told about it: unknown is not "no", so it does not
    hold a trainee back. `repeat` is the total of the run under changed conditions, if there was
    one.
    """
    if total is None:
        return Standing(level="adapting", reason=_NOTHING_YET)
    # Decided on the figure that is shown: nobody should read 75 and be told it was not reached.
    total = round(total, 1)
    reached = next(level for least, level in THRESHOLDS if total >= least)
    if reached in ("leading", "mastering"):
        held = _held_below_mastering(total, satisfaction, min(gates, default=1.0))
        if held is not None:
            return Standing(level="applying", reason=held)
    if reached == "leading" and (repeat is None or repeat < REPEAT_WANTED):
        return Standing(level="mastering", reason=_held_below_leading(total, repeat))
    return Standing(level=reached, reason=_plainly(total, reached))


def _held_below_mastering(total: float, satisfaction: float | None, gate: float) -> Text | None:
    so_far = _reached_points(total)
    if gate <= SERIOUS_GATE:
        return Text(
            zh=f"{so_far.zh}但有决策触发了较重的安全闸门，本次评为“运用数字化”；"
            "补上这处安全短板，即可迈向“驾驭数字化”。",
            en=f"{so_far.en} but a decision set off a serious safety gate, so the level is"
            " “Applying” for now; close that gap and “Mastering” is within reach.",
        )
    if satisfaction is not None and satisfaction < SATISFACTION_WANTED:
        shown = one_decimal(satisfaction)
        return Text(
            zh=f"{so_far.zh}但群众服务满意度为 {shown} 分，达到 {SATISFACTION_WANTED} 分"
            "方可评为“驾驭数字化”，本次评为“运用数字化”。",
            en=f"{so_far.en} but public satisfaction is at {shown}, and “Mastering” takes"
            f" {SATISFACTION_WANTED}; the level is “Applying” for now.",
        )
    return None


def _reached_points(total: float) -> Text:
    shown = one_decimal(total)
    return Text(zh=f"综合 {shown} 分，分数已经够了，", en=f"The total of {shown} is high enough,")


def _held_below_leading(total: float, repeat: float | None) -> Text:
    shown = one_decimal(total)
    if repeat is None:
        return Text(
            zh=f"综合 {shown} 分，评为“驾驭数字化”。换一套条件再做一次并达到 {REPEAT_WANTED} 分，"
            "即可评为“引领数字化”。",
            en=f"A total of {shown} makes “Mastering”. Play it again under changed conditions"
            f" with at least {REPEAT_WANTED} to reach “Leading”.",
        )
    again = one_decimal(repeat)
    return Text(
        zh=f"综合 {shown} 分，条件变化后的复测为 {again} 分，评为“驾驭数字化”；"
        f"复测达到 {REPEAT_WANTED} 分，即可评为“引领数字化”。",
        en=f"A total of {shown}, and {again} under changed conditions, makes “Mastering”;"
        f" at least {REPEAT_WANTED} there makes “Leading”.",
    )


def _plainly(total: float, level: Level) -> Text:
    shown, name = one_decimal(total), LEVELS[level]
    reason = Text(
        zh=f"综合 {shown} 分，评为“{name.zh}”。",
        en=f"A total of {shown} makes “{name.en}”.",
    )
    above = [least for least, _ in THRESHOLDS if least > total]
    if above:
        gap = one_decimal(min(above) - total)
        after = LEVELS[next(name for least, name in THRESHOLDS if least == min(above))]
        return Text(
            zh=f"{reason.zh}再提高 {gap} 分，就到“{after.zh}”的分数线。",
            en=f"{reason.en} “{after.en}” begins {gap} points higher.",
        )
    return Text(
        zh=f"{reason.zh}条件变化后的复测也已达标。",
        en=f"{reason.en} The run under changed conditions confirms it.",
    )
