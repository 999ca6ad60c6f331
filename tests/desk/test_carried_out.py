"""Rules are carried out on rows, confidence is judged by one's own mark, roles are asked apart."""

from collections.abc import Iterator
from typing import Any

import pytest

from sandbox.desk import headless, judging
from sandbox.desk.office import Desk
from sandbox.desk.views import HeldView, VerdictView, VisitorView
from sandbox.desk.wiring import ROOT, Office, Places
from sandbox.errors import NotFoundError
from sandbox.model.scenario import Loaded

TAGS = "tags: {dimensions: {openness: 1}, thinking: {use: 1}, shortcomings: {practice: 1}}"
REST = f"""
        points: 10
        {TAGS}
        basis: [{{law: sharing-regulation, articles: ["14"]}}]
        hints: [{{zh: 方向, en: Direction}}, {{zh: 方法, en: Method}}, {{zh: 条文, en: Article}}]
        feedback: {{why: {{zh: 依据。, en: Why.}}, affected: {{zh: 老人。, en: The old.}}}}"""
SCENARIO = f"""
id: ruling
version: 1
status: released
title: {{zh: 规则示例, en: A rule}}
story: {{zh: 定一条规则。, en: Make a rule.}}
family: smart-approval
audience: {{tiers: [county], roles: [business-lead, data-steward]}}
minutes: 10
law_version_date: 2026-06-03
world: {{recipe: yunze, people: 200, defects: none, seeds: {{practice: [11, 12], exam: [13], perturbed: [14]}}}}
steps:
  - id: first
    title: {{zh: 第一步, en: First step}}
    brief: brief/start
    decisions:
      - id: who
        kind: rule_set
        over: roll
        title: {{zh: 谁该核查, en: Whom to check}}
        prompt: {{zh: 请写规则。, en: Please make a rule.}}
        fields:
          - {{id: age, label: {{zh: 年龄, en: Age}}, tries: [60, 70, 80]}}
          - {{id: sources, label: {{zh: 来源数, en: Sources}}, tries: [1, 2]}}
        reference:
          optimised:
            sql: SELECT coalesce(sum(CASE WHEN sources >= 2 THEN 1 ELSE -1 END), 0) AS value FROM answer_who
            base: {{value: 0}}
        scorer: {{kind: rule_value}}{REST}
      - id: head
        kind: single_choice
        roles: [business-lead]
        title: {{zh: 谁来核查, en: Who checks}}
        prompt: {{zh: 交给谁？, en: Who is to do it?}}
        options: [{{id: staff, label: {{zh: 工作人员, en: Staff}}}}, {{id: firm, label: {{zh: 外包单位, en: A firm}}}}, {{id: none, label: {{zh: 系统, en: The system}}}}]
        reference: {{fixed: {{staff: 1, firm: 0, none: 0}}}}
        scorer: {{kind: option_credit}}{REST}
      - id: sure
        kind: confidence
        about: who
        title: {{zh: 有几成把握, en: How sure}}
        prompt: {{zh: 上一题您有几成把握？, en: How sure are you of the last answer?}}
        reference: {{earlier: {{of: who, least: 0.8}}}}
        scorer: {{kind: brier}}{REST}
consequences:
  - id: checked
    indicator: satisfaction
    shape: count
    title: {{zh: 核查的人, en: People checked}}
    text: {{zh: "核查 {{value}} 人", en: "{{value}} people checked"}}
    sql: "SELECT count(*) AS value FROM answer_who JOIN rk ON rk.gmsfhm = answer_who.id"
  - id: passed-on
    indicator: effectiveness
    shape: count
    title: {{zh: 交办的人, en: People passed on}}
    text: {{zh: "交办 {{value}} 人", en: "{{value}} people passed on"}}
    sql: "SELECT count(*) * (SELECT count(*) FROM answer_head WHERE choice = 'staff') AS value FROM answer_who"
  - id: handed
    indicator: collaboration
    shape: count
    title: {{zh: 有没有交给工作人员, en: Whether staff have it}}
    text: {{zh: "{{value}}", en: "{{value}}"}}
    sql: "SELECT count(*) AS value FROM answer_head WHERE choice = 'staff'"
checks:
  perfect: {{answers: perfect, expect: 1.0}}
  naive: {{answers: {{who: {{all: [[age, ge, 60]]}}, sure: 100}}, expect: [0.0, 0.8]}}
  careless: {{answers: {{who: {{all: [[age, lt, 60]]}}, sure: 100}}, expect: [0.0, 0.3]}}
"""
ROLL = """
SELECT gmsfhm AS id, date_diff('year', csrq, DATE '2027-03-01') AS age,
       draw_int('sources', gmsfhm, 0, 3) AS sources
FROM rk ORDER BY gmsfhm
"""
HEADS = (
    "columns: {id: {zh: 编号, en: Id}, age: {zh: 年龄, en: Age}, sources: {zh: 来源, en: Sources}}"
)
RIGHT = {"conditions": {"c1": {"field": "sources", "op": "ge", "value": "2"}}, "combine": "all"}
WRONG = {"conditions": {"c1": {"field": "sources", "op": "lt", "value": "2"}}, "combine": "all"}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    root = tmp_path_factory.mktemp("ruling")
    folder = root / "scenarios" / "ruling"
    for inside in ("brief", "tables"):
        (folder / inside).mkdir(parents=True)
    (folder / "scenario.yaml").write_text(SCENARIO, "utf-8")
    (folder / "tables" / "roll.sql").write_text(ROLL, "utf-8")
    (folder / "tables" / "roll.yaml").write_text(HEADS, "utf-8")
    for lang in ("zh", "en"):
        (folder / "brief" / f"start.{lang}.md").write_text("…\n", "utf-8")
    made = Office(
        places=Places(
            scenarios=root / "scenarios",
            data=ROOT / "data",
            state=root,
            ledger_url=f"sqlite:///{root / 'ledger.db'}",
        )
    )
    yield made
    made.ledger.close()  # type: ignore[attr-defined]


