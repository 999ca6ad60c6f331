"""A classroom made of paper: the real phases, made-up people, and no ledger behind it.

`FakeClassroom().stand_in("reveal", decision="path")` jumps to any phase. One room is open from the
start: 527419, with a crowd of 36 that has partly answered; whoever joins comes on top.
"""

from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from sandbox.desk.boards import _qr
from sandbox.desk.consoles import _PLAIN
from sandbox.desk.views import RejectionView
from sandbox.desk.views.live import (
    Action,
    BoardView,
    ClosedBoard,
    ConsoleView,
    DiscussBoard,
    DistributionBoard,
    DoorView,
    EndedBoard,
    LobbyBoard,
    OfferedDecisionView,
    OfferView,
    OpenBoard,
    Phase,
    PhoneView,
    QuestionView,
    RoomLineView,
    SeatView,
    ShiftBoard,
    TallyView,
    TeamView,
    WaitingView,
)
from sandbox.live.codes import tidy
from sandbox.live.pseudonyms import pseudonym
from sandbox.live.room import TAKING, Refusal, Room, actions, advance, may_vote
from sandbox.text import Lang
from tests.pages import fake_boards
from tests.pages.fake_forms import NOW, Pair, say_in

CODE = "527419"
ADDRESS = "http://192.168.43.1:8501"
CROWD = 36
TITLE: Pair = ("困难群众家庭经济状况核对", "Means-testing the lawful way")
NAMES = ("云溪", "沈砚", "林予安", "周行", "许知夏")


@dataclass
class PaperRoom:
    """A room, who sits in it, and what they sent."""

    code: str
    opened_by: str
    teams: tuple[str, ...]
    room: Room
    seats: dict[str, tuple[str, str | None]] = field(default_factory=dict)
    """Token → name as given, team."""
    votes: dict[tuple[str, str, int], Mapping[str, Any]] = field(default_factory=dict)
    """(token, decision, round) → raw."""
    crowd: int = CROWD
    crowd_answered: int = 29
    beat: int = 0
    listeners: list[Callable[[], None]] = field(default_factory=list)

    @property
    def joined(self) -> int:
        return self.crowd + len(self.seats)

    @property
    def answered(self) -> int:
        asked = (self.room.decision, self.room.round)
        return self.crowd_answered + sum(key[1:] == asked for key in self.votes)

    def question(self, lang: Lang) -> QuestionView | None:
        asked = self.room.decision
        if asked is None:
            return None
        return fake_boards.question(asked, self.room.number, len(self.room.decisions), lang)

    def tallies(self, round_: int, lang: Lang) -> tuple[TallyView, ...]:
        asked = self.room.decision
        return () if asked is None else fake_boards.tallies(asked, round_, self.answered, lang)


def _room(
    code: str, opened_by: str, decisions: tuple[str, ...], teams: tuple[str, ...]
) -> PaperRoom:
    room = Room(decisions=decisions, since=NOW)
    return PaperRoom(code=code, opened_by=opened_by, teams=teams, room=room)


