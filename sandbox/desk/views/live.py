"""A live class: what a phone, the projector and the instructor's console may see, phase by phase.

One class per phase: only `RevealBoard` and `RevealedView` have a field that a right answer would
fit in, and neither exists before the reveal.
"""

from dataclasses import dataclass
from datetime import datetime

from sandbox.desk.views.step import ControlView
from sandbox.desk.views.verdict import BasisView, ConsequenceView, FindingView, MeasureView
from sandbox.model.live import Action, Phase

__all__ = [
    "Action",
    "BarCountView",
    "BoardView",
    "ClosedBoard",
    "ConsoleView",
    "DiscussBoard",
    "DistributionBoard",
    "DoorView",
    "EndedBoard",
    "GroupLineView",
    "LobbyBoard",
    "OfferView",
    "OfferedDecisionView",
    "OpenBoard",
    "Phase",
    "PhoneView",
    "QuestionView",
    "RevealBoard",
    "RevealedView",
    "RoomLineView",
    "SeatView",
    "ShiftBoard",
    "TallyView",
    "TeamView",
    "WaitingView",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamView:
    """A team that can be joined."""

    id: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorView:
    """What somebody sees who is about to join."""

    room: str
    title: str
    teams: tuple[TeamView, ...]
    """One of them has to be chosen; empty in a class without teams."""
    over: bool
    """True when the class has ended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedDecisionView:
    """A decision that a room may ask."""

    id: str
    title: str
    points: int
    fits: bool
    """False for what needs a keyboard (queries, prose, rules): a room leaves it out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferView:
    """A scenario that a room can be opened for."""

    scenario: str
    title: str
    story: str
    minutes: int
    decisions: tuple[OfferedDecisionView, ...]
    teams: tuple[TeamView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatView:
    """Somebody's place in a room; `token` is the signed value the phone's cookie carries."""

    room: str
    """The six digits."""
    seat: str
    name: str
    """The name given, or an automatic pseudonym such as 学员07."""
    team: str | None
    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BarCountView:
    """One bar of a distribution."""

    label: str
    count: int
    share: float
    """Of those who answered, 0 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TallyView:
    """How the room answered one question; several for grids, matrices and orders."""

    label: str
    bars: tuple[BarCountView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionView:
    """The decision that is being asked, without anything about its answer."""

    decision: str
    number: int
    of: int
    title: str
    prompt: str
    points: int
    controls: tuple[ControlView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RevealedView:
    """What one person learns at the reveal."""

    percent: int
    arithmetic: str
    findings: tuple[FindingView, ...]
    why: str
    basis: tuple[BasisView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneView:
    """A phone's whole screen."""

    room: str
    title: str
    name: str
    phase: Phase
    paused: bool
    round: int
    """1 for the first vote of a decision, 2 for the second."""
    version: int
    """Grows with every change of the room; a phone that holds this number is up to date."""
    question: QuestionView | None
    """Filled from `open` on, until the drill ends."""
    accepts: bool
    """Whether an answer is taken now."""
    answered: bool
    """Whether this person's answer of this round is stored."""
    revealed: RevealedView | None
    """Filled in `reveal` alone, and only for whoever answered."""
    follows: bool = False
    """Whether `revealed` was left out for now: it comes next, on a screen of its own."""
    team: str | None = None
    """The label of this person's team."""
    tables: tuple[str, ...] = ()
    """Labels of the evidence tables that this person's team may look at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LobbyBoard:
    """Projector: how to join."""

    code: str
    url: str
    qr_svg: str
    title: str
    joined: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenBoard:
    """Projector while answers come in: how many, never what."""

    code: str
    question: QuestionView
    answered: int
    joined: int
    since: datetime
    round: int
    paused: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedBoard:
    """Projector: nobody can answer any more, nothing is shown yet."""

    question: QuestionView
    answered: int
    joined: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DistributionBoard:
    """Projector: how the room answered, without which is right."""

    question: QuestionView
    answered: int
    tallies: tuple[TallyView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscussBoard:
    """Projector: talk to your neighbour."""

    question: QuestionView
    prompt: str
    tallies: tuple[TallyView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftBoard:
    """Projector: the vote before and after the talk."""

    question: QuestionView
    before: tuple[TallyView, ...]
    after: tuple[TallyView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupLineView:
    """A team's place; persons are never ranked."""

    name: str
    percent: float
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RevealBoard:
    """Projector: the right answer, why, the article, and what the room's majority brought about."""

    question: QuestionView
    tallies: tuple[TallyView, ...]
    right: tuple[str, ...]
    """The reference's answer in words, one line per part."""
    why: str
    affected: str
    basis: tuple[BasisView, ...]
    consequences: tuple[ConsequenceView, ...]
    """The room's majority decision carried out on the world, beside the reference's."""
    dimensions: tuple[MeasureView, ...]
    percent: float
    """Mean share of the room, 0 to 100."""
    groups: tuple[GroupLineView, ...]
    """Teams, best first; none where there are no teams."""
    assumed: str = ""
    """How the consequences came about: the other decisions as the reference takes them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EndedBoard:
    """Projector: the class is over."""

    title: str
    joined: int
    decisions: int
    percent: float
    dimensions: tuple[MeasureView, ...]
    groups: tuple[GroupLineView, ...]


BoardView = (
    LobbyBoard
    | OpenBoard
    | ClosedBoard
    | DistributionBoard
    | DiscussBoard
    | ShiftBoard
    | RevealBoard
    | EndedBoard
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingView:
    """Somebody who has not answered yet."""

    name: str
    seconds: int
    """Since the question was opened."""
    here: bool
    """Whether the phone was heard of within the last 30 seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsoleView:
    """The instructor's own device: control, and what only they see. No key before the reveal."""

    room: str
    title: str
    phase: Phase
    paused: bool
    round: int
    version: int
    number: int
    of: int
    question: QuestionView | None
    actions: tuple[Action, ...]
    """What can be pressed now, the usual next step first."""
    joined: int
    here: int
    answered: int
    tallies: tuple[TallyView, ...]
    """Private live distribution of the round that runs or ran last."""
    waiting: tuple[WaitingView, ...]
    prompt: str
    """A sentence to say aloud now."""
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomLineView:
    """A room in the instructor's list."""

    room: str
    scenario: str
    title: str
    phase: Phase
    joined: int
    opened_at: datetime
    opened_by: str
