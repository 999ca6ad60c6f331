"""What a mark remembers besides its points: the arithmetic in both languages, and the findings."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from sandbox.model.score import Finding, Score
from sandbox.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """The explanation of a mark, as stored in `Mark.detail`."""

    score: Text
    """How the scorer came to the share."""
    points: Text
    """How share and hints came to the points."""
    findings: tuple[Finding, ...]

    @classmethod
    def of(cls, score: Score, points: Text) -> Self:
        """The detail of a score that was worth these points."""
        return cls(score=score.arithmetic, points=points, findings=score.findings)

    def to_json(self) -> dict[str, Any]:
        """A JSON-ready form that `from_json` reads back unchanged."""
        return {
            "score": self.score.model_dump(),
            "points": self.points.model_dump(),
            "findings": [_finding(finding) for finding in self.findings],
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Self:
        """The inverse of `to_json`."""
        return cls(
            score=Text(**value["score"]),
            points=Text(**value["points"]),
            findings=tuple(
                Finding(
                    **found | {"note": None if found["note"] is None else Text(**found["note"])}
                )
                for found in value["findings"]
            ),
        )


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "item": finding.item,
        "standing": finding.standing,
        "credit": finding.credit,
        "given": finding.given,
        "expected": finding.expected,
        "note": None if finding.note is None else finding.note.model_dump(),
    }
