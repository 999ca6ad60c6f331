"""What a room's answers are worth and what they led to; asked for at the reveal and after only."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from statistics import fmean

from sandbox.assessment.outcome import by_dimension
from sandbox.assessment.profile import Evidence, dimension_weights, profile
from sandbox.desk import judging
from sandbox.desk.citing import basis_of
from sandbox.desk.halls import Hall
from sandbox.desk.paths import evidence_in
from sandbox.desk.results import measure_views
from sandbox.desk.setting import item_notes
from sandbox.desk.teams import team_label
from sandbox.desk.verdict import finding_view, names_of
from sandbox.desk.views import BasisView, FindingView, MeasureView
from sandbox.desk.views.live import GroupLineView, RevealedView
from sandbox.live.majority import majority
from sandbox.live.room import Room
from sandbox.model.outcome import Outcome
from sandbox.model.relation import Relation
from sandbox.model.score import Finding, Score
from sandbox.simulation.carry_out import open_gates
from sandbox.text import Lang, Text


def score(hall: Hall, decision_id: str, answer: Relation) -> Score:
    """The score of one answer; equal answers of a class are scored once."""
    key = ("score", decision_id, answer)
    known: Score | None = hall.shelf.get(key)
    if known is None:
        decision = hall.decision(decision_id)
        known = judging.score_of(hall.office, hall.loaded, hall.seed, decision, answer)
        hall.shelf[key] = known
    return known


def shares(hall: Hall, decision_id: str) -> dict[str, float]:
    """Seat id → share of the points, 0 to 1, for everybody who answered."""
    votes = hall.last_votes(decision_id)
    return {seat: score(hall, decision_id, vote.answer).share for seat, vote in votes.items()}


def percent(shares_: Iterable[float]) -> float:
    """Their mean, 0 to 100; 0 where nobody answered."""
    each = tuple(shares_)
    return 100 * fmean(each) if each else 0.0


def revealed(hall: Hall, decision_id: str, answer: Relation, lang: Lang) -> RevealedView:
    """What somebody learns who gave this answer."""
    key = ("revealed", decision_id, answer, lang)
    known: RevealedView | None = hall.shelf.get(key)
    if known is None:
        known = _revealed(hall, decision_id, answer, lang)
        hall.shelf[key] = known
    return known


def _revealed(hall: Hall, decision_id: str, answer: Relation, lang: Lang) -> RevealedView:
    found = score(hall, decision_id, answer)
    common = _common(hall, decision_id, lang)
    return RevealedView(
        percent=round(found.share * 100),
        arithmetic=found.arithmetic.pick(lang),
        findings=tuple(common.view(one, lang) for one in found.findings),
        why=hall.decision(decision_id).feedback.why.pick(lang),
        basis=common.basis,
    )


@dataclass(frozen=True, slots=True)
class _Common:
    """What the reveals of one decision share; many answers have many findings in common."""

    names: Mapping[str, Text]
    notes: Mapping[str, Text]
    basis: tuple[BasisView, ...]
    seen: dict[Finding, FindingView] = field(default_factory=dict)

    def view(self, found: Finding, lang: Lang) -> FindingView:
        """A finding in words."""
        known = self.seen.get(found)
        if known is None:
            known = self.seen[found] = finding_view(found, self.names, self.notes, lang)
        return known


def _common(hall: Hall, decision_id: str, lang: Lang) -> _Common:
    key = ("common", decision_id, lang)
    known: _Common | None = hall.shelf.get(key)
    if known is None:
        decision = hall.decision(decision_id)
        known = _Common(
            names=names_of(decision, hall.setting(decision)),
            notes=item_notes(hall.office, hall.loaded, decision, hall.seed),
            basis=basis_of(hall.office.laws, decision.basis, lang),
        )
        hall.shelf[key] = known
    return known


def right_answer(hall: Hall, decision_id: str) -> Relation:
    """What the reference answers."""
    return judging.reference_answers(hall.office, hall.loaded, hall.seed)[decision_id]


def room_answer(hall: Hall, decision_id: str) -> Relation | None:
    """What the room decided by its last votes; None where nobody answered."""
    decision = hall.decision(decision_id)
    return majority(decision, hall.setting(decision), hall.answers(decision_id))


def consequences(hall: Hall, room: Room, decision_id: str) -> tuple[Outcome, ...]:
    """What the room's decision brought about, all the others as the reference takes them.

    Whatever depends on a decision that this room has yet to take waits for that one.
    """
    mine = room_answer(hall, decision_id)
    if mine is None:
        return ()
    return judging.outcomes_assuming(
        hall.office,
        hall.loaded,
        hall.seed,
        {decision_id: mine},
        _settled(hall, room) - {decision_id},
        touching=decision_id,
    )


def _settled(hall: Hall, room: Room) -> frozenset[str]:
    """Decisions that may go as the reference takes them: revealed here, or never asked here.

    One that was skipped may still be asked elsewhere, and one that comes later will be.
    """
    every = {decision.id for decision in hall.loaded.scenario.decisions()}
    return frozenset(every - ({*hall.opening.decisions} - {*room.revealed}))


def dimensions(hall: Hall, room: Room, lang: Lang) -> tuple[MeasureView, ...]:
    """The four dimensions of the room: its mean shares, and what its decisions led to."""
    decided = _decided(hall, room)
    rows = [
        Evidence.of(hall.decision(one), fmean(shares(hall, one).values()))
        for one in decided
        if hall.decision(one).points
    ]
    moved = _brought_about(hall, room, decided)
    reached = evidence_in(hall.office, hall.loaded, hall.seed, moved)
    scenario = hall.loaded.scenario
    world = hall.office.world(hall.loaded, hall.seed)
    found = profile(
        rows,
        gates=open_gates(scenario, world, decided),
        outcomes=by_dimension(reached),
        weights=dimension_weights(scenario.audience),
    )
    return measure_views(found.dimensions, lang, reached)


def _decided(hall: Hall, room: Room) -> dict[str, Relation]:
    """Revealed decision → what the room decided."""
    found = {one: room_answer(hall, one) for one in room.revealed}
    return {one: answer for one, answer in found.items() if answer is not None}


def _brought_about(hall: Hall, room: Room, decided: Mapping[str, Relation]) -> tuple[Outcome, ...]:
    """Every consequence in which the room had a say, all its decisions together."""
    assumed = _settled(hall, room) - decided.keys()
    found: dict[str, Outcome] = {}
    for decision in decided:
        happened = judging.outcomes_assuming(
            hall.office, hall.loaded, hall.seed, decided, assumed, touching=decision
        )
        found |= {one.consequence.id: one for one in happened}
    return tuple(found.values())


def groups(hall: Hall, decisions: Iterable[str], lang: Lang) -> tuple[GroupLineView, ...]:
    """Teams by their mean share of these decisions, best first; persons are never ranked."""
    if not hall.opening.teams:
        return ()
    by_team: dict[str, list[float]] = defaultdict(list)
    seats: dict[str, set[str]] = defaultdict(set)
    for decision_id in decisions:
        for seat_id, share in shares(hall, decision_id).items():
            team = hall.seats[seat_id].team
            if team is not None:
                by_team[team].append(share)
                seats[team].add(seat_id)
    lines = [
        GroupLineView(
            name=team_label(hall.loaded, team, lang),
            percent=percent(by_team[team]),
            n=len(seats[team]),
        )
        for team in hall.opening.teams
        if by_team[team]
    ]
    return tuple(sorted(lines, key=lambda line: -line.percent))
