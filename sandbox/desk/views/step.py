"""A step before submission: no class here has a field that a reference would fit in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal


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
    costs: Mapping[str, float] = field(default_factory=dict)
    """Choice id → what it costs; empty where nothing costs anything."""
    budget: float | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GridView:
    """Give every row one label. Raw value: row id → label id."""

    key: str
    label: str
    rows: tuple[ChoiceView, ...]
    labels: tuple[ChoiceView, ...]
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Row id → the labels it may be given; all of them for rows that are not named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderView:
    """Put all in order. Raw value: a list of ids, first to last."""

    key: str
    label: str
    choices: tuple[ChoiceView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberView:
    """Give a number. Raw value: a number. A slider where `low`, `high` and `step` are given."""

    key: str
    label: str
    detail: str | None
    unit: str | None
    low: float | None = None
    high: float | None = None
    step: float | None = None
    start: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DateView:
    """Give a day. Raw value: ISO text."""

    key: str
    label: str
    detail: str | None
    near: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixColumnView:
    """One thing to say about each row: a pick, or a short text when there are no choices."""

    id: str
    label: str
    choices: tuple[ChoiceView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixView:
    """Say several things about each row. Raw value: row id → {column id: choice id or text}."""

    key: str
    label: str
    rows: tuple[ChoiceView, ...]
    columns: tuple[MatrixColumnView, ...]
    optional: bool
    """True where rows may be left out altogether."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SharesView:
    """Divide a total among rows. Raw value: row id → number."""

    key: str
    label: str
    rows: tuple[ChoiceView, ...]
    total: float
    unit: str
    step: float


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryView:
    """Write a query. Raw value: text."""

    key: str
    label: str
    start: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProseView:
    """Write a few sentences. Raw value: text."""

    key: str
    label: str
    longest: int
    """Characters at most."""


ControlView = (
    PickView
    | PickManyView
    | GridView
    | OrderView
    | NumberView
    | DateView
    | MatrixView
    | SharesView
    | QueryView
    | ProseView
)


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
