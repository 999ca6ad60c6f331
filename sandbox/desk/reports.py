"""What the command line prints: views for authors and operators, who may know the key."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemReport:
    """One problem of a scenario file, ready to click on."""

    file: str
    line: int
    column: int
    code: str
    severity: str
    where: str
    message: str
    fix: str | None
    text: str
    """The whole line, as it is printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplayReport:
    """One check of a scenario replayed on one seed."""

    scenario: str
    check: str
    seed: int
    share: float
    low: float
    high: float
    worst: tuple[str, ...]
    """Decisions that earned least, to look at when the share is out of range."""

    @property
    def holds(self) -> bool:
        """Whether the share lies in the expected range."""
        return self.low <= self.share <= self.high


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReport:
    """Everything that `check` found."""

    scenarios: tuple[str, ...]
    problems: tuple[ProblemReport, ...]
    replays: tuple[ReplayReport, ...]

    @property
    def good(self) -> bool:
        """No error, and every replay in its range; warnings do not count."""
        return all(p.severity != "error" for p in self.problems) and all(
            replay.holds for replay in self.replays
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionReport:
    """One decision of a headless run."""

    decision: str
    share: float
    points: float
    out_of: int
    arithmetic: str
    harmful: bool
    answered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsequenceReport:
    """One consequence of a headless run, with what the reference would have led to."""

    id: str
    sentence: str
    yours: tuple[dict[str, Any], ...]
    reference: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayReport:
    """A headless run."""

    scenario: str
    seed: int
    share: float
    points: float
    out_of: int
    decisions: tuple[DecisionReport, ...]
    consequences: tuple[ConsequenceReport, ...]
    gates: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveReport:
    """One answer whose points a re-mark changes."""

    attempt: str
    participant: str
    decision: str
    old_points: float
    new_points: float
    answered_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RemarkReport:
    """A re-mark: dry unless `applied`."""

    scenario: str
    key_digest: str
    attempts: int
    unchanged: int
    gone: int
    """Answers to decisions that are no longer asked; their marks stay."""
    moves: tuple[MoveReport, ...]
    applied: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TableReport:
    """One table of a built world."""

    name: str
    label: str
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """A world written to a file."""

    file: str
    recipe: str
    tables: tuple[TableReport, ...]
    rows: int
    seconds: float
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnReport:
    """One column of a file: its dictionary entry and its quality, in shares from 0 to 1."""

    name: str
    label: str
    type: str
    content: str
    filled: float | None
    valid: float | None
    refers: str | None
    found: float | None
    newest: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityReport:
    """One table of a file: completeness and validity stand with its columns."""

    name: str
    label: str
    rows: int
    key: str | None
    unique: float | None
    newest: str | None
    behind: int | None
    """Days behind the newest table."""
    columns: tuple[ColumnReport, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectReport:
    """The dictionary and the quality of a world's file."""

    file: str
    about: tuple[str, ...]
    tables: tuple[QualityReport, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryReport:
    """What a query over a file found, or why it did not run."""

    good: bool
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Any, ...], ...] = ()
    cut: bool = False
    """True when there are more rows than are shown."""
    milliseconds: float | None = None
    code: str | None = None
    line: int | None = None
    zh: str | None = None
    en: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionReport:
    """An objection as the instructor reads it."""

    id: str
    participant: str
    drill: str
    decision: str
    points: float
    out_of: int
    reason: str
    made_at: datetime
    state: str
    """`waiting` for a person, `upheld` or `declined`."""
    reply: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryReport:
    """An entry of the audit trail."""

    seq: int
    at: datetime
    who: str
    what: str
    subject: str
    detail: Mapping[str, Any]
    rows: int
    """Of other tables, how many it vouches for."""
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FlawReport:
    """Something that is not as it was written."""

    entry: int | None
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditReport:
    """Whether the audit trail holds together."""

    entries: int
    head: str | None
    flaws: tuple[FlawReport, ...]
