"""What policies of smart approval lead to."""

import itertools
import random
import statistics
from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from sandbox.errors import SandboxError
from sandbox.model.relation import Relation
from sandbox.registry import discover
from tests.fakes import FakeWorld
from tests.simulators.plain import SEEDS, outcome, regret_share, sets

KIND = discover("simulators").get("approval_queue")
RULES = ("score", "facts", "careful", "strict")
GRID = [n / 20 for n in range(21)]
SQL = "SELECT id, dag AS day, score, entitled, grp, unknown FROM truth.sq"
policies = st.builds(
    lambda two, **more: more | {"refuse": min(two), "approve": max(two)},
    st.tuples(st.sampled_from(GRID), st.sampled_from(GRID)),
    reviewers=st.integers(0, 20),
    load=st.integers(4, 20),
    rules=st.sampled_from(RULES),
)


def total(seed: int = 101, fields: dict[str, Any] | None = None, **policy: Any) -> Any:
    return outcome("approval_queue", sets(**policy), seed=seed, **(fields or {}))[0]


@given(policies)
def test_every_application_has_one_fate(policy: dict[str, Any]) -> None:
    row = total(**policy)

    assert row["granted"] + row["refused"] + row["backlog"] == row["n"] == 3000
    assert row["machine_refusals"] <= row["refused"]
    assert row["value"] == -row["loss"] <= 0


@given(policies)
def test_groups_add_up_to_all_and_cases_to_both(policy: dict[str, Any]) -> None:
    whole, *groups = outcome("approval_queue", sets(**policy), give="groups")
    counted = Counter(
        each["outcome"] for each in outcome("approval_queue", sets(**policy), give="cases")
    )

    for name in (
        "n",
        "granted",
        "refused",
        "backlog",
        "wrong_grants",
        "wrong_refusals",
        "reviewed",
    ):
        assert whole[name] == sum(each[name] for each in groups)
    assert whole["loss"] - whole["staff_cost"] == pytest.approx(
        sum(each["loss"] for each in groups)
    )
    assert counted["granted"] == whole["granted"]
    assert counted["waiting"] == whole["backlog"]


@pytest.mark.parametrize("rules", RULES)
def test_more_reviewers_never_make_anyone_wait_longer(rules: str) -> None:
    waits = [
        [case["days"] for case in outcome(
            "approval_queue", sets(approve=0.9, reviewers=n, rules=rules), give="cases")]
        for n in (0, 1, 3, 6, 12)
    ]  # fmt: skip

    for few, more in itertools.pairwise(waits):
        assert all(a >= b for a, b in zip(few, more, strict=True))


@pytest.mark.parametrize("slow", [6, 10, 16])
def test_hurry_only_adds_errors(slow: int) -> None:
    def wrong(load: int) -> set[str]:
        cases = outcome(
            "approval_queue", sets(reviewers=100, load=load, approve=1.01), give="cases"
        )
        return {case["id"] for case in cases if case["wrong"]}

    assert wrong(slow) <= wrong(slow + 4)


def test_without_thresholds_everything_goes_to_a_person() -> None:
    row = total(approve=1.01, refuse=0, reviewers=30)

    assert row["reviewed"] == row["n"]
    assert row["machine_refusals"] == 0
    assert row["wrong_grants"] + row["wrong_refusals"] == pytest.approx(0.03 * 3000, rel=0.3)


def test_eight_reviewers_cannot_read_three_thousand_applications_in_time() -> None:
    row = total(approve=1.01, reviewers=8)

    assert row["days_p90"] > 5
    assert total(approve=0.9, reviewers=8)["days_p90"] == 0


def test_unknown_taken_for_no_refuses_entitled_people_by_machine() -> None:
    strict, careful = total(rules="strict"), total(rules="careful")

    assert careful["machine_refusals"] == 0
    assert strict["wrong_refusals"] > 3 * careful["wrong_refusals"]
    assert strict["tpr_gap"] > careful["tpr_gap"]


def test_a_biased_history_opens_a_gap_between_groups() -> None:
    groups = [{"id": "urban", "share": 0.65}, {"id": "rural", "share": 0.35, "bias": -1.5}]
    policy: dict[str, Any] = {"approve": 0.5, "refuse": 0.5, "reviewers": 0, "rules": "score"}
    biased = total(fields={"season": {"groups": groups}}, **policy)
    fair = total(fields={"season": {"groups": [g | {"bias": 0} for g in groups]}}, **policy)

    assert biased["tpr_gap"] > 0.2 > 0.06 > fair["tpr_gap"]


def test_a_price_on_the_gap_is_part_of_the_loss() -> None:
    priced = total(fields={"prices": {"gap_point": 1000}}, rules="strict")
    free = total(rules="strict")

    assert priced["loss"] - free["loss"] == pytest.approx(100_000 * free["tpr_gap"], abs=0.01)


