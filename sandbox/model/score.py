"""A score with its arithmetic, and the base of every scorer."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from sandbox.model.answer import Answer
from sandbox.model.base import Authored
from sandbox.model.reference import Sealed
from sandbox.text import Text

Standing = Literal["right", "partial", "wrong", "missed", "extra"]
"""missed: belongs to the reference but was not given; extra: given but does not belong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What became of one item of the answer."""

    item: str
    standing: Standing
    credit: float
    """0 to 1; findings explain the score, they need not add up to it."""
    given: str | None = None
    expected: str | None = None
    note: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """A share between 0 and 1 of a decision's points, with the arithmetic that made it."""

    share: float
    arithmetic: Text
    findings: tuple[Finding, ...] = ()
    harmful: bool = False
    """True when an option was chosen that the author marks as doing harm."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerSpace:
    """Everything that could have been answered: the ground for chance correction."""

    items: tuple[str, ...] = ()
    """Rows to label, fields to fill, things to order."""
    labels: tuple[str, ...] = ()
    """Labels or options that can be given; in the order the author wrote them."""


class Scorer(Authored, ABC):
    """Compares an answer with a sealed reference; `KIND` of a file under `sandbox/scorers/`.

    Pure: no database, no clock, no randomness; speed of answering never counts.
    """

    version: ClassVar[int] = 1
    kind: str

    @abstractmethod
    def check_reference(self, reference: Any, space: AnswerSpace) -> str | None:
        """An English sentence saying why this reference cannot be scored, or None."""

    @abstractmethod
    def score(self, answer: Answer, sealed: Sealed, space: AnswerSpace) -> Score:
        """The score of a well-formed answer."""
