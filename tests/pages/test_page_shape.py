"""Page files define functions and run nothing: a cold deep link must show nothing."""

import ast
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from pages.ui import frame

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(p for p in (ROOT / "pages").glob("*.py") if p.name != "__init__.py")
DEFINES = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.AnnAssign, ast.Assign)


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.name)
def test_a_page_defines_and_ends_with_the_cold_start(path):
    *body, last = ast.parse(path.read_text(encoding="utf-8")).body
    for node in body:
        constant = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        assert constant or isinstance(node, DEFINES), ast.unparse(node)
        if isinstance(node, ast.Assign | ast.AnnAssign):
            assert not any(isinstance(inner, ast.Call) for inner in ast.walk(node))
    assert ast.unparse(last) == "if __name__ == '__main__':\n    frame.cold_start()"


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.name)
def test_a_page_has_a_render_and_stays_short(path):
    text = path.read_text(encoding="utf-8")
    names = [n.name for n in ast.parse(text).body if isinstance(n, ast.FunctionDef)]
    assert "render" in names
    assert len(text.splitlines()) <= 200


def test_pages_keep_no_state_that_visitors_would_share():
    for path in (ROOT / "pages").rglob("*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.Assign | ast.AnnAssign):
                shared = isinstance(node.value, ast.List | ast.Set | ast.Dict)
                assert not shared or "Final" in ast.unparse(node), f"{path}:{node.lineno}"


@pytest.mark.parametrize("page", ["drill", "result"])
def test_a_cold_deep_link_meets_the_frame_first(desk, page, monkeypatch):
    monkeypatch.setattr(frame, "token", lambda: None)
    app = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=20)
    app._page_hash = calc_hash(page)
    app.query_params["run"] = desk.start("p1", "means-test")
    app.run()
    assert not app.exception
    assert 'href="/enter"' in "".join(one.proto.body for one in app.get("html"))
    assert not app.button
