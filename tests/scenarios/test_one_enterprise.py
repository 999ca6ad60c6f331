"""One enterprise, one record: the key follows from the sources, and what is shown is enough."""

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
from sandbox.model.decision import Setting
from sandbox.model.relation import Relation
from sandbox.model.scenario import Loaded, Scenario

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "scenarios" / "one-enterprise"
SEED = 101
SEEDS = (101, 102, 303)
DEGENERATE = (
    "merge-everything", "merge-nothing", "everyone-gets-it", "select-all", "all-together",
)  # fmt: skip


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


JUDGED: dict[tuple[str, int], tuple[headless.Judged, ...]] = {}


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


def test_it_loads_without_a_problem_and_has_every_decision_of_the_handbook():
    kinds = [decision.kind for decision in scenario().decisions()]

    assert kinds == [
        "mapping", "rule_set", "thresholds", "label_table", "multiple_choice",
        "single_choice", "sql_query", "rule_set", "case_queue",
    ]  # fmt: skip
    assert len(scenario().steps) == 6


def test_every_role_is_asked_for_one_hundred_points():
    for role in scenario().roles():
        asked = scenario().as_asked(role)
        ids = {decision.id for decision in asked.decisions()}
        assert asked.out_of == 100
        assert ids & {"firm-list-sql", "firm-list-rule"} == (
            {"firm-list-sql"} if role == "data-steward" else {"firm-list-rule"}
        )


@pytest.mark.parametrize("role", ["data-steward", "business-lead"])
def test_either_version_leads_to_the_same_consequences(office, role):
    skipped = "firm-list-rule" if role == "data-steward" else "firm-list-sql"
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


@pytest.mark.parametrize("seed", SEEDS)
def test_seven_per_cent_of_the_firms_appear_twice(office, seed):
    world = office.world(loaded(), seed)
    firms = one(world, "SELECT count(*) FROM truth.qy")
    doubles = one(world, "SELECT count(*) FROM zh_qy") - firms

    assert doubles / firms == pytest.approx(0.07, abs=0.005)


def test_thirty_four_source_fields_go_to_eighteen_columns(office):
    world = office.world(loaded(), SEED)

    assert one(world, "SELECT count(*) FROM zd") == 34
    assert len(scenario().decision("field-mapping").targets) == 18


@pytest.mark.parametrize("seed", SEEDS)
def test_every_trap_of_the_handbook_is_in_the_world(office, seed):
    world = office.world(loaded(), seed)
    rows = world.truth("SELECT role, count(*) FROM truth.qy GROUP BY 1").rows
    roles = {str(role): int(n) for role, n in rows}

    assert roles["shell"] == 1
    for role in ("renamed", "moved", "repaired", "listed", "revoked", "closed", "unknown"):
        assert roles[role] >= 3, role
    assert one(world, "SELECT count(*) FROM wg_qy WHERE ls_code IS NOT NULL") >= 3
    assert one(world, "SELECT min(n) FROM truth.clash") >= 1


@pytest.mark.parametrize("seed", SEEDS)
def test_a_perfect_query_needs_only_what_trainees_see(office, seed):
    world = office.world(loaded(), seed)
    decision = scenario().decision("firm-list-sql")
    found = world.visible(decision.reference.value.model)
    right = world.truth("SELECT tyshxydm, yuan FROM truth.qy WHERE met")

    assert {(str(c), float(y)) for c, y in found.rows} == {
        (str(c), float(y)) for c, y in right.rows
    }


@pytest.mark.parametrize("seed", SEEDS)
def test_titles_of_charts_hold(office, seed):
    world = office.world(loaded(), seed)
    fund = "FROM wg_zb b JOIN wg_gjj g ON g.dwmc = b.qymc WHERE b.qm BETWEEN 15 AND 60"

    assert one(world, f"SELECT count(*) {fund}") >= 10
    assert one(world, f"SELECT count(*) {fund} AND g.jc_rs >= b.qm") == 0
    assert one(world, "SELECT count(*) FROM dm WHERE hd_en = 'Another firm' AND jy = 'yes'") >= 3
    districts = "substr(tyshxydm, 3, 6) IN ('290102', '290103', '290104')"
    assert one(world, f"SELECT avg(({districts})::INT) FROM wg_qy") > 0.5


