"""Birth as one matter: its key follows from what is shown, and no family is left at the door."""

import re
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
FOLDER = ROOT / "scenarios" / "birth-as-one-matter"
SEEDS = (101, 202, 303)
KINDS = {
    "order": "ordering", "durations": "quantity", "papers": "label_table", "fields": "mapping",
    "duties": "responsibility_matrix", "cases": "case_queue", "children": "multiple_choice",
    "channels": "selection",
}  # fmt: skip
DAYS = {"t1": 1, "t2": 2, "t3": 1, "t6": 10, "t7": 10}


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


def answers(office, check, seed=101, **instead):
    written = scenario().checks[check]
    if instead:
        judged = headless.judge(office, loaded(), seed, instead, "perfect")
    else:
        judged = headless.judge(office, loaded(), seed, written.answers, written.others)
    return {j.decision.id: j.answer.relation for j in judged if j.answer}


def views(office, check, seed=101, lang="zh", **instead):
    found = judging.outcomes(office, loaded(), seed, answers(office, check, seed, **instead))
    return {one.consequence.id: consequence_view(one, lang) for one in found}


def gates(office, check, **instead):
    world = office.world(loaded(), 101)
    return {gate.id for gate in open_gates(scenario(), world, answers(office, check, **instead))}


def share(office, decision, written, seed=101):
    judged = headless.judge(office, loaded(), seed, {decision: written}, "blank")
    return next(j.share for j in judged if j.decision.id == decision)


def column(world, sql, name):
    return world.truth(sql).column(name)


# --- shape ---------------------------------------------------------------------------------------


def test_it_loads_without_a_problem_and_asks_every_question_of_the_handbook():
    assert {one.id: one.kind for one in scenario().decisions()} == KINDS
    assert scenario().out_of == 100


@pytest.mark.parametrize("check", ["perfect", "naive", "careless"])
@pytest.mark.parametrize("seed", SEEDS)
def test_each_path_through_it_earns_what_its_author_expects(office, check, seed):
    written = scenario().checks[check]
    judged = headless.judge(office, loaded(), seed, written.answers, written.others)
    earned = sum(j.share * j.decision.points for j in judged) / scenario().out_of
    low, high = written.expect if isinstance(written.expect, tuple) else (written.expect,) * 2

    assert low - 0.005 <= earned <= high + 0.005


# --- facts of the handbook -----------------------------------------------------------------------


@pytest.mark.parametrize("seed", [101, 202])
def test_one_after_another_takes_31_days_and_side_by_side_13(office, seed):
    world = office.world(loaded(), seed)
    days = dict(world.truth("SELECT hj_id, ts FROM hj").rows)
    best = answers(office, "perfect", seed)["durations"].mapping()

    assert sum(days.values()) == 31
    assert {step: days[step] for step in DAYS} == DAYS
    assert best["shortest"] == 13
    assert best["insured"] == 3 + days["t4"]
    assert best["slack"] == 13 - 3 - days["t5"]


@pytest.mark.parametrize("seed", [303, 304])
def test_in_a_perturbed_world_another_way_through_is_the_longest(office, seed):
    world = office.world(loaded(), seed)

    assert sum(dict(world.truth("SELECT hj_id, ts FROM hj").rows).values()) == 31
    assert answers(office, "perfect", seed)["durations"].mapping()["shortest"] in {15, 17}


@pytest.mark.parametrize("seed", SEEDS)
def test_nine_papers_come_down_to_two_and_96_fields_to_31(office, seed):
    world = office.world(loaded(), seed)
    kept = answers(office, "perfect", seed)["papers"].mapping()

    assert column(world, "SELECT count(*) AS n FROM zd", "n") == (96,)
    assert column(world, "SELECT count(*) AS n FROM zd WHERE ddy", "n") == (16,)
    assert column(world, "SELECT count(*) AS n FROM bzx", "n") == (31,)
    used = "SELECT count(DISTINCT target) AS n FROM truth.field_full WHERE target <> 'none'"
    assert column(world, used, "n") == (31,)
    assert len(kept) == 9
    assert list(kept.values()).count("must") == 2


