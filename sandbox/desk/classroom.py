"""The live class as pages see it: one object per process, every call returns views."""

import secrets
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from typing import Any, Final

from sandbox.desk import boards, class_files, consoles, phones
from sandbox.desk.address import public_address
from sandbox.desk.class_report import class_report
from sandbox.desk.halls import Hall, hall_of
from sandbox.desk.identity import clean_name
from sandbox.desk.news import News
from sandbox.desk.opening import Wanted, offer_of, open_room
from sandbox.desk.teams import teams_of
from sandbox.desk.views import RejectionView
from sandbox.desk.views.live import (
    Action,
    BoardView,
    ConsoleView,
    DoorView,
    OfferView,
    PhoneView,
    RoomLineView,
    SeatView,
)
from sandbox.desk.wiring import Office, Shelf
from sandbox.live.codes import tidy
from sandbox.live.room import STALE, Refusal, Room, advance, rebuilt
from sandbox.model.live import RoomEvent, RoomOpening, Seat
from sandbox.text import Lang, Text

_NO_ROOM = Text(
    zh="没有找到这个房间号，请对照大屏上的六位数字再输一次。",
    en="There is no room of that number; please compare the six digits on the screen.",
)
_NO_SEAT = Text(
    zh="这部手机已经不在房间里了，请用房间号重新加入；此前提交的作答都还在。",
    en="This phone is not in the room any more; please join again with the room number. What was"
    " submitted before is kept.",
)
_NOBODY = Text(
    zh="请先以教师身份登录。", en="Please sign in as an instructor first."
)  # fmt: skip

HALLS: Final = 64
"""Rooms in memory, from which on those that are over are let go; the ledger has them all."""


