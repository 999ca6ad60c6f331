"""Stand-ins for time, storage and worlds; they keep the promises of what they stand for."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from sandbox.model.attempt import (
    Attempt,
    Erased,
    Event,
    Mark,
    Objection,
    Participant,
    Reply,
    Run,
)
from sandbox.model.audit import Deed
from sandbox.model.inquiry import Tried
from sandbox.model.relation import Relation
from sandbox.registry import discover
from sandbox.text import Lang


class FrozenClock:
    """Stands still until it is moved."""

    def __init__(self, now: datetime = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)) -> None:
        self.now = now

    def __call__(self) -> datetime:
        """The instant it shows."""
        return self.now

    def forward(self, **by: float) -> None:
        """Move on: `clock.forward(minutes=5)`."""
        self.now += timedelta(**by)


@dataclass
class MemoryLedger:
    """A ledger in lists; unique keys are kept as a database would keep them."""

    people: dict[str, Participant] = field(default_factory=dict)
    all_runs: dict[str, Run] = field(default_factory=dict)
    all_attempts: list[Attempt] = field(default_factory=list)
    all_marks: list[Mark] = field(default_factory=list)
    all_events: list[Event] = field(default_factory=list)
    all_objections: list[Objection] = field(default_factory=list)
    all_replies: list[Reply] = field(default_factory=list)
    all_erased: list[Erased] = field(default_factory=list)

    def add_participant(self, participant: Participant) -> None:
        if participant.id in self.people:
            raise ValueError(f"Participant `{participant.id}` exists.")
        self.people[participant.id] = participant

    def participant(self, participant_id: str) -> Participant | None:
        return self.people.get(participant_id)

    def set_lang(self, participant_id: str, lang: Lang) -> None:
        self.people[participant_id] = replace(self.people[participant_id], lang=lang)

    def add_run(self, run: Run) -> None:
        if run.id in self.all_runs:
            raise ValueError(f"Run `{run.id}` exists.")
        self.all_runs[run.id] = run

    def run(self, run_id: str) -> Run | None:
        return self.all_runs.get(run_id)

    def runs_of(self, participant_id: str) -> tuple[Run, ...]:
        runs = [run for run in self.all_runs.values() if run.participant == participant_id]
        return tuple(sorted(runs, key=lambda run: run.started_at)[::-1])

    def runs_in(self, scenario_id: str) -> tuple[Run, ...]:
        runs = [run for run in self.all_runs.values() if run.scenario == scenario_id]
        return tuple(sorted(runs, key=lambda run: run.started_at))

    def add_attempt(self, attempt: Attempt, mark: Mark | None = None) -> bool:
        key = (attempt.run, attempt.decision, attempt.try_no)
        if any((a.run, a.decision, a.try_no) == key for a in self.all_attempts):
            return False
        self.all_attempts.append(attempt)
        if mark is not None:
            self.add_marks((mark,))
        return True

    def ping(self) -> None:
        """Memory is always there."""

    def attempts(self, run_id: str) -> tuple[Attempt, ...]:
        return tuple(attempt for attempt in self.all_attempts if attempt.run == run_id)

    def add_marks(self, marks: tuple[Mark, ...], deed: Deed | None = None) -> None:
        known = {attempt.id for attempt in self.all_attempts}
        for mark in marks:
            if mark.attempt not in known:
                raise ValueError(f"There is no attempt `{mark.attempt}`.")
        self.all_marks.extend(marks)

    def marks(self, run_id: str) -> tuple[Mark, ...]:
        ours = {attempt.id for attempt in self.attempts(run_id)}
        return tuple(mark for mark in self.all_marks if mark.attempt in ours)

    def add_event(self, event: Event) -> bool:
        key = (event.run, event.decision, event.kind, event.number)
        if any((e.run, e.decision, e.kind, e.number) == key for e in self.all_events):
            return False
        self.all_events.append(event)
        return True

    def events(self, run_id: str) -> tuple[Event, ...]:
        return tuple(event for event in self.all_events if event.run == run_id)

    def add_objection(self, objection: Objection) -> None:
        self.all_objections.append(objection)

    def objections(self, participant_id: str | None = None) -> tuple[Objection, ...]:
        return tuple(
            one for one in self.all_objections if participant_id in (None, one.participant)
        )

    def add_reply(self, reply: Reply, by: str = "") -> None:
        self.all_replies.append(reply)

    def replies(self) -> tuple[Reply, ...]:
        return tuple(self.all_replies)

    def erase(self, participant_id: str, at: datetime) -> Erased | None:
        if self.people.pop(participant_id, None) is None:
            return None
        runs = {run.id for run in self.all_runs.values() if run.participant == participant_id}
        answers = [one for one in self.all_attempts if one.run in runs]
        ids = {one.id for one in answers}
        marks = [one for one in self.all_marks if one.attempt in ids]
        events = [one for one in self.all_events if one.run in runs]
        objections = self.objections(participant_id)
        self.all_runs = {id_: run for id_, run in self.all_runs.items() if id_ not in runs}
        self.all_attempts = [one for one in self.all_attempts if one not in answers]
        self.all_marks = [one for one in self.all_marks if one not in marks]
        self.all_events = [one for one in self.all_events if one not in events]
        known = {one.id for one in objections}
        self.all_objections = [one for one in self.all_objections if one.id not in known]
        self.all_replies = [one for one in self.all_replies if one.objection not in known]
        erased = Erased(
            runs=len(runs), attempts=len(answers), marks=len(marks), events=len(events),
            objections=len(objections), at=at,
        )  # fmt: skip
        self.all_erased.append(erased)
        return erased

    def erasures(self) -> tuple[Erased, ...]:
        return tuple(self.all_erased)


@dataclass
class FakeWorld:
    """A world that knows the answer to each query it is asked, and remembers being asked."""

    results: Mapping[str, Relation] = field(default_factory=dict)
    seed: int = 101
    asked: list[tuple[str, str]] = field(default_factory=list)
    """(`visible`, `truth` or `answering`; the query), in order."""

    def visible(self, sql: str) -> Relation:
        return self._result("visible", sql)

    def truth(self, sql: str) -> Relation:
        return self._result("truth", sql)

    @contextmanager
    def answering(self, answers: Mapping[str, Relation]) -> Iterator[Callable[[str], Relation]]:
        yield lambda sql: self._result("answering", sql)

    def tried(self, sql: str) -> Tried:
        """A query that it does not know did not run."""
        return Tried(rows=self.results.get(sql))

    def parallel(self) -> tuple["FakeWorld", ...]:
        return (self,)

    def _result(self, how: str, sql: str) -> Relation:
        self.asked.append((how, sql))
        return self.results[sql]


class AllKinds:
    """Makes every registered kind from plain mappings, as the loader does but without marks."""

    def make(self, family: Literal["decision", "reference", "scorer"], written: Any) -> Any:
        folder = discover(f"{family}s")
        if family == "reference":
            ((name, value),) = written.items()
            return folder.get(name).model_validate({"value": value}, context=self)
        return folder.get(written["kind"]).model_validate(written, context=self)


def decision(kind: str, *, reference: Any, scorer: Mapping[str, Any], **more: Any) -> Any:
    """A decision of that kind with everything filled in that a test does not care about."""
    plain = {
        "id": "demo",
        "kind": kind,
        "title": {"zh": "示例决策", "en": "A demo decision"},
        "prompt": {"zh": "您会怎么做？", "en": "What would you do?"},
        "points": 10,
        "reference": reference,
        "scorer": scorer,
        "tags": {},
        "basis": [{"law": "house-rules", "articles": ["1"]}],
        "feedback": {
            "why": {"zh": "示例依据。", "en": "A demo reason."},
            "affected": {"zh": "示例家庭。", "en": "A demo household."},
        },
    }
    return AllKinds().make("decision", plain | more)


def options(*ids: str) -> list[dict[str, Any]]:
    """Options whose labels name their ids."""
    return [{"id": each, "label": {"zh": f"选项{each}", "en": f"Option {each}"}} for each in ids]
