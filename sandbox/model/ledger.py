"""The ledger as everyone but its implementation sees it."""

from typing import Protocol

from sandbox.model.attempt import Attempt, Event, Mark, Participant, Run
from sandbox.model.live import RoomLedger
from sandbox.text import Lang


class Ledger(RoomLedger, Protocol):
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

    def add_marks(self, marks: tuple[Mark, ...]) -> None:
        """Commit marks, all or none."""
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

    def ping(self) -> None:
        """Ask the store for a sign of life; raises an error for the operator when there is none."""
        ...
