"""A phone in a live class: who sits there, what it shows, and the answers it sends."""

import threading
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Final

from itsdangerous import BadSignature, URLSafeTimedSerializer

from sandbox.desk import room_marks
from sandbox.desk.halls import Hall
from sandbox.desk.identity import NICKNAME_MAX, clean_name
from sandbox.desk.tallying import question_view
from sandbox.desk.teams import tables_of, team_label
from sandbox.desk.views import RejectionView
from sandbox.desk.views.live import PhoneView, RevealedView, SeatView
from sandbox.desk.wiring import Office
from sandbox.live.pseudonyms import pseudonym
from sandbox.live.room import REPEATED, TAKING, Refusal, Room, may_vote
from sandbox.model.answer import Raw, Rejection
from sandbox.model.live import Seat, Vote
from sandbox.text import Lang, Text

TOKEN_SECONDS: Final = 86_400
_TRIES: Final = 64
"""Numbers that other processes may have given away at the same moment."""

_LONG: Final = Text(
    zh=f"称呼请控制在 {NICKNAME_MAX} 个字以内；也可以留空，由系统编号。",
    en=f"Please keep the name within {NICKNAME_MAX} characters, or leave it empty to be given a"
    " number.",
)
_TEAM: Final = Text(zh="请先选择您所在的小组。", en="Please choose your team first.")
_OVER: Final = Text(
    zh="这堂课已经结束，不能再加入。", en="This class is over and cannot be joined any more."
)
_FULL: Final = Text(
    zh="加入的人很多，请再试一次。", en="Many people are joining just now; please try once more."
)


@dataclass(frozen=True, slots=True)
class Claim:
    """What a token says: which place in which room."""

    room: str
    seat: str


def _serializer(office: Office) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(office.secret, salt="seat")


def token_of(office: Office, seat: Seat) -> str:
    """The signed value that a phone keeps."""
    made = _serializer(office).dumps([seat.room, seat.id])
    return made if isinstance(made, str) else made.decode("ascii")


def claim_of(office: Office, token: str | None) -> Claim | None:
    """What a token says; None when it is missing, forged, or older than a day."""
    if not token:
        return None
    try:
        room, seat = _serializer(office).loads(token, max_age=TOKEN_SECONDS)
    except (BadSignature, TypeError, ValueError):
        return None
    return Claim(str(room), str(seat))


def name_of(seat: Seat, lang: Lang) -> str:
    """The name given, or the pseudonym by the seat's number."""
    return seat.name or pseudonym(seat.number).pick(lang)


def seat_view(hall: Hall, seat: Seat, lang: Lang) -> SeatView:
    """A place as its owner knows it."""
    return SeatView(
        room=hall.code,
        seat=seat.id,
        name=name_of(seat, lang),
        team=None if seat.team is None else team_label(hall.loaded, seat.team, lang),
        token=token_of(hall.office, seat),
    )


def join(hall: Hall, name: str, team: str | None, lang: Lang) -> SeatView | RejectionView:
    """Take a place; a class that is under way takes latecomers."""
    if hall.room.phase == "ended":
        return RejectionView(text=_OVER.pick(lang), where="code")
    called = clean_name(name)
    if len(called) > NICKNAME_MAX:
        return RejectionView(text=_LONG.pick(lang), where="name")
    if hall.opening.teams and team not in hall.opening.teams:
        return RejectionView(text=_TEAM.pick(lang), where="team")
    for _ in range(_TRIES):
        seat = Seat(
            id=hall.office.new_id(),
            room=hall.code,
            number=hall.next_number(),
            name=called,
            team=team if hall.opening.teams else None,
            lang=lang,
            joined_at=hall.office.now(),
        )
        if hall.office.ledger.add_seat(seat):
            hall.take_seat(seat)
            hall.heard(seat.id)
            return seat_view(hall, seat, lang)
        hall.refresh()
    return RejectionView(text=_FULL.pick(lang), where="code")


def phone(hall: Hall, seat: Seat, lang: Lang, *, own: bool = True) -> PhoneView:
    """A phone's whole screen; without `own`, the part of a reveal that needs no marking."""
    room = hall.room
    asked = room.decision
    return PhoneView(
        room=hall.code,
        title=hall.loaded.scenario.title.pick(lang),
        name=name_of(seat, lang),
        phase=room.phase,
        paused=room.paused,
        round=room.round,
        version=room.version,
        question=question_view(hall, room, lang),
        accepts=room.phase in TAKING and not room.paused,
        answered=asked is not None and hall.vote_of(seat.id, asked, room.round) is not None,
        revealed=_revealed(hall, room, seat, lang) if own else None,
        follows=not own and _answer_of(hall, room, seat) is not None,
        team=None if seat.team is None else team_label(hall.loaded, seat.team, lang),
        tables=tables_of(hall, seat.team, lang),
    )


