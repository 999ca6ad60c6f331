"""Gain: how much of what was missing at first was won by practice.

g = (post − pre) / (100 − pre), below 0.3 low, 0.3 to 0.7 medium, above 0.7 high (R. R. Hake,
American Journal of Physics 66, 1998). Both are percentages of the same drill on different worlds,
so that a better memory of the same rows is not taken for learning.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from sandbox.assessment.words import one_decimal
from sandbox.text import Text

MEDIUM: Final = 0.3
HIGH: Final = 0.7

Band = Literal["low", "medium", "high"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Play:
    """One finished run of a drill."""

    run: str
    percent: float
    """Points as a share of all, 0 to 100."""
    seed: int
    started_at: datetime
    finished_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Gain:
    """From the first time to the latest."""

    pre: float
    post: float
    g: float | None
    """None where nothing was left to gain."""
    band: Band | None
    arithmetic: Text


def gain(pre: float, post: float) -> Gain:
    """The normalised gain from one percentage to a later one; negative where it went down."""
    before, after = one_decimal(pre), one_decimal(post)
    if pre >= 100:
        return Gain(
            pre=pre,
            post=post,
            g=None,
            band=None,
            arithmetic=Text(
                zh=f"第一次已是 100 分，没有可提升的余地；本次 {after} 分。",
                en=f"The first time was 100 already, so nothing was left to gain; now {after}.",
            ),
        )
    g = (post - pre) / (100 - pre)
    shown = f"{g:.2f}".replace("-", "−")
    sum_ = f"g = ({after} − {before}) ÷ (100 − {before}) = {shown}"
    return Gain(pre=pre, post=post, g=g, band=_band(g), arithmetic=Text(zh=sum_, en=sum_))


def _band(g: float) -> Band:
    # Decided on the figure that is shown: nobody should read 0.70 and find it in another band.
    shown = round(g, 2)
    return "low" if shown < MEDIUM else "high" if shown > HIGH else "medium"


def drill_gain(plays: Sequence[Play]) -> Gain | None:
    """The gain in one drill, from its first run to the latest on a world that was new then.

    `plays` are the finished runs, oldest first; None until there is such a second run.
    """
    later = [play for at, play in enumerate(plays) if at and _is_new(play, plays[:at])]
    return gain(plays[0].percent, later[-1].percent) if later else None


def _is_new(play: Play, earlier: Sequence[Play]) -> bool:
    return play.seed not in {one.seed for one in earlier}


def overall_gain(gains: Sequence[Gain]) -> Gain | None:
    """The gain of several drills together: that of their mean first and mean latest result."""
    if not gains:
        return None
    n = len(gains)
    return gain(sum(one.pre for one in gains) / n, sum(one.post for one in gains) / n)
