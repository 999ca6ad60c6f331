"""Linkage and masking on the tables of the province, as trainees meet them."""

from pathlib import Path
from typing import Any

import pytest

from sandbox.authoring.sayings import in_both
from sandbox.datasets.store import World
from sandbox.datasets.worlds import open_world
from sandbox.model.dataset import WorldParams
from sandbox.model.decision import Setting
from sandbox.registry import discover
from tests.fakes import decision, options

RULES = ("id", "name-birth", "name-division", "birth-division", "number-birth-name", "name")
FIELDS = ("id", "name", "birth", "division")


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> World:
    folder: Path = tmp_path_factory.mktemp("worlds")
    return open_world("yunze", WorldParams(people=6000, seed=101, defects="hard"), folder)


def linking() -> Any:
    return decision(
        "linkage_settings",
        rules=options(*RULES),
        fields=options(*FIELDS),
        levels=options("exact", "similar", "loose", "ignore"),
        survivorship=options("left", "right"),
        reference={"fixed": [["block", "id"]]},
        scorer={"kind": "set_overlap"},
    )


def carried_out(world: World, asked: Any, kind: str, answer: Any, **fields: Any) -> dict[str, Any]:
    simulator = (
        discover("simulators").get(kind).model_validate({"kind": kind, "of": (asked.id,)} | fields)
    )
    return dict(simulator.simulate(world, {asked.id: answer}).dicts()[0])


@pytest.mark.slow
def test_every_setting_of_the_form_can_be_carried_out(province: World) -> None:
    asked = linking()
    actions = list(asked.actions(Setting(seed=101)).all())[::97]

    values = [carried_out(province, asked, "linkage", answer)["value"] for answer in actions]

    assert len(set(values)) > 3
    assert max(values) <= 0


@pytest.mark.slow
def test_careful_settings_beat_the_number_alone(province: World) -> None:
    asked = linking()

    def value(rules: tuple[str, ...], level: str) -> dict[str, Any]:
        written = {"block": list(rules), "lower": 0.5, "upper": 0.95, "one_to_one": True,
                   "survivorship": "right"}  # fmt: skip
        raw = asked.raw(written | {f"level.{field}": level for field in FIELDS}, Setting())
        return carried_out(province, asked, "linkage", asked.parse(raw, Setting()).relation)

    lazy, careful = value(("id",), "exact"), value(RULES, "similar")

    assert lazy["recall"] < 0.95
    assert careful["recall"] > lazy["recall"]
    assert careful["value"] > lazy["value"]


@pytest.mark.slow
def test_the_roll_of_the_disabled_is_safe_only_when_coarse(province: World) -> None:
    asked = decision(
        "masking",
        fields=options("name", "place", "kind", "grade"),
        levels=options("keep", "city", "suppress"),
        reference={"fixed": {"name": "suppress", "place": "city", "kind": "keep", "grade": "keep"}},
        scorer={"kind": "nominal_chance_corrected"},
    )
    fields = {
        "name": {"column": "xm", "role": "identifier", "known": "xm"},
        "place": {"column": "qhdm", "role": "quasi", "content": "division", "known": "hjqhdm"},
        "kind": {"column": "cjlb", "role": "sensitive"},
        "grade": {"column": "cjdj", "role": "sensitive"},
    }

    def found(**levels: str) -> dict[str, Any]:
        written = {"name": "suppress", "place": "keep", "kind": "keep", "grade": "keep"} | levels
        answer = asked.parse(asked.raw(written, Setting()), Setting()).relation
        return carried_out(
            province, asked, "reidentification", answer, table="cjr", attacker="rk", fields=fields
        )

    named, coarse = found(name="keep"), found(place="city")
    closed = found(place="suppress", kind="suppress")

    assert named["right_rate"] > 0.7
    assert named["value"] < 0 < coarse["value"]
    assert coarse["safe"]
    assert 0 < closed["utility"] < coarse["utility"]


@pytest.mark.parametrize(
    "english",
    [
        "`sw` names no column for field `birth`",
        "rule `street` searches by `street`, which is no field here",
        "at least one field needs a `weight` above 0",
    ],
)
def test_what_an_author_is_told_has_a_chinese_side(english: str) -> None:
    assert "写法不符合要求" not in in_both(english).zh
