"""What becomes of each application under one policy."""

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from sandbox.model.draw import Integers
from sandbox.simulators import Flags, Floats, Given
from sandbox.simulators.approval_queue import waiting
from sandbox.simulators.approval_queue.applications import Applications

Rules = Literal["score", "facts", "careful", "strict"]
RULES: Final = ("score", "facts", "careful", "strict")
Counter = Literal["team", "desks"]
NAMES: Final = ("approve", "refuse", "reviewers", "load", "rules")
"""What answers may set."""
_MOST_ERRORS: Final = 0.5
"""Nobody does worse than tossing a coin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """Who decides what.

    Rules come first: `score` asks nothing but the score; `facts` sends a stated contrary to a
    person; `careful` also sends what no source can answer; `strict` refuses both by machine.
    """

    approve: float
    """Granted by machine from this score on."""
    refuse: float
    """Refused by machine below this score, unless granted; 0 refuses nobody."""
    reviewers: int
    load: int
    """Cases a reviewer closes a day."""
    rules: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    """What reviewers can do, and where they sit."""

    error_rate: float
    usual_load: int
    ahead: int
    horizon: int
    counter: Counter

    def errors(self, load: int) -> float:
        """The rate of errors grows in proportion to the load beyond the usual one."""
        return min(_MOST_ERRORS, self.error_rate * max(1.0, load / self.usual_load))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Fates:
    """What became of each application by the end of the horizon."""

    granted: Flags
    refused: Flags
    undecided: Flags
    reviewed: Flags
    waited: Floats
    """Working days until the decision, or until the horizon where there is none."""


def policy_from(given: Given, usual: Policy) -> Policy:
    """The usual policy with what the answers set.

    Raises:
        SandboxError: a setting is out of bounds.
    """
    return Policy(
        approve=given.number("approve", usual.approve, 0, 1.01),
        refuse=given.number("refuse", usual.refuse, 0, 1.01),
        reviewers=given.whole("reviewers", usual.reviewers, 0, 100_000),
        load=given.whole("load", usual.load, 1, 10_000),
        rules=given.word("rules", usual.rules, RULES),
    )


def carried_out(policy: Policy, staff: Staff, every: Applications) -> Fates:
    """The fate of every application."""
    by_machine, against, reviewed = _routes(policy, every)
    rows = np.flatnonzero(reviewed)
    until = np.zeros(len(every.day))
    until[rows] = _waits(policy, staff, every, rows)
    came = every.day if staff.counter == "team" else every.day + every.hour
    left = (staff.horizon - came).astype(np.float64)
    late = reviewed & (until >= left)
    right = every.luck >= staff.errors(policy.load)
    by_person = reviewed & ~late & (every.entitled == right)
    return Fates(
        granted=by_machine | by_person,
        refused=against | (reviewed & ~late & ~by_person),
        undecided=late,
        reviewed=reviewed,
        waited=np.where(late, left, until),
    )


def _routes(policy: Policy, every: Applications) -> tuple[Flags, Flags, Flags]:
    """Granted by machine, refused by machine, and for a person; each application is in one."""
    doubtful = every.contrary | (every.unknown & (policy.rules in ("careful", "strict")))
    if policy.rules == "score":
        doubtful = np.zeros_like(doubtful)
    strict = policy.rules == "strict"
    granted = ~doubtful & (every.score >= policy.approve)
    refused = ~doubtful & ~granted & (every.score < policy.refuse) | (doubtful & strict)
    return granted, refused, ~granted & ~refused


def _waits(policy: Policy, staff: Staff, every: Applications, rows: Integers) -> Floats:
    day = every.day[rows]
    if staff.counter == "team":
        per_day = policy.reviewers * policy.load
        return (waiting.daily(day, per_day, staff.ahead, staff.horizon) - day).astype(np.float64)
    came = day + every.hour[rows]
    busy = staff.ahead / (policy.reviewers * policy.load) if policy.reviewers else 0.0
    begins = waiting.one_by_one(came, every.effort[rows] / policy.load, policy.reviewers, busy)
    return begins - came
