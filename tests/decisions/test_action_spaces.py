"""What an optimised reference may try is exactly what a trainee may answer."""

from itertools import islice
from typing import Any

import pytest

from sandbox.decisions import ACTIONS_MOST
from sandbox.model.answer import Answer
from sandbox.model.decision import Setting
from sandbox.model.relation import Relation
from tests.contracts.examples import EXAMPLES, Example
from tests.fakes import decision, options

PLAYED = [one for one in EXAMPLES if one.decision.actions(one.setting) is not None]
every_space = pytest.mark.parametrize("example", PLAYED, ids=lambda one: one.decision.kind)
COSTS = (120, 90, 160, 110, 100, 130, 80, 95, 260, 150, 180, 90, 140, 320)
"""The fourteen projects of the portfolio drill, in ten thousand yuan."""


def answered(example: Example, action: Relation) -> Relation:
    raw = example.decision.best(action, example.setting)
    answer = example.decision.parse(raw, example.setting)
    assert isinstance(answer, Answer), (action, answer)
    return answer.relation


def actions(example: Example) -> Any:
    return example.decision.actions(example.setting)


def test_kinds_that_settle_parameters_can_be_optimised() -> None:
    assert {one.decision.kind for one in PLAYED} >= {
        "thresholds", "allocation", "selection", "masking", "linkage_settings", "rule_set",
    }  # fmt: skip


@every_space
def test_every_action_is_an_answer_and_none_comes_twice(example: Example) -> None:
    tried = list(islice(actions(example).all(), 500))

    assert tried
    assert len(set(tried)) == len(tried)
    for action in tried:
        assert answered(example, action) == action


@every_space
def test_neighbours_are_other_answers_and_know_the_way_back(example: Example) -> None:
    first = next(actions(example).all())
    near = list(actions(example).near(first))

    assert near
    assert first not in near
    for neighbour in near:
        assert answered(example, neighbour) == neighbour
    assert any(first in actions(example).near(neighbour) for neighbour in near)


@every_space
def test_the_space_is_small_enough_and_the_same_each_time(example: Example) -> None:
    tried = list(actions(example).all())

    assert len(tried) <= ACTIONS_MOST
    assert tried == list(actions(example).all())
    assert actions(example).table == example.decision.table


def large(kind: str, **fields: Any) -> Any:
    return decision(kind, reference={"fixed": ["x"]}, scorer={"kind": "by_hand"}, **fields)


LARGE = (
    large("thresholds", thresholds=[
        one | {"low": 0, "high": 1, "step": 0.001} for one in options("a", "b", "c")]),
    large("allocation", items=options(*"abcdefghij"), total=1000, unit={"zh": "次", "en": "visits"}),
    large("allocation", items=options(*"abcd"), total=100, step=1, spend="all",
          unit={"zh": "%", "en": "%"}),
    large("selection", options=[one | {"cost": 7} for one in options(*"abcdefghijklmnopqrst")],
          budget=60, unit={"zh": "万元", "en": "ten thousand yuan"}),
    large("masking", fields=options(*"abcdefghijkl"), levels=options("keep", "band", "drop")),
)  # fmt: skip


@pytest.mark.parametrize("one", LARGE, ids=lambda one: f"{one.kind}-{one.id}")
def test_a_large_space_is_thinned_out_and_its_answers_still_count(one: Any) -> None:
    setting = Setting(items=one.written_items())
    space = one.actions(setting)
    tried = list(space.all())

    assert 40 <= len(tried) <= ACTIONS_MOST
    for action in [*tried[:50], *tried[-50:], *islice(space.near(tried[0]), 50)]:
        answer = one.parse(one.best(action, setting), setting)
        assert isinstance(answer, Answer), action
        assert answer.relation == action


def test_the_portfolio_of_the_handbook_has_7980_affordable_sets() -> None:
    names = [f"p{n:02}" for n in range(1, 15)]
    portfolio = large(
        "selection",
        options=[one | {"cost": cost} for one, cost in zip(options(*names), COSTS, strict=True)],
        budget=1000,
        unit={"zh": "万元", "en": "ten thousand yuan"},
    )
    affordable = {frozenset(a.column("choice")) for a in portfolio.actions(None).all()}

    # The handbook counts the empty set, too; nobody may submit it.
    assert len(affordable) + 1 == 7980
    assert frozenset(names[n - 1] for n in (1, 2, 3, 4, 5, 7, 8, 12, 13)) in affordable
