"""Retention: whether what was learnt is still there two weeks later, on a world not seen before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sandbox.assessment.gain import Play
from sandbox.assessment.words import one_decimal
from sandbox.text import Text

AFTER: Final = timedelta(days=14)
STEADY: Final = 5.0
"""Points that a result may fall and still count as kept: a parallel world differs a little
(教学约定)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """A result, and the one at least two weeks later."""

    before: float
    after: float
    days: int
    kept: bool
    text: Text


def is_due(last: Play, now: datetime) -> bool:
    """Whether two weeks have passed since the drill was last finished."""
    return now - last.finished_at >= AFTER


def retention(plays: Sequence[Play]) -> Retention | None:
    """The latest check in one drill; `plays` are its finished runs, oldest first.

    A check is a run that began at least two weeks after the run before it was finished, on a
    world that was new to the person.
    """
    for at in range(len(plays) - 1, 0, -1):
        before, after = plays[at - 1], plays[at]
        unseen = after.seed not in {one.seed for one in plays[:at]}
        if unseen and after.started_at - before.finished_at >= AFTER:
            return _compared(before, after)
    return None


def _compared(before: Play, after: Play) -> Retention:
    days = (after.started_at - before.finished_at).days
    change = round(after.percent - before.percent, 1)
    kept = change >= -STEADY
    was, now = one_decimal(before.percent), one_decimal(after.percent)
    size = one_decimal(abs(change))
    moved = Text(
        zh=f"提高 {size} 分" if change > 0 else f"下降 {size} 分" if change < 0 else "没有变化",
        en=f"{size} up" if change > 0 else f"{size} down" if change < 0 else "no change",
    )
    said = (
        Text(zh="保持住了", en="kept") if kept else Text(zh="建议再练一次", en="worth another go")
    )
    return Retention(
        before=before.percent,
        after=after.percent,
        days=days,
        kept=kept,
        text=Text(
            zh=f"隔 {days} 天：{was} 分 → {now} 分，{moved.zh}，{said.zh}。",
            en=f"After {days} days: {was} → {now}, {moved.en}; {said.en}.",
        ),
    )
