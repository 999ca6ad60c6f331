"""Linkage by the pattern cube: what each setting does, and that nothing else moves it."""

from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox.errors import SandboxError
from sandbox.model.relation import Relation
from sandbox.registry import discover
from sandbox.simulators.linkage.fates import one_to_one
from sandbox.simulators.linkage.settings import bits
from tests.simulators.rolls import FIELDS, RULES, rolls
from tests.simulators.table_world import TableWorld

WORLD = rolls(600)


def answer(
    *more: tuple[str, Any], block: tuple[str, ...] = RULES, level: str = "exact"
) -> Relation:
    rows = [("block", rule) for rule in block] + [(f"level.{field}", level) for field in FIELDS]
    return Relation.of(("setting", "value"), [*rows, *more])


def linked(world: Any, *answers: Relation, **fields: Any) -> list[dict[str, Any]]:
    names = tuple(f"link{i}" for i in range(len(answers)))
    simulator = (
        discover("simulators")
        .get("linkage")
        .model_validate({"kind": "linkage", "of": names} | fields)
    )
    return list(simulator.simulate(world, dict(zip(names, answers, strict=True))).dicts())


def total(*answers: Relation, world: Any = WORLD, **fields: Any) -> dict[str, Any]:
    (row,) = linked(world, *answers, **fields)
    return row


def test_standardising_finds_people_whom_raw_numbers_hide() -> None:
    raw, clean = (total(answer(("standardise", steps), block=("id",))) for steps in ("none", "all"))

    assert raw["precision"] == clean["precision"] == 1.0
    assert clean["recall"] > raw["recall"] + 0.1


def test_choices_of_another_decision_can_be_the_standardisation() -> None:
    chosen = Relation.of(("choice",), [("blanks",), ("drop-invalid",)])

    partly = total(answer(block=("id",)), chosen)["recall"]
    none, every = (
        total(answer(("standardise", steps), block=("id",)))["recall"] for steps in ("none", "all")
    )

    assert none < partly < every


def test_more_rules_find_more_candidates_and_compare_more_pairs() -> None:
    found = [total(answer(block=RULES[:n])) for n in range(1, len(RULES) + 1)]

    assert [row["completeness"] for row in found] == sorted(row["completeness"] for row in found)
    assert [row["reduction"] for row in found] == sorted(
        (row["reduction"] for row in found), reverse=True
    )
    assert found[-1]["f1"] > 0.97


def test_no_rule_links_nobody_and_misses_everyone() -> None:
    found = total(answer(block=()))

    assert (found["links"], found["review"], found["candidates"]) == (0, 0, 0)
    assert (found["missed"], found["precision"], found["f1"]) == (found["true_pairs"], 1.0, 0.0)


@settings(max_examples=40, deadline=None)
@given(
    block=st.sets(st.sampled_from(RULES), min_size=1),
    level=st.sampled_from(["exact", "similar", "loose"]),
    upper=st.floats(0, 1),
    lower=st.floats(0, 1),
    one=st.sampled_from(["yes", "no"]),
)
def test_every_true_pair_is_linked_or_queued_or_missed(
    block: set[str], level: str, upper: float, lower: float, one: str
) -> None:
    given_answer = answer(
        ("upper", upper), ("lower", lower), ("one_to_one", one), block=tuple(block), level=level
    )
    found = total(given_answer)
    pairs = linked(WORLD, given_answer, give="pairs")

    assert found["true_links"] + found["review_true"] + found["missed"] == found["true_pairs"]
    assert found["links"] == found["true_links"] + found["false_links"]
    for fate, count in (("linked", "links"), ("review", "review"), ("missed", "missed")):
        assert sum(pair["fate"] == fate for pair in pairs) == found[count]
    assert found["value"] == pytest.approx(
        -(5 * found["false_links"] + found["missed"] + 0.2 * found["review"])
    )
    assert found["value"] <= 0
    if one == "yes":
        seen = [pair for pair in pairs if pair["fate"] != "missed"]
        for side in ("left_rid", "right_rid"):
            assert len({pair[side] for pair in seen}) == len(seen)


