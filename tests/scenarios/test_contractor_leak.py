"""The first four hours of a leak: order, clock, pressure, who is affected, and what is told."""

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
FOLDER = ROOT / "scenarios" / "contractor-leak"
SEEDS = (101, 202, 303)
PLAIN, PERTURBED = 101, 303
NAMED = {"find-children": {"data-steward"}, "count-affected": {"business-lead", "decision-maker"}}


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


def answered(office: Office, written, seed=PLAIN, others="blank"):
    judged = headless.judge(office, loaded(), seed, written, others)
    return {j.decision.id: j.answer.relation for j in judged if j.answer}


SEEN: dict[tuple[str, int], tuple] = {}


def consequences(office: Office, check: str, seed=PLAIN, lang="zh"):
    if (check, seed) not in SEEN:
        answers = answered(office, scenario().checks[check].answers, seed)
        SEEN[check, seed] = judging.outcomes(office, loaded(), seed, answers)
    return {one.consequence.id: consequence_view(one, lang) for one in SEEN[check, seed]}


def gates(office: Office, written, seed=PLAIN, others="blank") -> set[str]:
    answers = answered(office, written, seed, others)
    return {g.id for g in open_gates(scenario(), office.world(loaded(), seed), answers)}


def test_every_role_plays_eight_decisions_worth_one_hundred_points():
    assert len(scenario().steps) == 8
    for role in scenario().audience.roles:
        mine = [d for d in scenario().decisions() if not d.roles or role in d.roles]
        assert len(mine) == 8
        assert sum(d.points for d in mine) == 100
    assert {d.id: set(d.roles) for d in scenario().decisions() if d.roles} == NAMED


@pytest.mark.parametrize("seed", SEEDS)
def test_each_path_through_it_earns_what_its_author_expects(office, seed):
    for name, written in scenario().checks.items():
        judged = headless.judge(office, loaded(), seed, written.answers, written.others)
        earned = sum(j.share * j.decision.points for j in judged) / scenario().out_of
        low, high = written.expect if isinstance(written.expect, tuple) else (written.expect,) * 2
        assert low - 0.005 <= earned <= high + 0.005, name


@pytest.mark.parametrize("seed", SEEDS)
def test_38000_rows_went_public_and_about_412_children_are_among_them(office, seed):
    """Handbook: 38,000 rows and 412 children. The rows agree in every world; children vary by
    14 either way, so that a number learnt by heart fails on the next seed."""
    world = office.world(loaded(), seed)
    rows = world.visible(
        "SELECT count(*), count(DISTINCT pid) FROM export_row JOIN export_file USING (file_id)"
        " WHERE lj = '公开'"
    ).rows[0]
    kids = world.truth("SELECT count(*) FROM truth.leak WHERE kid").rows[0][0]
    assert rows[0] == 38_000
    assert 35_600 <= rows[1] <= 36_200
    assert 398 <= kids <= 426


@pytest.mark.parametrize("seed", SEEDS)
def test_the_report_is_due_at_0610_and_for_critical_infrastructure_at_0310(office, seed):
    due = office.world(loaded(), seed).truth(
        "SELECT id, xz + mins FROM truth.left JOIN sx USING (id) ORDER BY id"
    )
    assert dict(due.rows) == {"t1": 6 * 60 + 10, "t2": 3 * 60 + 10, "t3": 4 * 60 + 10}


@pytest.mark.parametrize("seed", SEEDS)
def test_the_panel_shows_the_numbers_that_are_asked_for(office, seed):
    panel = next(
        e.sql for e in scenario().steps[3].evidence if e.sql and "nophone" in e.sql and e.columns
    )
    world = office.world(loaded(), seed)
    shown = world.visible(
        f"SELECT sum(people), sum(a0 + a7), sum(nophone) FROM ({panel}) WHERE lj = '公开'"
    ).rows[0]
    judged = headless.judge(office, loaded(), seed, "perfect")
    right = next(j.answer.relation for j in judged if j.decision.id == "count-affected")
    assert [float(n) for n in shown] == [value for _, value in right.rows]


