"""A scenario's own tables and defect rules in the world of its recipe."""

from pathlib import Path

import pyarrow as pa
import pytest

from sandbox.datasets.brought import extended, typed
from sandbox.datasets.cache import WorldKey
from sandbox.datasets.plan import plan_for
from sandbox.datasets.restore import restored_digest
from sandbox.datasets.worlds import open_world
from sandbox.errors import SandboxError
from sandbox.model.brought import NOTHING, Brought, BroughtTable
from sandbox.model.dataset import WorldParams
from sandbox.model.defect import DefectRule
from tests.datasets.toy import Toy, spec

PARAMS = WorldParams(people=5, seed=1, defects="none")


def table(
    name: str = "visits", truth: bool = False, digest: str = "d", **columns: list
) -> BroughtTable:
    cells = columns or {"id": ["1", "2"], "said": ["a", None]}
    return BroughtTable(
        spec=spec(name, *cells, truth=truth),
        cells=pa.table({n: pa.array(c, pa.string()) for n, c in cells.items()}),
        digest=digest,
    )


def rule(**fields: object) -> DefectRule:
    written = {
        "id": "own",
        "table": "visits",
        "column": "said",
        "kind": "d02_full_width",
        "rate": 1,
    }
    return DefectRule.model_validate({**written, **fields})


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        (["1", "-20", None], pa.int64()),
        (["007"], pa.string()),
        (["290201196003150016"], pa.string()),
        (["1", "2.5"], pa.float64()),
        (["2027-01-05", None], pa.date32()),
        (["2027-02-30"], pa.string()),
        (["20270105"], pa.int64()),
        (["true", "false"], pa.bool_()),
        (["1", "x"], pa.string()),
        ([None], pa.string()),
        (["1e5"], pa.string()),
        (["'; DROP TABLE cells; --"], pa.string()),
    ],
)
def test_a_column_has_the_type_that_all_its_cells_fit_and_loses_nothing(cells, kind) -> None:
    made = typed(pa.table({'odd "name"': pa.array(cells, pa.string())}))

    assert made.schema.field(0).type == kind
    assert made.num_rows == len(cells)


def test_own_tables_stand_beside_those_of_the_recipe_with_their_headings(tmp_path: Path) -> None:
    brought = Brought(tables=(table(), table("secret", truth=True)))
    world = open_world(Toy(), PARAMS, tmp_path, brought=brought)

    assert world.visible("SELECT id, said FROM visits").rows == ((1, "a"), (2, None))
    assert "visits" in [one.name for one in world.tables()]
    assert world.truth("SELECT count(*) FROM truth.secret").rows == ((2,),)
    with pytest.raises(SandboxError, match="no table"):
        world.visible("SELECT * FROM truth.secret")


def test_own_rules_strike_recipe_tables_and_own_tables_and_can_be_undone(tmp_path: Path) -> None:
    rules = (rule(), rule(id="names", table="people", column="name"))
    brought = Brought(tables=(table(said=["A1", "B2"]),), rules=rules)
    world = open_world(Toy(), PARAMS, tmp_path, brought=brought)
    clean = open_world(Toy(), PARAMS, tmp_path, brought=Brought(tables=brought.tables))

    assert world.visible("SELECT said FROM visits").column("said") == ("Ａ１", "Ｂ２")
    assert world.truth("SELECT count(*) FROM truth.cell WHERE tbl = 'people'").rows == ((5,),)
    assert restored_digest(world) == restored_digest(clean)


def test_a_world_is_named_by_all_that_is_brought() -> None:
    plan = plan_for("none", extended(Toy(), Brought(tables=(table(),))), own=(rule(),))
    keys = {
        WorldKey.of(Toy(), PARAMS).name,
        WorldKey.of(Toy(), PARAMS, NOTHING).name,
        WorldKey.of(Toy(), PARAMS, Brought(tables=(table(),))).name,
        WorldKey.of(Toy(), PARAMS, Brought(tables=(table(digest="e"),))).name,
        WorldKey.of(Toy(), PARAMS, Brought(tables=(table("calls"),))).name,
        WorldKey.of(Toy(), PARAMS, Brought(tables=(table(),)), plan).name,
    }

    assert len(keys) == 5


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"table": "visit"}, "Did you mean `visits`"),
        ({"column": "sad"}, "Did you mean `said`"),
        ({"kind": "d02_full"}, "is not a defect"),
        ({"where": "x = 1"}, "no column here"),
    ],
)
def test_own_rules_that_do_not_fit_are_refused(wrong: dict, said: str) -> None:
    recipe = extended(Toy(), Brought(tables=(table(),)))

    with pytest.raises(SandboxError, match=said):
        plan_for("none", recipe, own=(rule(**wrong),))


def test_an_own_table_with_a_number_that_could_be_real_is_never_stored(tmp_path: Path) -> None:
    brought = Brought(tables=(table(zjhm=["110101199001011237"]),))

    with pytest.raises(SandboxError, match="could be real"):
        open_world(Toy(), PARAMS, tmp_path, brought=brought)
