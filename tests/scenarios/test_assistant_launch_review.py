"""The launch review: answers are judged by their text, three gates hold three kinds of error."""

import math
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
FOLDER = ROOT / "scenarios" / "assistant-launch-review"
SEEDS = (101, 202, 303)


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
    changed = {name.replace("_", "-"): value for name, value in other.items()}
    written = written if isinstance(written, str) else {**written, **changed}
    judged = headless.judge(office, loaded(), seed, written)
    return {j.decision.id: j.answer.relation for j in judged if j.answer}


def led_to(office: Office, seed: int, check: str, lang: str = "zh", **other: Any) -> dict[str, Any]:
    found = judging.outcomes(office, loaded(), seed, answers(office, seed, check, **other))
    return {one.consequence.id: consequence_view(one, lang) for one in found}


def gates(office: Office, seed: int, check: str, **other: Any) -> set[str]:
    given = answers(office, seed, check, **other)
    return {gate.id for gate in open_gates(scenario(), office.world(loaded(), seed), given)}


def truth(office: Office, seed: int, sql: str) -> Any:
    return office.world(loaded(), seed).truth(sql).rows


def test_it_asks_eight_things_and_is_worth_one_hundred_points():
    assert scenario().out_of == 100
    assert len(list(scenario().decisions())) == 8


@pytest.mark.parametrize("seed", SEEDS)
def test_three_hundred_answers_and_verdicts_on_one_hundred(office, seed):
    """Handbook: 300 rows of five labels, 200 of them hidden."""
    rows = truth(office, seed, "SELECT labelled, jl FROM qa")

    assert len(rows) == 300
    assert sum(row[0] for row in rows) == 100
    assert {row[1] for row in rows if not row[0]} == {"未判"}
    labels = {row[0] for row in truth(office, seed, "SELECT DISTINCT label FROM truth.reply")}
    assert labels == {"correct", "outdated", "no-basis", "harmful", "refuse-ok"}


@pytest.mark.parametrize("seed", SEEDS)
def test_the_range_is_that_of_the_formula_in_the_document(office, seed):
    wrong = sum(
        row[0] in ("过时", "没有依据", "有害")
        for row in truth(office, seed, "SELECT jl FROM qa WHERE labelled")
    )
    p = wrong / 100
    half = 1.96 * math.sqrt(p * (1 - p) / 100)
    right = answers(office, seed, "perfect")["error-rate"].mapping()

    assert right["rate"] == pytest.approx(wrong)
    assert right["low"] == pytest.approx(100 * (p - half), abs=0.051)
    assert right["high"] == pytest.approx(100 * (p + half), abs=0.051)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_verdict_follows_from_what_is_shown(office, seed):
    """An outdated answer differs from the policy in its figure; a right one has the same."""
    rows = truth(office, seed, "SELECT label, a, p FROM truth.reply WHERE label <> 'refuse-ok'")
    for label, said, policy in rows:
        in_force = re.findall(r"\d+", policy)[-1]
        assert (in_force in re.findall(r"\d+", said)) is (label != "outdated"), (said, policy)
        assert ("另外" in said) is (label == "no-basis"), said


@pytest.mark.parametrize("seed", SEEDS)
def test_ten_answers_are_new_and_none_of_three_decisions_rules(office, seed):
    rows = truth(
        office, seed, "SELECT t.decision, q.labelled FROM truth.ten t JOIN qa q USING (id)"
    )
    decisions = [row[0] for row in rows]

    assert not any(row[1] for row in rows)
    assert [decisions.count(each) for each in ("release", "mend", "block")] == [4, 3, 3]


@pytest.mark.parametrize("seed", SEEDS)
def test_no_single_gate_will_do(office, seed):
    def share(**gate: float) -> float:
        written = {"golive": {"sure": 0, "harm": 8, "fresh": 0, **gate}}
        (done,) = [j for j in headless.judge(office, loaded(), seed, written) if j.answer]
        return done.share

    alone = (share(sure=0.8), share(harm=0), share(fresh=60))
    assert share(sure=0.65, harm=0, fresh=50) > 0.8 > max(alone)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(
    "check", [each for each in scenario().checks if each not in ("perfect", "naive")]
)
def test_no_lazy_path_earns_anything(office, check, seed):
    judged = headless.judge(office, loaded(), seed, scenario().checks[check].answers)

    assert all(j.share <= 0.02 for j in judged if j.answer)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_plausible_beginner_is_some_way_off(office, seed):
    judged = headless.judge(office, loaded(), seed, scenario().checks["naive"].answers)

    assert 0.28 <= sum(j.share * j.decision.points for j in judged) / 100 <= 0.65


@pytest.mark.parametrize("seed", SEEDS)
def test_the_reference_hurts_nobody_and_opens_no_gate(office, seed):
    views = led_to(office, seed, "perfect")

    assert set(views) == {each.id for each in scenario().consequences}
    for name in ("nobody-there", "leaked", "machine-decided"):
        assert views[name].count.value == 0, name
    assert {p.tone for p in views["seven-people"].people} <= {"helped", "neutral"}
    assert gates(office, seed, "perfect") == set()


@pytest.mark.parametrize("seed", SEEDS)
def test_other_answers_lead_elsewhere(office, seed):
    best, worst = led_to(office, seed, "perfect"), led_to(office, seed, "careless")

    for name, view in best.items():
        if view.count:
            assert view.count.value != worst[name].count.value, name
    assert {p.tone for p in worst["seven-people"].people} <= {"harmed", "waiting"}


def test_barring_everything_saves_no_hours(office):
    assert led_to(office, 101, "naive", uses={"all": "never"})["hours-saved"].count.value == 0


def test_gates_open_for_what_they_name_and_for_nothing_else(office):
    barred = ["state-secret", "work-secret"]

    assert gates(office, 101, "careless") == {"secrets-open", "data-left", "machine-refuses"}
    assert gates(office, 101, "naive") == set()
    assert gates(office, 101, "naive", never_typed=["keys", "sensitive"]) == {"secrets-open"}
    assert gates(office, 101, "naive", never_typed=barred) == set()
    assert gates(office, 101, "naive", computing="chat-service") == {"data-left"}


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
    note = loaded().briefs["documents/reading-note"].pick(lang)
    card = loaded().briefs["documents/gate-card"].pick(lang)
    assert "1.96" in note
    assert "0.5" in card


def test_right_options_are_not_the_longest():
    longest = asked = 0
    for decision in scenario().decisions():
        if decision.kind != "single_choice":
            continue
        rows = decision.reference.resolve(None).open().rows
        worth = {(str(r[0]) if len(r) > 2 else "", str(r[-2])): r[-1] for r in rows}
        several = [(q.id, q.options) for q in decision.questions] if decision.questions else []
        for question, options in several or [("", decision.options)]:
            asked += 1
            by_length = sorted(options, key=lambda option: len(option.label.zh))
            longest += worth[question, by_length[-1].id] == 1
            assert len(by_length[-1].label.zh) - len(by_length[0].label.zh) <= 12, decision.id
    assert longest <= asked / 3


def test_chinese_is_full_width_and_shames_nobody():
    written = (FOLDER / "scenario.yaml").read_text(encoding="utf-8")
    for path in sorted(FOLDER.rglob("*.zh.md")):
        written += path.read_text(encoding="utf-8")

    assert not re.search(r"[\u4e00-\u9fff][,;:?!(]", written)
    for shaming in ("失败", "愚蠢", "不合格", "错误！"):
        assert shaming not in written
