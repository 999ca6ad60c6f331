"""Optimised references: the best action, the baseline, and what any answer is worth."""

import itertools
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import pytest
from pydantic import ValidationError
from typing_extensions import override

from sandbox.datasets.store import World
from sandbox.datasets.worlds import open_world
from sandbox.decisions import ActionSpace
from sandbox.errors import SandboxError
from sandbox.model.dataset import WorldParams, WorldReader
from sandbox.model.reference import Actions, Valuation
from sandbox.model.relation import Relation
from sandbox.model.simulator import Simulator
from sandbox.references import best_of, spread
from sandbox.references.optimised import Optimised
from sandbox.text import Text
from tests.calibration import random_actions, shares
from tests.calibration import spread as quantiles
from tests.datasets.toy import Toy
from tests.tiny_world import TinyWorld

PROJECTS = {
    "P01": (120, 30, "", 0), "P02": (90, 22, "", 0), "P03": (160, 34, "P01,P02", 1),
    "P04": (110, 28, "P02", 1), "P05": (100, 24, "P02", 0), "P06": (130, 31, "P01,P02", 1),
    "P07": (80, 26, "", 0), "P08": (95, 29, "P02", 0), "P09": (260, -10, "", 0),
    "P10": (150, 6, "", 0), "P11": (180, 8, "", 0), "P12": (90, 16, "P01", 0),
    "P13": (140, 20, "", 0), "P14": (320, -10, "", 0),
}  # fmt: skip
"""Cost in 10,000 yuan, value, what it builds on, whether it handles personal data."""
BUDGET = 1000
WORTH = """
WITH chosen AS (SELECT p.* FROM proj AS p JOIN answer_portfolio AS a ON a.choice = p.id),
lacking AS (SELECT DISTINCT id FROM need WHERE base NOT IN (SELECT id FROM chosen))
SELECT coalesce(sum(CASE WHEN id IN (SELECT id FROM lacking) THEN val * 0.25 ELSE val END), 0)
  - 12 * coalesce(sum(personal), 0) * (SELECT count(*) = 0 FROM chosen WHERE id = 'P13')::INT
  AS value
FROM chosen
"""
SIMPLE = "SELECT coalesce(sum(val), 0) AS value FROM proj JOIN answer_portfolio ON choice = id"


def projects() -> TinyWorld:
    return TinyWorld(
        {
            "proj": [
                {"id": id_, "cost": cost, "val": val, "personal": personal}
                for id_, (cost, val, _, personal) in PROJECTS.items()
            ],
            "need": [
                {"id": id_, "base": base}
                for id_, (_, _, needs, _) in PROJECTS.items()
                for base in needs.split(",")
                if base
            ],
        }
    )


@dataclass(frozen=True)
class Portfolios:
    """Every set of projects within the budget."""

    ids: tuple[str, ...] = tuple(PROJECTS)
    table: str = "answer_portfolio"

    def all(self) -> Iterator[Relation]:
        for n in range(1, len(self.ids) + 1):
            for chosen in itertools.combinations(self.ids, n):
                if sum(PROJECTS[each][0] for each in chosen) <= BUDGET:
                    yield picked(*chosen)

    def near(self, answer: Relation) -> Iterator[Relation]:
        now = set(answer.column("choice"))
        for each in self.ids:
            chosen = sorted(str(one) for one in now ^ {each})
            if sum(PROJECTS[one][0] for one in chosen) <= BUDGET:
                yield picked(*chosen)


def picked(*ids: str) -> Relation:
    return Relation.of(("choice",), [(each,) for each in ids])


