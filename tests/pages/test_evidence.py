"""Evidence is drawn to be read: short tables as text, long ones as a grid that can be searched."""

from dataclasses import replace
from datetime import date

import pytest

from pages.ui import evidence
from pages.ui.words import phrase
from sandbox.desk.views import ColumnView, TableView
from tests.pages import fake_desk

COLUMNS = (
    ColumnView(key="rq", label="日期"),
    ColumnView(key="sfgzr", label="工作日"),
    ColumnView(key="sjl", label="记录数"),
    ColumnView(key="bz", label="备注"),
)
ROWS = (
    (date(2027, 2, 3), True, 12_345, None),
    (date(2027, 2, 4), False, 7, "<b>春节</b>"),
)
CALENDAR = TableView(key="catalogue-0", caption="工作日历", columns=COLUMNS, rows=ROWS)


@pytest.fixture
def drill(open_app, desk, monkeypatch):
    """The drill's first step with one evidence table."""

    def opened(lang, rows):
        evidence._sheet.clear()
        evidence._frame.clear()
        table = replace(CALENDAR, rows=rows)
        monkeypatch.setattr(fake_desk, "evidence", lambda step, lang: (table,))
        return open_app(lang, "drill", run=desk.start("p1", "means-test"))

    return opened


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_short_table_is_written_out_in_words(drill, shown, lang):
    text = shown(drill(lang, ROWS))

    for cell in ("2027-02-03", phrase(lang, "cell.yes"), phrase(lang, "cell.no"), "12,345"):
        assert f">{cell}</td>" in text
    assert "None" not in text


def test_a_cell_is_never_read_as_html(drill, shown):
    assert "&lt;b&gt;春节" in shown(drill("zh", ROWS))


def test_a_long_table_is_a_grid_with_the_same_words(drill):
    app = drill("zh", ROWS * evidence.LONG)
    frame = app.dataframe[0].value

    assert list(frame["sfgzr"][:2]) == ["是", "否"]
    assert list(frame["sjl"][:2]) == [12_345, 7]
    assert frame["bz"][0] == ""


def test_a_short_table_can_be_downloaded_and_needs_no_tools(drill, shown):
    text = shown(drill("zh", ROWS))

    assert "/table/run1/catalogue-0.csv" in text
    assert phrase("zh", "evidence.tools") not in text
