"""The phases of a class: whatever is pressed, nothing leads out of the machine."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.live.room import TAKING, Refusal, Room, actions, advance, may_vote, rebuilt
from sandbox.model.live import Action, Phase, RoomEvent

NOON = datetime(2027, 3, 15, 4, tzinfo=UTC)
ACTIONS: tuple[Action, ...] = get_args(Action)
PHASES: tuple[Phase, ...] = get_args(Phase)
ALLOWED: dict[Phase, set[Action]] = {
    "lobby": {"open", "end"},
    "open": {"close", "pause", "resume", "skip", "end"},
    "closed": {"show", "open", "reveal", "skip", "end"},
    "distribution": {"discuss", "reveal", "skip", "end"},
    "discuss": {"revote", "reveal", "skip", "end"},
    "revote": {"shift", "pause", "resume", "skip", "end"},
    "shift": {"reveal", "skip", "end"},
    "reveal": {"next", "end"},
    "ended": set(),
}
USUAL: tuple[Action, ...] = (
    "open", "close", "show", "discuss", "revote", "shift", "reveal", "next",
)  # fmt: skip

counts = st.integers(1, 4)
presses = st.lists(st.sampled_from(ACTIONS), max_size=40)


def lobby(decisions: int = 2) -> Room:
    return Room(decisions=tuple(f"d{n}" for n in range(1, decisions + 1)), since=NOON)


def press(room: Room, action: Action) -> Room | Refusal:
    return advance(room, action, room.version, NOON + timedelta(seconds=room.version))


def walk(decisions: int, wanted: list[Action]) -> list[Room]:
    """Every room on the way; presses that are refused leave no trace."""
    rooms = [lobby(decisions)]
    for action in wanted:
        after = press(rooms[-1], action)
        if isinstance(after, Room):
            rooms.append(after)
    return rooms


def at(phase: Phase, *, paused: bool = False) -> Room:
    return replace(
        lobby(),
        phase=phase,
        number=0 if phase == "lobby" else 1,
        round=2 if phase in ("revote", "shift") else 1,
        paused=paused,
    )


@given(counts, presses)
def test_whatever_is_pressed_the_room_stays_inside_the_machine(
    decisions: int, wanted: list[Action]
) -> None:
    for before, after in zip(rooms := walk(decisions, wanted), rooms[1:], strict=False):
        assert after.phase in PHASES
        assert after.version == before.version + 1
        assert before.number <= after.number <= decisions
        assert (after.decision is None) == (after.phase in ("lobby", "ended"))
        assert after.round == (2 if after.phase in ("revote", "shift") else after.round)
        assert after.round == 1 or after.phase in ("revote", "shift", "reveal", "ended")
        assert not after.paused or after.phase in TAKING
        assert after.decisions == before.decisions


@given(counts, presses)
def test_every_decision_is_revealed_or_skipped_at_most_once_and_in_order(
    decisions: int, wanted: list[Action]
) -> None:
    last = walk(decisions, wanted)[-1]

    dealt_with = (*last.revealed, *last.skipped)
    assert len(set(dealt_with)) == len(dealt_with)
    assert set(dealt_with) <= set(last.decisions)
    assert list(last.revealed) == sorted(last.revealed)


@given(counts, presses)
def test_nothing_is_revealed_before_somebody_presses_reveal(
    decisions: int, wanted: list[Action]
) -> None:
    for room in walk(decisions, wanted):
        if room.decision is not None and room.phase != "reveal":
            assert room.decision not in room.revealed


@pytest.mark.parametrize("phase", PHASES)
@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("paused", [False, True])
def test_a_press_is_taken_exactly_where_it_belongs(
    phase: Phase, action: Action, paused: bool
) -> None:
    room = at(phase, paused=paused and phase in TAKING)
    belongs = action in ALLOWED[phase]
    if action in ("pause", "resume"):
        belongs = belongs and (action == "resume") == room.paused

    assert (action in actions(room)) == belongs
    assert isinstance(press(room, action), Room) == belongs


@pytest.mark.parametrize("phase", PHASES)
def test_the_usual_next_step_stands_first(phase: Phase) -> None:
    usual = dict(zip(("lobby", "open", "closed", "distribution", "discuss", "revote", "shift",
                      "reveal"), USUAL, strict=True))  # fmt: skip

    assert actions(at(phase))[:1] == ((usual[phase],) if phase in usual else ())


@given(counts)
def test_the_usual_way_reveals_every_decision_and_ends(decisions: int) -> None:
    rooms = walk(decisions, list(USUAL) + [*USUAL[1:]] * (decisions - 1))

    assert rooms[-1].phase == "ended"
    assert rooms[-1].revealed == rooms[-1].decisions
    assert len(rooms) == 1 + 1 + 7 * decisions


@given(counts, presses, st.sampled_from(ACTIONS), st.integers(-3, 3).filter(bool))
def test_a_device_that_has_seen_another_version_is_refused(
    decisions: int, wanted: list[Action], action: Action, off: int
) -> None:
    room = walk(decisions, wanted)[-1]

    refused = advance(room, action, room.version + off, NOON)

    assert isinstance(refused, Refusal)
    assert refused.reason == "stale"


@given(counts, presses)
def test_an_ended_class_stays_ended(decisions: int, wanted: list[Action]) -> None:
    over = press(walk(decisions, wanted)[0], "end")

    assert isinstance(over, Room)
    assert all(isinstance(press(over, action), Refusal) for action in ACTIONS)


@given(counts, presses)
def test_a_room_is_rebuilt_from_what_was_pressed(decisions: int, wanted: list[Action]) -> None:
    events, room = [], lobby(decisions)
    for action in wanted:
        moment = NOON + timedelta(minutes=room.version)
        after = advance(room, action, room.version, moment)
        if isinstance(after, Room):
            room = after
            events.append(
                RoomEvent(room="527419", version=room.version, action=action, by="王", at=moment)
            )

    assert rebuilt(lobby(decisions), events) == room


def test_events_with_a_gap_are_no_story() -> None:
    late = RoomEvent(room="527419", version=5, action="open", by="王", at=NOON)

    with pytest.raises(ValueError, match="does not follow"):
        rebuilt(lobby(), [late])


def test_reopening_goes_on_with_the_same_round() -> None:
    rooms = walk(1, ["open", "close", "open"])

    assert [room.phase for room in rooms[1:]] == ["open", "closed", "open"]
    assert rooms[-1].round == 1


def test_what_is_skipped_is_not_revealed() -> None:
    room = walk(2, ["open", "close", "skip"])[-1]

    assert (room.phase, room.decision) == ("open", "d2")
    assert (room.revealed, room.skipped) == ((), ("d1",))


def test_closing_while_paused_ends_the_pause() -> None:
    assert not walk(1, ["open", "pause", "close"])[-1].paused


# --- votes ---------------------------------------------------------------------------------------


@given(counts, presses, st.integers(0, 5), st.integers(0, 3), st.booleans())
def test_an_answer_is_taken_exactly_when_the_phase_asks_for_it(
    decisions: int, wanted: list[Action], which: int, round_: int, voted: bool
) -> None:
    room, decision = walk(decisions, wanted)[-1], f"d{which}"

    asks = (
        (room.phase == "open" and round_ == 1) or (room.phase == "revote" and round_ == 2)
    ) and decision == room.decision
    taken = may_vote(room, decision, round_, voted=voted) is None

    assert taken == (asks and not room.paused and not voted)


@given(counts, presses, st.integers(0, 5), st.integers(0, 3), st.booleans())
def test_a_refused_answer_is_told_why_in_a_kind_sentence(
    decisions: int, wanted: list[Action], which: int, round_: int, voted: bool
) -> None:
    refused = may_vote(walk(decisions, wanted)[-1], f"d{which}", round_, voted=voted)

    if refused is not None:
        assert refused.text.zh.endswith("。")
        assert refused.text.en.endswith(".")
        assert "错误" not in refused.text.zh


def test_refusals_tell_apart_early_late_paused_and_repeated() -> None:
    said = {
        refused.text.zh
        for refused in (
            may_vote(at("lobby"), "d1", 1, voted=False),
            may_vote(at("closed"), "d1", 1, voted=False),
            may_vote(at("open", paused=True), "d1", 1, voted=False),
            may_vote(at("open"), "d2", 1, voted=False),
            may_vote(at("open"), "d1", 1, voted=True),
            may_vote(at("ended"), "d1", 1, voted=False),
        )
        if refused is not None
    }

    assert len(said) == 6
