"""A person's own data: what is kept, a copy of all of it, and its erasure (PIPL 44 to 50)."""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from typing import Any

from sandbox.desk.identity import TOKEN_DAYS
from sandbox.desk.objections import objections_of
from sandbox.desk.portrait import portrait
from sandbox.desk.runs import latest_marks, state_of
from sandbox.desk.views import MarkedRunView, MarkView, OwnDataView
from sandbox.desk.wiring import Office
from sandbox.model.attempt import Run
from sandbox.model.relation import Relation
from sandbox.text import FICTION_MARK, Lang, Text

PURPOSE = Text(
    zh="用于向您本人提供反馈和训练建议；不用于人事任免，不自动产生任何人事后果。",
    en="Kept to give you feedback and advice on training; not used in personnel decisions, and"
    " nothing follows from it automatically.",
)


def own_data(office: Office, visitor_id: str, lang: Lang) -> OwnDataView | None:
    """What is stored about a person; None for a stranger."""
    person = office.ledger.participant(visitor_id)
    if person is None:
        return None
    runs = office.ledger.runs_of(visitor_id)
    answers = [office.ledger.attempts(run.id) for run in runs]
    return OwnDataView(
        nickname=person.nickname,
        since=person.created_at.date(),
        cookie_days=TOKEN_DAYS,
        runs=len(runs),
        answers=sum(map(len, answers)),
        marks=sum(len(office.ledger.marks(run.id)) for run in runs),
        hints=sum(len(office.ledger.events(run.id)) for run in runs),
        marked=tuple(view for run in runs if (view := _marked(office, run, lang)) is not None),
        objections=objections_of(office, visitor_id, lang),
    )


def _marked(office: Office, run: Run, lang: Lang) -> MarkedRunView | None:
    state = state_of(office, run)
    if state is None:
        return None
    marks = latest_marks(office, run.id)
    lines = [
        MarkView(
            decision=decision.id,
            number=number,
            title=decision.title.pick(lang),
            points=marks[state.attempts[decision.id].id].points,
            out_of=marks[state.attempts[decision.id].id].out_of,
        )
        for number, decision in enumerate(state.scenario.decisions(), start=1)
        if decision.id in state.attempts and state.attempts[decision.id].id in marks
    ]
    if not lines:
        return None
    return MarkedRunView(
        run=run.id,
        title=state.scenario.title.pick(lang),
        started_on=run.started_at.date(),
        marks=tuple(lines),
    )


def export(office: Office, visitor_id: str, lang: Lang) -> tuple[str, bytes] | None:
    """File name and content of everything kept about a person, as JSON; None for a stranger."""
    person = office.ledger.participant(visitor_id)
    if person is None:
        return None
    objections = office.ledger.objections(visitor_id)
    known = {one.id for one in objections}
    content = {
        "mark": FICTION_MARK.pick(lang),
        "purpose": PURPOSE.pick(lang),
        "made_at": office.now(),
        "person": person,
        "runs": [_run(office, run) for run in office.ledger.runs_of(visitor_id)],
        "objections": objections,
        "replies": [one for one in office.ledger.replies() if one.objection in known],
        "profile": portrait(office, visitor_id, lang),
    }
    name = f"{Text(zh='我的数据', en='my-data').pick(lang)}-{office.now():%Y-%m-%d}.json"
    return name, json.dumps(_plain(content), ensure_ascii=False, indent=1).encode()


def _run(office: Office, run: Run) -> dict[str, Any]:
    return {
        "run": run,
        "answers": office.ledger.attempts(run.id),
        "marks": office.ledger.marks(run.id),
        "events": office.ledger.events(run.id),
    }


def _plain(value: Any) -> Any:
    """Rows as JSON has them; a relation as its rows by column name."""
    if isinstance(value, Relation):
        return value.dicts()
    if is_dataclass(value) and not isinstance(value, type):
        return {part.name: _plain(getattr(value, part.name)) for part in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


def erase(office: Office, visitor_id: str, at: datetime | None = None) -> bool:
    """Erase a person and all that is theirs, for good; False for a stranger."""
    return office.ledger.erase(visitor_id, at or office.now()) is not None