@dataclass
class FakeClassroom:
    """Takes what the real one takes, and says the same kind of thing."""

    turned: dict[str, tuple[int, int]] = field(default_factory=dict)
    halls: dict[str, PaperRoom] = field(
        default_factory=lambda: {CODE: _room(CODE, "王老师", fake_boards.ASKED, ())}
    )

    def stand_in(
        self, phase: Phase, decision: str = "excuses", *, code: str = CODE, paused: bool = False,
        teams: bool = False,
    ) -> None:  # fmt: skip
        """Put a room into a phase, whatever came before, and tell whoever listens."""
        hall = self.halls[code]
        number = 0 if phase == "lobby" else hall.room.decisions.index(decision) + 1
        hall.teams = tuple(id_ for id_, _ in fake_boards.TEAMS) if teams else ()
        hall.room = replace(
            hall.room,
            phase=phase,
            number=number,
            round=2 if phase in ("revote", "shift") else 1,
            paused=paused,
            version=hall.room.version + 1,
            revealed=hall.room.decisions[:number] if phase in ("reveal", "ended") else (),
            since=NOW,
        )
        for listener in tuple(hall.listeners):
            listener()

    def offers(self, lang: Lang) -> tuple[OfferView, ...]:
        """One scenario, with two decisions that need a keyboard."""
        asked = [fake_boards.question(one, 1, 1, lang) for one in fake_boards.ASKED]
        fits = [
            OfferedDecisionView(id=one.decision, title=one.title, points=one.points, fits=True)
            for one in asked
        ]
        rest = [
            OfferedDecisionView(id=id_, title=title, points=points, fits=False)
            for id_, title, points in fake_boards.left_out(lang)
        ]
        story = ("把该要的数据依法要回来，让该得到救助的家庭按时得到。",
                 "Get the data lawfully, so that families receive their help on time.")  # fmt: skip
        return (
            OfferView(
                scenario="means-test",
                title=say_in(TITLE, lang),
                story=say_in(story, lang),
                minutes=45,
                decisions=(*fits, *rest),
                teams=_teams(tuple(id_ for id_, _ in fake_boards.TEAMS), lang),
            ),
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
        """An empty room."""
        code = str(630_000 + 271 * len(self.halls))
        asked = tuple(one for one in decisions or fake_boards.ASKED if one in fake_boards.ASKED)
        self.halls[code] = _room(code, instructor, asked, teams)
        self.halls[code].crowd = self.halls[code].crowd_answered = 0
        return code

    def rooms(self, instructor: str, lang: Lang) -> tuple[RoomLineView, ...]:
        """Newest first."""
        return tuple(
            RoomLineView(
                room=hall.code,
                scenario="means-test",
                title=say_in(TITLE, lang),
                phase=hall.room.phase,
                joined=hall.joined,
                opened_at=NOW,
                opened_by=hall.opened_by,
            )
            for hall in reversed(self.halls.values())
        )

    def file(self, instructor: str, room: str, name: str, lang: Lang) -> bytes | None:
        """A sheet of paper with its name on it."""
        known = name in ("answers.csv", "gradebook.xlsx", "statements.jsonl", "report.pdf")
        return f"{room}/{name}/{lang}".encode() if instructor and known else None

    def console(self, instructor: str, room: str, lang: Lang) -> ConsoleView | RejectionView | None:
        """Everything, with five people who have not answered."""
        if not instructor:
            return RejectionView(
                text=say_in(
                    ("请先以教师身份登录。", "Please sign in as an instructor first."), lang
                ),
                where=None,
            )
        hall = self.halls.get(room)
        if hall is None:
            return None
        state = hall.room
        return ConsoleView(
            room=room,
            title=say_in(TITLE, lang),
            phase=state.phase,
            paused=state.paused,
            round=state.round,
            version=state.version,
            number=state.number,
            of=len(state.decisions),
            question=hall.question(lang),
            actions=actions(state),
            joined=hall.joined,
            here=max(hall.joined - 2, 0),
            answered=hall.answered if state.decision else 0,
            tallies=hall.tallies(state.round, lang),
            waiting=_waiting(hall, lang),
            prompt=_PLAIN[state.phase].pick(lang),
            since=state.since,
        )

    def act(
        self, instructor: str, room: str, action: Action, version: int, lang: Lang = "zh"
    ) -> ConsoleView | RejectionView:
        """By the real rules."""
        hall = self.halls[room]
        after = advance(hall.room, action, version, NOW)
        if isinstance(after, Refusal):
            return RejectionView(text=after.text.pick(lang), where=after.reason)
        hall.room = after
        for listener in tuple(hall.listeners):
            listener()
        view = self.console(instructor, room, lang)
        assert view is not None
        return view

    def door(self, code: str, lang: Lang) -> DoorView | None:
        """Before joining."""
        hall = self.halls.get(tidy(code))
        if hall is None:
            return None
        return DoorView(
            room=hall.code,
            title=say_in(TITLE, lang),
            teams=_teams(hall.teams, lang),
            over=hall.room.phase == "ended",
        )

    def join(
        self, code: str, name: str, team: str | None, lang: Lang, token: str | None = None
    ) -> SeatView | RejectionView:
        """Anyone, at any time."""
        hall = self.halls.get(tidy(code))
        if hall is None:
            said = ("没有找到这个房间号，请对照大屏上的六位数字再输一次。",
                    "There is no room of that number; please compare the six digits on the screen.")  # fmt: skip
            return RejectionView(text=say_in(said, lang), where="code")
        if hall.teams and team not in hall.teams:
            said = ("请先选择您所在的小组。", "Please choose your team first.")
            return RejectionView(text=say_in(said, lang), where="team")
        if token not in hall.seats:
            token = f"seat-{hall.code}-{hall.joined + 1}"
            hall.seats[token] = (name.strip(), team if hall.teams else None)
            hall.beat += 1
        return _seat(hall, token, lang)

    def seat(self, token: str | None, lang: Lang | None = None) -> SeatView | None:
        """By token."""
        hall = self._of(token)
        return None if hall is None or token is None else _seat(hall, token, lang or "zh")

    def heard(self, token: str | None) -> None:
        """Paper hears nothing."""

    def phone(self, token: str | None, lang: Lang, *, own: bool = True) -> PhoneView | None:
        """By token."""
        hall = self._of(token)
        if hall is None or token is None:
            return None
        state, seat = hall.room, _seat(hall, token, lang)
        done = (token, state.decision, state.round) in hall.votes
        before = any((token, state.decision, n) in hall.votes for n in (1, 2))
        shown = state.phase == "reveal" and before and state.decision is not None
        return PhoneView(
            room=hall.code,
            title=say_in(TITLE, lang),
            name=seat.name,
            phase=state.phase,
            paused=state.paused,
            round=state.round,
            version=state.version,
            question=hall.question(lang),
            accepts=state.phase in TAKING and not state.paused,
            answered=done,
            revealed=fake_boards.revealed(state.decision, lang) if shown and own else None,  # type: ignore[arg-type]
            follows=shown and not own,
            team=seat.team,
            tables=(say_in(("死亡登记", "Death register"), lang),) if seat.team else (),
        )

    def vote(
        self,
        token: str | None,
        decision: str,
        round: int,  # noqa: A002
        raw: Mapping[str, Any],
        lang: Lang,
    ) -> PhoneView | RejectionView:
        """By the real rules; an empty form is refused kindly."""
        return self.vote_soon(token, decision, round, raw, lang).result()

    def vote_soon(
        self,
        token: str | None,
        decision: str,
        round: int,  # noqa: A002
        raw: Mapping[str, Any],
        lang: Lang,
    ) -> "Future[PhoneView | RejectionView]":
        """Done at once."""
        answer: Future[PhoneView | RejectionView] = Future()
        answer.set_result(self._take(token, decision, round, raw, lang))
        return answer

    def _take(
        self, token: str | None, decision: str, round_: int, raw: Mapping[str, Any], lang: Lang
    ) -> PhoneView | RejectionView:
        hall = self._of(token)
        if hall is None or token is None:
            said = ("这部手机已经不在房间里了，请用房间号重新加入。",
                    "This phone is not in the room any more; please join again.")  # fmt: skip
            return RejectionView(text=say_in(said, lang), where=None)
        key = (token, decision, round_)
        refused = may_vote(hall.room, decision, round_, voted=key in hall.votes)
        if refused is not None and hall.votes.get(key) != raw:
            return RejectionView(text=refused.text.pick(lang), where=None)
        if not any(raw.values()):
            said = ("还没有作答，请至少填写一项再提交。", "Nothing has been entered yet.")
            return RejectionView(text=say_in(said, lang), where=next(iter(raw), None))
        hall.votes.setdefault(key, dict(raw))
        hall.beat += 1
        view = self.phone(token, lang)
        assert view is not None
        return view

    def board(self, room: str, lang: Lang, address: str | None = None) -> BoardView | None:
        """By phase."""
        hall = self.halls.get(room)
        return None if hall is None else _board(hall, lang, address or ADDRESS)

    def version(self, room: str) -> int:
        """Grows with every press."""
        return self.halls[room].room.version if room in self.halls else 0

    def beat(self, room: str) -> int:
        """Grows with every press, join and answer."""
        return self.version(room) + self.halls[room].beat if room in self.halls else 0

    def subscribe(self, room: str, callback: Callable[[], None]) -> Callable[[], None]:
        """Called after every press."""
        listeners = self.halls[room].listeners
        listeners.append(callback)
        return lambda: listeners.remove(callback) if callback in listeners else None

    def screen(self, room: str, version: int) -> int:
        """Each version begins with its first screen."""
        turned, at = self.turned.get(room, (version, 0))
        return at if turned == version else 0

    def turn(self, room: str, version: int, step: int, of: int) -> bool:
        """Next or back, where there is one."""
        wanted = self.screen(room, version) + step
        if 0 <= wanted < of:
            self.turned[room] = (version, wanted)
        return 0 <= wanted < of

    def catch_up(self, room: str) -> None:
        """There is nobody else."""

    def _of(self, token: str | None) -> PaperRoom | None:
        return next((hall for hall in self.halls.values() if token in hall.seats), None)


def _teams(ids: tuple[str, ...], lang: Lang) -> tuple[TeamView, ...]:
    names = dict(fake_boards.TEAMS)
    return tuple(
        TeamView(id=id_, label=say_in(names[id_], lang) if id_ in names else id_) for id_ in ids
    )


def _seat(hall: PaperRoom, token: str, lang: Lang) -> SeatView:
    name, team = hall.seats[token]
    number = hall.crowd + list(hall.seats).index(token) + 1
    label = None if team is None else _teams((team,), lang)[0].label
    called = name or pseudonym(number).pick(lang)
    return SeatView(room=hall.code, seat=token, name=called, team=label, token=token)


def _waiting(hall: PaperRoom, lang: Lang) -> tuple[WaitingView, ...]:
    if hall.room.phase not in TAKING:
        return ()
    left = max(hall.crowd - hall.crowd_answered, 0)
    names = [*NAMES, *(pseudonym(n).pick(lang) for n in (7, 12, 31))][:left]
    return tuple(
        WaitingView(name=name, seconds=95 - 7 * at, here=at not in (3, 6))
        for at, name in enumerate(names)
    )


def _board(hall: PaperRoom, lang: Lang, address: str) -> BoardView:
    state, title = hall.room, say_in(TITLE, lang)
    asked = hall.question(lang)
    if state.phase == "lobby":
        url = f"{address}/j/{hall.code}"
        return LobbyBoard(
            code=hall.code, url=url, qr_svg=_qr(url), title=title, joined=hall.joined
        )  # fmt: skip
    if asked is None:
        return EndedBoard(
            title=title,
            joined=hall.joined,
            decisions=len(state.revealed),
            percent=68.3,
            dimensions=fake_boards.dimensions(lang),
            groups=fake_boards.groups(lang) if hall.teams else (),
        )
    if state.phase in TAKING:
        return OpenBoard(
            code=hall.code,
            question=asked,
            answered=hall.answered,
            joined=hall.joined,
            since=NOW - timedelta(seconds=95),
            round=state.round,
            paused=state.paused,
        )
    return _still(hall, asked, lang)


def _still(hall: PaperRoom, asked: QuestionView, lang: Lang) -> BoardView:
    before, after = hall.tallies(1, lang), hall.tallies(2, lang)
    match hall.room.phase:
        case "closed":
            return ClosedBoard(question=asked, answered=hall.answered, joined=hall.joined)
        case "distribution":
            return DistributionBoard(question=asked, answered=hall.answered, tallies=before)
        case "discuss":
            prompt = ("请和邻座说说：您为什么这样选？听听不一样的理由，过一会儿可以重新作答。",
                      "Tell your neighbour why you chose as you did; you can answer again in a moment.")  # fmt: skip
            return DiscussBoard(question=asked, prompt=say_in(prompt, lang), tallies=before)
        case "shift":
            return ShiftBoard(question=asked, before=before, after=after)
        case _:
            return fake_boards.reveal(asked, after, lang, teams=bool(hall.teams))
