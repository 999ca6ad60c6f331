"""Ledger rows with everything filled in."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sandbox.model.attempt import Attempt, Event, Mark, Participant, Run
from sandbox.model.live import RoomEvent, RoomOpening, Seat, Vote
from sandbox.model.relation import Relation

NOON = datetime(2027, 3, 15, 4, 0, 0, 123456, tzinfo=UTC)


def participant(**changes: Any) -> Participant:
    return Participant(
        **{"id": "p1", "nickname": "小云", "lang": None, "created_at": NOON} | changes
    )


def run(**changes: Any) -> Run:
    usual = {
        "id": "r1",
        "participant": "p1",
        "scenario": "means-test-sharing",
        "version": 3,
        "digest": "d" * 64,
        "seed": 2**40,
        "mode": "practice",
        "started_at": NOON,
    }
    return Run(**usual | changes)


def attempt(**changes: Any) -> Attempt:
    usual = {
        "id": "a1",
        "run": "r1",
        "decision": "attribute",
        "try_no": 1,
        "raw": {"labels": {"甲-1": "conditional", "乙-2": "withheld"}, "n": 0.1},
        "answer": Relation.of(
            ("id", "label", "n"), [("甲-1", "conditional", 0.1), ("乙", None, 2)]
        ),
        "digest": "d" * 64,
        "seed": 101,
        "hints": 2,
        "at": NOON,
    }
    return Attempt(**usual | changes)


def mark(**changes: Any) -> Mark:
    usual = {
        "id": "m1",
        "attempt": "a1",
        "scorer": "nominal_chance_corrected",
        "scorer_version": 1,
        "key_digest": "k" * 64,
        "share": 0.1 + 0.2,
        "points": 3.6,
        "out_of": 12,
        "harmful": True,
        "detail": {"findings": [{"item": "甲-1", "note": {"zh": "对", "en": "Right"}}]},
        "reason": "submitted",
        "at": NOON,
    }
    return Mark(**usual | changes)


def hint(number: int, **changes: Any) -> Event:
    usual = {"run": "r1", "decision": "attribute", "kind": "hint", "number": number}
    return Event(**usual | {"at": NOON + timedelta(seconds=number)} | changes)


def room(**changes: Any) -> RoomOpening:
    usual = {
        "code": "527419",
        "scenario": "means-test-sharing",
        "digest": "d" * 64,
        "seed": 2**40,
        "decisions": ("attribute", "elements"),
        "teams": ("公安", "民政"),
        "opened_by": "王老师",
        "opened_at": NOON,
    }
    return RoomOpening(**usual | changes)


def press(version: int, **changes: Any) -> RoomEvent:
    usual = {"room": "527419", "version": version, "action": "open", "by": "王老师", "at": NOON}
    return RoomEvent(**usual | changes)


def seat(number: int, **changes: Any) -> Seat:
    usual = {"id": f"s{number}", "room": "527419", "number": number, "name": "", "team": None,
             "lang": "zh", "joined_at": NOON}  # fmt: skip
    return Seat(**usual | changes)


def vote(**changes: Any) -> Vote:
    usual = {
        "id": "v1",
        "room": "527419",
        "seat": "s1",
        "decision": "attribute",
        "round": 1,
        "raw": {"labels": {"甲-1": "conditional"}},
        "answer": Relation.of(("id", "label"), [("甲-1", "conditional")]),
        "at": NOON,
    }
    return Vote(**usual | changes)
