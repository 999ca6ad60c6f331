"""Decisions carried out: on a real database, with a world of three households."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any

import duckdb
import pytest

from sandbox.datasets.answers import as_table
from sandbox.errors import SandboxError
from sandbox.model.relation import Relation
from sandbox.model.scenario import (
    Audience,
    Consequence,
    Gate,
    Scenario,
    Seeds,
    Step,
    WorldSpec,
)
from sandbox.simulation.carry_out import Seen, carry_out, decisions_of, open_gates
from sandbox.simulation.queries import answer_tables
from sandbox.text import Text
from tests.fakes import AllKinds
from tests.marking.fakes import TEXT, FakeWorld, decision

WAITING = """
    SELECT count(*) AS value FROM hd JOIN answer_share_out AS a USING (id) WHERE a.label = 'no'
"""
BOTH = (
    "SELECT (SELECT count(*) FROM answer_share_out) + (SELECT count(*) FROM answer_pace) AS value"
)
LEAK = "SELECT id FROM answer_share_out WHERE label = 'leak'"
NAMES = """
    SELECT '甲' AS name, 70 AS age, '某村' AS place, '待办' AS zh, 'Waiting' AS en
    FROM answer_share_out
"""


class Households(FakeWorld):
    """Three households in DuckDB."""

    def __init__(self) -> None:
        super().__init__(lambda sql: _run(sql, {}))

    @contextmanager
    def answering(self, answers: Mapping[str, Relation]) -> Iterator[Callable[[str], Relation]]:
        def ask(sql: str) -> Relation:
            named = answer_tables(sql) | {"outcome"}
            read = {name: rows for name, rows in answers.items() if name in named}
            self.given.append(read)
            self.asked.append(sql)
            return _run(sql, read)

        yield ask


def _run(sql: str, answers: Mapping[str, Relation]) -> Relation:
    with duckdb.connect() as db:
        db.execute("CREATE TABLE hd AS SELECT unnest(['h1', 'h2', 'h3']) AS id")
        for name, given in answers.items():
            db.register("incoming", as_table(given))
            db.execute(f"CREATE TABLE {name} AS SELECT * FROM incoming")
        found = db.execute(sql)
        return Relation.of([column[0] for column in found.description], found.fetchall())


def _labels(*labels: str) -> Relation:
    return Relation.of(("id", "label"), [(f"h{n}", one) for n, one in enumerate(labels, start=1)])


def _consequence(name: str, sql: str, **changes: Any) -> Consequence:
    usual = {"indicator": "satisfaction", "shape": "count", "title": TEXT, "text": TEXT}
    return Consequence(**usual | {"id": name, "sql": sql} | changes)


def _scenario(*consequences: Consequence, gates: tuple[Gate, ...] = ()) -> Scenario:
    return Scenario(
        id="demo",
        version=1,
        status="draft",
        title=TEXT,
        story=TEXT,
        family="service",
        audience=Audience(tiers=("county",), roles=("business-lead",)),
        minutes=10,
        law_version_date=date(2026, 6, 3),
        world=WorldSpec(recipe="yunze", seeds=Seeds(practice=(101,))),
        steps=(
            Step(id="s1", title=TEXT, brief="brief", decisions=(decision(), decision(id="pace"))),
        ),
        consequences=consequences,
        gates=gates,
    )


DEMO = _scenario(_consequence("waiting", WAITING), _consequence("both", BOTH))
YOURS = {"share-out": _labels("no", "no", "yes"), "pace": _labels("fast")}
REFERENCE = {"share-out": _labels("yes", "yes", "no"), "pace": _labels("slow")}


def test_a_consequence_shows_both_worlds_side_by_side() -> None:
    waiting, both = carry_out(DEMO, Households(), YOURS, REFERENCE)

    assert waiting.consequence.id == "waiting"
    assert waiting.yours.rows == ((2,),)
    assert waiting.reference.rows == ((1,),)
    assert both.yours.rows == both.reference.rows == ((4,),)


@pytest.mark.parametrize(
    ("answered", "shown"),
    [(set(), []), ({"pace"}, []), ({"share-out"}, ["waiting"])],
)
def test_a_consequence_waits_for_all_its_decisions(answered: set[str], shown: list[str]) -> None:
    yours = {name: YOURS[name] for name in answered}

    outcomes = carry_out(DEMO, Households(), yours, REFERENCE)

    assert [each.consequence.id for each in outcomes] == shown


def test_only_what_touches_a_decision_is_computed_when_asked() -> None:
    world = Households()
    outcomes = carry_out(DEMO, world, YOURS, REFERENCE, touching="pace")

    assert [each.consequence.id for each in outcomes] == ["both"]
    assert world.asked == [BOTH, BOTH]


def test_equal_answers_are_carried_out_once_whoever_gave_them() -> None:
    world = Households()
    seen: Seen = {}
    first = carry_out(DEMO, world, YOURS, REFERENCE, seen=seen)
    asked = len(world.asked)
    second = carry_out(DEMO, world, YOURS, REFERENCE, seen=seen)

    assert first == second
    assert len(world.asked) == asked


def test_other_answers_are_carried_out_anew_beside_the_same_reference() -> None:
    world = Households()
    seen: Seen = {}
    carry_out(DEMO, world, YOURS, REFERENCE, seen=seen)
    asked = len(world.asked)
    other = {**YOURS, "share-out": REFERENCE["share-out"], "pace": YOURS["pace"]}
    again = carry_out(DEMO, world, other, REFERENCE, seen=seen)

    assert [one.reference for one in again] == [
        one.reference for one in carry_out(DEMO, Households(), YOURS, REFERENCE)
    ]
    assert len(world.asked) > asked


def test_a_query_s_decisions_are_known_by_id() -> None:
    assert decisions_of(DEMO, BOTH) == {"share-out", "pace"}


@pytest.mark.parametrize(
    ("spec", "sentence"),
    [
        ({"sql": "SELECT nothing FROM answer_pace"}, "could not be carried out"),
        ({"sql": "SELECT 1 AS n FROM answer_pace"}, "returns no column `value`"),
        ({"sql": "SELECT 1 AS value FROM answer_pace LIMIT 0"}, "returns 0 rows"),
        ({"sql": "SELECT 1 AS value FROM answer_pce"}, "`answer_pce` belongs to no decision"),
        (
            {"sql": "SELECT 1 AS value", "text": Text(zh="共 {n} 户", en="{n} households")},
            "returns no column `n`",
        ),
        ({"sql": NAMES.replace("AS place", "AS spot"), "shape": "people"}, "no column `place`"),
        ({"sql": "SELECT 1 AS before", "shape": "before_after"}, "no column `zh`"),
    ],
)
def test_an_author_s_slip_is_named_by_consequence(spec: dict[str, Any], sentence: str) -> None:
    scenario = _scenario(_consequence("slip", **spec))

    with pytest.raises(SandboxError, match="`slip`") as caught:
        carry_out(scenario, Households(), YOURS, REFERENCE)

    assert sentence in str(caught.value)


def test_people_may_be_none() -> None:
    text = Text(zh="{n} 人", en="{n} people")
    scenario = _scenario(_consequence("who", NAMES + " LIMIT 0", shape="people", text=text))

    (outcome,) = carry_out(scenario, Households(), YOURS, REFERENCE)

    assert outcome.yours.rows == ()


GATES = (
    Gate(id="leak", factor=0.3, text=TEXT, sql=LEAK),
    Gate(id="pace", factor=0.8, text=TEXT, sql="SELECT 1 FROM answer_pace WHERE label = 'fast'"),
)


@pytest.mark.parametrize(
    ("answers", "opened"),
    [
        (YOURS, ["pace"]),
        (REFERENCE, []),
        (YOURS | {"share-out": _labels("leak")}, ["leak", "pace"]),
        ({"share-out": _labels("leak")}, ["leak"]),
        ({}, []),
    ],
)
def test_a_gate_opens_on_the_first_row(answers: dict[str, Relation], opened: list[str]) -> None:
    gates = open_gates(_scenario(gates=GATES), Households(), answers)

    assert [gate.id for gate in gates] == opened


@pytest.mark.parametrize("sql", ["SELECT x FROM answer_pace", "SELECT 1 FROM answer_nowhere"])
def test_a_gate_that_fails_is_named(sql: str) -> None:
    scenario = _scenario(gates=(Gate(id="broken", factor=0.5, text=TEXT, sql=sql),))

    with pytest.raises(SandboxError, match="`broken`"):
        open_gates(scenario, Households(), YOURS)


def test_a_simulator_gets_what_several_answers_bring_about_together() -> None:
    service = {
        "id": "opinion", "indicator": "satisfaction", "shape": "count",
        "title": TEXT.model_dump(), "text": TEXT.model_dump(),
        "sql": "SELECT max(good_rate) AS value FROM outcome",
        "simulate": {
            "kind": "satisfaction",
            "given": "SELECT 'visits' AS name, count(*) * 20 AS value"
            " FROM answer_share_out WHERE label = 'leak'",
        },
    }  # fmt: skip
    opinion = Consequence.model_validate(service, context=AllKinds())
    scenario = DEMO.model_copy(update={"consequences": (opinion,)})
    kind = {"share-out": Relation.of(("id", "label"), [("h1", "no")])}
    leaky = {"share-out": Relation.of(("id", "label"), [("h1", "leak"), ("h2", "leak")])}
    ((outcome,)) = carry_out(scenario, Households(), leaky, kind)

    assert float(str(outcome.yours.rows[0][0])) < 0.2
    assert float(str(outcome.reference.rows[0][0])) > 0.6
