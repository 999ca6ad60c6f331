"""What the text becomes: the trainee's step, the projector, a verdict, the whole as a graph."""

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from typing import Any, Final, get_args, get_type_hints

import streamlit as st
from markupsafe import Markup

from pages.ui import board, controls, evidence, verdict
from pages.ui.frame import desk
from pages.ui.paint import draw, plain, say, written
from pages.ui.studio import drawing, graph
from pages.ui.studio import work as works
from pages.ui.studio.work import Work
from pages.ui.studio.writing import path_name
from pages.ui.widgets import at_once
from sandbox.desk.views import StepView
from sandbox.desk.views.studio import (
    GraphView,
    ProjectorPreviewView,
    StepPreviewView,
    VerdictPreviewView,
)

PHASES: Final = get_args(get_type_hints(ProjectorPreviewView)["phase"])
_OWN: Final = ""
"""Instead of a path: answered by hand."""

Looked = tuple[Any, dict[str, str]]


def trainee(work: Work) -> None:
    """The step as it will be played, its controls alive."""
    found = _place(work)
    if found is None:
        return
    step, files = found
    _trail(step.step)
    st.markdown(step.step.brief, anchors=False)
    evidence.show(_evidence_of(step.step, files, step.seed), work.lang)
    _decision(work, step)


def judged(work: Work) -> None:
    """The verdict on whatever is answered, again at every press."""
    found = _place(work)
    if found is None:
        return
    step, files = found
    decision = step.step.decision
    if decision is None:
        return
    path = st.segmented_control(
        say("studio.answered_as"),
        [*step.paths, _OWN],
        default=step.paths[0] if step.paths else _OWN,
        required=True,
        format_func=lambda one: path_name(one) if one else say("studio.by_hand"),
        key=f"sight.path/{work.slug}",
    )
    answer: Any = path
    score = st.container(key="studio-score")
    if not path:
        with st.container(key="panel"), at_once():
            draw("question.html", step=step.step, decision=decision)
            st.markdown(decision.prompt, anchors=False)
            controls.form(_run(work), decision)
        answer = controls.answer(_run(work), decision)
    told = desk().studio.preview_verdict(
        work.teacher.name, work.slug, files, decision.id, answer, work.lang, seed=step.seed
    )
    if not isinstance(told, VerdictPreviewView):
        with score:
            _say(works.mendable(told))
        return
    if not path:
        # A long form would push the score out of sight.
        with score:
            draw("studio/quick.html", verdict=told.verdict)
    verdict.show(told.verdict)


def projector(work: Work) -> None:
    """The screens of a class with a made-up room."""
    found = _place(work)
    if found is None:
        return
    step, files = found
    decision = step.step.decision
    phase = st.segmented_control(
        say("studio.phase"),
        PHASES,
        default="open",
        required=True,
        format_func=lambda one: say(f"phase.{one}"),
        label_visibility="collapsed",
        key=f"sight.phase/{work.slug}",
    )
    if decision is None or not any(p.fits for p in step.places if p.decision == decision.id):
        _say(say("studio.no_fit"))
        return
    told = desk().studio.preview_projector(
        work.teacher.name, work.slug, files, decision.id, phase, work.lang, seed=step.seed
    )
    if not isinstance(told, ProjectorPreviewView):
        _say(works.mendable(told))
        return
    of = board.count(told.board, work.lang)
    at = 1
    if of > 1:
        at = int(st.slider(say("studio.screen", n=of), 1, of, 1, key=f"sight.at/{phase}/{of}"))
    shown = Markup(board.drawn(told.board, "482913", work.lang, at - 1))  # noqa: S704 - our template
    drawing.draw("board", written("studio/board.html", screen=shown))
    _say(say("studio.made_up"), quiet=True)


def connected(work: Work) -> None:
    """Evidence, steps, decisions, consequences: pressing one goes to its line."""
    told, _ = _look(
        work,
        lambda files: desk().studio.preview_graph(work.teacher.name, work.slug, files, work.lang),
        GraphView,
    )
    if told is not None:
        drawing.draw("graph", graph.drawn(told, work.lang))
        _say(say("studio.graph_help"), quiet=True)


