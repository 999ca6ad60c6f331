"""A small province and its departments, built once and asked in SQL."""

import importlib
from functools import cache

import duckdb
import numpy as np
import pyarrow as pa

from sandbox.model.dataset import BuiltTable, WorldParams
from sandbox.recipes.yunze.province import Province
from sandbox.recipes.yunze.world import make_province

DEPARTMENTS = (
    "human_resources", "medical", "market", "tax", "land", "housing_fund", "vehicles", "credit",
)  # fmt: skip


@cache
def province(seed: int = 7, people: int = 6000) -> Province:
    return make_province(WorldParams(people=people, seed=seed))


@cache
def tables(department: str, seed: int = 7, people: int = 6000) -> dict[str, BuiltTable]:
    module = importlib.import_module(f"sandbox.recipes.yunze.{department}")
    return {built.spec.name: built for built in module.build(province(seed, people))}


def specs(department: str) -> tuple:
    return importlib.import_module(f"sandbox.recipes.yunze.{department}").TABLES


@cache
def database(seed: int = 7) -> duckdb.DuckDBPyConnection:
    """All tables, `spare_<table>`, and what is true: `person` and `firm`."""
    connection = duckdb.connect()
    for department in DEPARTMENTS:
        for name, built in tables(department, seed).items():
            keep(connection, name, built.data.append_column("link", built.link))
            if built.spare is not None:
                spare = built.spare.append_column("link", built.spare_link)
                keep(connection, f"spare_{name}", spare)
    lives, firms, jobs = province(seed).lives, province(seed).firms, province(seed).jobs
    keep(connection, "person", pa.table({
        "i": np.arange(len(lives)), "gmsfhm": lives.gmsfhm, "xm": lives.xm, "born": lives.born,
        "died": lives.died, "gone": lives.left, "sex": lives.sex, "work": lives.work,
        "income": lives.income, "spouse": lives.spouse, "married": lives.married,
        "employer": jobs.employer, "since": jobs.since, "wage": jobs.wage,
    }))  # fmt: skip
    keep(connection, "firm", pa.table({
        "i": np.arange(len(firms)), "code": firms.tyshxydm, "qymc": firms.qymc, "kind": firms.kind,
        "founded": firms.founded, "closed": firms.closed, "revoked": firms.revoked,
        "staff": firms.staff, "owner": firms.owner,
    }))  # fmt: skip
    return connection


def keep(connection: duckdb.DuckDBPyConnection, name: str, data: pa.Table) -> None:
    connection.register("incoming", data)
    connection.execute(f"CREATE TABLE {name} AS SELECT * FROM incoming")
    connection.unregister("incoming")


def query(sql: str, seed: int = 7) -> list[tuple]:
    return database(seed).cursor().execute(sql).fetchall()


def number(sql: str, seed: int = 7) -> float:
    return query(sql, seed)[0][0]