def test_the_limit_for_large_firms_follows_the_parameters_in_perturbed_worlds(office):
    sql = "SELECT sz FROM zc WHERE csh = 'bz_d'"

    assert one(office.world(loaded(), 101), sql) == 5.5
    assert one(office.world(loaded(), 303), sql) == 5.0


@pytest.mark.parametrize("seed", SEEDS)
def test_the_best_threshold_lies_between_merging_all_and_nothing(office, seed):
    world = office.world(loaded(), seed)
    found = world.truth("""
        SELECT t.v, 8 * count(*) FILTER (NOT same AND xsd >= t.v) + count(*) FILTER (same AND xsd < t.v)
        FROM truth.paired, range(40, 102) AS t(v) WHERE hd IS NULL GROUP BY 1""")
    loss = {int(v): float(cost) for v, cost in found.rows}
    best = min(loss.values())

    assert best <= 0.6 * min(loss[40], loss[101])


@pytest.mark.parametrize("seed", SEEDS)
def test_the_best_rule_is_that_of_the_handbook_a_passing_check_and_a_like_name(office, seed):
    decision = scenario().decision("code-rule")
    world = office.world(loaded(), seed)
    held = decision.reference.resolve(world, decision.actions(Setting(seed=seed))).open()

    assert {row[1] for row in held.best.rows[1:]} == {"check", "name-likeness"}


def test_no_code_of_another_firm_can_be_told_by_its_check_digit_alone(office):
    world = office.world(loaded(), SEED)

    assert one(world, "SELECT count(*) FROM truth.coded WHERE jy = 'yes' AND NOT same") >= 10


@pytest.mark.parametrize("seed", SEEDS)
def test_the_eight_cases_are_three_three_and_two(office, seed):
    sealed = scenario().decision("cases").reference.resolve(office.world(loaded(), seed))
    said = sorted(sealed.open().column("decision"))

    assert said == ["decline"] * 3 + ["grant"] * 3 + ["verify"] * 2


def test_the_reference_hurts_nobody(office):
    found = views(office, "perfect")

    assert len(found) == len(scenario().consequences)
    for view in found.values():
        tones = [view.count.tone] if view.count else [person.tone for person in view.people]
        assert set(tones) <= {"helped", "neutral"}, view.id
    assert gates(office, "perfect") == set()


def test_careless_answers_lead_elsewhere_on_every_consequence(office):
    worst, best = views(office, "careless"), views(office, "perfect")

    for id_, view in worst.items():
        if view.count:
            assert view.count.value != best[id_].count.value, id_
        elif view.bars:
            assert any(bar.after != bar.reference for bar in view.bars), id_
        else:
            assert sum(person.tone == "harmed" for person in view.people) >= 5


def test_gates_open_when_they_should_and_only_then(office):
    assert gates(office, "careless") == {"money-astray", "collected-again", "unknown-refused"}
    assert gates(office, "naive") == {"money-astray", "unknown-refused"}


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
            assert bool(re.search(r"[\u4e00-\u9fff]", said.replace("稳岗", ""))) is (lang == "zh")


def test_people_have_a_name_a_working_age_and_a_place(office):
    people = views(office, "naive")["people"].people

    assert len(people) == 8
    assert len({person.name for person in people}) == 8
    for person in people:
        assert 18 <= person.age <= 62
        assert person.place


def test_no_option_stands_out_by_its_length():
    options = scenario().decision("monthly-form").options
    lengths = {option.id: len(option.label.zh) for option in options}

    assert max(lengths.values()) - min(lengths.values()) <= 8
    assert max(lengths, key=lengths.get) != "share-and-verify"


def test_everything_said_is_full_width_chinese_and_shames_nobody():
    written = (FOLDER / "scenario.yaml").read_text(encoding="utf-8").replace(", en: ", " en: ")
    for path in sorted(FOLDER.rglob("*.zh.md")):
        written += path.read_text(encoding="utf-8")

    assert not re.search(r"[\u4e00-\u9fff][,;:?!(]", written)
    for shaming in ("失败", "错误", "愚蠢", "不合格"):
        assert shaming not in written
