"""`python -m sandbox query`: the same guard from the command line, and exit codes that mean it."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sandbox.__main__ import app
from sandbox.errors import MisuseError


@pytest.mark.parametrize(
    ("sql", "code", "part"),
    [
        ("SELECT 7 AS seven", 0, {"good": True, "columns": ["seven"], "rows": [[7]]}),
        ("SELECT *\nFROM rkk", 1, {"good": False, "code": "table", "line": 2}),
        ("SELECT * FROM read_text('/etc/hostname')", 1, {"good": False, "code": "function"}),
    ],
)
def test_the_answer_is_json_and_the_exit_code_says_whether_it_ran(
    file: Path, sql: str, code: int, part: dict[str, object]
) -> None:
    done = CliRunner().invoke(app, ["query", "--db", str(file), "--sql", sql, "--json"])

    assert done.exit_code == code
    assert json.loads(done.stdout).items() >= part.items()


def test_a_truth_is_misuse(file: Path) -> None:
    truth = str(file.with_name("truth.duckdb"))
    done = CliRunner().invoke(app, ["query", "--db", truth, "--sql", "SELECT 1"])

    assert isinstance(done.exception, MisuseError)
