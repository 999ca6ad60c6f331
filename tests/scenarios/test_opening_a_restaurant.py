"""Opening a restaurant: where promises end, who is behind a name, and what a visit is worth."""

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
FOLDER = ROOT / "scenarios" / "opening-a-restaurant"
SEEDS = (101, 202, 303)
PLAIN, PERTURBED = 101, 303


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


def share(office: Office, decision: str, answer, seed=PLAIN) -> float:
    judged = headless.judge(office, loaded(), seed, {decision: answer}, "blank")
    return next(j.share for j in judged if j.decision.id == decision)


def test_it_loads_without_a_problem_and_asks_the_eight_decisions_of_its_handbook_table():
    assert [d.kind for d in scenario().decisions()] == [
        "label_table", "ordering", "quantity", "single_choice", "multiple_choice",
        "case_queue", "allocation", "single_choice",
    ]  # fmt: skip
    assert scenario().out_of == 100
    assert len(scenario().steps) == 7


@pytest.mark.parametrize("seed", SEEDS)
def test_each_path_through_it_earns_what_its_author_expects(office, seed):
    for name, written in scenario().checks.items():
        judged = headless.judge(office, loaded(), seed, written.answers, written.others)
        earned = sum(j.share * j.decision.points for j in judged) / scenario().out_of
        low, high = written.expect if isinstance(written.expect, tuple) else (written.expect,) * 2
        assert low - 0.005 <= earned <= high + 0.005, name


@pytest.mark.parametrize("seed", SEEDS)
def test_joint_handling_takes_45_working_days_and_15_more_with_approval(office, seed):
    world = office.world(loaded(), seed)
    counted = world.truth("""
        SELECT q.id, count(*) FILTER (r.rq > q.slrq AND r.rq <= t.due AND r.sfgzr) AS days
        FROM qx q JOIN truth.due t USING (id), rl r GROUP BY q.id ORDER BY q.id
    """)
    assert dict(counted.rows) == {"q1": 20, "q2": 45, "q3": 60, "q4": 10, "q5": 3}


@pytest.mark.parametrize("seed", SEEDS)
def test_eight_shops_hold_one_of_every_part_and_no_decision_fits_more_than_half(office, seed):
    rows = office.world(loaded(), seed).truth("SELECT part, decision FROM truth.shop").rows
    parts = {part for part, _ in rows}
    assert parts == {"plain", "health", "plan", "photo", "barred", "namesake", "lapsed", "brother"}
    decisions = [decision for _, decision in rows]
    assert max(decisions.count(one) for one in set(decisions)) <= 4
    assert set(decisions) == {"grant", "complete", "onsite", "refuse"}


@pytest.mark.parametrize("seed", SEEDS)
def test_the_five_year_bar_can_be_read_from_number_and_day(office, seed):
    world = office.world(loaded(), seed)
    read = dict(
        world.visible("""
            SELECT s.id, max(h.cfrq) > DATE '2022-03-30' FROM sq_shop s
            JOIN hist_xk h ON h.zjh = s.zjh GROUP BY s.id
        """).rows
    )
    truth = world.truth("SELECT id, decision FROM truth.shop").rows
    assert {shop for shop, barred in read.items() if barred} == {
        shop for shop, decision in truth if decision == "refuse"
    }
    # The namesake's name stands in the record, with another number.
    same = world.visible(
        "SELECT count(*) FROM sq_shop s JOIN hist_xk h USING (xm) WHERE h.zjh <> s.zjh"
    )
    assert same.rows[0][0] >= 1


def test_in_a_perturbed_world_the_bar_has_not_run_out_and_the_risk_lies_elsewhere(office):
    def best(seed):
        judged = headless.judge(office, loaded(), seed, "perfect", "blank")
        return dict(next(j for j in judged if j.decision.id == "visits").answer.relation.rows)

    count = "SELECT count(*) FROM truth.shop WHERE decision = 'refuse'"
    assert office.world(loaded(), PLAIN).truth(count).rows == ((1,),)
    assert office.world(loaded(), PERTURBED).truth(count).rows == ((2,),)
    assert best(PLAIN)["fl5"] == 0
    assert best(PERTURBED)["fl5"] > best(PERTURBED)["fl3"]


