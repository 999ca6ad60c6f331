"""A defect plan loads, or says where in the file it is wrong."""

from itertools import pairwise
from pathlib import Path

import pytest

from sandbox.datasets.cache import WorldKey
from sandbox.datasets.plan import LEVELS, make_plan, plan_for, read_plan
from sandbox.errors import MisuseError, SandboxError
from sandbox.model.dataset import WorldParams
from sandbox.registry import discover
from tests.datasets.toy import Toy
from tests.defects.sample import Roll, order

GOOD = """\
recipe: roll
rules:
  - id: short
    table: roll
    column: sfz
    kind: d01_short_id
    rate: 0.08
    where: qhdm = '290102'
  - id: twice
    table: roll
    kind: d11_duplicate
    rate: 0.01
    params: {number: bh, district: qhdm}
"""


def plan(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "standard.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_plan_is_read_in_order(tmp_path: Path) -> None:
    read = read_plan(plan(tmp_path, GOOD), Roll())
    assert [(o.rule.id, o.defect.code) for o in read.orders] == [("short", "D01"), ("twice", "D11")]
    assert read.level == "standard"
    assert read.of("roll") == read.orders
    assert read.of("other") == ()


def test_a_plan_for_another_recipe_is_empty(tmp_path: Path) -> None:
    assert read_plan(plan(tmp_path, GOOD), Toy()).orders == ()


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("column: sfz", "column: sfs", 5, "no column `sfs` in table `roll`. Did you mean `sfz`?"),
        ("    table: roll\n    column", "    table: rol\n    column", 4, "no table `rol`. Did you mean `roll`?"),
        ("kind: d01_short_id", "kind: d01_short_ids", 6, "is not a defect. Did you mean `d01_short_id`?"),
        ("rate: 0.08", "rate: 8", 7, "`rate`:"),
        ("where: qhdm", "where: qhmd", 8, "Did you mean `qhdm`?"),
        ("where: qhdm = '290102'", "where: (SELECT 1)", 8, "one condition"),
        ("id: twice", "id: short", 9, "stands on line 3 already"),
        ("number: bh", "number: hb", 13, "no column `hb`"),
        ("number: bh", "numbr: bh", 13, "`params.numbr`"),
        ("    column: sfz\n", "", 3, "needs a `column`"),
        ("rate: 0.08", "rate: 0.08\n    rates: 1", 8, "`rates`"),
        ("recipe: roll", "recipe: roll\nrule: []", 1, "two fields"),
        ("rules:", "rules: 5 #", 0, "valid YAML"),
        ("  - id: short", "  - id: short\n    id: short", 0, "valid YAML"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_file_and_line(
    old: str, new: str, line: int, says: str, tmp_path: Path
) -> None:
    assert old in GOOD
    file = plan(tmp_path, GOOD.replace(old, new, 1))
    with pytest.raises(SandboxError) as caught:
        read_plan(file, Roll())
    assert says in str(caught.value)
    assert str(caught.value).startswith(f"{file}:{line or ''}")


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    broken = GOOD.replace("column: sfz", "column: sfs").replace("number: bh", "number: hb")
    with pytest.raises(SandboxError) as caught:
        read_plan(plan(tmp_path, broken), Roll())
    assert len(str(caught.value).splitlines()) == 2


def test_a_level_that_does_not_exist_is_misuse() -> None:
    with pytest.raises(MisuseError, match="Known: none, light, standard, hard"):
        plan_for("strong", Roll())


def test_a_world_is_named_after_its_plan() -> None:
    base = WorldKey.of(Toy(), WorldParams(people=5, seed=1))
    first = make_plan("standard", [order("d01_short_id", 0.1)])
    second = make_plan("standard", [order("d01_short_id", 0.2)])
    names = {
        WorldKey(recipe="toy", version=1, params=base.params, sources="s", plan=p.digest).name
        for p in (make_plan("none", []), first, second)
    }
    assert len(names) == 3


@pytest.mark.parametrize("level", LEVELS)
def test_the_levels_of_the_province_fit_its_tables(level: str) -> None:
    read = plan_for(level, discover("recipes").get("yunze"))
    assert bool(read.orders) == (level != "none")


def test_a_harder_level_strikes_wherever_an_easier_one_does() -> None:
    province = discover("recipes").get("yunze")
    rates = [
        {o.rule.id: o.rule.rate for o in plan_for(level, province).orders} for level in LEVELS[1:]
    ]
    for easy, hard in pairwise(rates):
        assert set(easy) <= set(hard)
        assert all(easy[rule] <= hard[rule] for rule in easy)


def test_hidden_dead_stay_below_the_share_that_the_roll_can_bear() -> None:
    province = discover("recipes").get("yunze")
    for level in LEVELS[1:]:
        ghosts = [o.rule for o in plan_for(level, province).orders if o.defect.code == "D09"]
        assert all(rule.rate / (1 + rule.rate) <= 0.0933 for rule in ghosts)
