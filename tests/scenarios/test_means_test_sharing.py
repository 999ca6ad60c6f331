"""The first scenario: it loads clean, its key follows from what is shown, and it shames nobody."""

import re
from functools import cache
from pathlib import Path

import pytest

from sandbox.authoring.laws import read_laws
from sandbox.authoring.load import examine
from sandbox.datasets.worlds import open_world
from sandbox.desk import headless, judging
from sandbox.desk.outcomes import consequence_view
from sandbox.desk.wiring import Office, Places
from sandbox.model.dataset import WorldParams
from sandbox.model.scenario import Loaded, Scenario
from sandbox.simulation.carry_out import open_gates

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "scenarios" / "means-test-sharing"
ID = "means-test-sharing"
SEED = 101


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


def consequences(office: Office, check: str) -> dict[str, object]:
    written = scenario().checks[check].answers
    judged = headless.judge(office, loaded(), SEED, written)
    answers = {j.decision.id: j.answer.relation for j in judged if j.answer}
    found = judging.outcomes(office, loaded(), SEED, answers)
    return {one.consequence.id: consequence_view(one, "zh") for one in found}


def gates(office: Office, check: str) -> set[str]:
    judged = headless.judge(office, loaded(), SEED, scenario().checks[check].answers)
    answers = {j.decision.id: j.answer.relation for j in judged if j.answer}
    world = office.world(loaded(), SEED)
    return {gate.id for gate in open_gates(scenario(), world, answers)}


def test_it_loads_without_a_problem_and_is_worth_one_hundred_points():
    assert scenario().out_of == 100
    assert len(list(scenario().decisions())) == 8
    assert len(scenario().steps) == 6


@pytest.mark.parametrize("check", ["perfect", "naive", "careless", "everything-withheld",
                                   "everything-conditional", "no-field-at-all", "select-all"])  # fmt: skip
@pytest.mark.parametrize("seed", [101, 202, 303])
def test_each_path_through_it_earns_what_its_author_expects(office, check, seed):
    written = scenario().checks[check]
    judged = headless.judge(office, loaded(), seed, written.answers, written.others)
    share = sum(j.share * j.decision.points for j in judged) / scenario().out_of
    low, high = written.expect if isinstance(written.expect, tuple) else (written.expect,) * 2

    assert low - 0.005 <= share <= high + 0.005


def test_the_reference_hurts_nobody(office):
    views = consequences(office, "perfect")

    assert len(views) == len(scenario().consequences)
    for view in views.values():
        tones = [view.count.tone] if view.count else [person.tone for person in view.people]
        assert set(tones) <= {"helped", "neutral"}, view.id
    assert gates(office, "perfect") == set()


def test_careless_answers_are_carried_out_on_people(office):
    views = consequences(office, "careless")

    assert views["unchecked-households"].count.value == 640
    assert views["suspension"].count.value == 10
    assert views["days-to-data"].count.value > views["days-to-data"].count.reference_value
    assert {person.tone for person in views["onward-people"].people} == {"harmed"}
    assert "third-party" in gates(office, "careless")


def test_opening_sealed_records_closes_a_safety_gate(office):
    assert gates(office, "naive") & {"sealed-opened", "sealed-conditional"}


def test_people_cards_name_a_person_an_age_and_a_place_of_the_fictional_district(office):
    cards = [p for view in consequences(office, "naive").values() for p in view.people]

    assert 10 <= len(cards) <= 16
    for card in cards:
        assert card.name
        assert 18 <= card.age <= 120
        assert card.place
        assert card.outcome


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_consequence_reads_in_both_languages_for_every_check(office, lang):
    for check in ("perfect", "naive", "careless"):
        judged = headless.judge(office, loaded(), SEED, scenario().checks[check].answers)
        answers = {j.decision.id: j.answer.relation for j in judged if j.answer}
        for outcome in judging.outcomes(office, loaded(), SEED, answers):
            view = consequence_view(outcome, lang)
            for said in (view.text, *(p.outcome for p in view.people)):
                assert said
                assert "{" not in said
                assert bool(re.search(r"[\u4e00-\u9fff]", said)) is (lang == "zh"), said


def test_right_options_are_never_the_longest_by_far():
    for decision in scenario().decisions():
        questions = getattr(decision, "questions", None) or (
            (decision,) if decision.kind == "single_choice" else ()
        )
        for question in questions:
            lengths = [len(option.label.zh) for option in question.options]
            assert max(lengths) - min(lengths) <= 8, decision.id


def test_everything_said_is_full_width_chinese_and_names_no_real_place():
    written = (FOLDER / "scenario.yaml").read_text(encoding="utf-8")
    for path in sorted(FOLDER.rglob("*.zh.md")):
        written += path.read_text(encoding="utf-8")

    assert not re.search(r"[\u4e00-\u9fff][,;:?!(]", written)
    for shaming in ("失败", "错误", "愚蠢", "不合格"):
        assert shaming not in written


def test_every_item_of_the_truth_is_an_item_that_is_asked_for(tmp_path):
    world = open_world("yunze", WorldParams(people=300, seed=5, defects="none"), tmp_path)
    try:
        asked = {item.id for item in scenario().decision("fields").written_items()}
        known = set(world.truth("SELECT id FROM truth.field").column("id"))
    finally:
        world.close()

    assert asked == known
    assert len(asked) == 26