@pytest.mark.parametrize("seed", SEEDS)
def test_dividing_by_number_of_shops_earns_nothing_and_risk_first_nearly_everything(office, seed):
    by_shops = {"fl1": 5, "fl2": 10, "fl3": 10, "fl4": 5, "fl5": 40, "fl6": 30}
    assert share(office, "visits", by_shops, seed) == pytest.approx(0, abs=0.001)
    four = {"fl1": 15, "fl2": 30, "fl3": 35, "fl4": 20, "fl5": 0, "fl6": 0}
    assert share(office, "visits", four, PLAIN) > 0.9


def test_the_reference_harms_nobody_and_opens_no_gate(office):
    for seed in SEEDS:
        for view in consequences(office, "perfect", seed).values():
            tones = [view.count.tone] if view.count else [person.tone for person in view.people]
            assert set(tones) <= {"helped", "neutral"}, view.id
        assert gates(office, "perfect", seed) == set()


def test_careless_answers_lead_elsewhere_in_every_consequence(office):
    perfect, careless = consequences(office, "perfect"), consequences(office, "careless")
    assert len(perfect) == len(scenario().consequences)
    for id_, view in careless.items():
        if view.count:
            assert view.count.value > view.count.reference_value, id_
        elif view.bars:
            assert any(bar.after != bar.reference for bar in view.bars), id_
        else:
            assert [p.outcome for p in view.people] != [p.outcome for p in perfect[id_].people]


def test_gates_open_for_a_waived_check_a_barred_owner_and_a_hidden_finding_and_then_only(office):
    every = {"check-waived", "barred-licensed", "finding-hidden"}
    assert gates(office, scenario().checks["careless"].answers) == every
    assert gates(office, {"fire-route": "exempt"}, others="perfect") == {"check-waived"}
    assert gates(office, {"fire-route": "all-promise"}, others="perfect") == set()
    assert gates(office, {"untrue": "silent"}, others="perfect") == {"finding-hidden"}
    assert gates(office, {"untrue": "fix-only"}, others="perfect") == set()


@pytest.mark.parametrize("seed", SEEDS)
def test_eight_owners_with_name_age_and_place_whatever_was_decided(office, seed):
    for check in ("perfect", "naive", "careless"):
        people = consequences(office, check, seed)["applicants"].people
        assert len(people) == 8
        assert all(26 <= p.age <= 58 and p.name and p.place and p.outcome for p in people)


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
    assert world.visible("SELECT sum(js - ks), sum(js - ks) FILTER (zt = '等待') FROM lc").rows == (
        (68, 48),
    )
    assert world.visible("SELECT sum(dn) FILTER (hl = 2) > sum(dn) / 2, sum(dn) FROM dp").rows == (
        (True, 405),
    )
    ranks = world.visible(
        "SELECT list(id ORDER BY bss, id) <> list(id ORDER BY bss / hcs, id) FROM hc"
    )
    assert ranks.rows == ((True,),)


def test_no_right_option_is_recognised_by_its_length():
    for decision in scenario().decisions():
        if decision.kind == "single_choice":
            lengths = [len(option.label.zh) for option in decision.options]
            assert max(lengths) - min(lengths) <= 8, decision.id


def test_everything_said_is_full_width_chinese_and_shames_nobody():
    written = (FOLDER / "scenario.yaml").read_text(encoding="utf-8")
    for path in sorted([*FOLDER.rglob("*.zh.md"), *FOLDER.rglob("*.csv")]):
        text = path.read_text(encoding="utf-8")
        written += text.replace(",", "") if path.suffix == ".csv" else text
    assert not re.search(r"[\u4e00-\u9fff][,;:?!(]", written)
    for shaming in ("失败", "错误", "愚蠢", "不合格"):
        assert shaming not in written
