"""The rows of a live class: the room, what the instructor did, who came, and what they answered."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, Protocol

from sandbox.model.relation import Relation
from sandbox.text import Lang

Phase = Literal[
    "lobby", "open", "closed", "distribution", "discuss", "revote", "shift", "reveal", "ended"
]
Action = Literal[
    "open", "close", "show", "discuss", "revote", "shift", "reveal", "next", "skip", "end",
    "pause", "resume",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomOpening:
    """A room as it was opened; all that happens later are its events."""

    code: str
    """Six digits; names this room for good."""
    scenario: str
    digest: str
    seed: int
    decisions: tuple[str, ...]
    """Ids of the decisions that are asked, in order."""
    teams: tuple[str, ...]
    """Ids of the scenario's teams, or names that the instructor made up; none for a plain class."""
    opened_by: str
    opened_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomEvent:
    """One accepted press of the instructor's; `version` is the room's version after it."""

    room: str
    version: int
    action: Action
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """Somebody's place in a room."""

    id: str
    room: str
    number: int
    """1 for whoever came first."""
    name: str
    """As given; empty for whoever takes a pseudonym."""
    team: str | None
    lang: Lang
    joined_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """One answer; the first that is committed for (room, seat, decision, round) counts."""

    id: str
    room: str
    seat: str
    decision: str
    round: int
    """1 for the first vote, 2 for the one after the talk."""
    raw: Mapping[str, Any]
    answer: Relation
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """How far somebody has read in a room."""

    version: int = 1
    seat: int = 0
    vote: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomNews:
    """What has been written in a room since."""

    events: tuple[RoomEvent, ...]
    seats: tuple[Seat, ...]
    votes: tuple[Vote, ...]
    turned: tuple[int, int] | None
    """The version a board was turned at, and the screen from 0; None while nobody turned it."""
    reached: Reached


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """Word from another process."""

    room: str | None
    """Where something was written; None: anywhere, for word may have been missed."""
    seats: tuple[int, ...] = ()
    """Numbers of seats whose phones are there; then nothing was written."""


class RoomLedger(Protocol):
    """The part of the ledger that keeps live classes.

    Everything that is added is committed in the order in which it was handed over, several rows
    in one transaction when they come close together.
    """

    def add_room(self, room: RoomOpening) -> bool:
        """Commit a new room; False when its code is already taken."""
        ...

    def rooms(self) -> tuple[RoomOpening, ...]:
        """Newest first."""
        ...

    def room(self, code: str) -> RoomOpening | None:
        """The room, or None."""
        ...

    def add_room_event(self, event: RoomEvent) -> bool:
        """Commit what the instructor did; False when the room already has that version."""
        ...

    def room_events(self, code: str) -> tuple[RoomEvent, ...]:
        """In order of their versions."""
        ...

    def add_seat(self, seat: Seat) -> bool:
        """Commit a place; False when its number is already taken."""
        ...

    def seats(self, code: str) -> tuple[Seat, ...]:
        """In order of their numbers."""
        ...

    def add_vote(self, vote: Vote, version: int | None = None) -> "Future[bool]":
        """Hand an answer over; True once it is committed, False once its place proves taken.

        False as well when the room has moved on from that version before the answer's turn came,
        through this process or another.
        """
        ...

    def turn(self, code: str, version: int, at: int) -> None:
        """Remember which screen of a board is shown."""
        ...

    def news(self, code: str, since: Reached) -> RoomNews:
        """What was committed in a room since somebody read so far."""
        ...

    def tell(self, code: str, seats: Sequence[int]) -> None:
        """Let other processes know whose phones were heard of here; nothing is stored."""
        ...

    def follow(
        self, hear: "Callable[[Heard], None]", beat: "Callable[[], None]"
    ) -> "Callable[[], None]":
        """Hear, from one thread, of what other processes write; returns how to stop.

        `beat` is called by that thread about once a second. Where no other process is expected,
        neither is ever called.
        """
        ...

    def votes(self, code: str) -> tuple[Vote, ...]:
        """In order of writing."""
        ...