SCORES = [
    {"id": n, "s": n / 200, "bad": int((n * 7) % 200 < n // 4)} for n in range(200)
]  # fmt: skip
LOSS = """
SELECT sum(CASE WHEN s >= t AND bad = 0 THEN 0.15 WHEN s < t AND bad = 1 THEN 6 ELSE 0 END) AS loss
FROM score, (SELECT value AS t FROM answer_limit WHERE id = 'review')
"""


@dataclass(frozen=True)
class Limits:
    """One threshold from 0 to 1."""

    step: float = 0.01
    table: str = "answer_limit"

    def all(self) -> Iterator[Relation]:
        for n in range(round(1 / self.step) + 1):
            yield limit(round(n * self.step, 6))

    def near(self, answer: Relation) -> Iterator[Relation]:
        at = float(answer.rows[0][1] or 0)
        for there in (round(at - 0.01, 6), round(at + 0.01, 6)):
            if 0 <= there <= 1:
                yield limit(there)


def limit(at: float) -> Relation:
    return Relation.of(("id", "value"), [("review", at)])


class Doubling(Simulator):
    """Returns the square distance of the first amount from 3, for tests."""

    kind: str = "doubling"
    label: ClassVar[Text] = Text(zh="试验", en="Test")

    @override
    def simulate(self, world: WorldReader, answers: Mapping[str, Relation]) -> Relation:
        amount = float(answers[self.of[0]].rows[0][1] or 0)
        return Relation.of(("value", "seed"), [(-((amount - 3) ** 2), world.seed)])


def resolved(
    written: Mapping[str, Any], world: TinyWorld | None = None, actions: Actions | None = None
) -> Valuation:
    spec = Optimised.model_validate({"value": {"base": {"value": 0}, **written}})
    opened: Valuation = spec.resolve(world or projects(), actions).open()
    return opened


def test_the_best_portfolio_is_found_among_all_within_the_budget() -> None:
    found = resolved({"sql": WORTH}, actions=Portfolios())

    assert found.best_value == 229
    assert set(found.best.column("choice")) == {
        "P01", "P02", "P03", "P04", "P05", "P07", "P08", "P12", "P13"
    }  # fmt: skip
    assert found.value_of(picked("P09", "P10", "P11", "P14")) == -6
    assert (
        found.value_of(picked("P01", "P02", "P04", "P05", "P06", "P07", "P08", "P12", "P13")) == 226
    )


def test_a_random_portfolio_earns_little_and_a_careful_one_almost_all() -> None:
    found = resolved({"sql": WORTH}, actions=Portfolios())

    tried = random_actions(Portfolios(), seed=7, n=60)
    careful = picked("P01", "P02", "P04", "P05", "P07", "P08", "P13")

    assert quantiles(shares(found, tried)).calibrated
    assert 0.75 <= shares(found, [careful])[0] <= 0.95


def test_many_actions_are_tried_in_one_query_and_each_is_worth_what_it_is_alone() -> None:
    world = projects()
    found = resolved({"sql": WORTH}, world, Portfolios(ids=("P01", "P02", "P03", "P10", "P13")))

    assert len(world.asked) < 10
    for each in Portfolios(ids=("P01", "P02", "P03", "P13")).all():
        assert found.value_of(each) <= found.best_value


class Counted:
    """A world that counts how often it is asked about answers."""

    def __init__(self, world: World) -> None:
        self.world, self.asked = world, 0

    def truth(self, sql: str) -> Relation:
        return self.world.truth(sql)

    def answering(
        self, answers: Mapping[str, Relation]
    ) -> AbstractContextManager[Callable[[str], Relation]]:
        self.asked += 1
        return self.world.answering(answers)


def test_a_built_world_admits_the_query_that_tries_many_actions(tmp_path: Path) -> None:
    world = Counted(open_world(Toy(), WorldParams(people=30, seed=7), tmp_path))
    sql = """
        WITH far AS (SELECT abs(p.id - (SELECT value FROM answer_limit)) AS off
                     FROM people AS p JOIN truth.lies AS t ON t.id = p.id)
        SELECT max(off) AS value FROM far"""
    rule = {"sql": "SELECT 1 FROM answer_limit WHERE value > 0.8", "cap": 0.1,
            "text": {"zh": "不高于 0.8", "en": "0.8 at most"}}  # fmt: skip
    written = {"sql": sql, "sense": "min", "base": {"value": 9}, "limits": [rule]}

    found: Valuation = Optimised.model_validate({"value": written}).resolve(world, Limits()).open()

    assert world.asked < 10
    assert found.best == limit(0.8)
    assert found.best_value == found.value_of(limit(0.8)) == pytest.approx(-2.2)


def test_losses_are_minimised_and_the_better_trivial_limit_earns_nothing() -> None:
    world = TinyWorld({"score": SCORES})
    trivial = {"trivial": [{"review": 0}, {"review": 1.01}]}
    found = resolved(
        {"sql": LOSS, "column": "loss", "sense": "min", "base": trivial}, world, Limits()
    )

    losses = {at: found.value_of(limit(at)) for at in (0.0, 0.5, 1.01)}
    assert found.base_value == max(losses[0.0], losses[1.01])
    assert found.best_value > found.base_value
    assert all(found.value_of(limit(n / 10)) <= found.best_value for n in range(11))


def test_a_coarse_grid_is_refined_step_by_step() -> None:
    world = TinyWorld({"score": SCORES})
    written = {"sql": LOSS, "column": "loss", "sense": "min", "base": {"value": 1000}}
    found = resolved(written, world, Limits(step=0.125))

    on_the_grid = max(found.value_of(each) for each in Limits(step=0.125).all())
    assert found.best_value > on_the_grid
    assert all(found.value_of(each) <= found.best_value for each in Limits().near(found.best))


def test_of_a_grid_that_is_too_large_only_so_many_actions_are_tried() -> None:
    world = TinyWorld()
    found = resolved(
        {"simulate": Doubling(of=("limit",)), "base": {"value": -100}, "tries": 3},
        world, Limits(),
    )  # fmt: skip

    assert found.best == limit(1.0)


def test_equal_answers_leave_the_first_as_the_best() -> None:
    found = resolved({"sql": SIMPLE}, actions=Portfolios(ids=("P09", "P14", "P01")))
    again = resolved({"sql": SIMPLE}, actions=Portfolios(ids=("P09", "P14", "P01")))

    assert found.best == again.best == picked("P01")


def test_what_breaks_a_limit_is_not_the_best_and_is_told() -> None:
    rule = {
        "sql": "SELECT 1 FROM answer_portfolio WHERE choice = 'P03'",
        "cap": 0.5,
        "text": {"zh": "不得选入 P03", "en": "P03 stays out"},
    }
    found = resolved({"sql": WORTH, "limits": [rule]}, actions=Portfolios())

    assert found.best_value == 226
    assert [one.cap for one in found.broken(picked("P03"))] == [0.5]
    assert found.broken(found.best) == ()


def test_a_simulator_carries_actions_out_and_sql_may_read_its_outcome() -> None:
    plain = {"simulate": Doubling(of=("limit",)), "base": {"value": -100}}
    with_sql = {**plain, "sql": "SELECT max(o.value) * 2 AS value FROM outcome AS o"}
    actions = Limits(step=0.1)

    assert resolved(plain, TinyWorld(), actions).best == limit(1.0)
    assert resolved(plain, TinyWorld(), actions).best_value == -4
    assert resolved(with_sql, TinyWorld(), actions).best_value == -8


FLAGGED = """
WITH met AS (
  SELECT f.id, count(*) FILTER (CASE r.op WHEN 'ge' THEN TRY_CAST(f.val AS DOUBLE) >= TRY_CAST(r.value AS DOUBLE)
                                          WHEN 'eq' THEN f.val = r.value END) AS n
  FROM fact AS f JOIN answer_rule AS r ON r.field = f.field GROUP BY f.id),
flagged AS (SELECT id FROM met WHERE n >= (SELECT count(*) FROM answer_rule WHERE field IS NOT NULL))
SELECT sum(CASE WHEN dead AND id NOT IN (SELECT id FROM flagged) THEN 1
                WHEN NOT dead AND id IN (SELECT id FROM flagged) THEN 5 ELSE 0 END) AS value
FROM person
"""
"""The loss of a rule in which all conditions must hold, over facts in long form."""


def rule(*conditions: tuple[str, str, str]) -> list[dict[str, Any]]:
    combine = {"slot": "combine", "field": None, "op": "all", "value": None}
    rows = [dict(zip(("field", "op", "value"), each, strict=True)) for each in conditions]
    return [combine, *({"slot": f"c{n}", **row} for n, row in enumerate(rows, start=1))]


def test_rules_are_carried_out_by_sql_over_facts_in_long_form() -> None:
    people = [{"id": n, "dead": n % 5 == 0} for n in range(40)]
    facts = [
        {"id": p["id"], "field": field, "val": val}
        for p in people
        for field, val in (
            ("sources", str(2 if p["dead"] else 1 + (p["id"] == 7))),
            ("same-name", "no" if p["id"] == 7 else "yes"),
        )
    ]
    two, safe, all_ = (
        rule(("sources", "ge", "2")),
        rule(("sources", "ge", "2"), ("same-name", "eq", "yes")),
        rule(("sources", "ge", "1")),
    )
    found = resolved(
        {"sql": FLAGGED, "sense": "min", "base": {"trivial": [all_]}, "among": [two, safe]},
        TinyWorld({"person": people, "fact": facts}),
    )

    assert (found.best_value, found.base_value) == (0, -5 * 32)
    assert found.best.column("field") == (None, "sources", "same-name")


def test_answers_may_be_written_where_a_kind_has_no_grid() -> None:
    found = resolved({"sql": WORTH, "among": [["P01", "P02"], ["P10"], []]})

    assert (found.best, found.best_value) == (picked("P01", "P02"), 52)


@pytest.mark.parametrize(
    ("written", "rows"),
    [
        ({"review": 0.3}, (("review", 0.3),)),
        ({"all": 0.2}, (("review", 0.2),)),
        ([["review", 0.4]], (("review", 0.4),)),
        ([{"id": "review", "value": 0.5}], (("review", 0.5),)),
    ],
)
def test_trivial_answers_are_written_as_authors_write_them(
    written: Any, rows: tuple[tuple[Any, ...], ...]
) -> None:
    world = TinyWorld({"score": SCORES})
    found = resolved(
        {"sql": LOSS, "column": "loss", "sense": "min", "base": {"trivial": [written]},
         "among": [{"review": 0.84}]},
        world, Limits(),
    )  # fmt: skip

    assert found.base_value == found.value_of(Relation.of(("id", "value"), rows))


@pytest.mark.parametrize(
    ("written", "actions", "sentence"),
    [
        ({"sql": SIMPLE}, None, "has no grid of actions"),
        ({"sql": "SELECT 1 AS value"}, None, "reads no `answer_…` table"),
        ({"sql": SIMPLE, "base": {"value": 999}}, Portfolios(), "lower the `base`"),
        ({"sql": SIMPLE.replace("coalesce(sum(val), 0)", "NULL")}, Portfolios(), "COALESCE"),
        ({"sql": "SELECT val AS value FROM proj"}, Portfolios(), "returns 14 values"),
        ({"sql": SIMPLE, "base": {"trivial": [{"P01": 1}]}}, Portfolios(), "other columns than"),
        ({"sql": SIMPLE, "limits": [{"sql": "SELECT 1", "cap": 0,
          "text": {"zh": "无", "en": "None"}}]}, Portfolios(), "breaks one of its `limits`"),
    ],
)  # fmt: skip
def test_what_cannot_be_optimised_is_a_sentence_for_the_operator(
    written: Mapping[str, Any], actions: Actions | None, sentence: str
) -> None:
    with pytest.raises(SandboxError, match=sentence):
        resolved(written, actions=actions)


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ({"base": {"value": 0}}, "needs `sql`, `simulate`, or both"),
        ({"sql": "SELECT 'canary-3'", "base": {}}, "either `trivial` answers or a `value`"),
        ({"sql": "SELECT 'canary-3'", "base": {"value": 0, "trivial": [[]]}}, "either `trivial`"),
        ({"sql": "", "base": {"value": 0}}, "at least 1 character"),
        ({"sql": "SELECT 'canary-3'", "base": {"value": 0}, "column": "v; --"}, "pattern"),
    ],
)
def test_a_faulty_objective_is_refused_without_being_repeated(
    written: Mapping[str, Any], sentence: str
) -> None:
    with pytest.raises(ValidationError) as refusal:
        Optimised.model_validate({"value": written})

    assert sentence in str(refusal.value)
    assert "canary" not in str(refusal.value)


