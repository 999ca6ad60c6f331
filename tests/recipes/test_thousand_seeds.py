"""A thousand small provinces: keys exist and are unique, and nothing impossible has happened."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest

from sandbox.authoring.load import load_library, read_laws
from sandbox.model.dataset import WorldParams
from sandbox.model.decision import Decision
from sandbox.model.scenario import Loaded
from sandbox.registry import discover

ROOT = Path(__file__).resolve().parents[2]
CHUNKS = 20
SEEDS = 1000 // CHUNKS
PEOPLE = 400
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
NEVER = {
    "older than 120": "SELECT count(*) FROM rk WHERE csrq < DATE '1907-03-01'",
    "born in the future": "SELECT count(*) FROM rk WHERE csrq > DATE '2027-03-01'",
    "one number, two people": "SELECT count(*) - count(DISTINCT gmsfhm) FROM rk",
    "married before birth or under age": """
        SELECT count(*) FROM hy JOIN rk ON rk.gmsfhm IN (hy.nf_sfz, hy.vf_sfz)
        WHERE hy.djlx <> '离婚' AND hy.djrq < rk.csrq + INTERVAL 20 YEAR""",
    "married or divorced in the future": "SELECT count(*) FROM hy WHERE djrq > DATE '2027-03-01'",
    "contributions of the dead": """
        SELECT count(*) FROM rs_jf JOIN rk USING (gmsfhm)
        WHERE rk.ryzt = '2' AND rs_jf.ym > strftime(rk.zxrq, '%Y%m')""",
    "contributions to no employer": "SELECT count(*) FROM rs_jf ANTI JOIN rs_dw USING (dwbh) WHERE dwbh IS NOT NULL",
    "contributions of nobody": "SELECT count(*) FROM rs_jf ANTI JOIN rk USING (gmsfhm)",
    "an allowance of nobody": "SELECT count(*) FROM gljt ANTI JOIN rk ON sfzh_raw = gmsfhm",
    "taxes of no firm": "SELECT count(*) FROM sw_ns ANTI JOIN sj_qy ON nsrsbh = tyshxydm",
    "a branch of no firm":
        "SELECT count(*) FROM zs_fzjg z ANTI JOIN sj_qy q ON z.parent_code = q.tyshxydm",
}  # fmt: skip


def _valid_id(number: str, born: date) -> bool:
    """GB 11643 worked out anew: weights, remainder, birth date, fictional division."""
    total = sum(int(digit) * weight for digit, weight in zip(number, WEIGHTS, strict=False))
    right = "10X98765432"[total % 11]
    return number[:2] == "29" and number[6:14] == f"{born:%Y%m%d}" and number[17] == right


def _valid_code(code: str) -> bool:
    """GB 32100 worked out anew; positions 3 to 8 hold the fictional division."""
    signs = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    total = sum(signs.index(sign) * pow(3, at, 31) for at, sign in enumerate(code[:17]))
    return code[2:4] == "29" and code[17] == signs[(31 - total % 31) % 31]


@pytest.fixture(scope="module")
def shipped() -> list[Loaded]:
    """The drills on the recipe's tables alone; `check --run` replays the others, tables and all."""
    laws = read_laws(ROOT / "data" / "law_refs.csv")
    every = load_library(ROOT / "scenarios", laws).scenarios.values()
    return [loaded for loaded in every if not loaded.brought.own()]


def _worlds(chunk: int) -> Iterator[tuple[int, duckdb.DuckDBPyConnection]]:
    recipe = discover("recipes").get("yunze")
    for seed in range(chunk * SEEDS, (chunk + 1) * SEEDS):
        with duckdb.connect(config={"threads": 1}) as world:
            world.execute("CREATE SCHEMA truth")
            for built in recipe.build(WorldParams(people=PEOPLE, seed=seed, defects="none")):
                name = f"truth.{built.spec.name}" if built.spec.truth else built.spec.name
                world.register("incoming", built.data)
                world.execute(f"CREATE TABLE {name} AS SELECT * FROM incoming")
                world.unregister("incoming")
            yield seed, world


def _keys(decision: Decision, world: duckdb.DuckDBPyConnection) -> list[tuple[object, ...]]:
    sql = getattr(decision.reference, "value", None)
    return world.execute(sql).fetchall() if isinstance(sql, str) else []


@pytest.mark.slow
@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_in_none_of_a_thousand_provinces_anything_impossible_happens(
    chunk: int, shipped: list[Loaded]
) -> None:
    wrong: list[str] = []
    for seed, world in _worlds(chunk):
        wrong += [
            f"seed {seed}: {what}"
            for what, sql in NEVER.items()
            if world.execute(sql).fetchone() != (0,)
        ]
        people = world.execute("SELECT gmsfhm, csrq FROM rk").fetchall()
        wrong += [
            f"seed {seed}: {number}" for number, born in people if not _valid_id(number, born)
        ]
        codes = world.execute("SELECT tyshxydm FROM sj_qy").fetchall()
        wrong += [f"seed {seed}: {code}" for (code,) in codes if not _valid_code(code)]
        for loaded in shipped:
            for decision in loaded.scenario.decisions():
                wrong += [f"seed {seed}: {fault}" for fault in _faults(decision, world)]

    assert wrong == []


def _faults(decision: Decision, world: duckdb.DuckDBPyConnection) -> Iterator[str]:
    """What keeps a key that is computed from the world from being one."""
    keys = _keys(decision, world)
    if not isinstance(getattr(decision.reference, "value", None), str):
        return
    ids = [row[0] for row in keys]
    if not ids or len(ids) != len(set(ids)) or None in {cell for row in keys for cell in row[:2]}:
        yield f"the key of {decision.id} is missing, double or empty"
    source = decision.item_source()
    items = [row[0] for row in world.execute(source.sql).fetchall()] if source else []
    if items and set(items) != set(ids):
        yield f"the key of {decision.id} speaks of other items"
    labels = {label.id for label in getattr(decision, "labels", ())}
    if labels and not {row[1] for row in keys} <= labels:
        yield f"the key of {decision.id} has unknown labels"


def test_there_are_drills_on_the_recipe_alone(shipped: list[Loaded]) -> None:
    assert "means-test-sharing" in {loaded.scenario.id for loaded in shipped}


def test_the_checks_themselves_can_fail() -> None:
    assert _valid_id("290102200002290047", date(2000, 2, 29))
    assert not _valid_id("290102200002290047", date(2000, 2, 28))
    assert not _valid_id("290102200002290048", date(2000, 2, 29))
    assert not _valid_id("11010519491231002X", date(1949, 12, 31))
    assert _valid_code("91290102YY000001XM")
    assert not _valid_code("91290102YY000001XA")
    assert not _valid_code("91350100M000100Y43")
