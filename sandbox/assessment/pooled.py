"""The profile of a person: everything that their finished runs tell, taken together.

House rules (教学约定): every finished run counts; within one drill each earlier run counts half as
much as the next, so that a profile shows what somebody can do now and one lucky day does not
decide it. A safety gate holds until the drill is played again without setting it off.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final

from sandbox.assessment.profile import Evidence, Profile, Shares, dimension_weights, profile
from sandbox.assessment.words import DIMENSIONS
from sandbox.model.scenario import Gate

FADING: Final = 0.5
"""What an earlier run of a drill counts beside the next one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """One finished run, as evidence."""

    drill: Hashable
    """What can be compared: a scenario, in one role where it asks roles apart."""
    rows: tuple[Evidence, ...]
    gates: tuple[Gate, ...] = ()
    outcomes: Shares = field(default_factory=lambda: MappingProxyType({}))
    """Dimension → what the decisions led to, 0 to 1, where that is known."""
    weights: Shares = field(default_factory=dimension_weights)
    """How much each dimension counts for the drill's audience."""
    changed: float | None = None
    """The percentage, where the run was played under changed conditions."""


def pooled(runs: Sequence[Finished]) -> Profile | None:
    """The profile of these runs, newest first; None without any."""
    if not runs:
        return None
    latest = list({run.drill: run for run in reversed(runs)}.values())
    faded = list(_faded(runs))
    return profile(
        [replace(row, weight=row.weight * counts) for run, counts in faded for row in run.rows],
        gates=[gate for run in latest for gate in run.gates],
        outcomes=_outcomes(faded),
        weights=_weights(latest),
        repeat=_repeat(runs),
    )


def fading(drills: Sequence[Hashable]) -> tuple[float, ...]:
    """How much each run counts, by the drill it is of; newest first."""
    return tuple(FADING ** list(drills[:at]).count(drill) for at, drill in enumerate(drills))


def _faded(runs: Sequence[Finished]) -> Iterator[tuple[Finished, float]]:
    yield from zip(runs, fading([run.drill for run in runs]), strict=True)


def _outcomes(faded: Sequence[tuple[Finished, float]]) -> dict[str, float]:
    """Per dimension the mean outcome; a run counts by how much it tells about the dimension."""
    found: dict[str, float] = {}
    for key in DIMENSIONS:
        told = [
            (counts * _tells(run, key), run.outcomes[key])
            for run, counts in faded
            if key in run.outcomes
        ]
        whole = sum(weight for weight, _ in told)
        if whole > 0:
            found[key] = sum(weight * outcome for weight, outcome in told) / whole
    return found


def _tells(run: Finished, key: str) -> float:
    return sum(row.weight * float(getattr(row.tags.dimensions, key)) for row in run.rows)


def _weights(latest: Sequence[Finished]) -> Mapping[str, float]:
    return {key: sum(run.weights[key] for run in latest) / len(latest) for key in DIMENSIONS}


def _repeat(runs: Sequence[Finished]) -> float | None:
    """The mean over drills of the latest run under changed conditions; runs are newest first."""
    changed: dict[Hashable, float] = {}
    for run in runs:
        if run.changed is not None:
            changed.setdefault(run.drill, run.changed)
    return sum(changed.values()) / len(changed) if changed else None
