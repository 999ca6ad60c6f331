"""The welfare risk model: figures of the handbook hold, nobody is stopped by machine unpunished."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from sandbox.authoring.laws import read_laws
from sandbox.authoring.load import examine
from sandbox.desk import headless, judging
from sandbox.desk.evidence import evidence_of
from sandbox.desk.outcomes import consequence_view
from sandbox.desk.views import DocumentView
from sandbox.desk.wiring import Office, Places
from sandbox.model.relation import Relation
from sandbox.model.scenario import Loaded, Scenario
from sandbox.simulation.carry_out import open_gates

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "scenarios" / "welfare-risk-model"
SEEDS = (101, 102, 303)
CLEAN = (101, 102)
"""Seeds with the handbook's base rate of 6 %; in perturbed ones it is 3 %."""


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


def answers(office: Office, seed: int, check: str, **other: Any) -> dict[str, Relation]:
    written = scenario().checks[check].answers
    written = written if isinstance(written, str) else {**written, **other}
    judged = headless.judge(office, loaded(), seed, written)
    return {j.decision.id: j.answer.relation for j in judged if j.answer}


def led_to(office: Office, seed: int, check: str, lang: str = "zh", **other: Any) -> dict[str, Any]:
    found = judging.outcomes(office, loaded(), seed, answers(office, seed, check, **other))
    return {one.consequence.id: consequence_view(one, lang) for one in found}


def gates(office: Office, seed: int, check: str, **other: Any) -> set[str]:
    given = answers(office, seed, check, **other)
    return {gate.id for gate in open_gates(scenario(), office.world(loaded(), seed), given)}


def truth(office: Office, seed: int, sql: str) -> Any:
    rows = office.world(loaded(), seed).truth(sql).rows
    return rows[0] if len(rows) == 1 else rows


AT = """SELECT count(*) FILTER (WHERE s >= {t}) AS flags, count(*) FILTER (WHERE y AND s >= {t}) AS tp,
  count(*) FILTER (WHERE y) AS bad,
  count(*) FILTER (WHERE NOT y AND s >= {t} AND grp = 'general') / count(*) FILTER (WHERE NOT y AND grp = 'general') AS general,
  count(*) FILTER (WHERE NOT y AND s >= {t} AND grp = 'vulnerable') / count(*) FILTER (WHERE NOT y AND grp = 'vulnerable') AS frail
FROM truth.base"""
LOSS = """SELECT t / 100.0 AS line, 6 * count(*) FILTER (WHERE y AND s < t / 100.0) + 0.15 * count(*) FILTER (WHERE s >= t / 100.0) AS review,
  6 * count(*) FILTER (WHERE y AND s < t / 100.0) + 1.25 * count(*) FILTER (WHERE NOT y AND s >= t / 100.0) AS machine
FROM truth.base CROSS JOIN range(0, 101) AS r(t) GROUP BY t ORDER BY t"""


@pytest.mark.parametrize("seed", CLEAN)
def test_of_a_hundred_flagged_about_twenty_one_are_ineligible(office, seed):
    """Handbook: at 0.44 recall .93, precision .21, 1,547 flags, false alarms 13.9 % and 38.7 %."""
    flags, tp, bad, general, frail = truth(office, seed, AT.format(t=0.44))

    assert bad / 6000 == pytest.approx(0.06, abs=0.008)
    assert flags == pytest.approx(1547, abs=80)
    assert tp / bad == pytest.approx(0.93, abs=0.03)
    assert tp / flags == pytest.approx(0.21, abs=0.03)
    assert general == pytest.approx(0.139, abs=0.02)
    assert frail == pytest.approx(0.387, abs=0.03)


@pytest.mark.parametrize("seed", CLEAN)
def test_a_machine_that_stops_by_itself_costs_over_twice_as_much(office, seed):
    """Handbook: best line 0.44 with loss 382; by machine 0.53 and 945, 2.5 times as much.

    The bottom is flat, so 0.44 is as good as the best within a tenth. Here the best line by
    machine lies higher (about 0.75): scores separate better in the tails
    than in the handbook's prototype, so a machine has to be far more careful. The ratio is what
    teaches. A wrongful stop counts 1.25 (handbook: 1.0 and more).
    """
    rows = truth(office, seed, LOSS)
    review = min(row[1] for row in rows)
    (at_handbook,) = [row[1] for row in rows if row[0] == pytest.approx(0.44)]
    strict, machine = min(((row[0], row[2]) for row in rows), key=lambda row: row[1])

    assert at_handbook <= 1.1 * review
    assert review == pytest.approx(382, abs=80)
    assert strict > 0.53
    assert 2 < machine / review < 3.2


def test_after_a_clean_up_fewer_of_the_flagged_are_ineligible(office):
    flags, tp, *_ = truth(office, 303, AT.format(t=0.44))

    assert tp / flags < 0.15


