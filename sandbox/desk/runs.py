"""Runs: where a person stands in a drill, derived from the ledger every time."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sandbox.desk.wiring import Office
from sandbox.errors import NotFoundError
from sandbox.marking.mark import latest
from sandbox.model.attempt import Attempt, Event, Mark, Mode, Run
from sandbox.model.decision import Decision
from sandbox.model.scenario import Loaded, Scenario, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class RunState:
    """A run with everything that has happened in it."""

    run: Run
    loaded: Loaded
    scenario: Scenario
    """As the run's role is asked; see `_edition` for which text of it."""
    attempts: Mapping[str, Attempt]
    """Decision id → the answer that counts."""
    events: tuple[Event, ...]

    def waiting(self) -> Decision | None:
        """The first decision without an answer; None when the drill is finished."""
        for decision in self.scenario.decisions():
            if decision.id not in self.attempts:
                return decision
        return None

    def held(self, decision_id: str) -> bool:
        """Whether a verdict waits: the person is still to say how sure they are of this answer."""
        waiting = self.waiting()
        return (
            decision_id in self.attempts
            and waiting is not None
            and waiting.reference.rests_on() == decision_id
        )

    def after(self, attempt: Attempt) -> "RunState":
        """The state once this answer, just committed, is counted in."""
        return replace(self, attempts={**self.attempts, attempt.decision: attempt})

    def hints_taken(self, decision_id: str) -> int:
        """How many rungs of help were taken for a decision."""
        return sum(e.decision == decision_id and e.kind == "hint" for e in self.events)

    def step_of(self, decision_id: str) -> Step:
        """The step that holds a decision."""
        return next(
            step
            for step in self.scenario.steps
            if any(decision.id == decision_id for decision in step.decisions)
        )

    def number_of(self, decision_id: str) -> int:
        """The decision's place in the whole drill, from 1."""
        ids = [decision.id for decision in self.scenario.decisions()]
        return ids.index(decision_id) + 1


def run_state(office: Office, visitor_id: str, run_id: str) -> RunState | None:
    """The state of a run that belongs to this person; None when there is no such run.

    A run of someone else and a run that does not exist look the same from outside.
    """
    run = office.ledger.run(run_id)
    if run is None or run.participant != visitor_id:
        return None
    return state_of(office, run)


def state_of(office: Office, run: Run) -> RunState | None:
    """The state of a run; None when its scenario is not known any more."""
    given = office.ledger.attempts(run.id)
    loaded = _edition(office, run, {attempt.decision for attempt in given})
    if loaded is None:
        return None
    scenario = loaded.scenario.as_asked(run.role)
    known = {decision.id for decision in scenario.decisions()}
    attempts = {a.decision: a for a in given if a.decision in known}
    events = office.ledger.events(run.id)
    return RunState(run=run, loaded=loaded, scenario=scenario, attempts=attempts, events=events)


def _edition(office: Office, run: Run, answered: set[str]) -> Loaded | None:
    """The text that a run goes by.

    A run in progress keeps the one it began with, so that a release never changes the questions
    under somebody's hands. A finished one is read by the present text where that asks the same, so
    that a correction reaches everybody.
    """
    own = office.edition(run.scenario, run.digest)
    now = office.library.scenarios.get(run.scenario)
    if own is None or now is None or own is now:
        return own or now
    mine, present = (
        [decision.id for decision in one.scenario.as_asked(run.role).decisions()]
        for one in (own, now)
    )
    return now if mine == present and answered.issuperset(mine) else own


def latest_marks(office: Office, run_id: str) -> dict[str, Mark]:
    """Attempt id → the mark that counts: the last one written."""
    return latest(office.ledger.marks(run_id))


def start(
    office: Office, visitor_id: str, scenario_id: str, mode: Mode, role: str | None = None
) -> str:
    """Begin a run in a world this person has not played yet, as long as there is one.

    Where a drill asks roles different things and none is named, its first role is meant.

    Raises:
        NotFoundError: no such scenario, none of its worlds is meant for this mode, or the role
            is none of its roles.
    """
    loaded = office.loaded(scenario_id)
    roles = loaded.scenario.roles()
    played_as = next((one for one in roles if role in (None, one)), None)
    if roles and played_as is None:
        raise NotFoundError(f"Scenario `{scenario_id}` is not played as `{role}`.")
    seeds = getattr(loaded.scenario.world.seeds, mode)
    if not seeds:
        raise NotFoundError(f"Scenario `{scenario_id}` has no {mode} worlds.")
    played = [run.seed for run in office.ledger.runs_of(visitor_id) if run.scenario == scenario_id]
    seed = min(seeds, key=lambda one: (played.count(one), seeds.index(one)))
    run = Run(
        id=office.new_id(),
        participant=visitor_id,
        scenario=scenario_id,
        version=loaded.scenario.version,
        digest=loaded.digest,
        seed=seed,
        mode=mode,
        started_at=office.now(),
        role=played_as,
    )
    office.ledger.add_run(run)
    return run.id
