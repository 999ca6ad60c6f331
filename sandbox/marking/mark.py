"""From an answer and its sealed reference to a score, and from the score to a mark."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Final

from sandbox.errors import SandboxError
from sandbox.marking.detail import Detail
from sandbox.model.answer import Answer
from sandbox.model.attempt import Attempt, Mark
from sandbox.model.decision import Decision, Setting
from sandbox.model.reference import Sealed
from sandbox.model.score import Score
from sandbox.text import Text

HINT_COST: Final = 0.1
"""Share of the earned points that each hint costs (教学约定)."""

DUST: Final = 1e-9
"""What adding fractions may leave beyond 0 and 1."""

SUBMITTED: Final = "submitted"


def score(decision: Decision, answer: Answer, sealed: Sealed, setting: Setting) -> Score:
    """The score of a well-formed answer.

    Raises:
        SandboxError: the scorer left the range from 0 to 1.
    """
    result = decision.scorer.score(answer, sealed, decision.space(setting))
    if not -DUST <= result.share <= 1 + DUST:
        raise SandboxError(
            f"The scorer `{decision.scorer.kind}` gave `{decision.id}` a share outside 0 to 1."
        )
    return replace(result, share=min(max(result.share, 0.0), 1.0))


def points(out_of: int, share: float, hints: int) -> float:
    """Points × share × (1 − 0.1 × hints), never below 0."""
    # Rounded far below what is shown, so that 0.1 + 0.2 does not look like a change.
    return round(out_of * share * max(0.0, 1 - HINT_COST * hints), 6)


def points_in_words(out_of: int, share: float, hints: int) -> Text:
    """The arithmetic of `points` as a line that can be checked by hand."""
    worth = _number(points(out_of, share, hints))
    left = "" if hints == 0 else f" × (1 − {_number(HINT_COST)} × {hints})"
    sign = "=" if _exact(share) else "≈"
    factors = f"{_number(share)}{left} {sign} {worth}"
    return Text(zh=f"{out_of} 分 × {factors} 分", en=f"{out_of} points × {factors} points")


def mark(  # noqa: PLR0913 - a mark records everything it was made from
    *,
    mark_id: str,
    attempt: Attempt,
    decision: Decision,
    sealed: Sealed,
    setting: Setting,
    key_digest: str,
    at: datetime,
    reason: str = SUBMITTED,
) -> Mark:
    """What an attempt is worth under this key and scorer.

    The same attempt, key and scorer always give the same points and detail.

    Raises:
        SandboxError: the scorer left the range from 0 to 1.
    """
    result = score(decision, Answer(relation=attempt.answer), sealed, setting)
    in_words = points_in_words(decision.points, result.share, attempt.hints)
    return Mark(
        id=mark_id,
        attempt=attempt.id,
        scorer=decision.scorer.kind,
        scorer_version=decision.scorer.version,
        key_digest=key_digest,
        share=result.share,
        points=points(decision.points, result.share, attempt.hints),
        out_of=decision.points,
        harmful=result.harmful,
        detail=Detail.of(result, in_words).to_json(),
        reason=reason,
        at=at,
    )


def latest(marks: Iterable[Mark]) -> dict[str, Mark]:
    """Attempt id → the mark that counts; `marks` come oldest first."""
    return {each.attempt: each for each in marks}


def _exact(value: float) -> bool:
    return abs(value - round(value, 3)) < 1e-9


def _number(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")
