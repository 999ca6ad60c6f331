"""Talent subsidies: figures of the handbook hold, refusing takes a person, and nobody is told the key."""

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
FOLDER = ROOT / "scenarios" / "talent-subsidy"
SEEDS = (101, 303)
REVIEW, CLAIM, CAUGHT = 60, 17_000, 0.95


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


def answered(office: Office, check: str, seed: int = 101) -> dict:
    written = scenario().checks[check]
    judged = headless.judge(office, loaded(), seed, written.answers, written.others)
    return {j.decision.id: j.answer.relation for j in judged if j.answer}


def consequences(office: Office, check: str, lang: str = "zh") -> dict:
    found = judging.outcomes(office, loaded(), 101, answered(office, check))
    return {one.consequence.id: consequence_view(one, lang) for one in found}


def gates(office: Office, answers: dict) -> set[str]:
    world = office.world(loaded(), 101)
    return {gate.id for gate in open_gates(scenario(), world, answers)}


def test_every_role_plays_for_one_hundred_points():
    assert scenario().roles() == ("business-lead", "decision-maker")
    for role in scenario().roles():
        assert scenario().as_asked(role).out_of == 100


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("check", ["perfect", "naive", "careless"])
def test_each_path_earns_what_its_author_expects(office, check, seed):
    written = scenario().checks[check]
    judged = headless.judge(office, loaded(), seed, written.answers, written.others)
    share = sum(j.share * j.decision.points for j in judged) / scenario().out_of
    low, high = written.expect if isinstance(written.expect, tuple) else (written.expect,) * 2

    assert low - 0.005 <= share <= high + 0.005


@pytest.mark.parametrize("seed", SEEDS)
def test_the_season_is_the_one_of_the_handbook(office, seed):
    """3,000 applications, 4 % shells, 4 % from abroad, 3 % time-outs (6 % in perturbed worlds)."""
    n, shells, abroad, silent, qualified = truth(
        office, seed,
        "SELECT count(*), count(*) FILTER (shell), count(*) FILTER (kind = 'overseas'),"
        " count(*) FILTER (silent <> ''), count(*) FILTER (silent <> '' AND eligible) FROM truth.apply",
    )[0]  # fmt: skip

    assert (n, shells, abroad) == (3000, 120, 120)
    assert silent == qualified == (180 if seed >= 300 else 90)


@pytest.mark.parametrize("seed", [101, 202])
def test_limits_lie_where_the_prototype_found_them(office, seed):
    """0.28 with hands to spare, and 0.41 for about 337 reviews that catch some 86 % of the shells."""
    rows = truth(office, seed, "SELECT risk, shell FROM truth.apply WHERE proven OR shell")

    def loss(limit: float) -> tuple[float, int, float]:
        sent = [shell for risk, shell in rows if risk >= limit - 1e-9]
        caught, every = sum(sent), sum(shell for _, shell in rows)
        return REVIEW * len(sent) + CLAIM * (every - CAUGHT * caught), len(sent), caught / every

    tried = {k / 100: loss(k / 100) for k in range(101)}
    free = min(tried, key=lambda k: tried[k][0])
    tight = min((k for k in tried if tried[k][1] <= 360), key=lambda k: tried[k][0])

    assert 0.24 <= free <= 0.36
    assert 0.39 <= tight <= 0.44
    assert 300 <= tried[tight][1] <= 360
    assert 0.78 <= tried[tight][2] <= 0.95


@pytest.mark.parametrize("seed", SEEDS)
def test_fifteen_cases_are_five_of_each(office, seed):
    rows = truth(office, seed, "SELECT decision, count(*) FROM truth.desk GROUP BY ALL")

    assert dict(rows) == {"grant": 5, "refuse": 5, "verify": 5}


def test_the_exact_policy_costs_nobody_anything(office):
    views = consequences(office, "perfect")

    assert views["paid-in-error"].count.value == 0
    assert views["machine-refusals"].count.value == 0
    for view in views.values():
        tones = [view.count.tone] if view.count else [person.tone for person in view.people]
        assert set(tones) <= {"helped", "neutral"}, view.id
    assert gates(office, answered(office, "perfect")) == set()


def test_careless_answers_hurt_people_in_every_consequence(office):
    careless, perfect = consequences(office, "careless"), consequences(office, "perfect")

    for id_, view in careless.items():
        if view.count:
            assert view.count.value != perfect[id_].count.value, id_
            assert view.count.tone in {"harmed", "waiting"}, id_
    assert "harmed" in {person.tone for person in careless["people"].people}
    assert gates(office, answered(office, "careless")) == {
        "machine-says-no", "policy-refuses", "private-matters",
    }  # fmt: skip


def test_fully_automatic_turns_time_outs_into_ninety_wrong_refusals(office):
    answers = answered(office, "perfect")
    routes = answers["routes"]
    rows = tuple((i, "refuse" if i == "no-answer" else label) for i, label in routes.rows)
    answers["routes"] = routes.of(routes.columns, rows)
    found = judging.outcomes(office, loaded(), 101, answers)
    view = next(consequence_view(o, "zh") for o in found if o.consequence.id == "machine-refusals")

    assert view.count.value == 90
    assert gates(office, answers) == {"machine-says-no"}


def test_a_rule_that_takes_silence_for_yes_is_capped(office):
    rule = {"all": [["degree-check", "ne", "none"], ["age", "le", 35], ["since-graduation", "le", 36],
                    ["months-code", "ge", 6], ["firm", "ne", "closed"], ["earlier", "ne", "paid"]]}  # fmt: skip
    judged = headless.judge(office, loaded(), 101, {"rule": rule}, "perfect")

    assert next(j.share for j in judged if j.decision.id == "rule") <= 0.6


@pytest.mark.parametrize("check", ["perfect", "naive", "careless"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_consequence_reads_in_both_languages(office, check, lang):
    for view in consequences(office, check, lang).values():
        for said in (view.text, *(p.outcome for p in view.people)):
            assert said
            assert "{" not in said
            assert bool(re.search(r"[\u4e00-\u9fff]", said)) is (lang == "zh"), said


def test_evidence_shows_what_is_needed_and_never_the_truth():
    for step in scenario().steps:
        for one in step.evidence:
            assert "truth" not in (one.sql or "")
    shown = " ".join(str(one.document) for step in scenario().steps for one in step.evidence)
    for document in ("policy", "handling", "risk-note", "inspections", "vendor"):
        assert f"documents/{document}" in shown


def test_nothing_written_shames_or_breaks_chinese_punctuation():
    written = (FOLDER / "scenario.yaml").read_text(encoding="utf-8")
    for path in sorted(FOLDER.rglob("*.zh.md")):
        written += path.read_text(encoding="utf-8")

    assert not re.search(r"[\u4e00-\u9fff][,;:?!(]", written)
    for shaming in ("失败", "错误", "愚蠢", "不合格"):
        assert shaming not in written
