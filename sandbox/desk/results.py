"""The result of a finished run: points, competences, and what happened in the province."""

from dataclasses import dataclass, replace

from sandbox.assessment.measure import Measure
from sandbox.assessment.outcome import Reached, by_dimension
from sandbox.assessment.profile import Evidence, Profile, dimension_weights, profile
from sandbox.desk import judging
from sandbox.desk.outcomes import consequence_view
from sandbox.desk.paths import outcome_evidence
from sandbox.desk.runs import RunState, run_state, state_of
from sandbox.desk.views import DecisionResultView, MeasureView, ResultView
from sandbox.desk.wiring import Office
from sandbox.model.attempt import Mark
from sandbox.text import Lang


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessed:
    """A finished run with its marks and profile."""

    state: RunState
    marks: dict[str, Mark]
    profile: Profile
    reached: tuple[Reached, ...]
    """What the consequences say, one by one."""

    @property
    def points(self) -> float:
        """Points of all decisions, after hints."""
        return sum(mark.points for mark in self.marks.values())

    @property
    def percent(self) -> int:
        """Points as a share of all that could be earned, 0 to 100."""
        return round(100 * self.points / max(self.state.scenario.out_of, 1))


def assess(office: Office, state: RunState) -> Assessed | None:
    """The assessment of a run; None while a decision is open."""
    if state.waiting() is not None:
        return None
    marks = judging.marks_of(office, state)
    answers = {decision: given.answer for decision, given in state.attempts.items()}
    # What only a person can mark says nothing yet: unknown is not "no".
    rows = [
        Evidence.of(decision, marks[decision.id].share)
        for decision in state.scenario.decisions()
        if decision.points
    ]
    played = state.run
    evidence = outcome_evidence(office, state.loaded, played.seed, answers, played.role)
    return Assessed(
        state=state,
        marks=marks,
        reached=evidence,
        profile=profile(
            rows,
            gates=judging.gates(office, state.loaded, played.seed, answers, played.role),
            outcomes=by_dimension(evidence),
            weights=dimension_weights(state.scenario.audience),
            repeat=_repeat(office, state),
        ),
    )


def _repeat(office: Office, state: RunState) -> float | None:
    """Best percentage of this person's finished runs of the scenario in changed conditions."""
    percents = []
    for run in office.ledger.runs_of(state.run.participant):
        if run.scenario != state.run.scenario or run.mode != "perturbed":
            continue
        other = state_of(office, run)
        if other is not None and other.waiting() is None:
            earned = sum(mark.points for mark in judging.marks_of(office, other).values())
            percents.append(100 * earned / max(other.scenario.out_of, 1))
    return max(percents, default=None)


def result(office: Office, visitor_id: str, run_id: str, lang: Lang) -> ResultView | None:
    """The result page; None when the run is not this person's or not finished."""
    state = run_state(office, visitor_id, run_id)
    assessed = None if state is None else assess(office, state)
    if state is None or assessed is None:
        return None
    scenario = state.scenario
    lines = _lines(assessed, lang)
    marked = [line for line in lines if line.out_of] or list(lines)
    answers = {decision: given.answer for decision, given in state.attempts.items()}
    played = state.run
    happened = judging.outcomes(office, state.loaded, played.seed, answers, role=played.role)
    return ResultView(
        run=run_id,
        scenario=scenario.id,
        scenario_title=scenario.title.pick(lang),
        percent=assessed.percent,
        points=assessed.points,
        out_of=scenario.out_of,
        level=assessed.profile.standing.level,
        level_reason=assessed.profile.standing.reason.pick(lang),
        gate_notes=tuple(gate.text.pick(lang) for gate in assessed.profile.gates),
        dimensions=measure_views(assessed.profile.dimensions, lang, assessed.reached),
        thinking=measure_views(assessed.profile.thinking, lang),
        shortcomings=_deficits(assessed.profile.shortcomings, lang),
        decisions=lines,
        strongest=max(marked, key=lambda line: line.percent),
        weakest=min(marked, key=lambda line: line.percent),
        consequences=tuple(consequence_view(one, lang) for one in happened),
        seed=state.run.seed,
        role=state.run.role,
        can_retry=True,
        law_date=scenario.law_version_date,
    )


def _lines(assessed: Assessed, lang: Lang) -> tuple[DecisionResultView, ...]:
    return tuple(
        DecisionResultView(
            decision=decision.id,
            number=number,
            title=decision.title.pick(lang),
            percent=round(assessed.marks[decision.id].share * 100),
            points=assessed.marks[decision.id].points,
            out_of=assessed.marks[decision.id].out_of,
        )
        for number, decision in enumerate(assessed.state.scenario.decisions(), start=1)
    )


def measure_views(
    measures: tuple[Measure, ...], lang: Lang, led_to: tuple[Reached, ...] = ()
) -> tuple[MeasureView, ...]:
    """Measures as a page shows them, each with what the consequences say of it."""
    return tuple(
        MeasureView(
            key=one.key,
            score=one.score,
            n=one.n,
            enough=one.enough,
            moved_by=tuple((pull.title.pick(lang), pull.share) for pull in one.moved_by),
            arithmetic=one.arithmetic.pick(lang),
            led_to=tuple(
                (each.title.pick(lang), each.share) for each in led_to if each.indicator == one.key
            ),
        )
        for one in measures
    )


def _deficits(measures: tuple[Measure, ...], lang: Lang) -> tuple[MeasureView, ...]:
    """Shortcomings as the article speaks of them: the higher, the more there is to gain."""
    return tuple(
        replace(view, score=one.deficit, arithmetic=f"100 − {{ {view.arithmetic} }}")
        if one.score is not None
        else view
        for one, view in zip(measures, measure_views(measures, lang), strict=True)
    )