@settings(max_examples=20, deadline=None)
@given(cuts=st.lists(st.floats(0, 1), min_size=2, max_size=2).map(sorted))
def test_a_higher_threshold_never_links_more(cuts: list[float]) -> None:
    low, high = (total(answer(("upper", cut), level="similar"))["links"] for cut in cuts)

    assert high <= low


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=30, unique=True))
def test_one_to_one_takes_the_best_pair_first(pairs: list[tuple[int, int]]) -> None:
    taken: set[tuple[str, int]] = set()
    expected = []
    for at, (a, b) in enumerate(pairs):
        if not taken & {("l", a), ("r", b)}:
            taken |= {("l", a), ("r", b)}
            expected.append(at)
    columns = np.array(pairs, dtype=np.int64).reshape(-1, 2)

    assert one_to_one(columns[:, 0], columns[:, 1]).tolist() == expected


def test_equal_settings_lead_to_equal_outcomes_in_a_cube_built_anew() -> None:
    given_answer = answer(("lower", 0.1), level="loose")

    assert linked(rolls(600), given_answer, give="pairs") == linked(
        WORLD, given_answer, give="pairs"
    )


def test_weights_come_close_to_the_true_odds() -> None:
    pairs = linked(WORLD, answer(("upper", 0), ("lower", 0), level="similar"), give="pairs")
    judged = [pair for pair in pairs if pair["fate"] == "linked"]
    sure = [pair["same"] for pair in judged if pair["probability"] > 0.99]
    unlikely = [pair["same"] for pair in judged if pair["probability"] < 0.01]

    assert sum(sure) / len(sure) > 0.99
    assert sum(unlikely) / len(unlikely) < 0.05


def test_duplicates_within_one_list_are_found() -> None:
    firms = [
        {"qymc": f"云泽{name}公司", "dz": f"第{i % 9}路", "entity": i}
        for i, name in enumerate(["晨光", "远山", "碧水", "青松", "白鹭", "金桥", "银海", "长风"] * 5)
    ]  # fmt: skip
    twice = [row | {"qymc": row["qymc"].replace("公司", "有限公司")} for row in firms[:6]]
    world = TableWorld().add("qy", "SELECT * FROM f", f=pa.Table.from_pylist(firms + twice))
    side = {"table": "qy", "columns": {"name": "qymc", "address": "dz"}}

    found = total(
        Relation.of(("setting", "value"), [("block", "address"), ("level.name", "similar"), ("upper", 0.4)]),
        world=world,
        pairing={"left": side, "right": side, "fields": {"name": "text", "address": "text"},
                 "rules": {"address": ("address",)}},
    )  # fmt: skip

    assert found["true_pairs"] == 6
    assert found["recall"] == 1.0


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (("blok", "id"), "There is no setting `blok`. Did you mean `block`?"),
        (("block", "idd"), "There is no blocking rule `idd`. Did you mean `id`?"),
        (("level.nme", "exact"), "There is no field `nme`. Did you mean `name`?"),
        (("level.name", "exacty"), "There is no degree of agreement `exacty`. Did you mean `exact`?"),
        (("upper", "high"), "`high` is no threshold. Give a number from 0 to 1."),
        (("upper", 1.5), "`1.5` is no threshold. Give a number from 0 to 1."),
        (("one_to_one", "perhaps"), "`one_to_one` is `yes` or `no`, not `perhaps`."),
        (("standardise", "widths"), "There is no step of standardisation `widths`. Did you mean `width`?"),
    ],
)  # fmt: skip
def test_settings_that_cannot_be_read_are_named(row: tuple[str, Any], sentence: str) -> None:
    with pytest.raises(SandboxError) as told:
        total(answer(row))

    assert str(told.value) == sentence


def test_thresholds_may_be_probabilities_percentages_or_weights() -> None:
    assert bits(0.5, "probability") == bits(50, "percent") == bits(0, "weight") == 0.0
    assert bits(0.8, "probability") == pytest.approx(2)
    assert bits(1, "probability") == -bits(0, "percent") == 60.0


@pytest.mark.parametrize(
    "pairing",
    [
        {"fields": {"id": "citizen-number", "street": "text"}},
        {"rules": {"street": ("street",)}},
        {"rules": {"id": ("id:street",)}},
    ],
)
def test_a_pairing_speaks_of_its_own_fields_only(pairing: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="field"):
        discover("simulators").get("linkage").model_validate(
            {"kind": "linkage", "of": ("link",), "pairing": pairing}
        )
