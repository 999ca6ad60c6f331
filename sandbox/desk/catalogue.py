"""The home page: what was being done, what comes next and why, and the whole shelf."""

from sandbox.assessment.recommend import Card, loads, recommend
from sandbox.desk.results import Assessed, assess
from sandbox.desk.runs import RunState, state_of
from sandbox.desk.views import CardView, ContinueView, FinishedView, HomeView
from sandbox.desk.wiring import Office
from sandbox.model.scenario import Scenario
from sandbox.text import Lang


def home(office: Office, visitor_id: str, lang: Lang) -> HomeView:
    """Everything that a person's home page shows."""
    states = [
        state
        for run in office.ledger.runs_of(visitor_id)
        if (state := state_of(office, run)) is not None
    ]
    open_runs = [state for state in states if state.waiting() is not None]
    finished = [done for state in states if (done := assess(office, state)) is not None]
    shelf = [
        loaded.scenario
        for loaded in office.library.scenarios.values()
        if loaded.scenario.status == "released"
    ]
    recommended = recommend(
        [_card(scenario, open_runs, finished) for scenario in shelf],
        finished[0].profile if finished else None,
    )
    reasons = {} if recommended is None else {recommended.scenario: recommended.reason.pick(lang)}
    return HomeView(
        going_on=tuple(_continue(state, lang) for state in open_runs),
        cards=tuple(
            _card_view(scenario, finished, reasons.get(scenario.id), lang) for scenario in shelf
        ),
        finished=tuple(_finished(done, lang) for done in finished),
    )


def _best(scenario: Scenario, finished: list[Assessed]) -> Assessed | None:
    mine = [done for done in finished if done.state.scenario.id == scenario.id]
    return max(mine, key=lambda done: done.percent, default=None)


def _card(scenario: Scenario, open_runs: list[RunState], finished: list[Assessed]) -> Card:
    best = _best(scenario, finished)
    return Card(
        scenario=scenario.id,
        minutes=scenario.minutes,
        loads=loads(scenario),
        going_on=any(state.scenario.id == scenario.id for state in open_runs),
        best=None if best is None else float(best.percent),
    )


def _card_view(
    scenario: Scenario, finished: list[Assessed], reason: str | None, lang: Lang
) -> CardView:
    best = _best(scenario, finished)
    return CardView(
        id=scenario.id,
        title=scenario.title.pick(lang),
        story=scenario.story.pick(lang),
        family=scenario.family,
        tiers=scenario.audience.tiers,
        roles=scenario.audience.roles,
        minutes=scenario.minutes,
        ask_roles=scenario.roles(),
        decisions=len(tuple(scenario.as_asked(next(iter(scenario.roles()), None)).decisions())),
        law_date=scenario.law_version_date,
        best_percent=None if best is None else best.percent,
        best_level=None if best is None else best.profile.standing.level,
        recommended=reason,
    )


def _continue(state: RunState, lang: Lang) -> ContinueView:
    waiting = state.waiting()
    steps = state.scenario.steps
    here = steps[-1] if waiting is None else state.step_of(waiting.id)
    return ContinueView(
        run=state.run.id,
        title=state.scenario.title.pick(lang),
        step=steps.index(here) + 1,
        steps=len(steps),
        answered=len(state.attempts),
        decisions=len(tuple(state.scenario.decisions())),
        started_at=state.run.started_at,
    )


def _finished(done: Assessed, lang: Lang) -> FinishedView:
    return FinishedView(
        run=done.state.run.id,
        title=done.state.scenario.title.pick(lang),
        percent=done.percent,
        level=done.profile.standing.level,
        finished_at=max(attempt.at for attempt in done.state.attempts.values()),
    )
