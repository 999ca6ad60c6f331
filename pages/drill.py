"""The drill: one step, its evidence, one decision at a time, and its verdict."""

import streamlit as st

from pages.ui import controls, evidence, frame, state, verdict
from pages.ui.frame import Visit, desk
from pages.ui.paint import draw, plain, say
from sandbox.desk.views import (
    DecisionView,
    HeldView,
    HintView,
    RejectionView,
    StepView,
    VerdictView,
)


def render() -> None:
    """The step that the run in the address is at."""
    visit = frame.visit()
    run = st.query_params.get("run") or _latest(visit)
    step = desk().step(visit.id, run, visit.lang) if run else None
    if not frame.settled(step, "drill") or step is None:
        return
    seen = _seen(visit, step.run)
    if seen is None and step.decision is None:
        frame.go("result", run=step.run)
    draw("trail.html", step=step)
    if seen is not None and seen.next_step != step.step:
        with st.container(key="reading"):
            _panel(visit, step)
        return
    left, right = st.columns([3, 2], gap="large")
    with left, st.container(key="evidence-side"):
        st.markdown(step.brief, anchors=False)
        evidence.show(step, visit.lang)
    with right:
        _panel(visit, step)


def _latest(visit: Visit) -> str | None:
    going_on = desk().home(visit.id, visit.lang).going_on
    return going_on[0].run if going_on else None


def _seen(visit: Visit, run: str) -> VerdictView | None:
    """The verdict that is being read; the address keeps it through a reload."""
    decision = st.query_params.get("verdict")
    if not decision:
        return None
    kept = state.verdict(run, decision)
    return kept or state.keep_verdict(desk().verdict(visit.id, run, decision, visit.lang))


@st.fragment
def _panel(visit: Visit, drawn: StepView) -> None:
    """The right side: it alone is drawn again while a step goes on."""
    seen = _seen(visit, drawn.run)
    with st.container(key="panel"):
        if seen is not None:
            draw("top.html", anchor=f"{seen.decision}-read", begins=False, script=True)
            verdict.show(seen)
            _onward(drawn, seen)
            return
        step = desk().step(visit.id, drawn.run, visit.lang)
        if step is None or step.decision is None or step.step != drawn.step:
            st.rerun()
        else:
            _decide(visit, step, step.decision)


def _decide(visit: Visit, step: StepView, decision: DecisionView) -> None:
    begins = state.begins(step.run, step.step, decision.id)
    draw("top.html", anchor=decision.id, begins=begins, script=True)
    draw("question.html", step=step, decision=decision)
    st.markdown(decision.prompt, anchors=False)
    controls.form(step.run, decision)
    _hints(visit, step.run, decision)
    with st.container(key="act"):
        if said := state.note():
            st.warning(plain(said), icon=":material/edit_note:")
        st.button(
            say("drill.submit"),
            key=f"submit/{step.run}/{decision.id}",
            type="primary",
            width="stretch",
            on_click=_submit,
            args=(visit, step.run, decision),
        )
    if step.previous:
        st.button(
            say("drill.previous"),
            key="drill.previous",
            type="tertiary",
            icon=":material/history:",
            on_click=state.show_verdict,
            args=(step.previous,),
        )


def _submit(visit: Visit, run: str, decision: DecisionView) -> None:
    given = controls.answer(run, decision)
    told = desk().submit(visit.id, run, decision.id, given, visit.lang)
    if isinstance(told, RejectionView):
        state.leave_note(told.text)
    elif isinstance(told, HeldView):
        st.toast(say("drill.held"), icon=":material/check:")
    else:
        state.keep_verdict(told)
        state.show_verdict(decision.id)


def _hints(visit: Visit, run: str, decision: DecisionView) -> None:
    if not decision.hints:
        return
    with st.container(key="hints", gap="xsmall"):
        taken = [hint for hint in decision.hints if hint.text is not None]
        draw("hints.html", hints=taken)
        left = [hint for hint in decision.hints if hint.text is None]
        if left:
            _offer(visit, run, decision, left[0], len(left))


def _offer(visit: Visit, run: str, decision: DecisionView, hint: HintView, left: int) -> None:
    st.button(
        say("drill.hint", n=hint.rung, cost=f"{hint.cost_points:g}", left=left),
        key=f"hint/{run}/{decision.id}/{hint.rung}",
        icon=":material/lightbulb:",
        on_click=_take_hint,
        args=(visit, run, hint.rung),
    )


def _take_hint(visit: Visit, run: str, rung: int) -> None:
    """Take this rung and no other: pressing twice must not cost twice."""
    step = desk().step(visit.id, run, visit.lang)
    if step is not None and step.decision is not None:
        open_rungs = [hint.rung for hint in step.decision.hints if hint.text is None]
        if open_rungs[:1] == [rung]:
            desk().take_hint(visit.id, run, step.decision.id, visit.lang)


def _onward(drawn: StepView, seen: VerdictView) -> None:
    over, same = seen.next_step is None, seen.next_step == drawn.step
    label = "drill.to_result" if over else "drill.next" if same else "drill.next_step"
    if seen.opens is not None:
        earlier, title = seen.opens
        st.button(
            say("drill.opened", title=plain(title)),
            key=f"opens/{seen.run}/{earlier}",
            icon=":material/history:",
            on_click=state.show_verdict,
            args=(earlier,),
        )
    with st.container(key="act"):
        if st.button(
            say(label),
            key=f"next/{seen.run}/{seen.decision}",
            type="primary",
            width="stretch",
            icon=":material/arrow_forward:",
            icon_position="right",
            on_click=state.hide_verdict,
        ):
            st.rerun()


if __name__ == "__main__":
    frame.cold_start()
