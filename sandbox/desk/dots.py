"""Measures as dots: a score with its error, its arithmetic and the decisions that moved it."""

from collections.abc import Sequence
from dataclasses import replace
from math import isclose

from sandbox.assessment.measure import Measure, Pull
from sandbox.desk.views import DotView, PullView
from sandbox.text import Lang


def dots(measures: Sequence[Measure], lang: Lang) -> tuple[DotView, ...]:
    """Measures as dots, in their order."""
    return tuple(_dot(one, lang) for one in measures)


def _dot(one: Measure, lang: Lang) -> DotView:
    score = one.score
    # One decision deviates from its own mean by nothing, which is not certainty.
    error = one.error if one.n > 1 else None
    spread = None if score is None or error is None else (score - error, score + error)
    return DotView(
        key=one.key,
        score=score,
        error=error,
        low=None if spread is None else max(0.0, spread[0]),
        high=None if spread is None else min(100.0, spread[1]),
        n=one.n,
        enough=one.enough,
        pulls=tuple(view for pull in one.moved_by if (view := pull_view(pull, lang)) is not None),
        arithmetic=one.arithmetic.pick(lang),
    )


def gap(one: DotView) -> DotView:
    """A shortcoming as the article speaks of it: the higher, the more there is to gain."""
    if one.score is None:
        return one
    return replace(
        one,
        score=100 - one.score,
        low=None if one.high is None else 100 - one.high,
        high=None if one.low is None else 100 - one.low,
        arithmetic=f"{one.arithmetic}; 100 − {one.score:.1f} = {100 - one.score:.1f}",
    )


def pull_view(pull: Pull, lang: Lang) -> PullView | None:
    """What one decision did; None where it is not known which decision that was."""
    if pull.source is None:
        return None
    return PullView(
        run=pull.source.run,
        decision=pull.source.decision,
        drill=pull.source.drill.pick(lang),
        number=pull.source.number,
        title=pull.title.pick(lang),
        percent=round(100 * pull.share),
        points=0.0 if isclose(pull.points, 0, abs_tol=0.05) else pull.points,
    )
