"""Controls: the closed vocabulary in which a decision kind describes its form."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sandbox.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One thing that can be picked, ordered or labelled."""

    id: str
    label: Text
    detail: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """Pick exactly one choice. Raw value: the choice's id."""

    key: str
    label: Text
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PickMany:
    """Pick any number of choices. Raw value: a list of ids."""

    key: str
    label: Text
    choices: tuple[Choice, ...]
    costs: Mapping[str, float] = field(default_factory=dict)
    """Choice id → what it costs; shown beside it and summed up while picking."""
    budget: float | None = None
    unit: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Give every row one label. Raw value: row id → label id.

    With more than six labels a page offers a list per row instead of buttons.
    """

    key: str
    label: Text
    rows: tuple[Choice, ...]
    labels: tuple[Choice, ...]
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Row id → the labels it may be given; a row that is not named may be given any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Put all choices in order. Raw value: a list of ids, first to last."""

    key: str
    label: Text
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberField:
    """Give one number. Raw value: a number, or text that reads as one.

    With `low`, `high` and `step` it is a slider that starts at `start`, and counts as given.
    """

    key: str
    label: Text
    detail: Text | None = None
    unit: Text | None = None
    low: float | None = None
    high: float | None = None
    step: float | None = None
    start: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DateField:
    """Give one day. Raw value: ISO text, `2027-03-15`."""

    key: str
    label: Text
    detail: Text | None = None
    near: str | None = None
    """A day (ISO) at which a calendar may open; never derived from the reference."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One thing to say about each row of a `Matrix`: a pick, or a short text when no choices."""

    id: str
    label: Text
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Say several things about each row. Raw value: row id → {column id: choice id or text}.

    Cells left open are left out; with `optional` a row may be left out altogether.
    """

    key: str
    label: Text
    rows: tuple[Choice, ...]
    columns: tuple[Column, ...]
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """Divide a total among rows. Raw value: row id → number; a page shows what is left."""

    key: str
    label: Text
    rows: tuple[Choice, ...]
    total: float
    unit: Text
    step: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """Write a query over the visible world. Raw value: text; it can be tried out before."""

    key: str
    label: Text
    start: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose:
    """Write a few sentences. Raw value: text."""

    key: str
    label: Text
    longest: int = 500
    """Characters at most."""


Control = Pick | PickMany | Grid | Order | NumberField | DateField | Matrix | Shares | Query | Prose
