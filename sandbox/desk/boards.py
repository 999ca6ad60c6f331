"""The projector: one screen per phase; right answers appear in the reveal and nowhere else."""

import io
from collections.abc import Callable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final

import segno

from sandbox.desk import room_marks
from sandbox.desk.citing import basis_of
from sandbox.desk.halls import Hall
from sandbox.desk.outcomes import consequence_view
from sandbox.desk.spoken import in_words
from sandbox.desk.tallying import question_view, tally_views
from sandbox.desk.views.live import (
    BoardView,
    ClosedBoard,
    DiscussBoard,
    DistributionBoard,
    EndedBoard,
    LobbyBoard,
    OpenBoard,
    QuestionView,
    RevealBoard,
    ShiftBoard,
)
from sandbox.live.room import TAKING, Room
from sandbox.model.live import Phase
from sandbox.text import Lang, Text

DISCUSS: Final = Text(
    zh="请和邻座说说：您为什么这样选？听听不一样的理由，过一会儿可以重新作答。",
    en="Tell your neighbour why you chose as you did. Listen for a different reason; you can answer"
    " again in a moment.",
)
ASSUMED: Final = Text(
    zh="按全班多数意见执行本题决定，其余各题按参考做法执行，推演得到。",
    en="Worked out with this decision as the room's majority took it, and all the others as the"
    " reference takes them.",
)


Maker = Callable[[Hall, Room, QuestionView, Lang], BoardView]


def board(hall: Hall, lang: Lang, address: str) -> BoardView:
    """What the projector shows now; `address` is where phones reach this server."""
    while True:
        room = hall.room
        made = _board(hall, room, lang, address)
        if hall.room is room:
            return made


def _board(hall: Hall, room: Room, lang: Lang, address: str) -> BoardView:
    question = question_view(hall, room, lang)
    if room.phase == "lobby":
        return _lobby(hall, lang, address)
    if question is not None and room.phase in TAKING:
        return _open(hall, room, question)
    if question is not None and room.phase == "closed":
        return ClosedBoard(
            question=question, answered=hall.answered(room), joined=len(hall.seats)
        )  # fmt: skip
    # Nothing changes in the other phases, so that one board does for everybody who looks.
    key = ("board", room.version, lang)
    known: BoardView | None = hall.shelf.get(key)
    if known is None:
        made = _ended(hall, room, lang) if question is None else _still(hall, room, question, lang)
        known = hall.shelf[key] = made
    return known


def _still(hall: Hall, room: Room, question: QuestionView, lang: Lang) -> BoardView:
    return _MAKERS[room.phase](hall, room, question, lang)


def _lobby(hall: Hall, lang: Lang, address: str) -> LobbyBoard:
    url = f"{address}/j/{hall.code}"
    return LobbyBoard(
        code=hall.code,
        url=url,
        qr_svg=_qr(url),
        title=hall.loaded.scenario.title.pick(lang),
        joined=len(hall.seats),
    )


@lru_cache(maxsize=64)
def _qr(url: str) -> str:
    """The address as a QR code that is drawn inline and grows with its place."""
    drawn = io.BytesIO()
    segno.make(url, error="m", micro=False).save(
        drawn, kind="svg", xmldecl=False, svgns=True, omitsize=True, border=4, light="#ffffff"
    )
    return drawn.getvalue().decode("utf-8")


def _open(hall: Hall, room: Room, question: QuestionView) -> OpenBoard:
    return OpenBoard(
        code=hall.code,
        question=question,
        answered=hall.answered(room),
        joined=len(hall.seats),
        since=room.since,
        round=room.round,
        paused=room.paused,
    )


def _distribution(hall: Hall, room: Room, question: QuestionView, lang: Lang) -> BoardView:
    return DistributionBoard(
        question=question,
        answered=hall.answered(room),
        tallies=tally_views(hall, room, 1, lang),
    )


def _discuss(hall: Hall, room: Room, question: QuestionView, lang: Lang) -> BoardView:
    tallies = tally_views(hall, room, 1, lang)
    return DiscussBoard(question=question, prompt=DISCUSS.pick(lang), tallies=tallies)


def _shift(hall: Hall, room: Room, question: QuestionView, lang: Lang) -> BoardView:
    before, after = (tally_views(hall, room, round_, lang) for round_ in (1, 2))
    return ShiftBoard(question=question, before=before, after=after)


def _reveal(hall: Hall, room: Room, question: QuestionView, lang: Lang) -> BoardView:
    asked = question.decision
    decision = hall.decision(asked)
    right = room_marks.right_answer(hall, asked)
    happened = room_marks.consequences(hall, room, asked)
    return RevealBoard(
        question=question,
        tallies=tally_views(hall, room, None, lang),
        right=in_words(decision, hall.setting(decision), right, lang),
        why=decision.feedback.why.pick(lang),
        affected=decision.feedback.affected.pick(lang),
        basis=basis_of(hall.office.laws, decision.basis, lang),
        consequences=tuple(consequence_view(one, lang) for one in happened),
        dimensions=room_marks.dimensions(hall, room, lang),
        percent=room_marks.percent(room_marks.shares(hall, asked).values()),
        groups=room_marks.groups(hall, (asked,), lang),
        assumed=ASSUMED.pick(lang) if happened else "",
    )


def _ended(hall: Hall, room: Room, lang: Lang) -> EndedBoard:
    each = [s for one in room.revealed for s in room_marks.shares(hall, one).values()]
    return EndedBoard(
        title=hall.loaded.scenario.title.pick(lang),
        joined=len(hall.seats),
        decisions=len(room.revealed),
        percent=room_marks.percent(each),
        dimensions=room_marks.dimensions(hall, room, lang),
        groups=room_marks.groups(hall, room.revealed, lang),
    )


_MAKERS: Final[Mapping[Phase, Maker]] = MappingProxyType(
    {
        "distribution": _distribution,
        "discuss": _discuss,
        "shift": _shift,
        "reveal": _reveal,
    }
)
