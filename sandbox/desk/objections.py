"""Objections to a mark: made by the person marked, answered by a person, never by a program."""

from collections.abc import Mapping
from typing import Final

from sandbox.desk.reports import ObjectionReport
from sandbox.desk.runs import latest_marks, run_state, state_of
from sandbox.desk.views import ObjectionView, RejectionView
from sandbox.desk.wiring import Office
from sandbox.errors import MisuseError, NotFoundError
from sandbox.model.attempt import Objection, Reply
from sandbox.text import Lang, Text

LONGEST: Final = 1000

_EMPTY = Text(
    zh="请写一两句理由，复核的人才知道该看哪里。",
    en="Please give a reason in a sentence or two, so that the reviewer knows where to look.",
)
_LONG = Text(
    zh=f"理由请控制在 {LONGEST} 个字以内。",
    en=f"Please keep the reason within {LONGEST} characters.",
)


def object_to(
    office: Office, visitor_id: str, run_id: str, decision_id: str, reason: str, lang: Lang
) -> ObjectionView | RejectionView:
    """Store an objection to the mark that counts now.

    Raises:
        NotFoundError: the run is not this person's, or the decision has no mark.
    """
    text = reason.strip()
    if not text or len(text) > LONGEST:
        return RejectionView(text=(_LONG if text else _EMPTY).pick(lang), where="reason")
    state = run_state(office, visitor_id, run_id)
    attempt = None if state is None else state.attempts.get(decision_id)
    mark = None if attempt is None else latest_marks(office, run_id).get(attempt.id)
    if mark is None:
        raise NotFoundError(f"There is no mark for `{decision_id}` in this run.")
    made = Objection(
        id=office.new_id(),
        participant=visitor_id,
        run=run_id,
        decision=decision_id,
        mark=mark.id,
        reason=text,
        at=office.now(),
    )
    office.ledger.add_objection(made)
    return _view(office, made, {}, lang)


def objections_of(office: Office, visitor_id: str, lang: Lang) -> tuple[ObjectionView, ...]:
    """A person's objections, newest first."""
    replies = _replies(office)
    return tuple(
        _view(office, one, replies, lang) for one in reversed(office.ledger.objections(visitor_id))
    )


def _replies(office: Office) -> dict[str, Reply]:
    return {one.objection: one for one in office.ledger.replies()}


def _view(
    office: Office, one: Objection, replies: Mapping[str, Reply], lang: Lang
) -> ObjectionView:
    drill, number, title = _named(office, one)
    reply = replies.get(one.id)
    return ObjectionView(
        id=one.id,
        drill=drill.pick(lang),
        number=number,
        title=title.pick(lang),
        reason=one.reason,
        made_on=one.at.date(),
        upheld=None if reply is None else reply.upheld,
        reply=None if reply is None else reply.text,
    )


def _named(office: Office, one: Objection) -> tuple[Text, int, Text]:
    """Drill, number and title of a decision; their ids where the drill is no longer there."""
    run = office.ledger.run(one.run)
    state = None if run is None else state_of(office, run)
    if state is None:
        name = "–" if run is None else run.scenario
        return Text(zh=name, en=name), 0, Text(zh=one.decision, en=one.decision)
    decision = state.scenario.decision(one.decision)
    return state.scenario.title, state.number_of(one.decision), decision.title


def listed(office: Office, *, every: bool = False) -> tuple[ObjectionReport, ...]:
    """Objections that wait for a person, or every one; oldest first."""
    replies = _replies(office)
    return tuple(
        _report(office, one, replies.get(one.id))
        for one in office.ledger.objections()
        if every or one.id not in replies
    )


def _report(office: Office, one: Objection, reply: Reply | None) -> ObjectionReport:
    person = office.ledger.participant(one.participant)
    drill, number, title = _named(office, one)
    marks = {mark.id: mark for mark in office.ledger.marks(one.run)}
    mark = marks[one.mark]
    return ObjectionReport(
        id=one.id,
        participant=one.participant if person is None else person.nickname,
        drill=drill.zh,
        decision=f"{number}. {title.zh}",
        points=mark.points,
        out_of=mark.out_of,
        reason=one.reason,
        made_at=one.at,
        state="waiting" if reply is None else "upheld" if reply.upheld else "declined",
        reply=None if reply is None else reply.text,
    )


def answer(
    office: Office, objection_id: str, *, upheld: bool, text: str, by: str = ""
) -> ObjectionReport:
    """Store what a person decided on an objection.

    Raises:
        MisuseError: no reason is given.
        NotFoundError: there is no such objection.
    """
    if not text.strip():
        raise MisuseError("Say why with `--because TEXT`: the person who objected reads it.")
    known = {one.id: one for one in office.ledger.objections()}
    if objection_id not in known:
        raise NotFoundError(f"There is no objection `{objection_id}`.")
    reply = Reply(
        id=office.new_id(),
        objection=objection_id,
        upheld=upheld,
        text=text.strip(),
        at=office.now(),
    )
    office.ledger.add_reply(reply, by)
    return _report(office, known[objection_id], reply)
