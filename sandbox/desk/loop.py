"""The loop 考核 → 反馈 → 提升 of one person, derived from the ledger every time."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, NamedTuple

from sandbox.assessment.gain import Play
from sandbox.assessment.outcome import by_dimension
from sandbox.assessment.pooled import Finished, pooled
from sandbox.assessment.profile import Evidence, Profile, dimension_weights
from sandbox.assessment.recommend import Card, Recommendation, loads, recommend
from sandbox.assessment.retention import is_due
from sandbox.assessment.source import Source
from sandbox.desk.results import Assessed, assess
from sandbox.desk.runs import RunState, state_of
from sandbox.desk.wiring import Office
from sandbox.model.scenario import Scenario

CHECK: Final = "diagnostic"
"""The scenario that is the short check: `scenarios/diagnostic/`."""


class Drill(NamedTuple):
    """What can be compared: a scenario, in one role where it asks roles apart."""

    scenario: str
    role: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A drill whose retention can be checked, and its last finished run."""

    scenario: Scenario
    role: str | None
    last: Play


@dataclass(frozen=True, slots=True, kw_only=True)
class Learner:
    """What one person has begun and finished, and what stands on the shelf."""

    shelf: tuple[Scenario, ...]
    going_on: tuple[RunState, ...]
    """Newest first."""
    finished: tuple[Assessed, ...]
    """Newest first, by when the last answer was given."""

    def profile(self) -> Profile | None:
        """Everything finished, taken together; None before the first finished run."""
        return pooled([_evidence(done) for done in self.finished])

    def recommendation(self, known: Profile | None) -> Recommendation | None:
        """What to play next, and why."""
        return recommend([self._card(scenario) for scenario in self.shelf], known)

    def plays(self) -> Mapping[Drill, tuple[Play, ...]]:
        """Drill → its finished runs, oldest first; what was finished first comes first."""
        found: dict[Drill, list[Play]] = {}
        for done in reversed(self.finished):
            found.setdefault(drill_of(done), []).append(play_of(done))
        return {drill: tuple(plays) for drill, plays in found.items()}

    def due(self, now: datetime) -> Iterator[Due]:
        """Drills whose retention can be checked now, on a world not seen; longest ago first."""
        shelf = {scenario.id: scenario for scenario in self.shelf}
        waiting = [
            Due(scenario=shelf[drill.scenario], role=drill.role, last=plays[-1])
            for drill, plays in self.plays().items()
            if drill.scenario in shelf and is_due(plays[-1], now)
        ]
        for one in sorted(waiting, key=lambda due: due.last.finished_at):
            if self._can_check(one.scenario):
                yield one

    def _can_check(self, scenario: Scenario) -> bool:
        mine = [done.state.run for done in self.finished if done.state.run.scenario == scenario.id]
        unseen = set(scenario.world.seeds.practice) - {run.seed for run in mine}
        begun = any(state.run.scenario == scenario.id for state in self.going_on)
        return bool(unseen) and not begun

    def best(self, scenario: Scenario) -> Assessed | None:
        """The best finished run of a scenario."""
        mine = [done for done in self.finished if done.state.scenario.id == scenario.id]
        return max(mine, key=lambda done: done.percent, default=None)

    def _card(self, scenario: Scenario) -> Card:
        best = self.best(scenario)
        return Card(
            scenario=scenario.id,
            minutes=scenario.minutes,
            loads=loads(scenario.as_asked(next(iter(scenario.roles()), None))),
            going_on=any(state.scenario.id == scenario.id for state in self.going_on),
            best=None if best is None else float(best.percent),
            first=scenario.id == CHECK,
        )


def learner(office: Office, visitor_id: str) -> Learner:
    """Where a person stands in the loop."""
    states = [
        state
        for run in office.ledger.runs_of(visitor_id)
        if (state := state_of(office, run)) is not None
    ]
    done = [one for state in states if (one := assess(office, state)) is not None]
    return Learner(
        shelf=tuple(
            loaded.scenario
            for loaded in office.library.scenarios.values()
            if loaded.scenario.status == "released"
        ),
        going_on=tuple(state for state in states if state.waiting() is not None),
        finished=tuple(sorted(done, key=finished_at, reverse=True)),
    )


def finished_at(done: Assessed) -> datetime:
    """When the last answer was given."""
    return max(attempt.at for attempt in done.state.attempts.values())


def drill_of(done: Assessed) -> Drill:
    """The drill that a finished run is one of."""
    return Drill(done.state.run.scenario, done.state.run.role)


def play_of(done: Assessed) -> Play:
    """A finished run as gain and retention see it."""
    run = done.state.run
    return Play(
        run=run.id,
        percent=float(done.percent),
        seed=run.seed,
        started_at=run.started_at,
        finished_at=finished_at(done),
    )


def _evidence(done: Assessed) -> Finished:
    run, scenario = done.state.run, done.state.scenario
    rows = [
        Evidence(
            title=decision.title,
            share=done.marks[decision.id].share,
            weight=decision.difficulty,
            tags=decision.tags,
            source=Source(
                run=run.id,
                scenario=scenario.id,
                drill=scenario.title,
                decision=decision.id,
                number=number,
            ),
        )
        for number, decision in enumerate(scenario.decisions(), start=1)
        if decision.points and decision.id in done.marks and done.marks[decision.id].out_of
    ]
    return Finished(
        drill=drill_of(done),
        rows=tuple(rows),
        gates=done.profile.gates,
        outcomes=by_dimension(done.reached),
        weights=dimension_weights(scenario.audience),
        changed=float(done.percent) if run.mode == "perturbed" else None,
    )