# --- where one looks ------------------------------------------------------------------------------


def _place(work: Work) -> Looked | None:
    """The decision and the world that are looked at; both can be turned to any other."""
    chosen = works.remembered(work.slug, "place")
    seed = works.remembered(work.slug, "seed")

    def asked(files: dict[str, str]) -> Any:
        look = desk().studio.preview_step
        name = work.teacher.name
        return look(name, work.slug, files, work.lang, decision=chosen, seed=seed)

    told, files = _look(work, asked, StepPreviewView)
    if told is None and chosen is not None:
        # The decision that was looked at may be gone from the text.
        works.forget(work.slug, "place")
        chosen = None
        told, files = _look(work, asked, StepPreviewView, again=True)
    if told is None:
        return None
    with st.container(key="studio-turn", horizontal=True, vertical_alignment="bottom"):
        _turn(work, told)
    return told, files


def _turn(work: Work, told: StepPreviewView) -> None:
    places = {one.decision: one for one in told.places}
    here = told.step.decision.id if told.step.decision is not None else None
    st.selectbox(
        say("studio.decision"),
        list(places),
        index=list(places).index(here) if here in places else 0,
        format_func=lambda one: f"{places[one].number}. {places[one].title}",
        key=f"sight.place/{work.slug}",
        on_change=_turned,
        args=(work, "place"),
    )
    st.number_input(
        say("studio.seed"),
        min_value=1,
        max_value=999_999,
        value=told.seed,
        step=1,
        key=f"sight.seed/{work.slug}",
        help=say("studio.seed_help", seeds=", ".join(map(str, told.seeds[:8]))),
        on_change=_turned,
        args=(work, "seed"),
    )


def _turned(work: Work, what: str) -> None:
    works.remember(work.slug, what, st.session_state[f"sight.{what}/{work.slug}"])


def _look(
    work: Work, ask: Callable[[dict[str, str]], Any], kind: type, *, again: bool = False
) -> Looked:
    """A preview of the text as it is; else of how it last read well, and a word about it."""
    files = work.files
    # The first look into a world builds it.
    with st.spinner(say("home.building"), show_time=True):
        told = ask(files)
    if isinstance(told, kind):
        works.remember(work.slug, "good", files)
        return told, files
    good = works.remembered(work.slug, "good") or dict(work.draft.files)
    old = ask(good) if good != files else None
    if isinstance(old, kind):
        _say(say("studio.last_good"))
        return old, good
    if again or works.remembered(work.slug, "place") is None:
        _say(works.mendable(told))
    return None, files


def _say(text: str, *, quiet: bool = False) -> None:
    draw("studio/sample.html", text=text, quiet=quiet)


def _run(work: Work) -> str:
    return f"preview-{work.slug}"


def _evidence_of(step: StepView, files: dict[str, str], seed: int) -> StepView:
    """Under a name of its own for every text and world: frames are kept by name."""
    told = sha256(repr((sorted(files.items()), seed)).encode()).hexdigest()[:12]
    return replace(step, run=f"preview-{told}")


def _trail(step: StepView) -> None:
    draw("trail.html", step=step)


def _decision(work: Work, told: StepPreviewView) -> None:
    decision = told.step.decision
    if decision is None:
        return
    with st.container(key="panel"):
        draw("question.html", step=told.step, decision=decision)
        st.markdown(decision.prompt, anchors=False)
        controls.form(_run(work), decision)
        st.button(
            say("drill.submit"), key="sight.submit", type="primary", width="stretch",
            on_click=_to_verdict, args=(work,),
        )  # fmt: skip
        _say(plain(say("studio.nothing_kept")), quiet=True)


def _to_verdict(work: Work) -> None:
    st.session_state[f"sight/{work.slug}"] = "verdict"
    st.session_state[f"sight.path/{work.slug}"] = _OWN