@pytest.mark.parametrize(
    ("query", "low", "high"),
    [
        ("SELECT DISTINCT pid FROM person WHERE csrq > DATE '2013-03-16'", 0.5, 0.8),
        ("SELECT DISTINCT r.pid FROM export_row r JOIN person p USING (pid)"
         " WHERE p.csrq > DATE '2013-03-16'", 0.5, 0.9),
        ("SELECT DISTINCT r.pid FROM export_row r JOIN export_file f USING (file_id)"
         " JOIN person p USING (pid) WHERE f.lj = '公开' AND p.csrq >= DATE '2013-03-16'", 0.9, 0.99),
        ("SELECT r.pid FROM export_row r JOIN export_file f USING (file_id)"
         " WHERE f.lj = '公开'", 0.0, 0.1),
    ],
)  # fmt: skip
def test_a_query_that_forgets_the_link_the_birthday_or_the_age_loses_points(
    office, query, low, high
):
    judged = headless.judge(office, loaded(), PLAIN, {"find-children": query})
    share = next(j.share for j in judged if j.decision.id == "find-children")
    assert low <= share <= high


@pytest.mark.parametrize("seed", SEEDS)
def test_the_odds_follow_from_outside_accesses_alone(office, seed):
    world = office.world(loaded(), seed)
    size = world.visible("SELECT sum(mb) FROM export_file WHERE lj = '公开'").rows[0][0]
    known, taken = world.visible(
        f"SELECT count(mbs), count(*) FILTER (mbs >= {size}) FROM drive_log WHERE ly = '外部'"
    ).rows[0]
    right = dict(world.truth("SELECT id, p FROM truth.guess").rows)
    every = world.visible(f"SELECT count(*) FILTER (mbs >= {size}) FROM drive_log").rows[0][0]
    assert right["one"] == pytest.approx(taken / known)
    assert right["either"] == pytest.approx(1 - (1 - taken / known) ** 2, abs=0.005)
    assert every == taken + 3


def test_in_a_perturbed_world_the_leak_comes_in_two_files_and_less_time_is_left(office):
    files = "SELECT count(*) FROM export_file WHERE lj = '公开'"
    left = "SELECT mins FROM truth.left WHERE id = 't1'"
    plain, other = office.world(loaded(), PLAIN), office.world(loaded(), PERTURBED)
    assert (plain.visible(files).rows, other.visible(files).rows) == (((1,),), ((2,),))
    assert plain.truth(left).rows[0][0] > other.truth(left).rows[0][0]


def test_reporting_after_the_notices_is_late(office):
    answers = scenario().checks["naive"].answers
    view = consequences(office, "naive")["report-clock"]
    assert answers["hold-report"]["office"] == "wait-morning"
    assert view.count.value > 240 >= view.count.reference_value


@pytest.mark.parametrize("seed", SEEDS)
def test_the_reference_harms_nobody_and_opens_no_gate(office, seed):
    for view in consequences(office, "perfect", seed).values():
        tones = [view.count.tone] if view.count else [person.tone for person in view.people]
        assert set(tones) <= {"helped", "neutral"}, view.id
    assert gates(office, "perfect", seed) == set()


def test_careless_answers_lead_elsewhere_in_every_consequence(office):
    perfect, careless = consequences(office, "perfect"), consequences(office, "careless")
    assert set(careless) == {c.id for c in scenario().consequences}
    for id_, view in careless.items():
        if view.count:
            assert view.count.value > view.count.reference_value, id_
        elif view.bars:
            assert any(bar.after > bar.reference for bar in view.bars), id_
        else:
            assert [p.outcome for p in view.people] != [p.outcome for p in perfect[id_].people]


