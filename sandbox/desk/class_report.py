"""What an instructor takes home from a live class: of revealed questions only.

Before the reveal a mark would give the key away, so questions that were not revealed are in no
file. Whoever did not answer has no mark: 未参与 is not 0.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sandbox.assessment.items import Item, items
from sandbox.desk import room_marks
from sandbox.desk.halls import Hall
from sandbox.desk.phones import name_of
from sandbox.desk.setting import item_notes
from sandbox.desk.spoken import in_words
from sandbox.desk.tallying import last_words
from sandbox.desk.teams import team_label
from sandbox.desk.verdict import finding_view, names_of
from sandbox.desk.views.live import TallyView
from sandbox.model.score import Finding
from sandbox.text import Lang, Text

Key = tuple[str, str, str]
"""Question, item, what was given instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One revealed question."""

    id: str
    title: str
    points: float
    item: Item
    tallies: tuple[TallyView, ...]
    """Everybody's last word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One stored answer."""

    id: str
    question: str
    round: int
    at: datetime
    words: tuple[str, ...]
    share: float
    counts: bool
    """Whether it is this person's last word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendee:
    """Somebody who was there."""

    id: str
    number: int
    name: str
    team: str | None
    answers: tuple[Given, ...]

    def share(self, question: str) -> float | None:
        """Of the answer that counts; None for who did not take part."""
        return next((g.share for g in self.answers if g.counts and g.question == question), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Misconception:
    """A wrong answer that several gave, and what is to be said about it."""

    question: str
    item: str
    given: str
    expected: str | None
    note: str | None
    n: int
    of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassReport:
    """A class as it went."""

    room: str
    scenario: str
    title: str
    opened_by: str
    opened_at: datetime
    seed: int
    questions: tuple[Asked, ...]
    people: tuple[Attendee, ...]
    misconceptions: tuple[Misconception, ...]
    """Most frequent first."""
    percent: float


def class_report(hall: Hall, lang: Lang) -> ClassReport:
    """Everything about a class that has been revealed."""
    revealed = hall.room.revealed
    shares = {one: room_marks.shares(hall, one) for one in revealed}
    points = {one: float(hall.decision(one).points) for one in revealed}
    found = items(shares, points)
    return ClassReport(
        room=hall.code,
        scenario=hall.opening.scenario,
        title=hall.loaded.scenario.title.pick(lang),
        opened_by=hall.opening.opened_by,
        opened_at=hall.opening.opened_at,
        seed=hall.seed,
        questions=tuple(
            Asked(
                id=one,
                title=hall.decision(one).title.pick(lang),
                points=points[one],
                item=found[one],
                tallies=last_words(hall, one, lang),
            )
            for one in revealed
        ),
        people=_people(hall, lang),
        misconceptions=_misconceptions(hall, lang),
        percent=room_marks.percent(share for each in shares.values() for share in each.values()),
    )


def _people(hall: Hall, lang: Lang) -> tuple[Attendee, ...]:
    seats = sorted(hall.seats.values(), key=lambda seat: seat.number)
    return tuple(
        Attendee(
            id=seat.id,
            number=seat.number,
            name=name_of(seat, lang),
            team=None if seat.team is None else team_label(hall.loaded, seat.team, lang),
            answers=tuple(
                given for one in hall.room.revealed for given in _given(hall, seat.id, one, lang)
            ),
        )
        for seat in seats
    )


def _given(hall: Hall, seat: str, question: str, lang: Lang) -> list[Given]:
    decision = hall.decision(question)
    setting = hall.setting(decision)
    last = hall.last_vote(seat, question)
    votes = [hall.vote_of(seat, question, round_) for round_ in (1, 2)]
    return [
        Given(
            id=vote.id,
            question=question,
            round=vote.round,
            at=vote.at,
            words=in_words(decision, setting, vote.answer, lang),
            share=room_marks.score(hall, question, vote.answer).share,
            counts=vote is last,
        )
        for vote in votes
        if vote is not None
    ]


def _misconceptions(hall: Hall, lang: Lang) -> tuple[Misconception, ...]:
    found = [one for question in hall.room.revealed for one in _mistaken(hall, question, lang)]
    return tuple(sorted(found, key=lambda one: (-one.n / one.of, -one.n, one.item)))


def _mistaken(hall: Hall, question: str, lang: Lang) -> list[Misconception]:
    """What was given instead of the reference's answer, by how many."""
    decision = hall.decision(question)
    names = names_of(decision, hall.setting(decision))
    notes = item_notes(hall.office, hall.loaded, decision, hall.seed)
    answers = hall.answers(question)
    counted: Counter[Key] = Counter()
    seen: dict[Key, Finding] = {}
    for answer in answers:
        for finding in room_marks.score(hall, question, answer).findings:
            if _off(finding):
                key = (question, finding.item, finding.given or "")
                counted[key] += 1
                seen[key] = finding
    views = {key: finding_view(one, names, notes, lang) for key, one in seen.items()}
    return [
        Misconception(
            question=decision.title.pick(lang),
            item=views[key].item,
            given=views[key].given or views[key].item,
            expected=views[key].expected,
            note=_note(notes, key, lang) or views[key].note,
            n=n,
            of=len(answers),
        )
        for key, n in counted.items()
        if n > 1
    ]


def _off(finding: Finding) -> bool:
    """Whether something was given that earns less than half; leaving out is no misconception."""
    return finding.standing in ("wrong", "extra", "partial") and finding.credit < 0.5


def _note(notes: Mapping[str, Text], key: Key, lang: Lang) -> str | None:
    """The author's word on what was chosen."""
    _, item, given = key
    found = notes.get(f"{item}/{given}") or notes.get(given)
    return None if found is None else found.pick(lang)
