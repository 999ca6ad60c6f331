"""The elder without a smartphone: nobody is left behind, and nothing stops unseen."""

import re
from functools import cache
from pathlib import Path

import pytest

from sandbox.authoring.laws import read_laws
from sandbox.authoring.load import examine
from sandbox.datasets.store import World
from sandbox.desk import headless, judging
from sandbox.desk.outcomes import consequence_view
from sandbox.desk.wiring import Office, Places
from sandbox.model.reference import Valuation
from sandbox.model.relation import Relation
from sandbox.model.scenario import Loaded, Scenario

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "scenarios" / "without-smartphone"
SEED = 101
SEEDS = (101, 202, 303)
DEGENERATE = ("all-by-app", "all-at-home", "nobody-by-data", "select-all")
JUDGED: dict[tuple[str, int], tuple[headless.Judged, ...]] = {}


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


def judged(office: Office, check: str, seed: int) -> tuple[headless.Judged, ...]:
    if (check, seed) not in JUDGED:
        written = scenario().checks[check]
        JUDGED[check, seed] = tuple(
            headless.judge(office, loaded(), seed, written.answers, written.others)
        )
    return JUDGED[check, seed]


def answers(office: Office, check: str, seed: int = SEED) -> dict[str, Relation]:
    return {j.decision.id: j.answer.relation for j in judged(office, check, seed) if j.answer}


def views(office: Office, check: str, lang: str = "zh") -> dict[str, object]:
    found = judging.outcomes(office, loaded(), SEED, answers(office, check))
    return {one.consequence.id: consequence_view(one, lang) for one in found}


def gates(office: Office, check: str) -> set[str]:
    found = judging.gates(office, loaded(), SEED, answers(office, check))
    return {gate.id for gate in found}


def one(world: World, sql: str) -> float:
    return float(world.truth(sql).rows[0][0])


def best(office: Office, decision_id: str, seed: int) -> Valuation:
    held = scenario().decision(decision_id).reference.resolve(office.world(loaded(), seed)).open()
    assert isinstance(held, Valuation)
    return held


def weakest(world: World, plan: Relation) -> float:
    column = {"app": "app", "hall": "hall", "proxy": "proxy", "home": "home"}
    return min(one(world, f"SELECT {column[way]} FROM fz WHERE fz = '{group}'")
               for group, way in plan.mapping().items())  # fmt: skip


def test_it_loads_without_a_problem_and_has_every_decision_of_the_handbook():
    kinds = [decision.kind for decision in scenario().decisions()]

    assert kinds == [
        "single_choice", "ordering", "sql_query", "rule_set", "label_table", "label_table",
        "multiple_choice", "single_choice", "single_choice",
    ]  # fmt: skip
    assert len(scenario().steps) == 5


def test_every_role_is_asked_for_one_hundred_points():
    for role in scenario().roles():
        asked = scenario().as_asked(role)
        ids = {decision.id for decision in asked.decisions()}
        assert asked.out_of == 100
        assert ids & {"by-data-sql", "by-data-rule"} == (
            {"by-data-sql"} if role == "data-steward" else {"by-data-rule"}
        )


@pytest.mark.parametrize("role", ["data-steward", "business-lead"])
def test_either_version_leads_to_the_same_consequences(office, role):
    skipped = "by-data-rule" if role == "data-steward" else "by-data-sql"
    given = {key: rows for key, rows in answers(office, "perfect").items() if key != skipped}
    found = judging.outcomes(office, loaded(), SEED, given, role=role)

    assert len(found) == len(scenario().consequences)
    assert all(one.yours == one.reference for one in found)


@pytest.mark.parametrize("check", ["perfect", "naive", "careless", *DEGENERATE])
@pytest.mark.parametrize("seed", SEEDS)
def test_each_path_through_it_earns_what_its_author_expects(office, check, seed):
    written = scenario().checks[check]
    share = sum(j.share * j.decision.points for j in judged(office, check, seed))
    share /= scenario().out_of
    low, high = written.expect if isinstance(written.expect, tuple) else (written.expect,) * 2

    assert low - 0.005 <= share <= high + 0.005


