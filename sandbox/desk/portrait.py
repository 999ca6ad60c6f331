"""The profile page and the report: one person over all finished runs, with all arithmetic."""

from collections.abc import Sequence

from sandbox.assessment.gain import Gain, drill_gain, overall_gain
from sandbox.assessment.level import REPEAT_WANTED, THRESHOLDS
from sandbox.assessment.pooled import fading
from sandbox.assessment.profile import Profile
from sandbox.assessment.recommend import Recommendation
from sandbox.assessment.retention import retention
from sandbox.desk.dots import dots, gap, pull_view
from sandbox.desk.loop import Learner, drill_of, finished_at, learner
from sandbox.desk.views import (
    CountedRunView,
    DotView,
    DueView,
    GainView,
    NextView,
    PortraitView,
    RetentionView,
    StandingView,
    StartView,
)
from sandbox.desk.wiring import Office
from sandbox.text import Lang, Text

LEADING = THRESHOLDS[0][0]


def portrait(office: Office, visitor_id: str, lang: Lang) -> PortraitView | None:
    """A person's profile; None for a stranger and before the first finished run."""
    person = office.ledger.participant(visitor_id)
    mine = learner(office, visitor_id)
    known = mine.profile()
    if person is None or known is None:
        return None
    dimensions = dots(known.dimensions, lang)
    scored = [one for one in dimensions if one.score is not None]
    told = len(scored) > 1
    pulls = [pull for one in dimensions for pull in one.pulls]
    gains = _gains(mine)
    return PortraitView(
        nickname=person.nickname,
        day=office.now().date(),
        standing=standing_of(mine, known),
        level_reason=known.standing.reason.pick(lang),
        total_arithmetic=known.arithmetic.pick(lang),
        gate_notes=_gate_notes(mine, lang),
        dimensions=dimensions,
        thinking=dots(known.thinking, lang),
        shortcomings=tuple(gap(one) for one in dots(known.shortcomings, lang)),
        diagnosis=known.diagnosis.text.pick(lang),
        strongest=max(scored, key=_score) if told else None,
        weakest=min(scored, key=_score) if told else None,
        best_decision=max(pulls, key=lambda pull: pull.points, default=None),
        worst_decision=min(pulls, key=lambda pull: pull.points, default=None),
        next=_next(mine, mine.recommendation(known), lang),
        gain=_overall(gains, lang),
        gains=tuple(_gain(title.pick(lang), one, lang) for title, one in gains),
        retentions=_retentions(mine, lang),
        due=due(office, mine, lang),
        runs=_runs(mine, lang),
        changed=_changed(mine, known),
        law_date=max(done.state.scenario.law_version_date for done in mine.finished),
    )


def standing_of(mine: Learner, known: Profile) -> StandingView:
    """Level and total, and how much they rest on."""
    answered = {
        (done.state.run.scenario, decision)
        for done in mine.finished
        for decision, mark in done.marks.items()
        if mark.out_of
    }
    return StandingView(
        level=known.standing.level,
        total=known.total,
        decisions=len(answered),
        runs=len(mine.finished),
    )


def due(office: Office, mine: Learner, lang: Lang) -> tuple[DueView, ...]:
    """Drills whose retention can be checked now."""
    now = office.now()
    return tuple(
        DueView(
            scenario=one.scenario.id,
            title=one.scenario.title.pick(lang),
            days=(now - one.last.finished_at).days,
            percent=round(one.last.percent),
            minutes=one.scenario.minutes,
            role=one.role,
        )
        for one in mine.due(now)
    )


def _gate_notes(mine: Learner, lang: Lang) -> tuple[str, ...]:
    """Safety gates that hold, the drill each comes from, and how it is lifted."""
    latest = {drill_of(done): done for done in reversed(mine.finished)}
    return tuple(
        Text(
            zh=f"《{done.state.scenario.title.zh}》：{gate.text.zh}"
            "换一套数据重做，不再触发，即可解除。",
            en=f"“{done.state.scenario.title.en}”: {gate.text.en} Play it again on other data"
            " without setting this off, and it is lifted.",
        ).pick(lang)
        for done in latest.values()
        for gate in done.profile.gates
    )


def _score(one: DotView) -> float:
    return one.score or 0.0


def _next(mine: Learner, found: Recommendation | None, lang: Lang) -> NextView | None:
    if found is None:
        return None
    scenario = next(one for one in mine.shelf if one.id == found.scenario)
    return NextView(
        scenario=scenario.id,
        title=scenario.title.pick(lang),
        story=scenario.story.pick(lang),
        minutes=scenario.minutes,
        reason=found.reason.pick(lang),
        because=None if found.because is None else pull_view(found.because, lang),
        ask_roles=scenario.roles(),
    )


def _gains(mine: Learner) -> list[tuple[Text, Gain]]:
    titles = {done.state.run.scenario: done.state.scenario.title for done in mine.finished}
    return [
        (titles[drill.scenario], found)
        for drill, plays in mine.plays().items()
        if (found := drill_gain(plays)) is not None
    ]


def _overall(gains: Sequence[tuple[Text, Gain]], lang: Lang) -> GainView | None:
    found = overall_gain([one for _, one in gains])
    return None if found is None else _gain("", found, lang)


def _gain(drill: str, one: Gain, lang: Lang) -> GainView:
    return GainView(
        drill=drill,
        pre=one.pre,
        post=one.post,
        g=one.g,
        band=one.band,
        arithmetic=one.arithmetic.pick(lang),
    )


def _retentions(mine: Learner, lang: Lang) -> tuple[RetentionView, ...]:
    titles = {done.state.run.scenario: done.state.scenario.title for done in mine.finished}
    return tuple(
        RetentionView(
            drill=titles[drill.scenario].pick(lang), kept=one.kept, text=one.text.pick(lang)
        )
        for drill, plays in mine.plays().items()
        if (one := retention(plays)) is not None
    )


def _runs(mine: Learner, lang: Lang) -> tuple[CountedRunView, ...]:
    counts = fading([drill_of(done) for done in mine.finished])
    return tuple(
        CountedRunView(
            run=done.state.run.id,
            title=done.state.scenario.title.pick(lang),
            percent=done.percent,
            finished_on=finished_at(done).date(),
            seed=done.state.run.seed,
            counts=count,
        )
        for done, count in zip(mine.finished, counts, strict=True)
    )


def _changed(mine: Learner, known: Profile) -> StartView | None:
    """A drill to play under changed conditions, where only that is missing for 引领."""
    if known.standing.level != "mastering" or round(known.total or 0.0, 1) < LEADING:
        return None
    open_now = {state.run.scenario for state in mine.going_on}
    enough = {
        done.state.run.scenario
        for done in mine.finished
        if done.state.run.mode == "perturbed" and done.percent >= REPEAT_WANTED
    }
    for done in sorted(mine.finished, key=lambda one: -one.percent):
        run = done.state.run
        if run.scenario not in open_now | enough and done.state.scenario.world.seeds.perturbed:
            return StartView(scenario=run.scenario, role=run.role)
    return None