@pytest.mark.parametrize("seed", SEEDS)
def test_ten_cases_hold_two_scrapped_vehicles_and_a_namesake(office, seed):
    rows = truth(office, seed, "SELECT decision, reason, name, age FROM truth.queue")
    reasons = [row[1] for row in rows]

    assert len(rows) == 10
    assert len({row[2] for row in rows}) == 10
    assert reasons.count("stale-record") == 2
    assert reasons.count("namesake") == 1
    decisions = [row[0] for row in rows]
    assert [decisions.count(each) for each in ("verify", "close", "help")] == [4, 3, 3]


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(
    "check", [each for each in scenario().checks if each not in ("perfect", "naive")]
)
def test_no_lazy_path_earns_anything(office, check, seed):
    judged = headless.judge(office, loaded(), seed, scenario().checks[check].answers)

    assert all(j.share <= 0.2 for j in judged if j.answer)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_plausible_beginner_is_some_way_off(office, seed):
    judged = headless.judge(office, loaded(), seed, scenario().checks["naive"].answers)
    share = sum(j.share * j.decision.points for j in judged) / scenario().out_of

    assert 0.3 <= share <= 0.65


@pytest.mark.parametrize("seed", SEEDS)
def test_the_reference_stops_nobody_by_mistake_and_opens_no_gate(office, seed):
    views = led_to(office, seed, "perfect")

    assert set(views) == {each.id for each in scenario().consequences}
    assert views["wrongly-stopped"].count.value == 0
    assert views["unheard"].count.value == 0
    assert views["extra-data"].count.value == 0
    assert {p.tone for p in views["families"].people} <= {"helped", "neutral"}
    assert gates(office, seed, "perfect") == set()


@pytest.mark.parametrize("seed", SEEDS)
def test_other_answers_lead_elsewhere(office, seed):
    """Every consequence that has a number differs between careless and reference."""
    best, worst = led_to(office, seed, "perfect"), led_to(office, seed, "careless")

    for name, view in best.items():
        if view.count:
            assert view.count.value != worst[name].count.value, name
    assert worst["wrongly-stopped"].count.value > 5000
    assert "harmed" in {p.tone for p in worst["families"].people}


def test_gates_open_for_what_they_name_and_for_nothing_else(office):
    assert gates(office, 101, "careless") == {"machine-stops", "sensitive-kept"}
    assert gates(office, 101, "naive") == set()
    assert gates(office, 101, "naive", notice="draft-e") == {"posted"}
    kept = gates(office, 101, "naive", features=["ethnicity", "clinic-visits"])
    assert kept == {"sensitive-kept"}
    assert {g.indicator for g in scenario().gates} == {"satisfaction", "openness"}


def test_retraining_on_fewer_features_closes_the_gap(office):
    def gap(features: list[str]) -> float:
        view = led_to(office, 101, "naive", features=features, disparity="diagnose")["gap-after"]
        after = sorted(bar.after for bar in view.bars)
        return after[-1] - after[0]

    proxies = ["kin-company", "electricity", "clinic-visits", "ethnicity", "religion", "social"]
    assert gap(["religion"]) > 8 > 3 > gap(proxies)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_consequence_reads_in_both_languages(office, lang):
    for check in ("perfect", "naive", "careless"):
        for view in led_to(office, 101, check, lang).values():
            for said in (view.text, *(p.outcome for p in view.people)):
                assert said
                assert "{" not in said
                assert bool(re.search(r"[\u4e00-\u9fff]", said)) is (lang == "zh"), said


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_a_trainee_needs_can_be_read(office, lang):
    for step in scenario().steps:
        views = evidence_of(office, loaded(), step, 101, lang)
        assert all(isinstance(view, DocumentView) or view.rows for view in views), step.id
    shown = "".join(
        loaded().briefs[f"documents/{name}"].pick(lang) for name in ("cost-card", "watch-guide")
    )
    for figure in ("0.15", "54", "5"):
        assert figure in shown


def test_right_options_are_not_the_longest():
    longest = 0
    asked = [d for d in scenario().decisions() if d.kind == "single_choice"]
    for decision in asked:
        worth = {row[0]: row[1] for row in decision.reference.resolve(None).open().rows}
        by_length = sorted(decision.options, key=lambda option: len(option.label.zh))
        longest += worth[by_length[-1].id] == 1
        assert len(by_length[-1].label.zh) - len(by_length[0].label.zh) <= 12, decision.id
    assert longest <= len(asked) / 3


def test_chinese_is_full_width_and_shames_nobody():
    written = (FOLDER / "scenario.yaml").read_text(encoding="utf-8")
    for path in sorted(FOLDER.rglob("*.zh.md")):
        written += path.read_text(encoding="utf-8")

    assert not re.search(r"[\u4e00-\u9fff][,;:?!(]", written)
    for shaming in ("失败", "愚蠢", "不合格", "错误！"):
        assert shaming not in written


@pytest.mark.parametrize("role", ["decision-maker", "business-lead", "data-steward"])
def test_each_role_is_asked_for_one_hundred_points(role):
    """Data stewards count the confusion matrix in SQL; the others give three numbers."""
    asked = [d for d in scenario().decisions() if not d.roles or role in d.roles]

    assert sum(d.points for d in asked) == 100
    assert ("confusion" in {d.id for d in asked}) is (role == "data-steward")
