"""What holds for every table of the departments of work and property."""

import importlib

import pytest

from sandbox.datasets.content import refuse_real_numbers
from sandbox.model.dataset import WorldParams
from sandbox.model.identifiers import credit_is_valid, id_is_valid
from sandbox.recipes.yunze.world import make_province
from tests.recipes.small_world import DEPARTMENTS, number, query, specs, tables

NAMES = [(d, spec.name) for d in DEPARTMENTS for spec in specs(d)]
KEYS = {
    "rs_dw": "dwbh", "rs_cb": "dwbh, ym", "rs_jf": "gmsfhm, ym", "rs_dy": "dybh", "jy": "djbh",
    "yb": "grbh", "sj_qy": "tyshxydm", "sp_xk": "xkzbh", "zs_fzjg": "fz_code",
    "sw_ns": "nsrsbh, ssq", "bdc": "bdcdyh, qlrzjh", "gjj_dw": "dwzh", "gjj": "gjjzh",
    "jdc": "hphm", "xy_xk": "jdsh", "xy_cf": "jdsh", "xy_sx": "tyshxydm",
}  # fmt: skip
ONE_ROW_PER_PERSON = ("rs_dy", "yb", "gjj")
CITIZENS = {
    "rs_jf": "gmsfhm", "rs_dy": "gmsfhm", "jy": "gmsfhm", "yb": "gmsfhm", "bdc": "qlrzjh",
    "gjj": "gmsfhm", "jdc": "zjhm",
}  # fmt: skip


@pytest.mark.parametrize("department", DEPARTMENTS)
def test_a_department_yields_its_tables_in_order_with_the_columns_of_their_dictionaries(department):
    made = tables(department)

    assert list(made) == [spec.name for spec in specs(department)]
    for built in made.values():
        columns = [column.name for column in built.spec.columns]
        assert built.data.column_names == columns
        assert built.spare is None or built.spare.column_names == columns
        assert len(built.link) == built.data.num_rows > 0


@pytest.mark.parametrize("department", DEPARTMENTS)
def test_the_same_seed_makes_the_same_tables(department):
    module = importlib.import_module(f"sandbox.recipes.yunze.{department}")
    fresh = make_province(WorldParams(people=6000, seed=7))
    again = {built.spec.name: built for built in module.build(fresh)}

    for name, built in tables(department).items():
        assert again[name].data.equals(built.data)
        assert again[name].link.equals(built.link)


@pytest.mark.parametrize("name", KEYS)
def test_a_key_names_one_row_spare_rows_included(name):
    both = f"SELECT {KEYS[name]} FROM {name}"
    if number(f"SELECT count(*) FROM duckdb_tables() WHERE table_name = 'spare_{name}'"):
        both += f" UNION ALL SELECT {KEYS[name]} FROM spare_{name}"

    assert query(f"SELECT {KEYS[name]} FROM ({both}) GROUP BY ALL HAVING count(*) > 1") == []


@pytest.mark.parametrize("name", ONE_ROW_PER_PERSON)
def test_a_person_stands_in_a_clean_roll_once(name):
    assert query(f"SELECT gmsfhm FROM {name} GROUP BY ALL HAVING count(*) > 1") == []


@pytest.mark.parametrize("name", CITIZENS)
def test_a_row_is_about_the_person_it_links_to(name):
    wrong = f"FROM {name} t JOIN person p ON p.i = t.link WHERE t.{CITIZENS[name]} <> p.gmsfhm"

    assert number(f"SELECT count(*) {wrong}") == 0


@pytest.mark.parametrize("name", ["rs_jf", "rs_dy", "jy", "yb", "jdc", "gjj"])
def test_nobody_on_a_clean_roll_is_dead_or_gone(name):
    gone = f"FROM {name} t JOIN person p ON p.i = t.link WHERE p.died IS NOT NULL OR p.gone"

    assert number(f"SELECT count(*) {gone}") == 0


@pytest.mark.parametrize("name", ["rs_dy", "yb", "jdc", "gjj"])
def test_spare_rows_are_about_the_dead_alone(name):
    alive = f"FROM spare_{name} t JOIN person p ON p.i = t.link WHERE p.died IS NULL"

    assert number(f"SELECT count(*) FROM spare_{name}") > 0
    assert number(f"SELECT count(*) {alive}") == 0


@pytest.mark.parametrize(("department", "name"), NAMES)
def test_no_day_lies_after_the_reference_day_unless_something_is_valid_until_then(department, name):
    for column, kind in query(
        f"SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = '{name}'"
    ):
        if kind == "DATE" and column != "yxqz":
            assert number(f"SELECT count(*) FROM {name} WHERE {column} > DATE '2027-03-01'") == 0


@pytest.mark.parametrize(("department", "name"), NAMES)
def test_no_number_could_be_real(department, name):
    built = tables(department)[name]
    refuse_real_numbers(name, built.data)

    for column in built.data.column_names:
        for value in built.data[column].slice(0, 200).to_pylist():
            if column in {"gmsfhm", "qlrzjh", "zjhm"}:
                assert id_is_valid(value)
                assert value.startswith("29")
            if column in {"tyshxydm", "nsrsbh", "fz_code", "parent_code"}:
                assert credit_is_valid(value)
                assert value[2:4] == "29"


@pytest.mark.parametrize("department", DEPARTMENTS)
@pytest.mark.parametrize("people", [50, 51, 137])
def test_the_smallest_provinces_have_every_table(department, people):
    for seed in range(4):
        made = tables(department, seed, people)
        assert list(made) == [spec.name for spec in specs(department)]
        for built in made.values():
            built.data.validate(full=True)


@pytest.mark.parametrize("name", ["rs_dy", "yb", "jy", "gjj", "jdc", "bdc"])
def test_the_order_of_rows_tells_nothing_about_the_order_of_people(name):
    alone = "WHERE gyqk <> '共同共有'" if name == "bdc" else ""
    ordered = number(f"""
        SELECT avg((link > before)::INT) FROM
        (SELECT link, lag(link) OVER (ORDER BY rowid) AS before FROM {name} {alone})
        WHERE before IS NOT NULL AND before <> link
    """)

    assert 0.45 < ordered < 0.55


def test_departments_write_two_to_six_rows_per_person():
    rows = sum(built.data.num_rows for d in DEPARTMENTS for built in tables(d).values())

    assert 2 < rows / 6000 < 6
