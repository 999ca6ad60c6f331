"""Who is here, and what stands on the shelf."""

from dataclasses import dataclass
from datetime import date, datetime

from sandbox.desk.views.portrait import DueView, StandingView
from sandbox.desk.views.words import Level
from sandbox.text import Lang


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitorView:
    """Who is here; `token` is the signed value the sign-in cookie carries."""

    id: str
    nickname: str
    lang: Lang | None
    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InstructorView:
    """Who teaches here; `token` is the signed value the instructors' cookie carries."""

    name: str
    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CardView:
    """A scenario on the shelf."""

    id: str
    title: str
    story: str
    family: str
    """Key of the family; pages name it."""
    tiers: tuple[str, ...]
    roles: tuple[str, ...]
    minutes: int
    decisions: int
    law_date: date
    best_percent: int | None
    """Best finished run, 0 to 100; None when never finished."""
    best_level: Level | None
    recommended: str | None
    """Why this one is recommended next; None when it is not."""
    ask_roles: tuple[str, ...] = ()
    """Roles to choose from before starting; none where everyone is asked the same."""
    check: bool = False
    """True for the short check with which a new person begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContinueView:
    """An unfinished run that can be resumed."""

    run: str
    title: str
    step: int
    steps: int
    answered: int
    decisions: int
    started_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishedView:
    """A finished run that can be looked at again."""

    run: str
    title: str
    percent: int
    level: Level
    finished_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView:
    """The home page."""

    going_on: tuple[ContinueView, ...]
    cards: tuple[CardView, ...]
    finished: tuple[FinishedView, ...]
    standing: StandingView | None = None
    """Where the person stands over all finished runs; None before the first."""
    due: tuple[DueView, ...] = ()
    """Drills whose retention can be checked now, longest ago first."""
