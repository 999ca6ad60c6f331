"""The home page: what was being done, what comes next and why, and the whole shelf."""

from sandbox.desk.loop import CHECK, Learner, finished_at, learner
from sandbox.desk.portrait import due, standing_of
from sandbox.desk.results import Assessed
from sandbox.desk.runs import RunState
from sandbox.desk.views import CardView, ContinueView, FinishedView, HomeView
from sandbox.desk.wiring import Office
from sandbox.model.scenario import Scenario
from sandbox.text import Lang


def home(office: Office, visitor_id: str, lang: Lang) -> HomeView:
    """Everything that a person's home page shows."""
    mine = learner(office, visitor_id)
    known = mine.profile()
    advice = mine.recommendation(known)
    reasons = {} if advice is None else {advice.scenario: advice.reason.pick(lang)}
    return HomeView(
        going_on=tuple(_continue(state, lang) for state in mine.going_on),
        cards=tuple(
            _card_view(mine, scenario, reasons.get(scenario.id), lang) for scenario in mine.shelf
        ),
        finished=tuple(_finished(done, lang) for done in mine.finished),
        standing=None if known is None else standing_of(mine, known),
        due=due(office, mine, lang),
    )


def _card_view(mine: Learner, scenario: Scenario, reason: str | None, lang: Lang) -> CardView:
    best = mine.best(scenario)
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
        check=scenario.id == CHECK,
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
        finished_at=finished_at(done),
    )
