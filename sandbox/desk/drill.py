"""The drill: one step at a time, an answer stored before it is acknowledged, then the verdict."""

from sandbox.desk import judging
from sandbox.desk.evidence import evidence_of
from sandbox.desk.forms import control_view
from sandbox.desk.runs import RunState, run_state
from sandbox.desk.setting import setting_of
from sandbox.desk.verdict import verdict_of
from sandbox.desk.views import (
    DecisionView,
    HeldView,
    HintView,
    RejectionView,
    StepView,
    TrailView,
    VerdictView,
)
from sandbox.desk.wiring import Office
from sandbox.desk.workbench import not_runnable
from sandbox.errors import NotFoundError
from sandbox.marking.mark import HINT_COST
from sandbox.model.answer import Answer, Raw, Rejection
from sandbox.model.attempt import Attempt, Event
from sandbox.model.decision import Decision
from sandbox.model.scenario import Step
from sandbox.text import Lang, Text

_WAITS = Text(
    zh="这一题还没轮到，请先完成前面的题目。您填写的内容没有丢失。",
    en="This decision comes later; please take the earlier ones first. Nothing you entered is"
    " lost.",
)


def step(office: Office, visitor_id: str, run_id: str, lang: Lang) -> StepView | None:
    """Where the run stands; None when it is not this person's run."""
    state = run_state(office, visitor_id, run_id)
    return None if state is None else step_view(office, state, lang)


def step_view(office: Office, state: RunState, lang: Lang) -> StepView:
    """The step at which the first unanswered decision waits."""
    waiting = state.waiting()
    steps = state.scenario.steps
    here = steps[-1] if waiting is None else state.step_of(waiting.id)
    number = steps.index(here) + 1
    return StepView(
        run=state.run.id,
        scenario=state.scenario.id,
        scenario_title=state.scenario.title.pick(lang),
        mode=state.run.mode,
        step=here.id,
        number=number,
        of=len(steps),
        title=here.title.pick(lang),
        brief=state.loaded.briefs[here.brief].pick(lang),
        evidence=evidence_of(office, state.loaded, here, state.run.seed, lang),
        decision=None if waiting is None else _decision_view(office, state, waiting, lang),
        answered=len(state.attempts),
        decisions=len(tuple(state.scenario.decisions())),
        trail=_trail(steps, number, waiting is None, lang),
        law_date=state.scenario.law_version_date,
        previous=_previous(state),
    )


def _previous(state: RunState) -> str | None:
    """The decision answered last, whose verdict can be read again."""
    readable = [decision for decision in state.attempts if not state.held(decision)]
    return max(readable, key=state.number_of, default=None)


def _trail(steps: tuple[Step, ...], here: int, finished: bool, lang: Lang) -> tuple[TrailView, ...]:
    return tuple(
        TrailView(
            step=one.id,
            title=one.title.pick(lang),
            state="done" if n < here or finished else "here" if n == here else "ahead",
        )
        for n, one in enumerate(steps, start=1)
    )


def _decision_view(office: Office, state: RunState, decision: Decision, lang: Lang) -> DecisionView:
    setting = setting_of(office, state.loaded, decision, state.run.seed)
    taken = state.hints_taken(decision.id)
    return DecisionView(
        id=decision.id,
        number=state.number_of(decision.id),
        title=decision.title.pick(lang),
        prompt=decision.prompt.pick(lang),
        points=decision.points,
        controls=tuple(control_view(one, lang) for one in decision.controls(setting)),
        hints=tuple(
            _hint_view(decision, rung, lang, taken=rung <= taken)
            for rung in range(1, len(decision.hints) + 1)
        ),
    )


def _hint_view(decision: Decision, rung: int, lang: Lang, *, taken: bool) -> HintView:
    return HintView(
        rung=rung,
        cost_points=round(decision.points * HINT_COST, 2),
        text=decision.hints[rung - 1].pick(lang) if taken else None,
    )


