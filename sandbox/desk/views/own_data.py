"""What a person is told about the data kept on them, and what they may do with it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkView:
    """A mark that one may object to."""

    decision: str
    number: int
    title: str
    points: float
    out_of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedRunView:
    """A run with at least one mark."""

    run: str
    title: str
    started_on: date
    marks: tuple[MarkView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionView:
    """An objection as its author sees it."""

    id: str
    drill: str
    number: int
    title: str
    reason: str
    made_on: date
    upheld: bool | None
    """None while it waits for a person."""
    reply: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnDataView:
    """What is stored about a person, counted, and their objections."""

    nickname: str
    since: date
    cookie_days: int
    runs: int
    answers: int
    marks: int
    hints: int
    marked: tuple[MarkedRunView, ...]
    objections: tuple[ObjectionView, ...]
