"""Everything a page may see, written out field by field, already in the visitor's language.

No view before submission has a field that a reference would fit in: `StepView` and all it
holds know nothing of right answers; only `VerdictView` and `ResultView` do.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from sandbox.text import Lang

Tone = Literal["helped", "harmed", "waiting", "neutral"]
Standing = Literal["right", "partial", "wrong", "missed", "extra"]
Level = Literal["adapting", "applying", "mastering", "leading"]


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitorView:
    """Who is here; `token` is the signed value the sign-in cookie carries."""

    id: str
    nickname: str
    lang: Lang | None
    token: str


# --- catalogue -------------------------------------------------------------------------------


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


# --- a step before submission ----------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceView:
    """Something that can be picked, ordered or labelled."""

    id: str
    label: str
    detail: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PickView:
    """Pick exactly one. Raw value: the id."""

    key: str
    label: str
    choices: tuple[ChoiceView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PickManyView:
    """Pick any number. Raw value: a list of ids."""

    key: str
    label: str
    choices: tuple[ChoiceView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GridView:
    """Give every row one label. Raw value: row id → label id."""

    key: str
    label: str
    rows: tuple[ChoiceView, ...]
    labels: tuple[ChoiceView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderView:
    """Put all in order. Raw value: a list of ids, first to last."""

    key: str
    label: str
    choices: tuple[ChoiceView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberView:
    """Give a number. Raw value: a number."""

    key: str
    label: str
    detail: str | None
    unit: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DateView:
    """Give a day. Raw value: ISO text."""

    key: str
    label: str
    detail: str | None
    near: str | None


ControlView = PickView | PickManyView | GridView | OrderView | NumberView | DateView


@dataclass(frozen=True, slots=True, kw_only=True)
class HintView:
    """One rung of help; `text` is None until it has been paid for."""

    rung: int
    cost_points: float
    text: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionView:
    """One decision waiting for an answer."""

    id: str
    number: int
    """1-based, over the whole drill."""
    title: str
    prompt: str
    points: int
    controls: tuple[ControlView, ...]
    hints: tuple[HintView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnView:
    """A column heading: the name in the department's table, and what it means."""

    key: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TableView:
    """An evidence table; `key` names its cached frame and its download."""

    key: str
    caption: str
    columns: tuple[ColumnView, ...]
    rows: tuple[tuple[Any, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartView:
    """An evidence chart: a Vega-Lite specification without data, and its data."""

    key: str
    caption: str
    spec: Mapping[str, Any]
    columns: tuple[ColumnView, ...]
    rows: tuple[tuple[Any, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentView:
    """An evidence document in Markdown."""

    key: str
    caption: str
    markdown: str


EvidenceView = TableView | ChartView | DocumentView


@dataclass(frozen=True, slots=True, kw_only=True)
class TrailView:
    """One dot of the progress line."""

    step: str
    title: str
    state: Literal["done", "here", "ahead"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """The step a run is at: brief, evidence, and the decision now waiting (one at a time).

    `decision` is None only when every decision of the run has been answered.
    """

    run: str
    scenario: str
    scenario_title: str
    mode: str
    step: str
    number: int
    of: int
    title: str
    brief: str
    evidence: tuple[EvidenceView, ...]
    decision: DecisionView | None
    answered: int
    decisions: int
    trail: tuple[TrailView, ...]
    law_date: date
    previous: str | None
    """The decision answered last, whose verdict can be read again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectionView:
    """Why an answer was not taken; nothing was stored and no attempt was spent."""

    text: str
    where: str | None


# --- after submission ------------------------------------------------------------------------


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
class VerdictView:
    """One decision after submission: marks, why, who, basis, what happened."""

    run: str
    decision: str
    number: int
    title: str
    percent: int
    points: float
    out_of: int
    standing: Literal["full", "good", "improve"]
    """full ≥ 99 %, good ≥ 60 %, improve below: 待提升, never 失败."""
    arithmetic: str
    hint_note: str | None
    """How hints changed the points; None when none was taken."""
    findings: tuple[FindingView, ...]
    why: str
    affected: str
    option_notes: tuple[tuple[str, str], ...]
    """(what you chose, what that would mean) for choices that carry feedback."""
    basis: tuple[BasisView, ...]
    consequences: tuple[ConsequenceView, ...]
    stored_at: datetime
    next_step: str | None
    """Id of the step that comes next; None at the end of the drill."""


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
    seed: int
    can_retry: bool
    law_date: date
