"""The ledger as everyone but its implementation sees it."""

from datetime import datetime
from typing import Protocol

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
from sandbox.model.audit import AuditLedger, Deed
from sandbox.model.live import RoomLedger
from sandbox.text import Lang


class Ledger(RoomLedger, AuditLedger, Protocol):
    """Append-only storage; every `add_` has committed when it returns."""

    def add_participant(self, participant: Participant) -> None:
        """Commit a new person."""
        ...

    def participant(self, participant_id: str) -> Participant | None:
        """The person, or None."""
        ...

    def set_lang(self, participant_id: str, lang: Lang) -> None:
        """Remember a person's language; the one thing that is overwritten."""
        ...

    def add_run(self, run: Run) -> None:
        """Commit a new run."""
        ...

    def run(self, run_id: str) -> Run | None:
        """The run, or None."""
        ...

    def runs_of(self, participant_id: str) -> tuple[Run, ...]:
        """Newest first."""
        ...

    def runs_in(self, scenario_id: str) -> tuple[Run, ...]:
        """Every run of a scenario, oldest first: the ground for a re-mark."""
        ...

    def add_attempt(self, attempt: Attempt, mark: Mark | None = None) -> bool:
        """Commit an attempt, and its mark with it; False when its place is already taken.

        The place is (run, decision, try_no); then neither is stored.
        """
        ...

    def attempts(self, run_id: str) -> tuple[Attempt, ...]:
        """Oldest first."""
        ...

    def add_marks(self, marks: tuple[Mark, ...], deed: Deed | None = None) -> None:
        """Commit marks, all or none, and put on record by whom and why."""
        ...

    def marks(self, run_id: str) -> tuple[Mark, ...]:
        """Every mark of a run's attempts, oldest first: the last one per attempt counts."""
        ...

    def add_event(self, event: Event) -> bool:
        """Commit an event; False when it is already there."""
        ...

    def events(self, run_id: str) -> tuple[Event, ...]:
        """Oldest first."""
        ...

    def add_objection(self, objection: Objection) -> None:
        """Commit an objection to a mark."""
        ...

    def objections(self, participant_id: str | None = None) -> tuple[Objection, ...]:
        """A person's objections, or everybody's; oldest first."""
        ...

    def add_reply(self, reply: Reply, by: str = "") -> None:
        """Commit what a person decided on an objection, and who put it in."""
        ...

    def replies(self) -> tuple[Reply, ...]:
        """Every reply, oldest first: the last one per objection counts."""
        ...

    def erase(self, participant_id: str, at: datetime) -> Erased | None:
        """Erase a person and all that is theirs, all or nothing; None for a stranger.

        The one way in which rows ever leave the ledger (PIPL 47).
        """
        ...

    def erasures(self) -> tuple[Erased, ...]:
        """What was erased and when, oldest first; not whose it was."""
        ...

    def ping(self) -> None:
        """Ask the store for a sign of life; raises an error for the operator when there is none."""
        ...
