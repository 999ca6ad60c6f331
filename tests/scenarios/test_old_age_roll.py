"""Ghosts on the roll: the handbook's difficulty holds, nobody is stopped by the reference."""

import re
from functools import cache
from pathlib import Path

import pytest

from sandbox.authoring.laws import read_laws
from sandbox.authoring.load import examine
from sandbox.datasets.store import World
from sandbox.desk import headless, judging
from sandbox.desk.outcomes import consequence_view
from sandbox.desk.views import ConsequenceView
from sandbox.desk.wiring import Office, Places
from sandbox.model.scenario import Loaded, Scenario

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "scenarios" / "old-age-roll"
SEED = 101
SEEDS = (101, 102, 103)
"""A query at 101 is marked on 102 to 104 as well, so these worlds are built anyway."""
RECORDS = """
  SELECT gmsfhm AS number, '公安' AS ly FROM rk WHERE ryzt = '2' AND zxrq IS NOT NULL
  UNION ALL SELECT zjhm, '卫健' FROM sw UNION ALL SELECT zjhm, '殡葬' FROM hh"""
RAW = f"SELECT DISTINCT g.roll_id FROM gljt g JOIN ({RECORDS}) r ON r.number = g.sfzh_raw"
STANDARD = "SELECT DISTINCT g.roll_id FROM gl_bz g JOIN sw_bz s ON g.sfz = s.sfz"


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


def answers_of(office: Office, check: str, seed: int = SEED) -> dict[str, object]:
    written = scenario().checks[check]
    judged = headless.judge(office, loaded(), seed, written.answers, written.others)
    return {j.decision.id: j.answer.relation for j in judged if j.answer}


def views(office: Office, check: str, lang: str = "zh") -> dict[str, ConsequenceView]:
    found = judging.outcomes(office, loaded(), SEED, answers_of(office, check))
    return {one.consequence.id: consequence_view(one, lang) for one in found}


def quality(world: World, sql: str) -> tuple[float, float]:
    """Precision and recall of a list of roll numbers, the dead who are paid being wanted."""
    row = world.truth(f"""
        WITH listed AS ({sql}),
        paid AS (SELECT roll_id, dead FROM truth.gl JOIN gl_bz USING (roll_id) WHERE ffzt = '正常')
        SELECT count(*) FILTER (WHERE dead) / count(*)::DOUBLE,
               count(*) FILTER (WHERE dead) / (SELECT count(*) FROM paid WHERE dead)::DOUBLE
        FROM paid WHERE roll_id IN (SELECT roll_id FROM listed)""").rows[0]
    return float(row[0] or 0), float(row[1] or 0)


def test_it_loads_clean_and_each_role_can_earn_one_hundred_points():
    assert len(scenario().steps) == 6
    for role in ("data-steward", "business-lead"):
        asked = scenario().as_asked(role)
        assert asked.out_of == 100
        assert len(list(asked.decisions())) == 8


@pytest.mark.parametrize("seed", SEEDS)
def test_the_roll_is_as_large_and_as_haunted_as_the_handbook_says(office, seed):
    """Two thousand rows, about six per cent of them dead and still paid (110 to 130, give or take)."""
    rows, dead = (
        office.world(loaded(), seed)
        .truth("SELECT count(*), count(*) FILTER (WHERE dead AND ffzt = '正常') FROM truth.gl JOIN gl_bz USING (roll_id)")
        .rows[0]
    )  # fmt: skip

    assert 1900 <= rows <= 2120
    assert 105 <= dead <= 145


@pytest.mark.parametrize("seed", SEEDS)
def test_each_way_of_matching_is_as_good_as_the_handbook_measured(office, seed):
    """Ranges are those of the handbook, widened by what chance does to some 120 people.

    Where it calls a precision 1.00, some numbers here were copied from the next line of the roll
    (D17), by which a living person is taken for a dead one: 0.95 and above.
    """
    world = office.world(loaded(), seed)
    police = RAW.replace(
        RECORDS, "SELECT gmsfhm AS number FROM rk WHERE ryzt = '2' AND zxrq IS NOT NULL"
    )
    second = """ UNION SELECT g.roll_id FROM gl_bz g JOIN sw_bz s ON (NOT g.jy OR NOT s.jy)
                 AND g.xm = s.xm AND g.qhdm = s.qhdm AND abs(g.csn - s.csn) <= 1"""

    assert quality(world, police)[0] >= 0.95
    assert 0.52 <= quality(world, police)[1] <= 0.70
    assert quality(world, RAW)[0] >= 0.84
    assert 0.68 <= quality(world, RAW)[1] <= 0.85
    assert quality(world, STANDARD)[0] >= 0.84
    assert quality(world, STANDARD)[1] >= 0.90
    assert quality(world, STANDARD + second)[1] >= 0.97


