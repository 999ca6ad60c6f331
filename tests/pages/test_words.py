"""The words of the interface: complete, used, and nowhere else."""

import ast
import re
import string
import typing
from pathlib import Path

import pytest

from pages.ui.words import book
from sandbox.desk import views
from sandbox.model import scenario

ROOT = Path(__file__).resolve().parents[2]
SOURCES = [*ROOT.glob("pages/**/*.py"), ROOT / "streamlit_app.py"]
TEMPLATES = [*ROOT.glob("pages/**/*.html")]
WHOLE = re.compile(r"""(?:say|phrase)\((?:\w+, )?\s*["']([a-z_]+\.[a-zA-Z0-9_-]+)["']\s*[,)]""")
PREFIX = re.compile(r"""(?:say|phrase)\((?:\w+, )?\s*f?["']([a-z_]+\.[a-z_]*)(?:\{|["'] ~)""")
FAMILIES = ("bar.", "dimension.", "thinking.", "shortcoming.", "family.", "tier.", "role.")
"""Keys whose first part is a variable, too: `say(f"{kind}.{one}")`."""
CJK = re.compile(r"[\u4e00-\u9fff]")


def text() -> str:
    return "\n".join(p.read_text(encoding="utf-8") for p in (*SOURCES, *TEMPLATES))


def literals() -> set[str]:
    """Every string in our code that is spelled like a key."""
    found = set()
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
    return found


def test_every_key_that_is_used_exists():
    used = set(WHOLE.findall(text()))
    assert used
    assert used - set(book()) == set()


def test_every_key_is_used():
    used = set(WHOLE.findall(text())) | literals()
    prefixes = (*PREFIX.findall(text()), *FAMILIES, "filter.", "title.")
    used |= {f"{page}.{name}" for page in ("drill", "result") for name in ("none", "none_help")}
    unused = [k for k in book() if k not in used and not k.startswith(tuple(prefixes))]
    assert unused == []


def test_both_sides_have_the_same_placeholders():
    def names(side: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(side) if name}

    assert [k for k, both in book().items() if names(both.zh) != names(both.en)] == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: p.name)
def test_no_chinese_is_written_in_python(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docs = {
        ast.get_docstring(node, clean=False)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
    }
    strings = [
        n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)
    ]
    assert [s for s in strings if CJK.search(s) and s not in docs] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: p.name)
def test_templates_hold_no_sentence_of_their_own(path):
    body = re.sub(r"<(style|script)>.*?</\1>", "", path.read_text(encoding="utf-8"), flags=re.S)
    body = re.sub(r"\{[{%].*?[%}]\}", "", body, flags=re.S)
    body = re.sub(r'<span class="ms"[^>]*>\w+</span>', " ", body)
    body = re.sub(r"<[^>]*>", " ", body)
    own = {"check", "lightbulb", "download", "shield", "English", "中文"}
    assert [w for w in re.findall(r"[A-Za-z\u4e00-\u9fff]{2,}", body) if w not in own] == []


@pytest.mark.parametrize(
    ("prefix", "kinds"),
    [
        ("family", scenario.Family),
        ("tier", scenario.Tier),
        ("role", scenario.Role),
        ("dimension", scenario.Indicator),
        ("tone", views.Tone),
        ("finding", views.Standing),
        ("level", views.Level),
    ],
)
def test_every_kind_has_a_name(prefix, kinds):
    assert [k for k in typing.get_args(kinds) if f"{prefix}.{k}" not in book()] == []
