"""Distributions and questions of a live room in one language; nothing here knows a right answer."""

from sandbox.desk.forms import control_view
from sandbox.desk.halls import Hall
from sandbox.desk.views.live import BarCountView, QuestionView, TallyView
from sandbox.live.room import Room
from sandbox.live.tally import Tally, tallies
from sandbox.text import Lang


def question_view(hall: Hall, room: Room, lang: Lang) -> QuestionView | None:
    """The decision that is asked; None in the lobby and at the end."""
    asked = room.decision
    if asked is None:
        return None
    key = ("question", asked, lang)
    known: QuestionView | None = hall.shelf.get(key)
    if known is None:
        decision = hall.decision(asked)
        known = QuestionView(
            decision=asked,
            number=hall.opening.decisions.index(asked) + 1,
            of=len(hall.opening.decisions),
            title=decision.title.pick(lang),
            prompt=decision.prompt.pick(lang),
            points=decision.points,
            controls=tuple(
                control_view(one, lang) for one in decision.controls(hall.setting(decision))
            ),
        )
        hall.shelf[key] = known
    return known


def counted(hall: Hall, room: Room, round_: int | None) -> tuple[Tally, ...]:
    """How the room answered the decision that is asked: in a round, or by everybody's last word."""
    asked = room.decision
    if asked is None:
        return ()
    answers = hall.answers(asked, round_)
    key = ("tallies", asked, round_)
    known: tuple[int, tuple[Tally, ...]] | None = hall.shelf.get(key)
    if known is None or known[0] != len(answers):
        # Answers of a round are never taken back, so their number says whether any are new. The
        # last words of everybody can change without growing in number, and are not kept.
        decision = hall.decision(asked)
        known = (len(answers), tallies(decision, hall.setting(decision), answers))
        if round_ is not None:
            hall.shelf[key] = known
    return known[1]


def tally_views(hall: Hall, room: Room, round_: int | None, lang: Lang) -> tuple[TallyView, ...]:
    """The same as views."""
    return _views(counted(hall, room, round_), lang)


def last_words(hall: Hall, decision_id: str, lang: Lang) -> tuple[TallyView, ...]:
    """How everybody answered a decision in the end, asked now or before."""
    decision = hall.decision(decision_id)
    return _views(tallies(decision, hall.setting(decision), hall.answers(decision_id)), lang)


def _views(found: tuple[Tally, ...], lang: Lang) -> tuple[TallyView, ...]:
    return tuple(
        TallyView(
            label=tally.label.pick(lang),
            bars=tuple(
                BarCountView(
                    label=bar.label.pick(lang),
                    count=bar.count,
                    share=bar.count / tally.of if tally.of else 0.0,
                )
                for bar in tally.bars
            ),
        )
        for tally in found
    )
