"""The rows of the ledger: who plays, what was answered, what it was worth."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from sandbox.model.relation import Relation
from sandbox.text import Lang

Role = Literal["decision-maker", "business-lead", "data-steward"]
Mode = Literal["practice", "exam", "perturbed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """A person who plays: a nickname is all that is asked for."""

    id: str
    nickname: str
    lang: Lang | None
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One passage through one scenario in one world; never changed after it is written."""

    id: str
    participant: str
    scenario: str
    version: int
    digest: str
    seed: int
    mode: Mode
    started_at: datetime
    role: Role | None = None
    """In which role a drill that asks roles different things is played."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """A raw answer and what it meant, stored before anything is acknowledged."""

    id: str
    run: str
    decision: str
    try_no: int
    raw: Mapping[str, Any]
    answer: Relation
    digest: str
    """Digest of the scenario as it was when the answer was given."""
    seed: int
    hints: int
    """Hints taken before this answer."""
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What an attempt was worth under one key and one scorer version; the latest counts."""

    id: str
    attempt: str
    scorer: str
    scorer_version: int
    key_digest: str
    share: float
    points: float
    """Points after hints: points × share × (1 − 0.1 × hints), never below 0."""
    out_of: int
    harmful: bool
    detail: Mapping[str, Any] = field(default_factory=dict)
    """The score's arithmetic and findings, JSON-ready."""
    reason: str
    """`submitted`, or the reason that was given for a re-mark."""
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened in a run besides answers: a hint taken, a panel opened."""

    run: str
    decision: str
    kind: Literal["hint"]
    number: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """A person disagrees with a mark; a person, never a program, answers it."""

    id: str
    participant: str
    run: str
    decision: str
    mark: str
    """Id of the mark that counted when the objection was made."""
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a person decided on an objection, and why."""

    id: str
    objection: str
    upheld: bool
    """True when the objector was right; the key is then corrected and the answer re-marked."""
    text: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """How much was erased at a person's own request; says nothing about whom."""

    runs: int
    attempts: int
    marks: int
    events: int
    objections: int
    at: datetime
