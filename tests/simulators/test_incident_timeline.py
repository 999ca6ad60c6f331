"""The first hours after a leak."""

import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from sandbox.model.relation import Relation
from sandbox.registry import discover
from tests.simulators.plain import SEEDS, orders, outcome

KIND = discover("simulators").get("incident_timeline")
TASKS = tuple(each.id for each in KIND(of=("order",)).tasks)
HOLD = {"choice": "do-not-report", "task": "report", "minutes": 700}


def total(*order: str, seed: int = 101, **fields: Any) -> Any:
    return outcome("incident_timeline", orders(*order), seed=seed, **fields)[0]


def lines(*order: str, **fields: Any) -> dict[str, Any]:
    rows = outcome("incident_timeline", orders(*order), give="timeline", **fields)
    return {row["id"]: row for row in rows}


def test_the_sound_order_keeps_every_deadline() -> None:
    row, line = total(*TASKS), lines(*TASKS)

    assert line["report"]["clock"] == "04:45"
    assert line["report"]["due_clock"] == "06:10"
    assert line["people"]["due_clock"] == "02:10"
    assert all(each["in_time"] for each in line.values())
    assert (row["report_late"], row["told_late"], row["left_out"], row["out_of_order"]) == (
        0,
        0,
        0,
        0,
    )
    assert row["evidence_lost"] is False


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_beats_the_sound_order_by_more_than_one_download(seed: int) -> None:
    sound = total(*TASKS, seed=seed)["value"]
    others = (
        total(*first, *TASKS[5:], seed=seed)["value"] for first in itertools.permutations(TASKS[:5])
    )

    assert sound >= max(others) - 3


@given(st.permutations(TASKS), st.integers(1, 3))
def test_each_team_does_one_thing_at_a_time(order: list[str], teams: int) -> None:
    line = lines(*order, teams=teams)
    moments = [each["starts"] for each in line.values()]

    assert all(each["ends"] > each["starts"] >= 0 for each in line.values())
    for moment in moments:
        assert sum(each["starts"] <= moment < each["ends"] for each in line.values()) <= teams


@given(st.permutations(TASKS))
def test_more_is_known_in_time_than_late_or_never(order: list[str]) -> None:
    row = total(*order)

    assert row["value"] <= 0
    assert row["told_late"] <= 3
    assert row["report_late"] == max(0, row["report_minutes"] - 240)


def test_freezing_late_lets_more_rows_leave() -> None:
    assert total(*TASKS)["rows_leaked"] == 39_000
    assert total(*TASKS[1:], "freeze")["rows_leaked"] > 39_000


def test_taking_the_file_down_first_loses_the_evidence() -> None:
    row = total("freeze", "takedown", "preserve", *TASKS[4:], "grade")

    assert row["evidence_lost"] is True
    assert row["out_of_order"] > 0


def test_what_is_left_out_is_never_done() -> None:
    row, line = total(*TASKS[:-2]), lines(*TASKS[:-2])

    assert row["left_out"] == 2
    assert row["told_late"] == 1
    assert row["fraud_calls"] >= total(*TASKS)["fraud_calls"]
    assert (line["people"]["done"], line["people"]["in_time"]) == (False, False)


def test_a_choice_to_wait_makes_the_report_late() -> None:
    answers = orders(*TASKS) | {
        "order-of-the-mayor": Relation.of(("question", "choice"), [("choice", "do-not-report")])
    }
    (row,) = outcome("incident_timeline", answers, holds=[HOLD])

    assert row["report_minutes"] == 730
    assert row["report_late"] == 490
    assert row["value"] < total(*TASKS, holds=[HOLD])["value"] - 10


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"holds": [HOLD | {"task": "rest"}]}, "`rest` is not among the tasks"),
        ({"takedown": "erase"}, "`erase` is not among the tasks"),
        ({"tasks": [{"id": "freeze", "label": {"zh": "冻结", "en": "Freeze"}, "minutes": 5}] * 2},
         "two tasks have the same id"),
        ({"begins": "24:10"}, "pattern"),
    ],
)  # fmt: skip
def test_tasks_that_do_not_fit_together_are_refused(fields: dict, sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        KIND(of=("order",), **fields)
