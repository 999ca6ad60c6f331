"""What authors read: every file under `bad/` is one mistake, and the exact messages for it.

A case edits the good folder `village/`. Beside `x.yaml` stands `x.txt` with both languages and
the line each message points at. After changing a wording on purpose, write the messages anew
with `SANDBOX_GOLDEN=1 pytest tests/authoring/test_messages.py` and review the diff.
"""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from sandbox.authoring.load import Examined
from sandbox.authoring.problem import Problem

BAD = Path(__file__).parent / "bad"
CASES = sorted(path.stem for path in BAD.glob("*.yaml"))


def broken(case: str, folder: Path) -> None:
    """Make the mistake of the case in the folder."""
    for step in YAML(typ="safe", pure=True).load((BAD / f"{case}.yaml").read_text("utf-8")):
        file = folder / step.get("file", "scenario.yaml")
        if "delete" in step:
            (folder / step["delete"]).unlink()
        elif "write" in step:
            file.write_bytes(
                bytes.fromhex(step["hex"]) if "hex" in step else step["write"].encode()
            )
        else:
            text = file.read_bytes().decode()
            assert text.count(step["old"]) == step.get("times", 1), step["old"]
            file.write_bytes(text.replace(step["old"], step["new"]).encode())


def shown(problem: Problem, root: Path) -> str:
    """A problem in both languages, over the line it points at."""
    file = root.parent / problem.file
    lines = file.read_bytes().decode("utf-8", "replace").split("\n") if file.is_file() else []
    line = lines[problem.line - 1] if problem.line <= len(lines) else ""
    both = [problem.render("zh"), problem.render("en")]
    caret = f"    | {line}\n    | {' ' * (problem.column - 1)}^ {problem.code}"
    return "\n".join([*both, caret]).replace(f"{root.parent}{os.sep}", "")


@pytest.mark.parametrize("case", CASES)
def test_authors_read_exactly_this(
    case: str, village: Path, look: Callable[[Path], Examined]
) -> None:
    broken(case, village)

    problems = look(village).problems
    said = "\n\n".join(shown(problem, village) for problem in problems) + "\n"

    golden = BAD / f"{case}.txt"
    if os.environ.get("SANDBOX_GOLDEN"):
        golden.write_text(said, encoding="utf-8")
    assert problems
    assert said == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES)
def test_no_word_of_the_validator_reaches_an_author(case: str) -> None:
    said = (BAD / f"{case}.txt").read_text(encoding="utf-8")

    assert not re.search(r"pydantic|Input should|Field required|Extra inputs|validat", said)


def test_every_message_has_its_mistake() -> None:
    assert sorted(path.stem for path in BAD.glob("*.txt")) == CASES
