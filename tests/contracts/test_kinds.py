"""The shape of a kind's file: one `KIND`, a docstring that states meaning, formula and source."""

import importlib
import re

import pytest

from sandbox.model.decision import Decision
from sandbox.model.reference import ReferenceSpec
from sandbox.model.score import Scorer
from sandbox.registry import discover

BASES = {"decisions": Decision, "references": ReferenceSpec, "scorers": Scorer}
FILES = [(folder, kind) for folder in BASES for kind in discover(folder)]

every_file = pytest.mark.parametrize(("folder", "kind"), FILES)


@every_file
def test_a_kind_file_defines_one_finished_class(folder: str, kind: str) -> None:
    module = importlib.import_module(f"sandbox.{folder}.{kind}")

    assert issubclass(module.KIND, BASES[folder])
    assert not module.KIND.__abstractmethods__
    assert module.KIND.__module__ == module.__name__
    assert module.KIND.__name__ == kind.title().replace("_", "")


@every_file
def test_a_kind_and_its_file_say_what_they_are(folder: str, kind: str) -> None:
    module = importlib.import_module(f"sandbox.{folder}.{kind}")

    for text in (module.__doc__, vars(module.KIND)["__doc__"]):
        assert text
        assert text.splitlines()[0].endswith(".")
    assert "relation (" in vars(module.KIND)["__doc__"] or folder != "decisions"


@pytest.mark.parametrize("kind", tuple(discover("scorers")))
def test_a_scorer_states_its_formula_and_where_it_comes_from(kind: str) -> None:
    text = discover("scorers").get(kind).__doc__

    assert "Share = " in text
    assert re.search(r"\bscoring function (S\d+n?|Brier)\b|\bby hand\b", text)


@pytest.mark.parametrize("kind", [*discover("decisions"), *discover("scorers")])
def test_a_kind_is_called_like_its_file(kind: str) -> None:
    folder = "decisions" if kind in tuple(discover("decisions")) else "scorers"

    assert discover(folder).get(kind).model_fields["kind"].default == kind


@every_file
def test_editors_get_a_schema_of_every_kind(folder: str, kind: str) -> None:
    assert discover(folder).get(kind).model_json_schema()["type"] == "object"