@pytest.mark.parametrize("seed", SEEDS)
def test_good_rates_are_those_of_the_handbook_within_three_points(office, seed):
    """68.6 % before, 99.5 % after, 83.7 % with the app alone; about 36 % of those it shuts out."""
    best = {bar.label: bar for bar in views(office, "perfect", seed)["good-rate"].bars}
    alone = views(office, "perfect", seed, channels=["online"])["good-rate"].bars
    app = {bar.label: bar for bar in alone}

    assert best["全部家庭"].before == pytest.approx(68.6, abs=3)
    assert best["全部家庭"].after == pytest.approx(99.5, abs=3)
    assert app["全部家庭"].after == pytest.approx(83.7, abs=3)
    assert app["祖辈经办，不用手机"].after == pytest.approx(36.3, abs=9)


@pytest.mark.parametrize("seed", SEEDS)
def test_four_doors_are_the_best_that_the_budget_buys(office, seed):
    best = set(answers(office, "perfect", seed)["channels"].column("choice"))

    assert best == {"online", "home-visit", "hall", "proxy"}


def test_each_of_the_four_doors_serves_families_whom_no_other_of_them_reaches(office):
    world = office.world(loaded(), 101)
    alone = column(
        world,
        "SELECT DISTINCT min(qd_id) AS qd FROM truth.reach WHERE ok AND qd_id IN"
        " ('online', 'home-visit', 'hall', 'proxy') GROUP BY jtbh HAVING count(*) = 1",
        "qd",
    )

    assert set(alone) == {"online", "home-visit", "hall", "proxy"}


# --- lazy answers --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("decision", "written"),
    [
        ("papers", {"all": "must"}),
        ("papers", {"all": "share"}),
        ("papers", {"all": "drop"}),
        ("fields", {"all": "none"}),
        ("cases", {"all": ["normal", "facts-complete"]}),
        ("cases", {"all": ["desk", "stop-and-care"]}),
        ("cases", {"all": ["reject", "marriage-paper"]}),
        ("children", {"all": True}),
        ("duties", {"all": {"health": "A", "police": "A", "data": "A"}}),
        ("channels", ["online"]),
        ("channels", ["kiosk", "robot"]),
    ],
)
@pytest.mark.parametrize("seed", [101, 303])
def test_answering_everything_alike_or_choosing_show_pieces_earns_nothing(
    office, decision, written, seed
):
    assert share(office, decision, written, seed) <= 0.05


def test_leaving_out_any_one_door_costs_a_tenth_or_more(office):
    doors = ["online", "home-visit", "hall", "proxy"]
    left = [share(office, "channels", [each for each in doors if each != out]) for out in doors]

    assert max(left) <= 0.9
    assert left[0] < left[2], "without the app those who work away reach nothing at all"


def test_face_recognition_as_the_only_log_in_costs_points(office):
    doors = ["online", "home-visit", "hall", "proxy", "face"]

    assert share(office, "channels", doors) < 0.95


def test_calling_the_same_words_the_same_thing_costs_points(office):
    world = office.world(loaded(), 101)
    trap = world.truth(
        "SELECT z.zd_id, f.target FROM zd z JOIN truth.field_full f USING (zd_id)"
        " WHERE z.ddy AND z.zdm = '社会保障号码' ORDER BY z.zd_id"
    )

    assert [target for _, target in trap.rows] == ["child-id", "mother-id"]


# --- what decisions lead to ----------------------------------------------------------------------


