"""The phases of a live class: what may be pressed when, and when an answer is taken.

    lobby → open → closed → distribution → discuss → revote → shift → reveal → (next) open … ended

A decision is asked in two rounds at most: round 1, and round 2 after the talk. Pausing is no
phase: it stops answers while a question stays open.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType
from typing import Final, Literal

from sandbox.model.live import Action, Phase, RoomEvent
from sandbox.text import Text

TAKING: Final[Mapping[Phase, int]] = MappingProxyType({"open": 1, "revote": 2})
"""Phase in which answers are taken → the round they belong to."""

_STEPS: Final[Mapping[Phase, Mapping[Action, Phase]]] = MappingProxyType(
    {
        "lobby": {"open": "open"},
        "open": {"close": "closed"},
        "closed": {"show": "distribution", "reveal": "reveal", "open": "open"},
        "distribution": {"discuss": "discuss", "reveal": "reveal"},
        "discuss": {"revote": "revote", "reveal": "reveal"},
        "revote": {"shift": "shift"},
        "shift": {"reveal": "reveal"},
        "reveal": {},
        "ended": {},
    }
)
"""The usual next step stands first."""

Reason = Literal["stale", "not-now"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why a press or an answer was not taken, in a kind sentence."""

    reason: Reason
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """Where a class stands; the same events always lead to the same value."""

    decisions: tuple[str, ...]
    since: datetime
    """When the phase began."""
    phase: Phase = "lobby"
    number: int = 0
    """Place of the decision that is asked, from 1; 0 in the lobby."""
    round: int = 1
    paused: bool = False
    version: int = 1
    """Grows by one with every accepted press."""
    revealed: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()

    @property
    def decision(self) -> str | None:
        """The decision that is asked; None in the lobby, and when the class is over."""
        if self.phase in ("lobby", "ended"):
            return None
        return self.decisions[self.number - 1]


def actions(room: Room) -> tuple[Action, ...]:
    """What may be pressed now, the usual next step first."""
    if room.phase == "ended":
        return ()
    steps: list[Action] = list(_STEPS[room.phase])
    if room.phase == "reveal":
        steps.append("next")
    if room.phase in TAKING:
        steps.append("resume" if room.paused else "pause")
    if room.phase not in ("lobby", "reveal"):
        steps.append("skip")
    return (*steps, "end")


def advance(room: Room, action: Action, version: int, at: datetime) -> Room | Refusal:
    """The room after a press, or why there is none.

    `version` is what the pressing device last saw: of two devices that press at once, the second
    is refused instead of skipping a phase that nobody has looked at.
    """
    if version != room.version:
        return STALE
    if action not in actions(room):
        return _NOT_NOW
    return replace(_after(room, action, at), version=room.version + 1)


def _after(room: Room, action: Action, at: datetime) -> Room:
    match action:
        case "pause" | "resume":
            return replace(room, paused=action == "pause")
        case "end":
            return replace(room, phase="ended", paused=False, since=at)
        case "next" | "skip":
            return _following(room, action, at)
        case _:
            return _into(room, _STEPS[room.phase][action], at)


def _into(room: Room, phase: Phase, at: datetime) -> Room:
    asked = room.number + (room.phase == "lobby")
    changed = replace(room, phase=phase, number=asked, paused=False, since=at)
    if phase == "revote":
        return replace(changed, round=2)
    if phase == "reveal":
        return replace(changed, revealed=(*room.revealed, room.decisions[room.number - 1]))
    return changed


def _following(room: Room, action: Action, at: datetime) -> Room:
    skipped = room.skipped
    if action == "skip":
        skipped = (*skipped, room.decisions[room.number - 1])
    fresh = replace(room, skipped=skipped, round=1, paused=False, since=at)
    if room.number == len(room.decisions):
        return replace(fresh, phase="ended")
    return replace(fresh, phase="open", number=room.number + 1)


def rebuilt(room: Room, events: Iterable[RoomEvent]) -> Room:
    """The room after its events, in order; what a process that restarts begins with.

    Raises:
        ValueError: an event does not follow from those before it.
    """
    for event in events:
        after = advance(room, event.action, event.version - 1, event.at)
        if isinstance(after, Refusal):
            raise ValueError(  # noqa: TRY004 - a refusal is a value; here it means broken events
                f"Event {event.version} (`{event.action}`) does not follow in the room's story."
            )
        room = after
    return room


def may_vote(room: Room, decision: str, round_: int, *, voted: bool) -> Refusal | None:
    """Why an answer is not taken now; None when it is.

    `voted` says whether this seat's answer to this decision and round is stored already.
    """
    if voted:
        return REPEATED
    if room.phase == "lobby":
        return _EARLY
    if room.phase == "ended":
        return _OVER
    if decision != room.decision:
        return _OTHER
    if TAKING.get(room.phase) != round_:
        return _LATE
    return _PAUSED if room.paused else None


def _refusal(reason: Reason, zh: str, en: str) -> Refusal:
    return Refusal(reason=reason, text=Text(zh=zh, en=en))


STALE: Final = _refusal(
    "stale",
    "另一台设备刚刚操作过，课堂已经往前走了一步。页面已更新，请看一眼再按。",
    "Another device has just moved the class on. This page is up to date again; please look"
    " before you press.",
)
_NOT_NOW: Final = _refusal(
    "not-now",
    "课堂现在的环节用不到这个操作。",
    "This step does not fit the phase that the class is in.",
)
REPEATED: Final = _refusal(
    "not-now",
    "您这一轮的作答已经保存，以第一次提交的为准。",
    "Your answer of this round is stored already; the first one counts.",
)
_EARLY: Final = _refusal(
    "not-now",
    "课堂还没有开始，请稍候，题目出现后再作答。",
    "The class has not begun; please wait until a question appears.",
)
_OVER: Final = _refusal(
    "not-now",
    "课堂已经结束，这次作答没有计入。感谢您的参与。",
    "The class is over, so this answer was not counted. Thank you for taking part.",
)
_OTHER: Final = _refusal(
    "not-now",
    "课堂已换到另一道题，这次作答没有计入；请以手机上现在显示的题目为准。",
    "The class has moved to another question, so this answer was not counted; please answer the"
    " one that is shown now.",
)
_LATE: Final = _refusal(
    "not-now",
    "这一轮已经停止作答，这次没有计入。不必着急，接下来一起看看大家的想法。",
    "Answering has closed for this round, so this one was not counted. Next we look at what"
    " everybody thinks.",
)
_PAUSED: Final = _refusal(
    "not-now",
    "作答暂停中，请稍候再提交；您填写的内容没有丢失。",
    "Answering is paused; please submit again in a moment. Nothing you entered is lost.",
)
