"""What every simulator of policies promises."""

import math
from typing import Any

import pytest

from sandbox.errors import SandboxError
from sandbox.model.relation import Relation
from sandbox.model.simulator import Simulator
from sandbox.registry import discover
from tests.fakes import FakeWorld
from tests.simulators.plain import SEEDS, orders, outcome, picks, sets

TASKS = ("freeze", "preserve", "grade", "takedown", "report", "providers", "people", "rectify")
KINDS: dict[str, Any] = {
    "approval_queue": sets(approve=0.8, refuse=0.1, reviewers=4, load=10, rules="careful"),
    "incentives": sets(quantity=1, quality=2, service=3, security=4),
    "incident_timeline": orders(*TASKS),
    "portfolio": picks("p01", "p02", "p13"),
    "risk_model": sets(threshold=0.5) | picks("ethnicity"),
    "satisfaction": sets(days=20, materials=4) | picks("online", "proxy"),
}
GIVES = [
    (kind, give)
    for kind in KINDS
    for give in discover("simulators").get(kind).model_json_schema()["properties"]["give"]["enum"]
]
every_kind = pytest.mark.parametrize("kind", KINDS)


@pytest.mark.parametrize(("kind", "give"), GIVES)
def test_equal_worlds_and_answers_lead_to_equal_outcomes(kind: str, give: str) -> None:
    assert outcome(kind, KINDS[kind], give=give) == outcome(kind, KINDS[kind], give=give)


@pytest.mark.parametrize(("kind", "give"), GIVES)
def test_outcome_cells_are_plain_and_finite(kind: str, give: str) -> None:
    cells = [cell for row in outcome(kind, KINDS[kind], give=give) for cell in row.values()]

    assert cells
    assert {type(cell) for cell in cells} <= {str, int, float, bool, type(None)}
    assert all(math.isfinite(cell) for cell in cells if isinstance(cell, float))


@every_kind
def test_an_objective_finds_one_row_with_a_value(kind: str) -> None:
    for seed in SEEDS:
        (row,) = outcome(kind, KINDS[kind], seed=seed)
        assert isinstance(row["value"], float)


@every_kind
def test_a_simulator_says_what_it_is_and_that_its_numbers_are_conventions(kind: str) -> None:
    simulator = discover("simulators").get(kind)

    assert issubclass(simulator, Simulator)
    assert simulator.model_fields["kind"].default == kind
    assert simulator.__doc__.splitlines()[0].endswith(".")
    assert "教学约定" in simulator.__doc__
    assert "value = " in " ".join(simulator.__doc__.split())
    assert simulator.label.zh != simulator.label.en


@pytest.mark.parametrize(
    ("kind", "answers", "sentence"),
    [
        ("approval_queue", sets(aprove=0.5), r"`aprove` is not a setting .* Did you mean `approve`\?"),
        ("approval_queue", sets(approve="high"), r"`approve` needs a number; the answer gives `high`"),
        ("approval_queue", sets(approve=2), r"`approve` must be at least 0 and at most 1\.01"),
        ("approval_queue", sets(rules="gut"), r"`rules` must be one of score, facts"),
        ("approval_queue", sets(reviewers=float("nan")), r"`reviewers` needs a number"),
        ("incentives", sets(quantity=0, service=0), r"The weights add up to nothing"),
        ("incentives", sets(speed=1), r"`speed` is not a measure"),
        ("incident_timeline", orders("freze"), r"`freze` is not a task .* Did you mean `freeze`\?"),
        ("portfolio", picks("p01", "p99"), r"`p99` is not a project"),
        ("risk_model", picks("ethnicities"), r"Did you mean `ethnicity`\?"),
        ("risk_model", picks("employment", "company", "property", "vehicle", "kin_company",
                             "electricity", "clinic_visits", "ethnicity"), r"no feature"),
        ("satisfaction", picks("fax"), r"`fax` is not a channel"),
        ("satisfaction", sets(leak=1.5), r"`leak` must be at least 0 and at most 1"),
    ],
)  # fmt: skip
def test_bad_input_is_named_in_a_sentence(
    kind: str, answers: dict[str, Relation], sentence: str
) -> None:
    with pytest.raises(SandboxError, match=sentence):
        outcome(kind, answers)


def test_a_choice_goes_by_the_id_of_its_decision() -> None:
    answers = {"rules": Relation.of(("question", "choice"), [("choice", "strict")])}

    assert outcome("approval_queue", answers) == outcome("approval_queue", sets(rules="strict"))


def test_two_decisions_may_not_set_the_same_thing() -> None:
    twice = {name: Relation.of(("id", "value"), [("approve", 0.5)]) for name in ("one", "two")}

    with pytest.raises(SandboxError, match="Two of the decisions it reads set `approve`"):
        discover("simulators").get("approval_queue")(of=("one", "two")).simulate(FakeWorld(), twice)
