"""A new scenario loads clean, with the installed kinds and the shipped law book."""

import json
from pathlib import Path

import jsonschema
import pytest

from sandbox.authoring.laws import read_laws
from sandbox.authoring.load import examine
from sandbox.authoring.scaffold import new
from sandbox.authoring.schema import schema
from sandbox.authoring.source import read
from sandbox.errors import MisuseError

LAWS = Path(__file__).parents[2] / "data" / "law_refs.csv"
GOOD = Path(__file__).parent / "village"


def test_a_new_scenario_loads_without_a_word(tmp_path: Path) -> None:
    examined = examine(new(tmp_path, "first-try"), read_laws(LAWS))

    assert examined.problems == ()
    assert examined.loaded is not None
    assert examined.loaded.scenario.id == "first-try"
    assert examined.loaded.scenario.status == "draft"


@pytest.mark.parametrize("slug", ["", "First", "a b", "../x", "a--b", "1a", "数据", "a/b", "-a"])
def test_a_name_that_cannot_be_an_id_is_refused(slug: str, tmp_path: Path) -> None:
    with pytest.raises(MisuseError, match="cannot name a scenario"):
        new(tmp_path, slug)

    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_there_is_left_alone(tmp_path: Path) -> None:
    new(tmp_path, "mine")

    with pytest.raises(MisuseError, match="already exists"):
        new(tmp_path, "mine")


@pytest.mark.parametrize("name", ["scaffold", "village"])
def test_the_schema_takes_what_the_loader_takes(name: str, tmp_path: Path) -> None:
    folder = GOOD if name == "village" else new(tmp_path, "first-try")
    source, _ = read((folder / "scenario.yaml").read_bytes(), "scenario.yaml")

    assert source is not None
    jsonschema.Draft202012Validator(schema()).validate(source.value)


@pytest.mark.parametrize(
    ("old", "new_text"),
    [
        ("breif: brief/decide", "brief: brief/decide\n"),
        ("kind: lable_table", "kind: label_table"),
        ("fixd: [map, form]", "fixed: [map, form]"),
        ("kind: set_overlapp", "kind: set_overlap"),
    ],
)
def test_the_schema_refuses_what_no_kind_has(old: str, new_text: str) -> None:
    text = (GOOD / "scenario.yaml").read_text("utf-8").replace(new_text, f"{old}\n", 1)
    source, _ = read(text.encode(), "scenario.yaml")

    assert source is not None
    assert not jsonschema.Draft202012Validator(schema()).is_valid(source.value)


def test_the_schema_is_json_and_valid() -> None:
    made = schema()

    assert json.loads(json.dumps(made)) == made
    jsonschema.Draft202012Validator.check_schema(made)