class Classroom:
    """Live classes of one process; safe to use from many threads."""

    def __init__(self, office: Office, below: Callable[[int], int] = secrets.randbelow) -> None:
        self._office = office
        self._below = below
        self._lock = threading.Lock()
        self._halls: dict[str, Hall] = {}
        self._over = Shelf()
        self._follows = False
        self._news = News(office, self._halls_now)

    # --- instructors ---------------------------------------------------------------------------

    def offers(self, lang: Lang) -> tuple[OfferView, ...]:
        """Released scenarios that a room can be opened for, and which decisions fit a phone."""
        every = self._office.library.scenarios.values()
        return tuple(
            offer_of(self._office, loaded, lang)
            for loaded in every
            if loaded.scenario.status == "released"
        )

    def open_room(
        self,
        instructor: str,
        scenario: str,
        decisions: tuple[str, ...] | None = None,
        *,
        teams: tuple[str, ...] = (),
        seed: int | None = None,
    ) -> str:
        """Open a room and return its six digits.

        Without `decisions`, all that fit a phone are asked; `offers` says which those are. Teams
        are ids of the scenario's teams, or names made up on the spot.

        Raises:
            NotFoundError: no such scenario, decision or world.
            MisuseError: nobody opens the room, or none of the decisions fits a phone.
        """
        wanted = Wanted(scenario=scenario, decisions=decisions, teams=teams, seed=seed)
        opening = open_room(self._office, clean_name(instructor), wanted, self._below)
        return opening.code

    def rooms(self, instructor: str, lang: Lang) -> tuple[RoomLineView, ...]:
        """Every room of this installation, newest first; none for whoever is no instructor."""
        if not clean_name(instructor):
            return ()
        lines = (self._line(opening, lang) for opening in self._office.ledger.rooms())
        return tuple(line for line in lines if line is not None)

    def console(self, instructor: str, room: str, lang: Lang) -> ConsoleView | RejectionView | None:
        """The instructor's own screen; None when there is no such room."""
        if not clean_name(instructor):
            return RejectionView(text=_NOBODY.pick(lang), where=None)
        hall = self._hall(room)
        return None if hall is None else consoles.console(hall, lang)

    def act(
        self, instructor: str, room: str, action: Action, version: int, lang: Lang = "zh"
    ) -> ConsoleView | RejectionView:
        """Press a button; `version` is what the console showed.

        Answers that were taken before a press are counted when it returns; later ones are refused.
        """
        who, hall = clean_name(instructor), self._hall(room)
        if not who or hall is None:
            told = _NO_ROOM if who else _NOBODY
            return RejectionView(text=told.pick(lang), where=None)
        refused = _press(hall, who, action, version)
        if refused is not None:
            return RejectionView(text=refused.text.pick(lang), where=refused.reason)
        hall.tell()
        return consoles.console(hall, lang)

    def file(self, instructor: str, room: str, name: str, lang: Lang) -> bytes | None:
        """A file about a class, of revealed questions only; None when there is none of that name.

        The names are those of `class_files.FILES`.
        """
        hall, make = self._hall(room), class_files.FILES.get(name)
        if not clean_name(instructor) or hall is None or make is None:
            return None
        return make(class_report(hall, lang), lang)

    # --- phones --------------------------------------------------------------------------------

    def door(self, code: str, lang: Lang) -> DoorView | None:
        """What somebody sees who is about to join; None when there is no such room."""
        hall = self._hall(tidy(code))
        if hall is None:
            return None
        return DoorView(
            room=hall.code,
            title=hall.loaded.scenario.title.pick(lang),
            teams=teams_of(hall.loaded, hall.opening.teams, lang),
            over=hall.room.phase == "ended",
        )

    def join(
        self, code: str, name: str, team: str | None, lang: Lang, token: str | None = None
    ) -> SeatView | RejectionView:
        """Take a place, at any time; whoever brings a token of this room gets their own back."""
        hall = self._hall(tidy(code))
        if hall is None:
            return RejectionView(text=_NO_ROOM.pick(lang), where="code")
        kept = self._seat(token)
        if kept is not None and kept[0] is hall:
            return phones.seat_view(hall, kept[1], lang)
        return phones.join(hall, name, team, lang)

    def seat(self, token: str | None, lang: Lang | None = None) -> SeatView | None:
        """The place a token belongs to; None when it is missing, forged, or older than a day."""
        found = self._seat(token)
        return None if found is None else phones.seat_view(*found, lang or found[1].lang)

    def heard(self, token: str | None) -> None:
        """Note that a phone is still there, for whoever waits on the console."""
        found = self._seat(token)
        if found is not None:
            found[0].heard(found[1].id)

    def phone(self, token: str | None, lang: Lang, *, own: bool = True) -> PhoneView | None:
        """A phone's whole screen; None for a token that belongs to no place.

        At a reveal, `own=False` leaves out what this person's answer is worth, which takes longer:
        a room in which everybody answers differently is told of the reveal first.
        """
        found = self._seat(token)
        if found is None:
            return None
        hall, seat = found
        hall.arrived(seat.id)
        return phones.phone(hall, seat, lang, own=own)

    def vote(
        self, token: str | None, decision: str, round: int, raw: Mapping[str, Any], lang: Lang  # noqa: A002 - the contract's name
    ) -> PhoneView | RejectionView:  # fmt: skip
        """Take an answer; it is committed when this returns."""
        return self.vote_soon(token, decision, round, raw, lang).result()

    def vote_soon(
        self, token: str | None, decision: str, round: int, raw: Mapping[str, Any], lang: Lang  # noqa: A002 - the contract's name
    ) -> "Future[PhoneView | RejectionView]":  # fmt: skip
        """The same without waiting: the result is there once the answer is committed.

        Meant for `asyncio.wrap_future`, so that a thousand answers do not need a thousand threads.
        """
        found = self._seat(token)
        if found is None:
            return phones.done(RejectionView(text=_NO_SEAT.pick(lang), where=None))
        hall, seat = found
        hall.heard(seat.id)
        return phones.vote(hall, seat, decision, round, raw, lang)

    # --- everybody -----------------------------------------------------------------------------

    def board(self, room: str, lang: Lang, address: str | None = None) -> BoardView | None:
        """What the projector shows; `address` is where phones reach this server, if known."""
        hall = self._hall(room)
        return None if hall is None else boards.board(hall, lang, address or public_address())

    def version(self, room: str) -> int:
        """Grows with every press; 0 when there is no such room."""
        hall = self._hall(room)
        return 0 if hall is None else hall.room.version

    def beat(self, room: str) -> int:
        """Grows with every press, join and answer: what a screen with counters watches."""
        hall = self._hall(room)
        return 0 if hall is None else hall.room.version + hall.beat

    def subscribe(self, room: str, callback: Callable[[], None]) -> Callable[[], None]:
        """Be called, from any thread, whenever the room's version grows; returns how to stop."""
        hall = self._hall(room)
        return (lambda: None) if hall is None else hall.listen(callback)

    def screen(self, room: str, version: int) -> int:
        """Which screen of the board is shown at this version, from 0; the same on every process."""
        hall = self._hall(room)
        return 0 if hall is None else hall.screen(version)

    def turn(self, room: str, version: int, step: int, of: int) -> bool:
        """Show the next screen of a board or the one before; False when there is none."""
        hall = self._hall(room)
        return hall is not None and hall.turn(version, step, of)

    def catch_up(self, room: str) -> None:
        """Read what another process on the same ledger has written, and tell who listens."""
        hall = self._hall(room)
        if hall is not None:
            hall.refresh()

    def _halls_now(self) -> Mapping[str, Hall]:
        with self._lock:
            return dict(self._halls)

    # --- inside --------------------------------------------------------------------------------

    def _hall(self, code: str) -> Hall | None:
        hall = self._halls.get(code)
        if hall is not None:
            return hall
        opening = self._office.ledger.room(code) if code.isascii() and code.isdigit() else None
        made = None if opening is None else hall_of(self._office, opening)
        if made is None:
            return None
        with self._lock:
            if len(self._halls) >= HALLS:
                self._halls = {one: hall for one, hall in self._halls.items() if not hall.idle}
            kept = self._halls.setdefault(code, made)
            follows, self._follows = self._follows, True
        if not follows:
            self._news.begin()
        return kept

    def _seat(self, token: str | None) -> tuple[Hall, Seat] | None:
        claim = phones.claim_of(self._office, token)
        hall = None if claim is None else self._hall(claim.room)
        if claim is None or hall is None:
            return None
        seat = hall.seat(claim.seat)
        return None if seat is None else (hall, seat)

    def _line(self, opening: RoomOpening, lang: Lang) -> RoomLineView | None:
        loaded = self._office.library.scenarios.get(opening.scenario)
        if loaded is None:
            return None
        room, joined = self._glance(opening)
        return RoomLineView(
            room=opening.code,
            scenario=opening.scenario,
            title=loaded.scenario.title.pick(lang),
            phase=room.phase,
            joined=joined,
            opened_at=opening.opened_at,
            opened_by=opening.opened_by,
        )

    def _glance(self, opening: RoomOpening) -> tuple[Room, int]:
        """Where a room stands and how many joined, without reading its answers."""
        hall = self._halls.get(opening.code)
        if hall is not None:
            return hall.room, len(hall.seats)
        known: tuple[Room, int] | None = self._over.get(opening.code)
        if known is None:
            ledger = self._office.ledger
            room = Room(decisions=opening.decisions, since=opening.opened_at)
            room = rebuilt(room, ledger.room_events(opening.code))
            known = room, len(ledger.seats(opening.code))
            if room.phase == "ended":
                self._over[opening.code] = known
        return known


def _press(hall: Hall, who: str, action: Action, version: int) -> Refusal | None:
    with hall.door:
        at = hall.office.now()
        after = advance(hall.room, action, version, at)
        if isinstance(after, Refusal):
            return after
        event = RoomEvent(room=hall.code, version=after.version, action=action, by=who, at=at)
        # The ledger writes in order: once this is committed, so is every answer before it.
        if hall.office.ledger.add_room_event(event):
            hall.move_to(after)
            return None
    # Another process was faster by a hair.
    hall.refresh()
    return STALE