def _answer_of(hall: Hall, room: Room, seat: Seat) -> Vote | None:
    """The answer whose worth is revealed now."""
    if room.phase != "reveal" or room.decision is None:
        return None
    return hall.last_vote(seat.id, room.decision)


def _revealed(hall: Hall, room: Room, seat: Seat, lang: Lang) -> RevealedView | None:
    vote = _answer_of(hall, room, seat)
    return None if vote is None else room_marks.revealed(hall, vote.decision, vote.answer, lang)


def vote(
    hall: Hall, seat: Seat, decision_id: str, round_: int, raw: Raw, lang: Lang
) -> "Future[PhoneView | RejectionView]":
    """Take an answer; what comes back is there once the answer is committed.

    The same answer again is acknowledged again, so that a phone whose acknowledgement got lost
    may simply repeat itself.
    """
    known = hall.vote_of(seat.id, decision_id, round_)
    if known is not None:
        return done(_again(hall, seat, known, raw, lang))
    refused = may_vote(hall.room, decision_id, round_, voted=False)
    if refused is not None:
        return done(RejectionView(text=refused.text.pick(lang), where=None))
    decision = hall.decision(decision_id)
    answer = decision.parse(raw, hall.setting(decision))
    if isinstance(answer, Rejection):
        return done(RejectionView(text=answer.text.pick(lang), where=answer.where))
    given = Vote(
        id=hall.office.new_id(),
        room=hall.code,
        seat=seat.id,
        decision=decision_id,
        round=round_,
        raw=raw,
        answer=answer.relation,
        at=hall.office.now(),
    )
    return _given(hall, seat, given, lang, tries=_TRIES)


def _given(
    hall: Hall, seat: Seat, given: Vote, lang: Lang, *, tries: int
) -> "Future[PhoneView | RejectionView]":
    """Hand an answer over; once more when the room has only been paused and resumed meanwhile."""
    stored = _hand_over(hall, given)
    if isinstance(stored, Refusal):
        return done(RejectionView(text=stored.text.pick(lang), where=None))
    return _after(stored, hall, seat, given, lang, tries)


def _hand_over(hall: Hall, given: Vote) -> "Future[bool] | Refusal":
    """Give an answer to the ledger where nobody can close its round in between."""
    with hall.door:
        refused = may_vote(hall.room, given.decision, given.round, voted=False)
        return refused or hall.office.ledger.add_vote(given, hall.room.version)


def done(view: PhoneView | RejectionView) -> "Future[PhoneView | RejectionView]":
    """An answer that need not be waited for."""
    future: Future[PhoneView | RejectionView] = Future()
    future.set_result(view)
    return future


def _again(
    hall: Hall, seat: Seat, known: Vote | None, raw: Raw, lang: Lang
) -> PhoneView | RejectionView:
    """The acknowledgement once more for the answer that is stored; no other is taken."""
    if known is not None:
        decision = hall.decision(known.decision)
        answer = decision.parse(raw, hall.setting(decision))
        if not isinstance(answer, Rejection) and answer.relation == known.answer:
            return phone(hall, seat, lang)
    return RejectionView(text=REPEATED.text.pick(lang), where=None)


def _after(
    stored: "Future[bool]", hall: Hall, seat: Seat, given: Vote, lang: Lang, tries: int
) -> "Future[PhoneView | RejectionView]":
    """What the phone hears once the ledger has spoken."""
    answer: Future[PhoneView | RejectionView] = Future()
    # Whoever hangs up does not take an answer back.
    answer.set_running_or_notify_cancel()

    def once_more() -> None:
        try:
            again = _given(hall, seat, given, lang, tries=tries - 1)
            answer.set_result(again.result())
        except Exception as error:  # noqa: BLE001 - whoever waits for the answer hears of it
            answer.set_exception(error)

    def heard(written: "Future[bool]") -> None:
        try:
            first = written.result()
            if not first and tries and _moved_on(hall, given):
                # Not by the ledger's writer, for which whoever holds the door may be waiting.
                threading.Thread(target=once_more, name="answer", daemon=True).start()
                return
            answer.set_result(_acknowledged(hall, seat, given, lang, first=first))
        except Exception as error:  # noqa: BLE001 - whoever waits for the answer hears of it
            answer.set_exception(error)

    stored.add_done_callback(heard)
    return answer


def _moved_on(hall: Hall, given: Vote) -> bool:
    """Whether the place is free, and only the room was further than this process knew."""
    hall.refresh()
    return hall.vote_of(given.seat, given.decision, given.round) is None


def _acknowledged(
    hall: Hall, seat: Seat, given: Vote, lang: Lang, *, first: bool
) -> PhoneView | RejectionView:
    if first:
        hall.count_in(given)
        return phone(hall, seat, lang)
    # Another tab, or another process, was faster by a hair.
    hall.refresh()
    known = hall.vote_of(given.seat, given.decision, given.round)
    return _again(hall, seat, known, given.raw, lang)