@pytest.mark.parametrize("seed", SEEDS)
def test_the_reference_hurts_nobody(office, seed):
    shown = views(office, "perfect", seed)

    assert len(shown) == len(scenario().consequences) == 8
    for view in shown.values():
        tones = [view.count.tone] if view.count else [person.tone for person in view.people]
        assert set(tones) <= {"helped", "neutral"}, view.id
    assert len(shown["case-people"].people) == 6
    assert len(shown["doors"].people) == 4


def test_careless_answers_lead_to_other_outcomes_everywhere(office):
    careless, perfect = views(office, "careless"), views(office, "perfect")

    for id_, view in careless.items():
        if view.count:
            assert view.count.value > perfect[id_].count.value, id_
        if view.bars:
            yours = [bar.after for bar in view.bars]
            assert yours != [bar.after for bar in perfect[id_].bars], id_
        if view.people:
            assert "harmed" in {person.tone for person in view.people}, id_


def test_insurance_that_waits_for_the_card_makes_families_pay_the_hospital_first(office):
    late = ["form", "cert", "reg", "vac", "mat", "number", "card", "sub", "sent", "ins"]
    found = views(office, "perfect", order=late)["hospital-bills"].count

    assert found.value > found.reference_value == 0


def test_registering_before_the_certificate_is_there_takes_longer_than_after_it(office):
    early = ["form", "reg", "cert", "vac", "mat", "number", "ins", "sub", "card", "sent"]
    time = views(office, "perfect", order=early)["journey"].bars[0]

    assert time.after > time.reference


def test_gates_open_when_they_should_and_only_then(office):
    rules = ["rules", "extra-consent", "least", "retention", "assessment"]

    assert gates(office, "perfect") == set()
    assert gates(office, "naive") == set()
    assert gates(office, "careless") == {
        "children-to-firm", "shared-account", "child-refused", "no-human",
    }  # fmt: skip
    assert gates(office, "perfect", channels=["online"]) == {"no-human"}
    assert gates(office, "perfect", children=[*rules, "firm-list"]) == {"children-to-firm"}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("check", ["perfect", "naive", "careless"])
def test_every_consequence_reads_in_both_languages(office, check, lang):
    for view in views(office, check, lang=lang).values():
        for said in (view.text, *(p.outcome for p in view.people), *(b.label for b in view.bars)):
            assert said
            assert "{" not in said
            assert bool(re.search(r"[\u4e00-\u9fff]", said)) is (lang == "zh"), said


# --- what is shown -------------------------------------------------------------------------------


def test_everything_needed_to_answer_is_in_a_visible_table_or_a_document():
    tables = {one.spec.name for one in (*loaded().brought.tables, *loaded().brought.derived)
              if not one.spec.truth}  # fmt: skip
    documents = {path.name.split(".")[0] for path in (FOLDER / "documents").glob("*.zh.md")}

    assert tables == {"hj", "cl", "bzx", "zd", "jt", "aj", "qd"}
    assert documents == {
        "order-rules", "paper-rules", "duty-rules", "desk-guide", "ideas", "channel-rules",
    }  # fmt: skip


def test_prices_of_the_options_are_those_of_the_table_of_options(office):
    world = office.world(loaded(), 101)
    listed = dict(world.truth("SELECT qd_id, cb FROM qd").rows)

    assert {one.id: one.cost for one in scenario().decision("channels").options} == listed


def test_cases_differ_from_world_to_world(office):
    keys = {
        seed: answers(office, "perfect", seed)["cases"].column("decision") for seed in (101, 303)
    }

    assert keys[101] != keys[303]


def test_everything_said_is_full_width_chinese_and_shames_nobody():
    written = (FOLDER / "scenario.yaml").read_text(encoding="utf-8")
    for path in sorted(FOLDER.rglob("*.zh.md")):
        written += path.read_text(encoding="utf-8")

    prose = written.replace(", en:", "")

    assert not re.search(r"[\u4e00-\u9fff][,;:?!(]", prose)
    for shaming in ("失败", "错误", "愚蠢", "不合格"):
        assert shaming not in written