@pytest.fixture
def loaded(office: Office) -> Loaded:
    return office.loaded("ruling")


def submitted(
    office: Office, rule: dict[str, Any], sure: int
) -> tuple[VerdictView | None, VerdictView]:
    desk = Desk(office)
    person = desk.sign_in("学员", "zh")
    assert isinstance(person, VisitorView)
    run = desk.start(person.id, "ruling", role="data-steward")
    held = desk.submit(person.id, run, "who", rule, "zh")
    assert isinstance(held, HeldView)
    second = desk.submit(person.id, run, "sure", {"confidence": sure}, "zh")
    assert isinstance(second, VerdictView)
    return desk.verdict(person.id, run, "who", "zh"), second


def test_consequences_see_the_rows_that_a_rule_picks(office: Office, loaded: Loaded) -> None:
    seed = 11
    judged = headless.judge(office, loaded, seed, {"who": {"all": [["sources", "ge", 2]]}})
    answers = {one.decision.id: one.answer.relation for one in judged if one.answer}
    outcome = judging.outcomes(office, loaded, seed, answers)[0]
    picked = office.world(loaded, seed).visible("SELECT count(*) FROM roll WHERE sources >= 2")

    assert outcome.yours.rows == picked.rows
    assert outcome.reference.rows == picked.rows


def test_a_rule_is_marked_by_what_it_does_to_the_rows(office: Office) -> None:
    right, _ = submitted(office, RIGHT, 100)
    wrong, _ = submitted(office, WRONG, 100)

    assert right is not None
    assert wrong is not None
    assert (right.percent, wrong.percent) == (100, 0)


def test_a_verdict_waits_until_one_has_said_how_sure_one_is(office: Office) -> None:
    desk = Desk(office)
    person = desk.sign_in("学员", "zh")
    assert isinstance(person, VisitorView)
    run = desk.start(person.id, "ruling", role="data-steward")
    told = desk.submit(person.id, run, "who", RIGHT, "zh")
    again = desk.submit(person.id, run, "who", WRONG, "zh")
    step = desk.step(person.id, run, "zh")

    assert isinstance(told, HeldView)
    assert told == again
    assert desk.verdict(person.id, run, "who", "zh") is None
    assert step is not None
    assert step.previous is None
    after = desk.submit(person.id, run, "sure", {"confidence": 90}, "zh")
    assert isinstance(after, VerdictView)
    assert after.opens == ("who", "谁该核查")
    assert desk.verdict(person.id, run, "who", "zh") is not None


@pytest.mark.parametrize(
    ("rule", "sure", "percent"), [(RIGHT, 100, 100), (RIGHT, 50, 0), (WRONG, 100, 0)]
)
def test_confidence_is_judged_by_the_mark_of_ones_own_answer(
    office: Office, rule: dict[str, Any], sure: int, percent: int
) -> None:
    _, told = submitted(office, rule, sure)

    assert told.percent == percent


def test_checks_judge_confidence_by_the_answer_of_the_same_path(
    office: Office, loaded: Loaded
) -> None:
    wrong = {"who": {"all": [["sources", "lt", 2]]}, "sure": 100}

    assert [one.share for one in headless.judge(office, loaded, 12, wrong)] == [0, 0, 0]
    assert [one.share for one in headless.judge(office, loaded, 12, "perfect")] == [1, 1, 1]


@pytest.mark.parametrize(
    ("role", "asked"),
    [
        ("business-lead", ["who", "head", "sure"]),
        ("data-steward", ["who", "sure"]),
        (None, ["who", "head", "sure"]),
    ],
)
def test_a_role_is_asked_what_is_meant_for_it(
    office: Office, role: str | None, asked: list[str]
) -> None:
    desk = Desk(office)
    person = desk.sign_in("学员", "zh")
    assert isinstance(person, VisitorView)
    run = desk.start(person.id, "ruling", role=role)
    raw = {"who": RIGHT, "head": {"choice": "staff"}, "sure": {"confidence": 100}}
    seen = []
    while (step := desk.step(person.id, run, "zh")) and step.decision:
        seen.append(step.decision.id)
        assert step.decisions == len(asked)
        desk.submit(person.id, run, step.decision.id, raw[step.decision.id], "zh")
    result = desk.result(person.id, run, "zh")

    assert seen == asked
    assert result is not None
    # What a role is not asked counts as nothing, and keeps no consequence waiting.
    # One that reads nothing of what this role is asked says nothing about this person.
    own = ["handed"] if "head" in asked else []
    assert [one.id for one in result.consequences] == ["checked", "passed-on", *own]
    assert (result.percent, result.out_of) == (100, 10 * len(asked))


def test_no_run_begins_in_a_role_that_the_drill_does_not_know(office: Office) -> None:
    desk = Desk(office)
    person = desk.sign_in("学员", "zh")
    assert isinstance(person, VisitorView)

    with pytest.raises(NotFoundError, match="decision-maker"):
        desk.start(person.id, "ruling", role="decision-maker")
    (card,) = desk.home(person.id, "zh").cards
    assert card.ask_roles == ("business-lead", "data-steward")
