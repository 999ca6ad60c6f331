"""Text stays text, and charts keep to one theme."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.ui import charts
from pages.ui.paint import number, plain
from tests.pages.fake_forms import evidence

CHART = evidence("catalogue", "en")[1]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2027-03-02", "2027-03-02"),
        ("**bold** [x](y)", r"\*\*bold\*\* \[x\](y)"),
        (":red[x]", r"\:red\[x\]"),
        ("1. first", r"1\. first"),
        ("# not a heading", r"\# not a heading"),
        ("$5 <b>", r"\$5 \<b\>"),
        ("限 3 日：共享", "限 3 日：共享"),
    ],
)
def test_plain_text_is_not_read_as_markdown(text, written):
    assert plain(text) == written


@given(st.text(st.characters(exclude_characters="\x00")))
def test_plain_loses_nothing_but_line_breaks(text):
    backslash, mark = "\\", "\x00"
    read = plain(text).replace(backslash * 2, mark).replace(backslash, "").replace(mark, backslash)
    assert read == text.replace("\n", " ")


@pytest.mark.parametrize(
    ("value", "written"),
    [(6.96, "6.96"), (5.0, "5"), (12800, "12,800"), (0.1 + 0.2, "0.3"), (-3.456, "-3.46")],
)
def test_numbers_are_written_as_people_write_them(value, written):
    assert number(value) == written


@pytest.mark.parametrize("dark", [False, True])
def test_a_chart_gets_our_theme_and_its_readers_words(dark):
    spec = charts.ready(CHART, dark=dark)
    assert spec["config"]["background"] == "transparent"
    assert spec["encoding"]["x"]["title"] == "Working days"
    assert "data" not in spec


def test_making_a_chart_ready_leaves_the_authors_specification_alone():
    charts.ready(CHART, dark=False)
    assert "config" not in CHART.spec
    assert "title" not in CHART.spec["encoding"]["x"]


def test_days_in_tables_are_iso_and_an_empty_table_keeps_its_columns():
    columns = CHART.columns
    assert charts.rows(columns, ((date(2027, 3, 1), 1),))["dw"] == ["2027-03-01"]
    assert charts.rows(columns, ()) == {"dw": [], "days": []}
