"""The verdict: marks with arithmetic, what happened and to whom, why, and on what basis."""

from collections.abc import Iterable, Mapping
from typing import Literal

from sandbox.desk import judging
from sandbox.desk.citing import basis_of
from sandbox.desk.outcomes import consequence_view
from sandbox.desk.runs import RunState
from sandbox.desk.setting import item_notes, setting_of
from sandbox.desk.views import FindingView, VerdictView
from sandbox.desk.wiring import Office
from sandbox.marking.detail import Detail
from sandbox.model.attempt import Attempt, Mark
from sandbox.model.control import (
    Choice,
    Control,
    Grid,
    Matrix,
    Order,
    Pick,
    PickMany,
    Shares,
)
from sandbox.model.decision import Decision, Setting
from sandbox.model.relation import Relation
from sandbox.model.score import Finding
from sandbox.text import Lang, Text

FULL = 0.99
GOOD = 0.6


def verdict_of(
    office: Office, state: RunState, decision: Decision, mark: Mark, lang: Lang
) -> VerdictView:
    """The verdict of an answered decision with the mark that counts."""
    attempt = state.attempts[decision.id]
    detail = Detail.from_json(mark.detail)
    setting = setting_of(office, state.loaded, decision, state.run.seed)
    notes = item_notes(office, state.loaded, decision, state.run.seed)
    names = names_of(decision, setting)
    answers = {one: given.answer for one, given in state.attempts.items()}
    return VerdictView(
        run=state.run.id,
        decision=decision.id,
        number=state.number_of(decision.id),
        title=decision.title.pick(lang),
        percent=round(mark.share * 100),
        points=mark.points,
        out_of=mark.out_of,
        standing=_standing(mark),
        arithmetic=detail.score.pick(lang),
        hint_note=detail.points.pick(lang) if attempt.hints else None,
        findings=tuple(finding_view(one, names, notes, lang) for one in detail.findings),
        why=decision.feedback.why.pick(lang),
        affected=decision.feedback.affected.pick(lang),
        option_notes=_option_notes(attempt, detail.findings, names, notes, lang),
        basis=basis_of(office.laws, decision.basis, lang),
        consequences=tuple(
            consequence_view(one, lang)
            for one in judging.outcomes(
                office,
                state.loaded,
                state.run.seed,
                answers,
                touching=decision.id,
                role=state.run.role,
            )
        ),
        stored_at=attempt.at,
        next_step=_next_step(state),
        opens=_opens(state, decision, lang),
    )


def _opens(state: RunState, decision: Decision, lang: Lang) -> tuple[str, str] | None:
    """The earlier decision whose verdict this answer has opened."""
    earlier = decision.reference.rests_on()
    if earlier is None:
        return None
    return earlier, state.scenario.decision(earlier).title.pick(lang)


def _standing(mark: Mark) -> Literal["full", "good", "improve", "by-hand"]:
    if mark.out_of == 0:
        return "by-hand"
    return "full" if mark.share >= FULL else "good" if mark.share >= GOOD else "improve"


def _next_step(state: RunState) -> str | None:
    waiting = state.waiting()
    return None if waiting is None else state.step_of(waiting.id).id


def names_of(decision: Decision, setting: Setting) -> dict[str, Text]:
    """Ids that findings speak of → what the trainee saw; `question/option` where it matters."""
    names: dict[str, Text] = {}
    for control in decision.controls(setting):
        names.setdefault(control.key, control.label)
        for choice in _offered(control):
            names.setdefault(choice.id, choice.label)
        if isinstance(control, Pick):
            names |= {f"{control.key}/{each.id}": each.label for each in control.choices}
        elif isinstance(control, Grid):
            names |= {f"{control.key}.{row.id}": row.label for row in control.rows}
        elif isinstance(control, Matrix):
            names |= {column.id: column.label for column in control.columns} | names
    return names


def _offered(control: Control) -> tuple[Choice, ...]:
    """Everything in a control that has a name: rows first, then what can be said of them."""
    match control:
        case Pick() | PickMany() | Order():
            return control.choices
        case Grid():
            return control.rows + control.labels
        case Matrix():
            said = tuple(choice for column in control.columns for choice in column.choices)
            return control.rows + said
        case Shares():
            return control.rows
        case _:
            return ()


def _name(names: Mapping[str, Text], wanted: str | None, item: str, lang: Lang) -> str | None:
    if wanted is None:
        return None
    for key in (f"{item}/{wanted}", wanted):
        if key in names:
            return names[key].pick(lang)
    return "; ".join(_spelt(names, part, lang) for part in wanted.split("; "))


def _spelt(names: Mapping[str, Text], row: str, lang: Lang) -> str:
    """Several cells of an answer in one text, each as the trainee saw it: 来源数 ≥ 2."""
    return " ".join(names[cell].pick(lang) if cell in names else cell for cell in row.split(" "))


def finding_view(
    found: Finding, names: Mapping[str, Text], notes: Mapping[str, Text], lang: Lang
) -> FindingView:
    """What became of one item, in the words that the form used."""
    told = [note.pick(lang) for note in (found.note, notes.get(found.item)) if note is not None]
    return FindingView(
        item=_item(names, found.item, lang),
        standing=found.standing,
        given=_name(names, found.given, found.item, lang),
        expected=_name(names, found.expected, found.item, lang),
        note=_sentences(told, lang),
    )


def _sentences(told: list[str], lang: Lang) -> str | None:
    """Remarks one after the other, each closed by its own full stop."""
    stop, gap = ("。", "") if lang == "zh" else (".", " ")
    closed = [each if each[-1] in '。.!?！？…”"' else each + stop for each in told]
    return gap.join(closed) or None


def _item(names: Mapping[str, Text], item: str, lang: Lang) -> str:
    """The item's name; `a/b`, two steps of an order, as one before the other."""
    known = _name(names, item, "", lang) or item
    pair = item.split("/")
    if known != item or len(pair) != 2:
        return known
    return " → ".join(_name(names, one, "", lang) or one for one in pair)


def _option_notes(
    attempt: Attempt,
    findings: Iterable[Finding],
    names: Mapping[str, Text],
    notes: Mapping[str, Text],
    lang: Lang,
) -> tuple[tuple[str, str], ...]:
    """What was chosen, and what choosing it would mean, unless a finding of its own says so."""
    items = {found.item for found in findings}
    told: list[tuple[str, str]] = []
    for scope, chosen in _chosen(attempt.answer):
        if not scope and chosen in items:
            continue
        note = notes.get(f"{scope}/{chosen}") or notes.get(chosen)
        name = _name(names, chosen, scope, lang)
        if note is not None and name is not None:
            told.append((name, note.pick(lang)))
    return tuple(told)


def _chosen(answer: Relation) -> list[tuple[str, str]]:
    if answer.columns == ("question", "choice"):
        return [(str(question), str(choice)) for question, choice in answer.rows]
    if answer.columns == ("choice",):
        return [("", str(choice)) for (choice,) in answer.rows]
    return []
