"""In a province without defects every reference from one table to another is found."""

import duckdb
import pytest

from sandbox.model.dataset import WorldParams
from sandbox.recipes.yunze import KIND

PEOPLE = 400
SEEDS = range(60)
REGISTER = "rk.gmsfhm"
FIRMS = "sj_qy.tyshxydm"
REFERENCES = (
    *((column, REGISTER) for column in (
        "hy.nf_sfz", "hy.vf_sfz", "db.sqr_gmsfhm", "gljt.sfzh_raw", "hh.zjhm", "cs.mq_sfz", "cs.fq_sfz",
        "sw.zjhm", "xj.sfzjh", "rs_jf.gmsfhm", "rs_dy.gmsfhm", "jy.gmsfhm", "yb.gmsfhm", "gjj.gmsfhm",
        "bdc.qlrzjh", "jdc.zjhm", "dbjt.sqr_gmsfhm",
    )),
    *((column, FIRMS) for column in (
        "sp_xk.tyshxydm", "zs_fzjg.fz_code", "zs_fzjg.parent_code", "sw_ns.nsrsbh", "rs_dw.tyshxydm",
        "gjj_dw.tyshxydm", "xy_sx.tyshxydm", "xy_xk.xdr_dm", "xy_cf.xdr_dm",
    )),
    ("rs_jf.dwbh", "rs_dw.dwbh"),
    ("rs_cb.dwbh", "rs_dw.dwbh"),
    ("jy.dwbh", "rs_dw.dwbh"),
    ("gjj.dwzh", "gjj_dw.dwzh"),
    ("hd.jtbh", "dbjt.jtbh"),
    ("hd.zy_id", "ml.zy_id"),
    ("sqd.zy_id", "ml.zy_id"),
    ("log.sqdh", "sqd.sqdh"),
    ("truth.attr.zy_id", "ml.zy_id"),
    ("truth.deadline.id", "dx.id"),
    ("truth.eligible.jtbh", "dbjt.jtbh"),
)  # fmt: skip
KEYS = (
    "rk.gmsfhm", "hy.djzh", "db.jtbh", "gljt.roll_id", "hh.hhbh", "cs.csyxzmbh", "sw.zmbh", "xj.xjh",
    "cjr.cjzh", "gd.gdbh", "rs_dw.dwbh", "rs_dy.dybh", "jy.djbh", "yb.grbh", "sj_qy.tyshxydm",
    "sp_xk.xkzbh", "gjj_dw.dwzh", "gjj.gjjzh", "jdc.hphm", "xy_xk.jdsh", "xy_cf.jdsh",
    "dbjt.jtbh", "ml.zy_id", "sqd.sqdh", "cal.rq", "dx.id", "truth.attr.zy_id", "truth.deadline.id",
    "truth.eligible.jtbh", "truth.field.id",
)  # fmt: skip


def _world(seed: int) -> duckdb.DuckDBPyConnection:
    world = duckdb.connect(config={"threads": 1})
    world.execute("CREATE SCHEMA truth")
    for built in KIND.build(WorldParams(people=PEOPLE, seed=seed, defects="none")):
        world.register("incoming", built.data)
        name = f"truth.{built.spec.name}" if built.spec.truth else built.spec.name
        world.execute(f"CREATE TABLE {name} AS SELECT * FROM incoming")
        world.unregister("incoming")
    return world


def _split(path: str) -> tuple[str, str]:
    table, _, column = path.rpartition(".")
    return table, column


def _lost(source: str, target: str) -> str:
    (table, column), (other, key) = _split(source), _split(target)
    # Authorities and public institutions register elsewhere; numbers of individuals are masked.
    only = f"AND left({column}, 1) = '9'" if target == FIRMS else ""
    return (
        f"SELECT count(*) FROM {table} WHERE {column} <> ''"
        f" AND {column} NOT IN (SELECT {key} FROM {other} WHERE {key} IS NOT NULL) {only}"
    )


@pytest.mark.slow
def test_references_are_found_and_keys_stand_once_in_every_province() -> None:
    wrong = []
    for seed in SEEDS:
        with _world(seed) as world:
            for source, target in REFERENCES:
                ((lost,),) = world.execute(_lost(source, target)).fetchall()
                wrong += [f"seed {seed}: {lost} of {source} not in {target}"] if lost else []
            for path in KEYS:
                table, key = _split(path)
                asked = f"SELECT count(*) - count(DISTINCT {key}) FROM {table}"
                ((double,),) = world.execute(asked).fetchall()
                wrong += [f"seed {seed}: {double} of {path} double or missing"] if double else []
    assert wrong == []


def test_every_table_has_a_key_or_a_reference() -> None:
    named = {_split(path)[0] for path in (*KEYS, *(source for source, _ in REFERENCES))}
    names = {f"truth.{spec.name}" if spec.truth else spec.name for spec in KIND.tables()}

    assert named <= names
    assert names - named == {"truth.face"}