@pytest.mark.parametrize("seed", SEEDS)
def test_two_sources_on_one_person_are_safe_and_single_ones_are_not(office, seed):
    world = office.world(loaded(), seed)
    two = quality(world, "SELECT roll_id FROM xs WHERE lys > 1 AND csyz = 'yes'")
    single = world.truth(
        "SELECT count(*), count(*) FILTER (WHERE dead) FROM xs JOIN truth.gl USING (roll_id) WHERE lys = 1"
    ).rows[0]

    assert two[0] >= 0.99
    assert 0.85 <= two[1] <= 0.97
    assert 11 <= single[0] <= 24
    assert 4 <= single[1] <= 13
    assert single[1] < single[0]


def test_numbers_of_the_roll_are_unique_and_carry_the_fictional_prefix(office):
    world = office.world(loaded(), SEED)
    rows, kinds = world.truth("SELECT count(*), count(DISTINCT roll_id) FROM gl_bz").rows[0]
    bad = world.truth("SELECT count(*) FROM gl_bz WHERE jy AND sfz NOT LIKE '29%'").rows[0][0]

    assert rows == kinds
    assert bad == 0


@pytest.mark.parametrize("seed", SEEDS)
def test_twelve_cases_of_four_kinds_none_above_a_third(office, seed):
    kinds = dict(
        office.world(loaded(), seed).truth("SELECT decision, count(*) FROM truth.aj GROUP BY 1").rows
    )  # fmt: skip

    assert kinds == {"stop": 4, "go-on": 3, "verify": 3, "repay": 2}


def test_paths_earn_what_their_author_expects(office):
    """On one seed; `python -m sandbox check --run` replays them on all of them."""
    for name, written in scenario().checks.items():
        judged = headless.judge(office, loaded(), SEED, written.answers, written.others)
        share = sum(j.share * j.decision.points for j in judged) / scenario().out_of
        low, high = written.expect if isinstance(written.expect, tuple) else (written.expect,) * 2
        assert low - 0.005 <= share <= high + 0.005, name


def test_the_reference_stops_nobody_who_lives(office):
    seen = views(office, "perfect")

    assert seen["living-cut-off"].count.value == 0
    assert {person.tone for person in seen["roll-people"].people} <= {"helped", "neutral"}
    assert {person.tone for person in seen["case-people"].people} == {"helped"}
    assert judging.gates(office, loaded(), SEED, answers_of(office, "perfect")) == ()


def test_haste_is_carried_out_on_people(office):
    seen = views(office, "careless")

    assert seen["living-cut-off"].count.value > 5
    assert sum(person.tone == "harmed" for person in seen["roll-people"].people) >= 3
    assert seen["good-rate"].count.value < seen["good-rate"].count.reference_value
    gates = {
        gate.id for gate in judging.gates(office, loaded(), SEED, answers_of(office, "careless"))
    }
    assert gates == {"living-stopped", "rule-on-one-source", "roll-altered"}


def test_every_count_tells_careless_from_perfect(office):
    careless, perfect = views(office, "careless"), views(office, "perfect")
    for name, view in perfect.items():
        if view.count:
            assert careless[name].count.value != view.count.value, name


def test_gates_stay_shut_for_a_careful_beginner_except_where_rows_were_deleted(office):
    gates = {gate.id for gate in judging.gates(office, loaded(), SEED, answers_of(office, "naive"))}

    assert gates == {"roll-altered"}


def test_the_rule_that_suspends_on_one_source_is_capped_whatever_it_saves(office):
    judged = headless.judge(
        office, loaded(), SEED,
        {"pause-rule": {"any": [["sources", "ge", 2], ["confirmed", "eq", "before"]]}},
    )  # fmt: skip
    rule = next(j for j in judged if j.decision.id == "pause-rule")

    assert rule.share <= 0.5


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_outcome_reads_in_both_languages(office, lang):
    for check in ("perfect", "naive", "careless"):
        for view in views(office, check, lang).values():
            for said in (view.text, *(person.outcome for person in view.people)):
                assert said
                assert "{" not in said
                assert bool(re.search(r"[\u4e00-\u9fff]", said)) is (lang == "zh"), said


def test_evidence_shows_no_whole_number_and_what_is_needed_is_there():
    text = (FOLDER / "scenario.yaml").read_text(encoding="utf-8")
    for step in scenario().steps:
        for evidence in step.evidence:
            if evidence.sql and "sfz" in evidence.sql and " FROM xs" not in evidence.sql:
                assert "'********'" in evidence.sql, evidence.caption.en

    rules = (FOLDER / "documents" / "house-rules.zh.md").read_text(encoding="utf-8")
    assert all(word in rules for word in ("记 5", "记 1", "记 0.2", "三个工作日", "两源一致"))
    assert not re.search(r"[\u4e00-\u9fff][,;:?!(]", text)
    for shaming in ("失败", "错误！", "愚蠢", "不合格"):
        assert shaming not in text