def test_older_cases_come_first() -> None:
    assert total(fields={"ahead": 600}, approve=0.9)["days_mean"] > 1
    assert total(fields={"ahead": 600, "counter": "desks"}, approve=0.9)["days_mean"] > 1


def test_desks_make_people_wait_for_each_other() -> None:
    row = total(fields={"counter": "desks"}, approve=0.9, reviewers=8)

    assert 0 < row["days_mean"] < 1
    assert total(approve=0.9, reviewers=8)["days_mean"] == 0


def test_applications_may_come_from_the_world() -> None:
    rows = [("x2", 3, 0.2, False, "rural", False), ("x1", 0, 0.95, True, "urban", False),
            ("x3", 3, 0.99, True, "rural", True)]  # fmt: skip
    world = FakeWorld(
        {SQL: Relation.of(("id", "day", "score", "entitled", "grp", "unknown"), rows)}
    )
    simulator = KIND(of=("set",), applications=SQL, give="cases", rules="careful", error_rate=0)
    cases = simulator.simulate(world, {}).dicts()
    simulator.simulate(world, sets(approve=0.5))

    assert [(c["id"], c["by"], c["outcome"]) for c in cases] == [
        ("x1", "machine", "granted"), ("x2", "person", "refused"), ("x3", "person", "granted"),
    ]  # fmt: skip
    assert len(world.asked) == 1, "a world is read once"


@pytest.mark.parametrize(
    ("columns", "row", "sentence"),
    [
        (("id", "day", "score"), ("x", 0, 0.5), "no column `entitled`"),
        (("id", "day", "score", "entitled"), None, "returns no rows"),
        (("id", "day", "score", "entitled"), ("x", 0, 1.5, True), "`score` .* from 0 to 1"),
        (("id", "day", "score", "entitled"), ("x", 60, 0.5, True), "`day` .* from 0 to 59"),
        (("id", "day", "score", "entitled"), ("x", None, 0.5, True), "`day`"),
        (("id", "day", "score", "entitled"), ("x", 0, 0.5, None), "`entitled` .* true or false"),
        (("id", "day", "score", "entitled", "unknown"), ("x", 0, 0.5, True, "no"), "`unknown`"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_table_of_applications_is_named(
    columns: tuple[str, ...], row: tuple[Any, ...] | None, sentence: str
) -> None:
    world = FakeWorld({SQL: Relation.of(columns, [row] if row else [])})

    with pytest.raises(SandboxError, match=sentence):
        KIND(of=("set",), applications=SQL).simulate(world, {})


def test_a_season_may_not_outlast_the_account() -> None:
    with pytest.raises(ValidationError, match="before the last day of the season"):
        KIND(of=("set",), horizon=30)


@pytest.mark.parametrize("seed", SEEDS)
def test_regret_tells_chance_from_care(seed: int) -> None:
    """Against the best single threshold without staff: random near 0.1–0.3, an expert near 0.9."""

    def value(**policy: Any) -> float:
        found = total(seed=seed, **policy)["value"]
        assert isinstance(found, float)
        return found

    base = max(value(approve=t, refuse=t, reviewers=0, rules="score") for t in GRID)
    best = max(
        value(approve=a, refuse=r, reviewers=n, load=8, rules="careful")
        for a in (0.75, 0.8, 0.85, 0.9, 0.95) for r in (0, 0.05, 0.1) for n in (3, 4, 5, 6, 8)
    )  # fmt: skip
    chance = random.Random(seed)
    shares = []
    for _ in range(300):
        two = sorted(chance.sample(GRID, 2))
        policy = {"refuse": two[0], "approve": two[1], "reviewers": chance.randint(0, 20),
                  "load": chance.randrange(4, 21, 2), "rules": chance.choice(RULES)}  # fmt: skip
        shares.append(regret_share(value(**policy), best, base))
    expert = regret_share(
        value(approve=0.9, refuse=0, reviewers=8, load=8, rules="careful"), best, base
    )

    assert 0.05 <= statistics.median(shares) <= 0.3
    assert 0.85 <= expert <= 1.0
    assert regret_share(value(approve=0, rules="score", reviewers=0), best, base) == 0.0
    assert (
        regret_share(value(approve=1.01, refuse=1.01, rules="score", reviewers=0), best, base)
        == 0.0
    )


def test_what_is_granted_is_not_refused() -> None:
    assert total(approve=0.5, refuse=0.9) == total(approve=0.5, refuse=0.5)


def test_worlds_of_one_seed_are_not_mixed_up() -> None:
    columns = ("id", "day", "score", "entitled")
    worlds = [FakeWorld({SQL: Relation.of(columns, [(name, 0, 0.95, True)])}) for name in "ab"]
    simulator = KIND(of=("set",), applications=SQL, give="cases")

    assert [simulator.simulate(world, {}).rows[0][0] for world in worlds] == ["a", "b"]
