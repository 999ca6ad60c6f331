"""A live room in memory: its place in the story, who is there, and what they answered.

Everything that counts is in the ledger, from which a hall is rebuilt after a restart; only who
was heard of lately is kept here alone.
"""

import logging
import threading
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from time import monotonic
from typing import Final

from sandbox.desk.setting import setting_of
from sandbox.desk.wiring import Office, Shelf
from sandbox.live.room import Room, rebuilt
from sandbox.model.answer import Rejection
from sandbox.model.decision import Decision, Setting
from sandbox.model.ledger import Ledger
from sandbox.model.live import Reached, RoomOpening, Seat, Vote
from sandbox.model.relation import Relation
from sandbox.model.scenario import Loaded

_LOG: Final = logging.getLogger(__name__)
HERE_SECONDS: Final = 30.0
"""A phone that was heard of within this time counts as here."""

Listener = Callable[[], None]
Votes = Mapping[str, Vote]
"""Seat id → vote."""


@dataclass(kw_only=True, eq=False)
class Hall:
    """One room.

    `lock` is held for moments, while what is in memory changes; `door` while a press is committed
    or an answer handed over, so that no answer slips in behind the close of its round. Whoever
    holds `lock` never waits for the ledger's writer.
    """

    office: Office
    opening: RoomOpening
    loaded: Loaded
    room: Room
    seats: dict[str, Seat] = field(default_factory=dict)
    beat: int = 0
    """Grows with every join and vote as well."""

    def __post_init__(self) -> None:
        self.lock = threading.RLock()
        self.door = threading.Lock()
        self.shelf = Shelf()
        """Computed views and scores; never handed to anybody before their phase."""
        self._votes: dict[tuple[str, int], dict[str, Vote]] = defaultdict(dict)
        self._heard: dict[str, float] = {}
        self._spoke: set[str] = set()
        self._passed_on: dict[str, float] = {}
        self._listeners: dict[int, Listener] = {}
        self._next = 0
        self._told = 0
        self._numbers = 0
        self._reached = Reached()
        self.turned: tuple[int, int] = (0, 0)
        """The version at which the board was turned, and to which of its screens."""

    @property
    def code(self) -> str:
        """The six digits."""
        return self.opening.code

    @property
    def seed(self) -> int:
        """Of the world that the whole class shares."""
        return self.opening.seed

    def decision(self, decision_id: str) -> Decision:
        """A decision of the scenario."""
        return self.loaded.scenario.decision(decision_id)

    def setting(self, decision: Decision) -> Setting:
        """Its world-dependent side in this room's world."""
        return setting_of(self.office, self.loaded, decision, self.seed)

    # --- who is here ---------------------------------------------------------------------------

    def heard(self, seat: str) -> None:
        """Note that a phone has just spoken."""
        self._heard[seat] = monotonic()

    def arrived(self, seat: str) -> None:
        """Note that a phone looks; one that comes from another process may have answered there."""
        if seat not in self._spoke:
            self._spoke.add(seat)
            self.refresh()
        self.heard(seat)

    def here(self, seat: str) -> bool:
        """Whether the phone was heard of lately."""
        return monotonic() - self._heard.get(seat, -HERE_SECONDS) < HERE_SECONDS

    def seat(self, seat_id: str) -> Seat | None:
        """A place, also one that was taken through another process."""
        found = self.seats.get(seat_id)
        if found is None:
            self.refresh()
            found = self.seats.get(seat_id)
        return found

    def next_number(self) -> int:
        """The number of the next seat; never handed out twice by this process."""
        with self.lock:
            highest = max((seat.number for seat in self.seats.values()), default=0)
            self._numbers = max(self._numbers, highest) + 1
            return self._numbers

    def take_seat(self, seat: Seat) -> None:
        """Count a place that has been committed."""
        with self.lock:
            self.seats[seat.id] = seat
            self.beat += 1

    def heard_elsewhere(self, numbers: Collection[int]) -> None:
        """Note that phones have spoken to another process."""
        for seat in tuple(self.seats.values()):
            if seat.number in numbers:
                self._spoke.discard(seat.id)
                self.heard(seat.id)
                self._passed_on[seat.id] = self._heard[seat.id]

    def heard_here(self) -> list[int]:
        """Numbers of the seats whose phones have spoken to this process since the last time."""
        fresh = {s: at for s, at in tuple(self._heard.items()) if at > self._passed_on.get(s, -1.0)}
        self._passed_on |= fresh
        return [self.seats[seat].number for seat in fresh if seat in self.seats]

    # --- the board ------------------------------------------------------------------------------

    def screen(self, version: int) -> int:
        """Which screen of the board is shown, from 0; each version begins with its first."""
        turned, at = self.turned
        return at if turned == version else 0

    def turn(self, version: int, step: int, of: int) -> bool:
        """Show the next screen or the one before; False when there is none."""
        with self.lock:
            wanted = self.screen(version) + step
            if not 0 <= wanted < of:
                return False
            self.turned = (version, wanted)
        self.office.ledger.turn(self.code, version, wanted)
        return True

    # --- answers -------------------------------------------------------------------------------

    def votes(self, decision: str, round_: int) -> Votes:
        """The answers of one round."""
        with self.lock:
            return dict(self._votes.get((decision, round_), {}))

    def vote_of(self, seat: str, decision: str, round_: int) -> Vote | None:
        """One seat's answer of a round."""
        return self._votes.get((decision, round_), {}).get(seat)

    def last_votes(self, decision: str) -> Votes:
        """Per seat the answer that counts: the one after the talk where there is one."""
        return {**self.votes(decision, 1), **self.votes(decision, 2)}

    def last_vote(self, seat: str, decision: str) -> Vote | None:
        """The answer of one seat that counts."""
        return self.vote_of(seat, decision, 2) or self.vote_of(seat, decision, 1)

    def answered(self, room: Room) -> int:
        """How many have answered in the round that runs or ran last."""
        return len(self._votes.get((room.decision or "", room.round), ()))

    def count_in(self, vote: Vote) -> None:
        """Count an answer that has been committed."""
        with self.lock:
            self._votes[(vote.decision, vote.round)].setdefault(vote.seat, vote)
            self.beat += 1

    def answers(self, decision: str, round_: int | None = None) -> list[Relation]:
        """What was answered: in a round, or by everybody's last word."""
        votes = self.last_votes(decision) if round_ is None else self.votes(decision, round_)
        return [vote.answer for vote in votes.values()]

    # --- moving on -----------------------------------------------------------------------------

    @property
    def idle(self) -> bool:
        """Whether the class is over and nobody listens any more."""
        return self.room.phase == "ended" and not self._listeners

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Be called after every change of the version; returns how to stop."""
        with self.lock:
            self._next += 1
            mine = self._next
            self._listeners[mine] = listener

        def stop() -> None:
            with self.lock:
                self._listeners.pop(mine, None)

        return stop

    def tell(self) -> None:
        """Call everybody who listens, once for a version, whoever took it up first.

        One that breaks does not keep the others from hearing.
        """
        with self.lock:
            if self.room.version <= self._told:
                return
            self._told = self.room.version
            listeners = tuple(self._listeners.values())
        for listener in listeners:
            try:
                listener()
            except Exception:  # noqa: BLE001 - the press is committed; the others must hear of it
                _LOG.exception("A screen of room %s could not be told of a change.", self.code)

    def move_to(self, room: Room) -> None:
        """Take up a later state; an earlier one is left alone."""
        with self.lock:
            if room.version > self.room.version:
                self.room = room

    def refresh(self) -> None:
        """Read what other processes have written, and tell of it."""
        if self.catch_up():
            self.tell()

    def catch_up(self) -> bool:
        """Read what other processes have written; whether the version has grown."""
        ledger: Ledger = self.office.ledger
        with self.lock:
            before, seen = self.room.version, len(self.seats) + self._counted()
            news = ledger.news(self.code, self._reached)
            events = [e for e in news.events if e.version > before]
            self.room = rebuilt(self.room, events)
            self.seats |= {seat.id: seat for seat in news.seats}
            for vote in filter(None, map(self._understood, news.votes)):
                self._votes[(vote.decision, vote.round)].setdefault(vote.seat, vote)
            self.turned = news.turned or self.turned
            self._reached = news.reached
            self.beat += len(self.seats) + self._counted() > seen
            return self.room.version > before

    def _counted(self) -> int:
        return sum(map(len, self._votes.values()))

    def _understood(self, vote: Vote) -> Vote | None:
        """A stored answer as the scenario reads it now; None where it asks for something else.

        A scenario may be corrected after the class. What it no longer understands stays in the
        ledger, and is neither counted nor marked.
        """
        if self.loaded.digest == self.opening.digest:
            return vote
        decision = self.decision(vote.decision)
        answer = decision.parse(vote.raw, self.setting(decision))
        return None if isinstance(answer, Rejection) else replace(vote, answer=answer.relation)


def hall_of(office: Office, opening: RoomOpening) -> Hall | None:
    """The room as the ledger knows it; None when its scenario is no longer in the library."""
    loaded = office.library.scenarios.get(opening.scenario)
    if loaded is None:
        return None
    known = {decision.id for decision in loaded.scenario.decisions()}
    if not known.issuperset(opening.decisions):
        return None
    room = Room(decisions=opening.decisions, since=opening.opened_at)
    hall = Hall(office=office, opening=opening, loaded=loaded, room=room)
    hall.catch_up()
    return hall
