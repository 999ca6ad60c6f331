"""Controls: the closed vocabulary in which a decision kind describes its form."""

from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Give every row one label. Raw value: row id → label id."""

    key: str
    label: Text
    rows: tuple[Choice, ...]
    labels: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Put all choices in order. Raw value: a list of ids, first to last."""

    key: str
    label: Text
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberField:
    """Give one number. Raw value: a number, or text that reads as one."""

    key: str
    label: Text
    detail: Text | None = None
    unit: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DateField:
    """Give one day. Raw value: ISO text, `2027-03-15`."""

    key: str
    label: Text
    detail: Text | None = None
    near: str | None = None
    """A day (ISO) at which a calendar may open; never derived from the reference."""


Control = Pick | PickMany | Grid | Order | NumberField | DateField
