"""Whoever follows the advice is done: every case makes a mistake, and then mends it as told.

Cases stand in `mend/*.yaml`. `code` is the rule, `at` a passage of the line it must point at,
`fix` the edit that its advice describes, after which nothing may be left to say.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from sandbox.authoring.load import Examined
from sandbox.authoring.rules import charts, languages, leaks, private, reach, ways
from sandbox.authoring.rules.every import RULES

MEND = Path(__file__).parent / "mend"
CASES: dict[str, dict[str, Any]] = {
    case["name"]: case
    for file in sorted(MEND.glob("*.yaml"))
    for case in YAML(typ="safe", pure=True).load(file.read_text("utf-8"))
}
OURS = (charts, languages, leaks, private, reach, ways)


def carry_out(edits: list[dict[str, Any]], folder: Path) -> None:
    for edit in edits:
        if "delete" in edit:
            (folder / edit["delete"]).unlink()
            continue
        file = folder / edit.get("file", "scenario.yaml")
        if "write" in edit:
            file.write_text(edit["write"], "utf-8")
            continue
        text = file.read_text("utf-8")
        old = edit["old"].strip() if "times_new" in edit else edit["old"]
        assert text.count(old) == 1, f"{old!r} is there {text.count(old)} times"
        file.write_text(text.replace(old, edit["new"] * edit.get("times_new", 1)), "utf-8")


@pytest.mark.parametrize("name", CASES)
def test_a_mistake_is_found_and_its_advice_mends_it(
    name: str, village: Path, look: Callable[[Path], Examined]
) -> None:
    case = CASES[name]

    carry_out(case["break"], village)
    found = look(village).problems
    problem = next(problem for problem in found if problem.code == case["code"])
    line = Path(problem.file).read_text("utf-8").splitlines()[problem.line - 1]
    carry_out(case["fix"], village)
    after = look(village).problems

    assert {problem.code for problem in found} == {case["code"], *case.get("also", [])}
    assert case["at"] in line
    assert problem.fix is not None
    for sentence in (problem.message, problem.fix):
        assert re.search(r"[。？]$", sentence.zh)
        assert re.search(r"[.?]$", sentence.en)
    assert [problem.render("en") for problem in after] == []


def test_every_new_rule_has_a_case() -> None:
    told = {case["code"] for case in CASES.values()}
    ours = {rule.__name__[:4].upper() for module in OURS for rule in module.RULES}

    assert ours <= told
    assert {rule for module in OURS for rule in module.RULES} <= set(RULES)


def test_there_are_forty_cases() -> None:
    assert len(CASES) >= 40
