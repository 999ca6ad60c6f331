"""The data dictionary says everything about every table that a department holds."""

from pathlib import Path

import pytest

from sandbox.desk.dictionary import attributes, dictionary
from sandbox.desk.dictionary_page import markdown
from sandbox.desk.views import DictionaryView, RegisterView
from sandbox.desk.wiring import ROOT, Office
from sandbox.recipes.yunze import KIND

FILE = ROOT / "data" / "DICTIONARY.md"
VISIBLE = [spec for spec in KIND.tables() if not spec.truth]


@pytest.fixture
def view(office: Office) -> DictionaryView:
    return dictionary(office, "zh")


def registers(view: DictionaryView) -> dict[str, RegisterView]:
    return {one.name: one for each in view.departments for one in each.registers}


def test_every_visible_table_stands_in_one_department_with_all_its_columns(view) -> None:
    found = registers(view)

    assert sorted(found) == sorted(spec.name for spec in VISIBLE)
    for spec in VISIBLE:
        columns = [(f.name, f.zh, f.en) for f in found[spec.name].fields]
        assert columns == [(c.name, c.label.zh, c.label.en) for c in spec.columns]


def test_no_department_is_empty_and_no_table_either(view) -> None:
    assert all(each.registers for each in view.departments)
    assert [one.name for one in registers(view).values() if one.rows == 0] == []


def test_truth_has_no_place_in_the_dictionary(view) -> None:
    hidden = {spec.name for spec in KIND.tables() if spec.truth}
    assert hidden.isdisjoint(registers(view))


@pytest.mark.parametrize(
    ("table", "attribute", "level", "sensitive"),
    [
        ("sj_qy", "unconditional", "L1", False),
        ("sw_ns", "conditional", "L3", False),
        ("cs", "conditional", "L3", True),
        ("jdc", "conditional", "L2", False),
        ("cal", None, None, False),
    ],
)
def test_attributes_are_those_of_the_handbook(
    office, view, table, attribute, level, sensitive
) -> None:
    one = registers(view)[table]

    assert (one.level, one.sensitive is not None) == (level, sensitive)
    assert attributes(office).get(table) == attribute


def test_defects_come_with_treatment_and_trap_and_strike_columns_that_exist(view) -> None:
    every = [(one, defect) for one in registers(view).values() for defect in one.defects]

    assert {defect.code for _, defect in every} >= {f"D{n:02d}" for n in range(1, 24)}
    for one, defect in every:
        assert defect.treatment
        assert defect.trap
        assert defect.levels
        assert set(defect.columns) <= {field.name for field in one.fields}


def test_both_languages_of_labels_differ_and_are_split_where_they_should() -> None:
    odd = [
        (spec.name, column.name)
        for spec in VISIBLE
        for column in spec.columns
        if column.label.zh.count("（") != column.label.zh.count("）")
        or any("\u4e00" <= sign <= "\u9fff" for sign in column.label.en.split("(")[0])
    ]
    assert odd == []


def test_the_file_in_the_repository_is_current(office: Office) -> None:
    """Mend with `python -m sandbox dictionary --out data/DICTIONARY.md`."""
    assert Path(FILE).read_text(encoding="utf-8") == markdown(office)