def test_gates_open_for_concealment_and_false_assurance_and_then_only(office):
    every = {"concealed", "said-safe", "notice-false"}
    assert gates(office, scenario().checks["careless"].answers) == every
    hushed = {"hold-report": {"office": "hush-up", "press": "facts-and-help"}}
    waited = {"hold-report": {"office": "wait-morning", "press": "no-comment"}}
    assert gates(office, hushed, others="perfect") == {"concealed"}
    assert gates(office, waited, others="perfect") == set()
    assert next(g for g in scenario().gates if g.id == "concealed").factor == 0.3


@pytest.mark.parametrize("seed", SEEDS)
def test_four_people_of_the_city_with_name_age_and_place(office, seed):
    for check in ("perfect", "naive", "careless"):
        people = consequences(office, check, seed)["four-people"].people
        assert len(people) == 4
        assert all(25 <= p.age <= 120 and p.name and p.place and p.outcome for p in people)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_consequence_reads_in_both_languages(office, lang):
    for check in ("perfect", "naive", "careless"):
        for view in consequences(office, check, lang=lang).values():
            for said in (view.text, *(p.outcome for p in view.people)):
                assert "{" not in said
                assert bool(re.search(r"[\u4e00-\u9fff]", said)) is (lang == "zh"), said


@pytest.mark.parametrize("seed", SEEDS)
def test_captions_hold_in_every_world(office, seed):
    world = office.world(loaded(), seed)
    songlan = world.visible(
        "SELECT count(*) FILTER (qhdm = '290104') / count(*) FROM export_row"
        " JOIN export_file USING (file_id) JOIN person USING (pid) WHERE lj = '公开'"
    ).rows[0][0]
    usual, that_night = world.visible(
        "SELECT max(rs) FILTER (ts < DATE '2027-03-16'), sum(rs) FILTER (ts >= DATE '2027-03-16')"
        " FROM acc_log WHERE account = 'ops_03'"
    ).rows[0]
    assert 0.24 <= songlan <= 0.26
    assert usual < 400
    assert that_night >= 38_000


def test_no_right_option_is_recognised_by_its_length():
    longest = 0
    for question in scenario().decision("hold-report").questions:
        lengths = {option.id: len(option.label.zh) for option in question.options}
        assert max(lengths.values()) - min(lengths.values()) <= 8, question.id
        longest += max(lengths, key=lengths.__getitem__) in ("report-now", "facts-and-help")
    assert longest <= 1


def test_everything_said_is_full_width_chinese_and_shames_nobody():
    written = (FOLDER / "scenario.yaml").read_text(encoding="utf-8")
    for path in sorted(FOLDER.rglob("*.zh.md")):
        written += path.read_text(encoding="utf-8")
    assert not re.search(r"[\u4e00-\u9fff][,;:?!(]", written)
    for shaming in ("失败", "错误", "愚蠢", "不合格"):
        assert shaming not in written


def role_sees(office, role, written, id_):
    answers = answered(office, written)
    mine = {d.id for d in scenario().as_asked(role).decisions()}
    kept = {name: rows for name, rows in answers.items() if name in mine}
    found = judging.outcomes(office, loaded(), PLAIN, kept, role=role)
    return next(consequence_view(o, "zh") for o in found if o.consequence.id == id_)


@pytest.mark.parametrize("role", ["data-steward", "business-lead", "decision-maker"])
def test_each_role_is_judged_by_what_it_was_asked_about_the_children(office, role):
    right = role_sees(office, role, "perfect", "children-missed")
    careless = role_sees(office, role, scenario().checks["careless"].answers, "children-missed")
    assert right.count.value == 0
    assert right.count.tone == "helped"
    assert careless.count.value > 200


def test_a_query_may_name_its_column_as_it_likes(office):
    query = (
        "SELECT DISTINCT r.pid AS number FROM export_row r JOIN export_file f USING (file_id)"
        " JOIN person p ON p.pid = r.pid WHERE f.lj = '公开' AND p.csrq > DATE '2013-03-16'"
    )
    written = {"find-children": query}
    assert role_sees(office, "data-steward", written, "children-missed").count.value == 0
