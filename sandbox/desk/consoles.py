"""The instructor's console: what can be pressed, who is there, and what to say aloud."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Final

from sandbox.desk.halls import Hall
from sandbox.desk.phones import name_of
from sandbox.desk.tallying import counted, question_view, tally_views
from sandbox.desk.views.live import ConsoleView, WaitingView
from sandbox.live.room import TAKING, Room, actions
from sandbox.live.tally import Bar, Tally
from sandbox.model.live import Phase
from sandbox.text import Lang, Text

AGREED: Final = 0.8
"""Share of the room that gives the same answer, from which on a talk is not worth its time."""


def console(hall: Hall, lang: Lang) -> ConsoleView:
    """Everything on the instructor's own device; no right answer before the reveal."""
    room = hall.room
    return ConsoleView(
        room=hall.code,
        title=hall.loaded.scenario.title.pick(lang),
        phase=room.phase,
        paused=room.paused,
        round=room.round,
        version=room.version,
        number=room.number,
        of=len(room.decisions),
        question=question_view(hall, room, lang),
        actions=actions(room),
        joined=len(hall.seats),
        here=sum(hall.here(seat) for seat in tuple(hall.seats)),
        answered=hall.answered(room),
        tallies=tally_views(hall, room, room.round, lang),
        waiting=_waiting(hall, room, lang),
        prompt=prompt(hall, room).pick(lang),
        since=room.since,
    )


def _waiting(hall: Hall, room: Room, lang: Lang) -> tuple[WaitingView, ...]:
    """Who has not answered in the round that runs; whoever is here comes first."""
    if room.phase not in TAKING or room.decision is None:
        return ()
    done = hall.votes(room.decision, room.round)
    now = hall.office.now()
    waiting = [
        WaitingView(
            name=name_of(seat, lang),
            seconds=_seconds(max(room.since, seat.joined_at), now),
            here=hall.here(seat.id),
        )
        for seat in tuple(hall.seats.values())
        if seat.id not in done
    ]
    return tuple(sorted(waiting, key=lambda one: (not one.here, -one.seconds, one.name)))


def _seconds(since: datetime, now: datetime) -> int:
    return max(0, int((now - since).total_seconds()))


def prompt(hall: Hall, room: Room) -> Text:
    """A sentence to say aloud now; it speaks of what was given, never of what is right."""
    answered = hall.answered(room)
    if room.phase in TAKING:
        return _while_answering(room, answered, len(hall.seats))
    if room.phase in ("closed", "distribution", "discuss", "shift") and answered:
        return _about(room.phase, _most_divided(counted(hall, room, room.round)))
    return _PLAIN[room.phase]


def _while_answering(room: Room, answered: int, joined: int) -> Text:
    left = joined - answered
    if room.paused:
        return _PAUSED
    if joined and left == 0:
        return _ALL_IN
    if joined and answered >= AGREED * joined:
        return Text(
            zh=f"还有 {left} 位没有提交，请再看一眼手机，半分钟后我们停止作答。",
            en=f"{left} of you have not answered yet. Please look at your phone once more; we close"
            " in half a minute.",
        )
    return _PLAIN[room.phase]


def _most_divided(found: tuple[Tally, ...]) -> Tally | None:
    """The part of the decision on which the room agrees least."""
    return min((one for one in found if one.of), key=_agreement, default=None)


def _agreement(tally: Tally) -> float:
    return max((bar.count for bar in tally.bars), default=0) / max(tally.of, 1)


def _about(phase: Phase, tally: Tally | None) -> Text:
    if tally is None:
        return _PLAIN[phase]
    top = _by_count(tally)[0]
    share, said = round(100 * top.count / tally.of), _bare(top.label)
    if phase == "shift":
        return Text(
            zh=f"现在有 {share}% 的人选“{said.zh}”。改了主意的同事，是哪句话说服了您？",
            en=f"{share}% now say “{said.en}”. If you changed your mind: what convinced you?",
        )
    if _agreement(tally) >= AGREED:
        return Text(
            zh=f"{share}% 的人选“{said.zh}”，意见比较集中。请一位说说理由，然后可以直接揭晓。",
            en=f"{share}% say “{said.en}”: you largely agree. Ask one person for the reason,"
            " then reveal.",
        )
    return _divided(tally, top, share)


def _divided(tally: Tally, top: Bar, share: int) -> Text:
    other = _by_count(tally)[1] if len(tally.bars) > 1 else top
    rest = round(100 * other.count / tally.of)
    part, first, second = (_bare(each.label) for each in (tally, top, other))
    return Text(
        zh=f"“{part.zh}”分歧最大：{share}% 选“{first.zh}”，{rest}% 选“{second.zh}”。"
        f"请先请选“{second.zh}”的同事说说理由，不评对错。",
        en=f"You differ most on “{part.en}”: {share}% say “{first.en}”, {rest}% “{second.en}”. Ask"
        f" those who chose “{second.en}” for their reasons first, without judging.",
    )


def _bare(label: Text) -> Text:
    """A label that can stand inside a sentence: without a full stop of its own."""
    return Text(zh=label.zh.rstrip("。"), en=label.en.rstrip("."))


def _by_count(tally: Tally) -> list[Bar]:
    return sorted(tally.bars, key=lambda bar: -bar.count)


_PAUSED: Final = Text(
    zh="先停一下作答，大家抬头看这里；填了一半的内容都还在手机上。",
    en="Let us pause for a moment. What you have filled in stays on your phone.",
)
_ALL_IN: Final = Text(
    zh="全部提交了，谢谢大家。我们停止作答。", en="Everybody has answered, thank you. Let us close."
)
_PLAIN: Final[Mapping[Phase, Text]] = MappingProxyType(
    {
        "lobby": Text(
            zh="请用手机扫大屏上的二维码，或输入房间号加入；可以不写真名。",
            en="Please scan the code on the screen or type the room number; no real name is"
            " needed.",
        ),
        "open": Text(
            zh="请先自己想，再在手机上提交；不比快慢，慢慢看清题目。",
            en="Think for yourself first, then answer on your phone. Speed earns nothing; read"
            " carefully.",
        ),
        "closed": Text(
            zh="作答停止了。先不看结果：有没有人愿意说说自己是怎么想的？",
            en="Answering is closed. Before we look: would anybody like to say how they thought?",
        ),
        "distribution": Text(
            zh="这是大家的选择，哪个合适先不说。请看看自己在哪一边。",
            en="This is how you chose; which fits is for later. See where you stand.",
        ),
        "discuss": Text(
            zh="请和邻座讨论两分钟，尽量找一位和您选得不一样的同事。",
            en="Talk to your neighbour for two minutes; look for somebody who chose differently.",
        ),
        "revote": Text(
            zh="听完讨论，请重新作答；改不改主意都很好。",
            en="Now that you have talked, please answer again; changing your mind is as good as"
            " keeping it.",
        ),
        "shift": Text(
            zh="左边是讨论前，右边是讨论后。改了主意的同事，是哪句话说服了您？",
            en="Before the talk and after it. If you changed your mind: what convinced you?",
        ),
        "reveal": Text(
            zh="先看法条和理由，再看这样决定之后谁受了影响。",
            en="First the article and the reason, then who was affected by deciding so.",
        ),
        "ended": Text(
            zh="今天就到这里，谢谢大家。请说说：明天回到岗位，您会先改哪一件事？",
            en="That is all for today, thank you. What will you change first when you are back at"
            " your desk?",
        ),
    }
)
