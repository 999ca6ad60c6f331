"""A person's profile over all finished runs, and what follows from it."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from sandbox.desk.views.words import Level

Band = Literal["low", "medium", "high"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PullView:
    """One decision that moved a figure."""

    run: str
    decision: str
    drill: str
    number: int
    title: str
    percent: int
    points: float
    """By how many points it moved the figure; below 0 it pulled it down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DotView:
    """One competence as a dot with its uncertainty."""

    key: str
    score: float | None
    """0 to 100; for a shortcoming the gap, the other side of the score. None without evidence."""
    error: float | None
    """Standard error in points; None where one decision alone cannot tell."""
    low: float | None
    high: float | None
    """One standard error to either side, within 0 to 100."""
    n: int
    enough: bool
    """False below five decisions: 证据不足."""
    pulls: tuple[PullView, ...]
    """Strongest first."""
    arithmetic: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GainView:
    """From the first result to the latest on other data."""

    drill: str
    """Title of the drill; empty for all drills together."""
    pre: float
    post: float
    g: float | None
    band: Band | None
    arithmetic: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionView:
    """Two weeks later or more: is it still there?"""

    drill: str
    kept: bool
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DueView:
    """A drill that was last finished two weeks ago or more, and has a world not seen yet."""

    scenario: str
    title: str
    days: int
    percent: int
    minutes: int
    role: str | None = None
    """The role in which it was played, where the drill asks roles apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StartView:
    """A drill to begin, in a role where it asks roles apart."""

    scenario: str
    role: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NextView:
    """The drill to play next, why, and the decision that says so."""

    scenario: str
    title: str
    story: str
    minutes: int
    reason: str
    because: PullView | None
    ask_roles: tuple[str, ...] = ()
    """Roles to choose from before starting; none where everyone is asked the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedRunView:
    """A finished run, and how much it counts in the profile."""

    run: str
    title: str
    percent: int
    finished_on: date
    seed: int
    counts: float
    """1 for the latest run of a drill, half of that for each one before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingView:
    """Where a person stands, in one line."""

    level: Level
    total: float | None
    decisions: int
    runs: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PortraitView:
    """Everything on the profile page and in the report."""

    nickname: str
    day: date
    standing: StandingView
    level_reason: str
    total_arithmetic: str
    gate_notes: tuple[str, ...]
    dimensions: tuple[DotView, ...]
    thinking: tuple[DotView, ...]
    shortcomings: tuple[DotView, ...]
    diagnosis: str
    strongest: DotView | None
    """The dimension with the highest score, where two or more have evidence."""
    weakest: DotView | None
    best_decision: PullView | None
    worst_decision: PullView | None
    next: NextView | None
    gain: GainView | None
    """All drills that were played again, together."""
    gains: tuple[GainView, ...]
    retentions: tuple[RetentionView, ...]
    due: tuple[DueView, ...]
    runs: tuple[CountedRunView, ...]
    changed: StartView | None
    """A drill to play under changed conditions, where that is what the next level takes."""
    law_date: date