@pytest.mark.parametrize(
    ("n", "most", "taken"), [(5, 9, [0, 1, 2, 3, 4]), (9, 3, [0, 4, 8]), (9, 1, [0])]
)
def test_a_large_grid_is_tried_at_even_distances(n: int, most: int, taken: list[int]) -> None:
    every = [limit(at) for at in range(n)]

    assert spread(iter(every), most) == [every[at] for at in taken]


def test_nothing_is_best_where_everything_breaks_a_constraint() -> None:
    assert best_of(lambda _: [], [], lambda _: iter(()), 10) is None


def test_a_rule_is_worth_what_the_rows_that_it_picks_are_worth() -> None:
    rules = [Relation.of(("rule",), [(rule,)]) for rule in ("cost < 100", "val > 25", "cost > 1")]
    space = ActionSpace(
        table="answer_rule",
        every=lambda: rules,
        around=lambda _: (),
        carried=lambda rule: f"SELECT * FROM proj WHERE {rule.rows[0][0]}",
    )
    written = {
        "sql": "SELECT coalesce(sum(val) - sum(cost) * 0.2, 0) AS value FROM answer_rule",
        "base": {"value": 0},
        "limits": [
            {"sql": "SELECT 1 FROM answer_rule WHERE val < 0", "cap": 0.5,
             "text": {"zh": "不选违规项目", "en": "no unlawful project"}},
        ],
    }  # fmt: skip
    held = resolved(written, actions=space)

    assert held.best == rules[1]
    assert held.value_of(rules[0]) == pytest.approx(22 + 26 + 29 + 16 - 0.2 * (90 + 80 + 95 + 90))
    assert held.broken(rules[0]) == ()
    assert len(held.broken(rules[2])) == 1
