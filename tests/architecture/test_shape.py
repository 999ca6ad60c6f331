"""The house stands as ARCHITECTURE.md draws it."""

import ast
import inspect
import re
import typing
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted(
    [*ROOT.glob("sandbox/**/*.py"), *ROOT.glob("pages/**/*.py"), ROOT / "streamlit_app.py"]
)
MIGRATIONS = "migrations"


def _functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_files_and_functions_stay_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400
    long = [f.name for f in _functions(path) if (f.end_lineno or 0) - f.lineno + 1 > 60]
    assert long == []


def test_no_file_is_called_after_nothing() -> None:
    empty_names = {"utils.py", "helpers.py", "common.py", "misc.py"}
    assert [p for p in SOURCES if p.name in empty_names] == []


def test_every_path_named_in_the_architecture_exists() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:sandbox|pages|tests|scenarios|data)/[\w./-]*)`", text))
    made_while_running = {"data/cache/", "data/ledger/"}
    missing = [n for n in named - made_while_running if not (ROOT / n).exists()]
    assert missing == []


def test_every_package_of_the_library_is_named_in_the_architecture() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    packages = [p.parent.relative_to(ROOT) for p in ROOT.glob("sandbox/*/__init__.py")]
    assert [str(p) for p in packages if f"`{p}/`" not in text] == []


def _desk_functions() -> list[tuple[str, object]]:
    from sandbox.desk import author, classroom, office, studio

    found = [
        (f"{one.__name__}.{n}", f)
        for one in (office.Desk, classroom.Classroom, studio.Studio)
        for n, f in inspect.getmembers(one, inspect.isfunction)
        if n != "subscribe"  # hands back nothing but the way to stop listening
    ]
    found += [
        (f"author.{n}", f)
        for n, f in inspect.getmembers(author, inspect.isfunction)
        if f.__module__ == author.__name__
    ]
    return [(name, f) for name, f in found if not name.split(".")[1].startswith("_")]


@pytest.mark.parametrize("function", [pytest.param(f, id=name) for name, f in _desk_functions()])
def test_the_desk_returns_views_and_plain_values_only(function: object) -> None:
    returned = typing.get_type_hints(function)["return"]

    def allowed(kind: object) -> bool:
        parts = typing.get_args(kind)
        if parts:
            return all(allowed(part) for part in parts if part is not ...)
        module = getattr(kind, "__module__", "")
        return module.startswith("sandbox.desk.views.") or module in (
            "sandbox.desk.reports", "builtins", "pathlib", "typing"
        )  # fmt: skip

    assert allowed(returned), returned
