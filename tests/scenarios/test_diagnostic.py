"""The short check: loads clean, covers every competence, follows its world, gives nothing away."""

from functools import cache
from pathlib import Path

import pytest

from sandbox.authoring.laws import read_laws
from sandbox.authoring.load import examine
from sandbox.desk import headless, judging
from sandbox.desk.outcomes import consequence_view
from sandbox.desk.wiring import Office, Places
from sandbox.model.scenario import Loaded, Scenario
from sandbox.simulation.carry_out import open_gates

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "scenarios" / "diagnostic"
SEEDS = (101, 202, 303)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    state = tmp_path_factory.mktemp("state")
    return Office(
        places=Places(
            scenarios=ROOT / "scenarios",
            data=ROOT / "data",
            state=state,
            ledger_url=f"sqlite:///{state / 'ledger.db'}",
        )
    )


@cache
def loaded() -> Loaded:
    examined = examine(FOLDER, read_laws(ROOT / "data" / "law_refs.csv"))
    assert examined.problems == ()
    assert examined.loaded is not None
    return examined.loaded


def scenario() -> Scenario:
    return loaded().scenario


def answers(office: Office, check: str, seed: int):
    judged = headless.judge(office, loaded(), seed, scenario().checks[check].answers)
    return {j.decision.id: j.answer.relation for j in judged if j.answer}


def test_it_is_twelve_decisions_in_three_steps_worth_one_hundred_points():
    assert scenario().out_of == 100
    assert [len(step.decisions) for step in scenario().steps] == [4, 4, 4]
    assert scenario().minutes == 15
    assert scenario().family == "assessment"


@pytest.mark.parametrize("check", ["perfect", "naive", "careless", "all-kept", "all-unknown"])
@pytest.mark.parametrize("seed", SEEDS)
def test_each_path_through_it_earns_what_its_author_expects(office, check, seed):
    written = scenario().checks[check]
    judged = headless.judge(office, loaded(), seed, written.answers, written.others)
    share = sum(j.share * j.decision.points for j in judged) / scenario().out_of
    low, high = written.expect if isinstance(written.expect, tuple) else (written.expect,) * 2

    assert low - 0.005 <= share <= high + 0.005


def test_the_figures_follow_the_world(office):
    keys = {
        tuple(
            str(judging.reference_answers(office, loaded(), seed)[decision].rows)
            for decision in ("satisfied", "flagged", "reply-by")
        )
        for seed in scenario().world.seeds.every()
    }

    assert len(keys) > len(scenario().world.seeds.every()) / 2


@pytest.mark.parametrize("seed", SEEDS)
def test_most_of_those_flagged_are_in_order_and_the_rate_is_not_that_of_all_tickets(office, seed):
    right = judging.reference_answers(office, loaded(), seed)
    ((_, precision),) = right["flagged"].rows
    ((_, rate),) = right["satisfied"].rows
    world = office.world(loaded(), seed)
    sql = "SELECT round(100.0 * count(*) FILTER (WHERE myd >= 4) / count(*)) FROM gd"
    ((naive,),) = world.visible(sql).rows

    assert 5 <= precision <= 35
    assert rate - naive > 5


@pytest.mark.parametrize("seed", SEEDS)
def test_the_reply_falls_on_a_working_day_ten_after_receipt(office, seed):
    ((_, due),) = judging.reference_answers(office, loaded(), seed)["reply-by"].rows
    world = office.world(loaded(), seed)
    ((days,),) = world.visible(
        "SELECT count(*) FROM cal WHERE sfgzr AND rq <= DATE '" + due + "'"
        " AND rq > (SELECT sdrq FROM sqd WHERE sqdh = 'SQ-06')"
    ).rows
    shown = world.visible(
        "SELECT max(rq) FROM (" + scenario().steps[1].evidence[1].sql.split("ORDER BY")[0] + ")"
    )

    assert days == 10
    assert str(shown.rows[0][0]) >= due


def test_carelessness_leads_elsewhere_than_the_reference(office):
    for seed in SEEDS:
        found = judging.outcomes(office, loaded(), seed, answers(office, "careless", seed))
        views = [consequence_view(one, "zh") for one in found]
        assert {one.indicator for one in views} == {
            "openness", "effectiveness", "collaboration", "satisfaction",
        }  # fmt: skip
        (people,) = [one.people for one in views if one.shape == "people"]
        assert {one.tone for one in people} == {"harmed"}
        assert all(one.age is not None and one.age >= 80 for one in people)
        for one in views:
            if one.count is not None:
                assert one.count.value != one.count.reference_value


def test_the_gate_opens_when_what_the_law_bars_is_let_out_and_only_then(office):
    world = office.world(loaded(), 101)
    opened = {
        check: [gate.id for gate in open_gates(scenario(), world, answers(office, check, 101))]
        for check in ("naive", "careless")
    }

    assert opened == {"naive": [], "careless": ["sealed-given"]}


def test_no_option_gives_itself_away_by_its_length():
    longest = 0
    picks = [one for one in scenario().decisions() if one.kind == "single_choice"]
    for decision in picks:
        lengths = {option.id: len(option.label.zh) for option in decision.options}
        right = {
            "one-record": "verify", "instant": "unknown", "six-trips": "merge",
            "indicator": "outcome", "faces": "compare", "contract": "own-test",
        }[decision.id]  # fmt: skip
        longest += max(lengths, key=lambda one: lengths[one]) == right

    assert longest <= len(picks) / 3


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_instructors_have_a_lesson_of_forty_five_minutes(lang):
    text = (FOLDER / f"lesson.{lang}.md").read_text(encoding="utf-8")

    assert "40–45" in text