@pytest.mark.parametrize("seed", [101, 202])
def test_ten_thousand_people_are_in_four_groups_as_in_the_handbook(office, seed):
    world = office.world(loaded(), seed)
    people = {str(k): float(v) for k, v in world.truth("SELECT fz, rs FROM fz").rows}

    assert sum(people.values()) == 10_000
    for group, expected in {"smart": 6200, "learn": 2200, "none": 1100, "bed": 500}.items():
        assert people[group] == pytest.approx(expected, rel=0.03)


@pytest.mark.parametrize("seed", [101, 202])
def test_the_plans_of_the_handbook_are_the_best_ones(office, seed):
    """Handbook: 9,437 and 88 % with 55,000 yuan, 8,882 and 50 % with 30,000, app alone 6,834.

    Groups and rates vary a little by seed, so the product keeps within 2 % and two points.
    """
    world = office.world(loaded(), seed)
    full, tight = best(office, "channels-full", seed), best(office, "channels-tight", seed)

    assert full.best.mapping() == {"smart": "app", "learn": "proxy", "none": "proxy", "bed": "home"}
    assert tight.best.mapping() == {
        "smart": "app",
        "learn": "hall",
        "none": "proxy",
        "bed": "proxy",
    }
    assert full.best_value == pytest.approx(9437, rel=0.02)
    assert tight.best_value == pytest.approx(8882, rel=0.02)
    assert full.base_value == pytest.approx(6834, rel=0.02)
    assert weakest(world, full.best) == pytest.approx(88, abs=2)
    assert weakest(world, tight.best) == pytest.approx(50, abs=2)
    assert one(world, "SELECT min(app) FROM fz") == 0


def test_no_other_plan_beats_the_ones_that_were_tried(office):
    world = office.world(loaded(), SEED)
    ways = ("app", "hall", "proxy", "home")
    plans = [
        {"smart": a, "learn": b, "none": c, "bed": d}
        for a in ways for b in ways for c in ways for d in ways
    ]  # fmt: skip
    rows = world.truth("SELECT fz, rs, app, hall, proxy, home FROM fz").dicts()
    group = {str(row["fz"]): row for row in rows}
    cost = {str(k): float(v) for k, v in world.truth("SELECT qd, dj FROM qd").rows}
    limit = {str(k): float(v) for k, v in world.truth("SELECT csh, sz FROM fa").rows}

    for decision, letter in (("channels-full", "a"), ("channels-tight", "b")):
        allowed = [
            sum(float(group[g]["rs"]) * float(group[g][way]) / 100 for g, way in plan.items())
            for plan in plans
            if sum(float(group[g]["rs"]) * cost[way] for g, way in plan.items())
            <= limit[f"budget-{letter}"]
            and min(float(group[g][way]) for g, way in plan.items()) >= limit[f"floor-{letter}"]
        ]
        assert max(allowed) == pytest.approx(best(office, decision, SEED).best_value)


def test_perturbed_worlds_ask_for_another_plan(office):
    usual, changed = best(office, "channels-full", 101), best(office, "channels-full", 303)

    assert changed.best.mapping() != usual.best.mapping()
    assert one(office.world(loaded(), 303), "SELECT rs FROM fz WHERE fz = 'bed'") == 700


@pytest.mark.parametrize("seed", SEEDS)
def test_a_perfect_query_needs_only_what_trainees_see(office, seed):
    world = office.world(loaded(), seed)
    found = world.visible(scenario().decision("by-data-sql").reference.value.model)
    right = world.truth("SELECT rybh, seen FROM truth.sure WHERE sure")

    assert set(found.rows) == set(right.rows)
    assert one(world, "SELECT count(*) FROM truth.sure WHERE sure AND life <> 'alive'") == 0


@pytest.mark.parametrize("seed", SEEDS)
def test_some_of_the_dead_leave_records_and_some_sources_do_not_answer(office, seed):
    world = office.world(loaded(), seed)

    assert one(world, "SELECT count(*) FROM truth.lived WHERE life = 'hidden'") == 5
    assert (
        one(world, "SELECT min(kd) FROM bd JOIN truth.lived USING (rybh) WHERE life = 'hidden'")
        >= 3
    )
    assert one(world, "SELECT count(*) FROM xb WHERE ly = 'death' AND jg = '未知'") >= 20


