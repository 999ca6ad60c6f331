"""Applications: drawn from a seed, or read from a world that has such a table."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import numpy as np
from pydantic import Field

from sandbox.errors import SandboxError
from sandbox.model.base import Authored, Slug
from sandbox.model.draw import Draw, Integers
from sandbox.model.relation import Relation
from sandbox.simulators import Flags, Floats, divided, normal, rounded, uniform

NEEDED: Final = ("id", "day", "score", "entitled")
OPTIONAL: Final = ("grp", "contrary", "unknown")


class Group(Authored):
    """A group of applicants whose treatment is compared (教学约定)."""

    id: Slug
    share: float = Field(gt=0, le=1)
    unseen: float = Field(default=0.05, ge=0, le=1)
    """Share about whom a source cannot say anything: no reply, no record, foreign papers."""
    bias: float = Field(default=0.0, ge=-5, le=5)
    """Added to the group's scores in log-odds: what a biased history teaches a model."""


class Season(Authored):
    """How applications are drawn when the world has no table of them (教学约定)."""

    n: int = Field(default=3000, ge=1, le=1_000_000)
    days: int = Field(default=40, ge=1, le=1000)
    """Working days over which they come in, evenly."""
    entitled: float = Field(default=0.7, gt=0, lt=1)
    """Share that truly meets the conditions."""
    sharpness: float = Field(default=1.6, ge=0, le=10)
    """Standard deviations between the scores of the entitled and of the others; 1.6 → AUC 0.87."""
    contrary: float = Field(default=0.35, ge=0, le=1)
    """Share of those not entitled about whom a source states the contrary."""
    contrary_by_mistake: float = Field(default=0.01, ge=0, le=1)
    """Share of the entitled about whom a source states the contrary, wrongly."""
    groups: tuple[Group, ...] = Field(
        default=(
            Group(id="urban", share=0.65, unseen=0.02),
            Group(id="rural", share=0.35, unseen=0.08),
        ),
        min_length=1,
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Applications:
    """Columns of equal length, in the order in which applications came in."""

    ids: tuple[str, ...]
    day: Integers
    score: Floats
    """What a machine takes for the chance that the applicant is entitled, 0 to 1."""
    entitled: Flags
    contrary: Flags
    unknown: Flags
    group: Integers
    groups: tuple[str, ...]
    luck: Floats
    """The reviewer errs when this is below the rate of errors; the same for every policy."""
    effort: Floats
    """Handling time in shares of a usual case, exponential with mean 1."""
    hour: Floats
    """Share of the day that had passed when it came in, ascending within a day."""


@lru_cache(maxsize=16)
def drawn(seed: int, season: Season) -> Applications:
    """The applications of a season; equal arguments give the same ones.

    The score is the posterior of a binormal signal; where nothing is seen it is nearly the prior.
    """
    draw, n = Draw(seed), season.n
    group = divided(draw, "applications/group", n, [each.share for each in season.groups])
    entitled = _chance(draw, "applications/entitled", np.full(n, season.entitled))
    unknown = _chance(draw, "applications/unknown", _of([g.unseen for g in season.groups], group))
    contrary = ~unknown & _chance(
        draw,
        "applications/contrary",
        np.where(entitled, season.contrary_by_mistake, season.contrary),
    )
    seen = np.where(unknown, 0.25, 1.0) * season.sharpness
    signal = seen * (normal(draw, "applications/signal", n) + np.where(entitled, seen, -seen) / 2)
    prior = np.log(season.entitled / (1.0 - season.entitled))
    odds = prior + signal + _of([g.bias for g in season.groups], group)
    return Applications(
        ids=tuple(f"a{number:06d}" for number in range(1, n + 1)),
        day=np.arange(n, dtype=np.int64) * season.days // n,
        score=rounded(1.0 / (1.0 + np.exp(-odds))),
        entitled=entitled, contrary=contrary, unknown=unknown, group=group,
        groups=tuple(each.id for each in season.groups),
        **_fortunes(draw, np.arange(n, dtype=np.int64) * season.days // n),
    )  # fmt: skip


def read(seed: int, rows: Relation, days: int) -> Applications:
    """Applications from rows of a world, ordered by day; days count from 0, below `days`.

    Raises:
        SandboxError: a column is missing or holds what it may not; names it.
    """
    if missing := [name for name in NEEDED if name not in rows.columns]:
        raise SandboxError(
            f"The query for applications returns no column `{missing[0]}`."
            f" It needs {', '.join(NEEDED)} and may add {', '.join(OPTIONAL)}."
        )
    if not rows.rows:
        raise SandboxError("The query for applications returns no rows.")
    day = _numbers(rows, "day", 0, days - 1).astype(np.int64)
    order = np.argsort(day, kind="stable")
    names = [str(cell) for cell in _column(rows, "grp", "everybody")]
    groups = tuple(sorted(set(names)))
    ids = [str(cell) for cell in rows.column("id")]
    return Applications(
        ids=tuple(ids[n] for n in order.tolist()),
        day=day[order],
        score=_numbers(rows, "score", 0, 1)[order],
        entitled=_flags(rows, "entitled")[order],
        contrary=_flags(rows, "contrary")[order],
        unknown=_flags(rows, "unknown")[order],
        group=np.array([groups.index(name) for name in names], dtype=np.int64)[order],
        groups=groups,
        **_fortunes(Draw(seed), day[order]),
    )


def _fortunes(draw: Draw, day: Integers) -> dict[str, Floats]:
    """What depends on chance alone: luck, effort, and the hour, ascending within each day."""
    n = len(day)
    hour = np.sort(day + uniform(draw, "applications/hour", n)) - day
    return {
        "luck": uniform(draw, "applications/luck", n),
        "effort": rounded(-np.log(uniform(draw, "applications/effort", n))),
        "hour": hour,
    }


def _chance(draw: Draw, stream: str, probability: Floats) -> Flags:
    hit: Flags = uniform(draw, stream, len(probability)) < probability
    return hit


def _of(each: list[float], group: Integers) -> Floats:
    made: Floats = np.array(each, dtype=np.float64)[group]
    return made


def _column(rows: Relation, name: str, usual: Any) -> tuple[Any, ...]:
    return rows.column(name) if name in rows.columns else (usual,) * len(rows.rows)


def _flags(rows: Relation, name: str) -> Flags:
    cells = _column(rows, name, False)
    if any(cell is None or isinstance(cell, str) for cell in cells):
        raise SandboxError(
            f"Column `{name}` of the applications must be true or false in each row."
        )
    return np.array(cells, dtype=np.bool_)


def _numbers(rows: Relation, name: str, low: float, high: float) -> Floats:
    cells = _column(rows, name, None)
    if any(isinstance(cell, str) or cell is None or not low <= cell <= high for cell in cells):
        raise SandboxError(
            f"Column `{name}` of the applications must be a number from {low:g} to {high:g}."
        )
    return np.array(cells, dtype=np.float64)
