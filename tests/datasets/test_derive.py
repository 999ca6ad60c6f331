"""Tables that an author's query makes: from the world of one seed, the same every time."""

from pathlib import Path

import pytest

from sandbox.datasets.worlds import open_world
from sandbox.errors import SandboxError
from sandbox.model.brought import Brought, DerivedTable
from sandbox.model.dataset import WorldParams
from sandbox.model.defect import DefectRule
from sandbox.model.relation import Relation
from tests.datasets.toy import Toy, spec


def made(name: str, sql: str, *columns: str, truth: bool = False) -> DerivedTable:
    return DerivedTable(spec=spec(name, *columns, truth=truth), sql=sql, digest=sql)


def rows(
    root: Path, *tables: DerivedTable, seed: int = 1, people: int = 200, **more: object
) -> Relation:
    brought = Brought(derived=tables, **more)
    params = WorldParams(people=people, seed=seed, defects="none")
    world = open_world(Toy(), params, root, brought=brought)
    last = tables[-1].spec
    return world.truth(f"SELECT * FROM {'truth.' if last.truth else ''}{last.name}")


def test_a_query_reads_what_is_visible_what_is_true_and_what_was_made_before_it(
    tmp_path: Path,
) -> None:
    first = made("liars", "SELECT id FROM truth.lies", "id", truth=True)
    second = made("calls", "SELECT p.name FROM people p JOIN truth.liars USING (id)", "name")

    assert rows(tmp_path, first, second).rows == (("王3",),)


def test_chance_comes_from_the_seed_and_is_uniform_or_normal(tmp_path: Path) -> None:
    table = made(
        "chance",
        "SELECT id, draw('a', id) AS u, draw_normal('b', id) AS z, draw_int('c', id, 3, 5) AS n,"
        " seed() AS s FROM people ORDER BY id",
        *("id", "u", "z", "n", "s"),
    )
    one = rows(tmp_path / "1", table, people=2000)
    again = rows(tmp_path / "2", table, people=2000)
    other = rows(tmp_path / "3", table, people=2000, seed=2)

    assert one == again
    assert one.column("u") != other.column("u")
    assert set(one.column("s")) == {1}
    assert set(one.column("n")) == {3, 4, 5}
    uniform, normal = one.column("u"), one.column("z")
    assert all(0 <= u < 1 for u in uniform)
    assert abs(sum(uniform) / 2000 - 0.5) < 0.03
    assert abs(sum(normal) / 2000) < 0.1
    assert abs(sum(z * z for z in normal) / 2000 - 1) < 0.15


def test_a_query_knows_whether_conditions_have_changed(tmp_path: Path) -> None:
    table = made("budget", "SELECT CASE WHEN perturbed() THEN 700 ELSE 1000 END AS money", "money")

    assert rows(tmp_path / "1", table, perturbed=frozenset({2})).rows == ((1000,),)
    assert rows(tmp_path / "2", table, seed=2, perturbed=frozenset({2})).rows == ((700,),)


def test_sums_are_whole_numbers_that_a_page_can_show(tmp_path: Path) -> None:
    table = made("total", "SELECT sum(id) AS whole, avg(said)::DECIMAL(9, 2) AS part FROM people",
                 "whole", "part")  # fmt: skip
    ((whole, part),) = rows(tmp_path, table).rows

    assert (type(whole), type(part)) == (int, float)


def test_a_defect_of_the_scenario_strikes_a_derived_table(tmp_path: Path) -> None:
    table = made("copy", "SELECT id, 'ABC123' AS said FROM people", "id", "said")
    rule = DefectRule.model_validate(
        {"id": "own", "table": "copy", "column": "said", "kind": "d02_full_width", "rate": 1}
    )

    assert set(rows(tmp_path, table, rules=(rule,)).column("said")) != {"ABC123"}


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("SELECT id FROM nobody", "no table `nobody`"),
        ("SELECT random() AS id", "another result every time"),
        ("SELECT id FROM read_csv('/etc/passwd')", "may not be used"),
        ("SELECT id, name FROM people", "Make them the same"),
        ("SELECT id FROM people; SELECT 1", "exactly one SELECT"),
        ("SELECT max(range) AS id FROM range(10_000_000_000)", "longer than"),
        ("SELECT error('no') AS id FROM people", "could not be made"),
    ],
)
def test_a_query_that_will_not_do_is_refused_by_name(
    tmp_path: Path, sql: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sandbox.datasets.derive.MAX_SECONDS", 1.0)
    with pytest.raises(SandboxError, match="`made`") as caught:
        rows(tmp_path, made("made", sql, "id"))
    assert said in str(caught.value)
