"""After submission: only these views may speak of right answers."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from sandbox.desk.views.words import Level, Standing, Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingView:
    """What became of one item, in words."""

    item: str
    standing: Standing
    given: str | None
    expected: str | None
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BasisView:
    """A legal basis or a teaching convention."""

    name: str
    """Law and article, e.g. 《政务数据共享条例》第十四条."""
    gist: str
    house: bool
    """True for a teaching convention (教学约定)."""
    version_date: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonView:
    """A fictional person and what happened to them."""

    name: str
    age: int | None
    place: str
    outcome: str
    tone: Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class CountView:
    """A number with its sentence, beside what the reference decision would have led to."""

    value: float
    unit: str | None
    sentence: str
    reference_value: float
    reference_sentence: str
    tone: Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class BarView:
    """One pair of bars: before and after your decision, and after the reference's."""

    label: str
    before: float
    after: float
    reference: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsequenceView:
    """What happened; exactly one of `count`, `people`, `bars` is filled by shape."""

    id: str
    title: str
    indicator: str
    shape: Literal["count", "people", "before_after"]
    text: str
    unit: str | None
    count: CountView | None
    people: tuple[PersonView, ...]
    bars: tuple[BarView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldView:
    """An answer is stored; its verdict waits until the person has said how sure they are."""

    run: str
    decision: str
    next_step: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictView:
    """One decision after submission: marks, why, who, basis, what happened."""

    run: str
    decision: str
    number: int
    title: str
    percent: int
    points: float
    out_of: int
    standing: Literal["full", "good", "improve", "by-hand"]
    """full ≥ 99 %, good ≥ 60 %, improve below: 待提升, never 失败; by-hand: worth no points by
    itself, a person reads it."""
    arithmetic: str
    hint_note: str | None
    """How hints changed the points; None when none was taken."""
    findings: tuple[FindingView, ...]
    why: str
    affected: str
    option_notes: tuple[tuple[str, str], ...]
    """(what you chose, what that would mean) for choices that carry feedback and whose meaning
    no finding tells."""
    basis: tuple[BasisView, ...]
    consequences: tuple[ConsequenceView, ...]
    stored_at: datetime
    next_step: str | None
    """Id of the step that comes next; None at the end of the drill."""
    opens: tuple[str, str] | None = None
    """(id, title) of the earlier decision whose verdict has waited for this one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureView:
    """One of the four dimensions, three ways of thinking or four shortcomings."""

    key: str
    score: float | None
    """0 to 100; None when no decision told about it."""
    n: int
    enough: bool
    """False below five decisions: 证据不足."""
    moved_by: tuple[tuple[str, float], ...]
    """(decision title, its share 0-1), strongest pull first."""
    arithmetic: str
    led_to: tuple[tuple[str, float], ...] = ()
    """(consequence title, how far it was brought: 0 as by carelessness, 1 as by the reference)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionResultView:
    """One line of the result's list."""

    decision: str
    number: int
    title: str
    percent: int
    points: float
    out_of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultView:
    """A finished run."""

    run: str
    scenario: str
    scenario_title: str
    percent: int
    points: float
    out_of: int
    level: Level
    level_reason: str
    gate_notes: tuple[str, ...]
    dimensions: tuple[MeasureView, ...]
    thinking: tuple[MeasureView, ...]
    shortcomings: tuple[MeasureView, ...]
    decisions: tuple[DecisionResultView, ...]
    strongest: DecisionResultView
    weakest: DecisionResultView
    consequences: tuple[ConsequenceView, ...]
    role: str | None
    """The role in which a drill was played that asks roles different things."""
    seed: int
    can_retry: bool
    law_date: date