def take_hint(
    office: Office, visitor_id: str, run_id: str, decision_id: str, lang: Lang
) -> HintView:
    """Take the next rung of help; its cost was shown before, and is stored before the text.

    Raises:
        NotFoundError: the run or decision is not this person's to ask about, or no rung is left.
    """
    state = _own(office, visitor_id, run_id)
    decision = _known(state, decision_id)
    rung = state.hints_taken(decision_id) + 1
    waiting = state.waiting()
    if rung > len(decision.hints) or waiting is None or waiting.id != decision_id:
        raise NotFoundError(f"There is no further hint for `{decision_id}`.")
    office.ledger.add_event(
        Event(run=run_id, decision=decision_id, kind="hint", number=rung, at=office.now())
    )
    return _hint_view(decision, rung, lang, taken=True)


def submit(
    office: Office, visitor_id: str, run_id: str, decision_id: str, raw: Raw, lang: Lang
) -> VerdictView | HeldView | RejectionView:
    """Take an answer: refuse it kindly, or commit it and then say what it led to.

    Where the person is asked next how sure they are of it, that comes first.

    Pressing twice is harmless: the first committed answer counts, and its verdict is returned.

    Raises:
        NotFoundError: the run or decision is not this person's.
    """
    state = _own(office, visitor_id, run_id)
    decision = _known(state, decision_id)
    if decision_id in state.attempts:
        return _again(office, state, decision, lang)
    waiting = state.waiting()
    if waiting is None or waiting.id != decision_id:
        return RejectionView(text=_WAITS.pick(lang), where=None)
    answer = decision.parse(raw, setting_of(office, state.loaded, decision, state.run.seed))
    if isinstance(answer, Rejection):
        return RejectionView(text=answer.text.pick(lang), where=answer.where)
    refused = not_runnable(office, state.loaded, decision, state.run.seed, answer, who=visitor_id)
    if refused is not None:
        return RejectionView(text=refused.text.pick(lang), where=refused.where)
    return _commit(office, state, decision, raw, answer, lang)


def _commit(
    office: Office, state: RunState, decision: Decision, raw: Raw, answer: Answer, lang: Lang
) -> VerdictView | HeldView:
    """Store an answer with its mark, then say what it led to."""
    attempt = Attempt(
        id=office.new_id(),
        run=state.run.id,
        decision=decision.id,
        try_no=1,
        raw=raw,
        answer=answer.relation,
        digest=state.loaded.digest,
        seed=state.run.seed,
        hints=state.hints_taken(decision.id),
        at=office.now(),
    )
    mark = None
    try:
        mark = judging.mark_attempt(office, state.loaded, attempt)
    finally:
        # Committed before the page hears back, and even when it cannot be judged just now:
        # neither a lost reply nor a broken key may lose an answer.
        first = office.ledger.add_attempt(attempt, mark)
    if not first:
        return _again(office, _own(office, state.run.participant, state.run.id), decision, lang)
    after = state.after(attempt)
    if after.held(decision.id):
        return _held(after, decision)
    return verdict_of(office, after, decision, mark, lang)


def _held(state: RunState, decision: Decision) -> HeldView:
    waiting = state.waiting()
    step = state.step_of(decision.id if waiting is None else waiting.id)
    return HeldView(run=state.run.id, decision=decision.id, next_step=step.id)


def _again(
    office: Office, state: RunState, decision: Decision, lang: Lang
) -> VerdictView | HeldView:
    """The verdict of an answer that is in the ledger already, unless it waits."""
    if state.held(decision.id):
        return _held(state, decision)
    mark = judging.marks_of(office, state)[decision.id]
    return verdict_of(office, state, decision, mark, lang)


def verdict(
    office: Office, visitor_id: str, run_id: str, decision_id: str, lang: Lang
) -> VerdictView | None:
    """The verdict of a decision that has been answered; None before that, and while it waits."""
    state = run_state(office, visitor_id, run_id)
    if state is None or decision_id not in state.attempts:
        return None
    told = _again(office, state, _known(state, decision_id), lang)
    return told if isinstance(told, VerdictView) else None


def _own(office: Office, visitor_id: str, run_id: str) -> RunState:
    state = run_state(office, visitor_id, run_id)
    if state is None:
        raise NotFoundError("This drill is not here any more, or it belongs to someone else.")
    return state


def _known(state: RunState, decision_id: str) -> Decision:
    try:
        return state.scenario.decision(decision_id)
    except KeyError:
        raise NotFoundError(f"The drill has no decision `{decision_id}`.") from None
