"""The baton: the handbook's figures hold, honest departments stay honest, and old weights wear out."""

import math
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
from sandbox.simulators.incentives import Incentives

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "scenarios" / "the-baton"
SEEDS = (101, 203, 303)


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


def truth(office: Office, seed: int, sql: str) -> list[tuple]:
    return list(office.world(loaded(), seed).truth(sql).rows)


def answered(office: Office, check: str) -> dict:
    written = scenario().checks[check]
    judged = headless.judge(office, loaded(), 101, written.answers, written.others)
    return {j.decision.id: j.answer.relation for j in judged if j.answer}


def consequences(office: Office, check: str, lang: str = "zh") -> dict:
    found = judging.outcomes(office, loaded(), 101, answered(office, check))
    return {one.consequence.id: consequence_view(one, lang) for one in found}


def gates(office: Office, check: str) -> set[str]:
    world = office.world(loaded(), 101)
    return {gate.id for gate in open_gates(scenario(), world, answered(office, check))}


def share(office: Office, seed: int, decision: str, written: object) -> float:
    judged = headless.judge(office, loaded(), seed, {decision: written})
    return next(j.share for j in judged if j.decision.id == decision)


def test_every_role_plays_for_one_hundred_points():
    assert scenario().roles() == ("decision-maker", "data-steward")
    for role in scenario().roles():
        assert scenario().as_asked(role).out_of == 100


def test_the_simulator_agrees_with_the_prototype_of_the_handbook():
    """b = (1, 3, 3.5, 2), a = (4, 1, 1, 1), c = (1, 2, 2, 1.5): .231/.260/.354/.154 and 4.16."""
    model = Incentives(of=("weights",))
    best = model.best_weights()

    assert [round(w, 3) for w in best] == [0.231, 0.26, 0.354, 0.154]
    assert model.real(best) == pytest.approx(4.16, abs=0.01)
    assert model.real([0.25] * 4) == pytest.approx(4.12, abs=0.01)
    assert model.real([0.7, 0.1, 0.1, 0.1]) == pytest.approx(3.64, abs=0.02)
    assert model.real([1, 0, 0, 0]) == pytest.approx(2.00, abs=0.01)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_best_weights_are_those_of_the_closed_form(office, seed):
    """w ∝ b²a(1 − f)/c; in steps of 5 points, the optimum that was found lies within 1 %."""
    judged = headless.judge(office, loaded(), seed, "perfect")
    rows = truth(office, seed, "SELECT id, b, a, c, f FROM zbx")
    pull = {id_: b * b * a * (1 - f) / c for id_, b, a, c, f in rows}
    given = next(j.answer.relation for j in judged if j.decision.id == "reweigh").mapping()
    worth = sum(math.sqrt(pull[id_] * float(given[id_]) / 100) for id_ in pull)

    assert worth == pytest.approx(math.sqrt(sum(pull.values())), rel=0.01)


@pytest.mark.parametrize("seed", SEEDS)
def test_last_years_answer_no_longer_does(office, seed):
    judged = headless.judge(office, loaded(), seed, "perfect")
    first = next(j.answer.relation for j in judged if j.decision.id == "weights").mapping()

    assert share(office, seed, "reweigh", dict(first)) < 0.85


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("check", ["perfect", "naive", "careless"])
def test_each_path_earns_what_its_author_expects(office, check, seed):
    written = scenario().checks[check]
    judged = headless.judge(office, loaded(), seed, written.answers, written.others)
    earned = sum(j.share * j.decision.points for j in judged) / scenario().out_of
    low, high = written.expect if isinstance(written.expect, tuple) else (written.expect,) * 2

    assert low - 0.005 <= earned <= high + 0.005


@pytest.mark.parametrize("seed", SEEDS)
def test_the_written_definitions_find_exactly_the_departments_that_did_it(office, seed):
    """Three of each; and the three honest look-alikes fail every definition."""
    found = truth(
        office, seed,
        """WITH same AS (SELECT bm, max(n) AS n FROM (SELECT bm, count(*) AS n FROM sjj GROUP BY bm, zdqd) GROUP BY bm),
           gap AS (SELECT bm, 100 * (avg((fs >= 4)::INT) FILTER (qd = '窗口平板') - avg((fs >= 4)::INT) FILTER (qd = '电话回访')) AS g FROM pj GROUP BY bm),
           back AS (SELECT bm, avg((bjrq - slrq <= 1 AND EXISTS (SELECT 1 FROM bj b WHERE b.lxr = a.lxr AND b.sx = a.sx
                           AND b.slrq > a.bjrq AND b.slrq <= a.bjrq + 15))::INT) AS r FROM bj a GROUP BY bm)
           SELECT h.id, h.how, CASE WHEN n >= 10 THEN 'split' WHEN g >= 25 THEN 'praise' WHEN r >= 0.2 THEN 'close' ELSE 'honest' END
           FROM truth.how h JOIN bm USING (id) JOIN same USING (bm) JOIN gap USING (bm) JOIN back USING (bm)""",
    )  # fmt: skip

    assert len(found) == 12
    for id_, how, seen in found:
        assert how == seen, id_


def test_reading_telephone_numbers_costs_the_part_for_columns(office):
    model = """SELECT DISTINCT a.gdbh FROM bj AS a JOIN bj AS b ON b.lxr = a.lxr AND b.sx = a.sx AND b.lxdh = a.lxdh
               WHERE a.bjrq - a.slrq <= 1 AND b.slrq > a.bjrq AND b.slrq <= a.bjrq + 15"""  # fmt: skip

    assert share(office, 101, "unsolved", model) == pytest.approx(0.8, abs=0.01)


def test_the_reference_hurts_nobody_and_careless_answers_do(office):
    careless, perfect = consequences(office, "careless"), consequences(office, "perfect")

    for id_, view in perfect.items():
        tones = [view.count.tone] if view.count else [person.tone for person in view.people]
        assert set(tones) <= {"helped", "neutral"}, id_
        if view.count:
            assert careless[id_].count.value != view.count.value, id_
    assert {person.tone for person in careless["people"].people} == {"harmed"}
    assert gates(office, "perfect") == set()
    assert gates(office, "naive") == set()
    assert gates(office, "careless") == {
        "numbers-handed-over", "pressed-to-withdraw", "machine-grades-people",
    }  # fmt: skip


@pytest.mark.parametrize("check", ["perfect", "naive", "careless"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_consequence_reads_in_both_languages(office, check, lang):
    for view in consequences(office, check, lang).values():
        for said in (view.text, *(p.outcome for p in view.people)):
            assert said
            assert "{" not in said
            assert bool(re.search(r"[\u4e00-\u9fff]", said)) is (lang == "zh"), said


def test_evidence_never_reads_the_truth_and_nobody_is_shamed():
    for step in scenario().steps:
        for one in step.evidence:
            assert "truth" not in (one.sql or "")
    written = (FOLDER / "scenario.yaml").read_text(encoding="utf-8")
    for path in sorted(FOLDER.rglob("*.zh.md")):
        written += path.read_text(encoding="utf-8")

    assert not re.search(r"[\u4e00-\u9fff][,;:?!(]", written)
    for shaming in ("失败", "错误", "愚蠢", "不合格"):
        assert shaming not in written