@pytest.mark.parametrize("seed", SEEDS)
def test_three_hundred_and_twelve_are_unconfirmed_and_few_show_a_sign_of_death(office, seed):
    world = office.world(loaded(), seed)

    assert one(world, "SELECT sum(rs) FROM wrz") == 312
    assert one(world, "SELECT sum(rs - lxs - wlx - xs) FROM wrz") == 0
    assert one(world, "SELECT sum(wlx) FROM wrz") > 156
    assert one(world, "SELECT sum(xs) FROM wrz") < 20
    assert one(world, "SELECT sum(gone) FROM truth.late") < 20


@pytest.mark.parametrize("seed", SEEDS)
def test_titles_of_charts_hold(office, seed):
    world = office.world(loaded(), seed)
    busy = "SELECT sum(js) FROM rx WHERE zq >= '02-01' AND lb"

    assert one(world, f"{busy} IN ('face', 'phone')") > one(
        world, f"{busy} NOT IN ('face', 'phone')"
    )
    assert one(world, "SELECT count(DISTINCT sq) FROM ry WHERE fz <> 'smart'") == 11


def test_the_reference_hurts_nobody(office):
    found = views(office, "perfect")

    assert len(found) == len(scenario().consequences)
    for view in found.values():
        tones = [view.count.tone] if view.count else [person.tone for person in view.people]
        assert set(tones) <= {"helped", "neutral"}, view.id
    assert gates(office, "perfect") == set()


def test_careless_answers_lead_elsewhere_on_every_consequence(office):
    worst, right = views(office, "careless"), views(office, "perfect")

    for id_, view in worst.items():
        if view.count:
            assert view.count.value != right[id_].count.value, id_
        elif view.bars:
            assert any(bar.after != bar.reference for bar in view.bars), id_
        else:
            assert sum(person.tone == "harmed" for person in view.people) >= 4
    assert worst["stopped-alive"].count.value > 290


def test_gates_open_when_they_should_and_only_then(office):
    assert gates(office, "careless") == {"stopped-unseen", "face-alone", "names-posted"}
    assert gates(office, "naive") == {"stopped-unseen"}


def test_all_four_dimensions_have_outcomes():
    indicators = {consequence.indicator for consequence in scenario().consequences}

    assert indicators == {"openness", "effectiveness", "collaboration", "satisfaction"}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("check", ["perfect", "naive", "careless"])
def test_every_consequence_reads_in_both_languages(office, check, lang):
    for view in views(office, check, lang).values():
        for said in (view.text, *(person.outcome for person in view.people)):
            assert said
            assert "{" not in said
            assert bool(re.search(r"[\u4e00-\u9fff]", said)) is (lang == "zh"), said


@pytest.mark.parametrize("seed", SEEDS)
def test_people_have_a_name_an_age_and_a_place_of_the_district(office, seed):
    found = judging.outcomes(office, loaded(), seed, answers(office, "naive", seed))
    people = next(consequence_view(o, "zh") for o in found if o.consequence.id == "people").people

    assert len(people) == 7
    assert len({person.name for person in people}) >= 6
    for person in people:
        assert 50 <= person.age <= 110
        assert re.match("(望澜街道|松鹤街道|岚山街道|流溪镇)", person.place)


def test_right_options_are_not_the_longest():
    for id_, key in (
        ("face-only", "alternatives"),
        ("letter", "plain"),
        ("day-thirty", "investigate"),
    ):
        lengths = {o.id: len(o.label.zh) for o in scenario().decision(id_).options}
        assert max(lengths, key=lengths.get) != key
        assert max(lengths.values()) - min(lengths.values()) <= 8


def test_everything_said_is_full_width_chinese_and_shames_nobody():
    written = (FOLDER / "scenario.yaml").read_text(encoding="utf-8").replace(", en: ", " en: ")
    for path in sorted(FOLDER.rglob("*.zh.md")):
        written += path.read_text(encoding="utf-8")

    assert not re.search(r"[\u4e00-\u9fff][,;:?!(]", written)
    for shaming in ("失败", "错误", "愚蠢", "不合格"):
        assert shaming not in written
