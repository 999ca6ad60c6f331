"""The workbench on the page: names are written at a press, a query is tried before it counts."""

import sys
from types import SimpleNamespace

import pytest

from sandbox.text import LANGS
from tests.pages.fake_forms import DECISIONS

RUN = {"zh": "运行", "en": "Run"}


@pytest.fixture
def at_query(desk, open_app):
    def opened(lang):
        run = desk.start("p1", "means-test")
        for id_, *_ in DECISIONS:
            if id_ == "query":
                break
            desk.runs[run]["answers"][id_] = {}
        return open_app(lang, "drill", run=run)

    return opened


def button(app, start):
    return next(one for one in app.button if one.key.startswith(start))


@pytest.mark.parametrize("lang", LANGS)
def test_a_query_is_run_and_its_rows_are_shown(at_query, lang):
    app = at_query(lang)
    assert not app.exception
    app.text_area[0].set_value("SELECT sfz FROM mz_gljt")
    button(app, "run/").click().run()

    assert not app.exception
    assert list(app.dataframe[-1].value.columns) == ["sfz", "sfz (2)"]
    assert any("2" in one.value and "3" in one.value for one in app.caption)


@pytest.mark.parametrize("lang", LANGS)
def test_what_does_not_run_is_said_kindly(at_query, lang):
    app = at_query(lang)
    app.text_area[0].set_value("DROP TABLE x")
    button(app, "run/").click().run()

    assert not app.exception
    said = {"zh": "第 1 行", "en": "Line 1"}[lang]
    assert any(one.value.startswith(said) for one in app.warning)


def test_a_press_writes_a_name_at_the_end_and_an_example_replaces_all(at_query):
    app = at_query("zh")
    app.text_area[0].set_value("SELECT")
    next(one for one in app.button if one.key.endswith("/sfz")).click().run()
    assert app.text_area[0].value == "SELECT sfz"
    next(one for one in app.button if one.key.endswith("/mz_gljt")).click().run()
    assert app.text_area[0].value == "SELECT sfz mz_gljt"
    button(app, "example/").click().run()
    assert app.text_area[0].value == "SELECT * FROM mz_gljt LIMIT 5"


def test_what_is_written_stays_when_the_editor_changes(at_query, monkeypatch):
    shown = []
    editor = SimpleNamespace(
        code_editor=lambda text, **more: shown.append((text, more)) or {"type": "", "text": ""}
    )
    monkeypatch.setitem(sys.modules, "code_editor", editor)
    app = at_query("zh")
    app.text_area[0].set_value("SELECT 7")
    app.toggle(key="code.plain").set_value(False).run()
    assert not app.exception
    assert len(app.text_area) == 0
    text, more = shown[-1]
    assert text == "SELECT 7"
    assert {"mz_gljt", "sfz"} <= {one["value"] for one in more["completions"]}

    app.toggle(key="code.plain").set_value(True).run()
    assert app.text_area[0].value == "SELECT 7"


def test_what_is_typed_in_the_coloured_editor_is_what_runs(at_query, monkeypatch):
    editor = SimpleNamespace(
        code_editor=lambda *_, **__: {"type": "change", "text": "DROP TABLE x"}
    )
    monkeypatch.setitem(sys.modules, "code_editor", editor)
    app = at_query("zh")
    app.toggle(key="code.plain").set_value(False).run()
    button(app, "run/").click().run()

    assert any(one.value.startswith("第 1 行") for one in app.warning)
