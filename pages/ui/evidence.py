"""Evidence in tabs: tables that can be searched and downloaded, charts, documents."""

from typing import Any, Final

import pandas as pd
import streamlit as st

from pages.ui import charts
from pages.ui.frame import handheld
from pages.ui.paint import draw, number, plain, say, written
from sandbox.desk.views import ChartView, DocumentView, EvidenceView, StepView, TableView
from sandbox.text import Lang

ROW: Final = 36
TALLEST: Final = 460
LONG: Final = 120
"""Rows from which on a table is drawn as a searchable grid; a shorter one can simply be read."""


def show(step: StepView, lang: Lang) -> None:
    """All evidence of a step; folded on a phone, where the decision should be near."""
    if not step.evidence:
        return
    if handheld():
        with st.expander(
            say("evidence.folded", n=len(step.evidence)), icon=":material/folder_open:"
        ):
            _tabs(step, lang)
    else:
        _tabs(step, lang)


def _tabs(step: StepView, lang: Lang) -> None:
    names = [plain(one.caption) for one in step.evidence]
    for tab, one in zip(
        st.tabs(names, key=f"evidence-{step.run}-{step.step}"), step.evidence, strict=True
    ):
        with tab:
            _one(step.run, one, lang)


def _one(run: str, one: EvidenceView, lang: Lang) -> None:
    if isinstance(one, TableView):
        _table(run, one, lang)
    elif isinstance(one, ChartView):
        dark = st.context.theme.type == "dark"
        frame, spec = _chart(run, one.key, lang, dark, one)
        st.vega_lite_chart(frame, spec, theme=None, width="stretch", alt=one.caption)
    elif isinstance(one, DocumentView):
        with st.container(key=f"document-{one.key}"):
            st.markdown(one.markdown, anchors=False)


def _table(run: str, table: TableView, lang: Lang) -> None:
    if len(table.rows) < LONG:
        st.html(_sheet(run, table.key, lang, table))
    else:
        _searchable(run, table, lang)
    draw(
        "download.html",
        run=run,
        key=table.key,
        n=len(table.rows),
        long=len(table.rows) >= LONG,
    )


def _searchable(run: str, table: TableView, lang: Lang) -> None:
    frame = _frame(run, table.key, lang, table)
    shown = min(len(frame) + 1, TALLEST // ROW) * ROW + 2
    st.dataframe(
        frame,
        hide_index=True,
        height=shown,
        row_height=ROW,
        column_config={c.key: st.column_config.Column(c.label, help=c.key) for c in table.columns},
        alt=table.caption,
    )


def _cell(value: Any) -> str:
    """A cell in words: yes or no, days as ISO text, nothing where nothing is known."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return say("cell.yes" if value else "cell.no")
    return str(value)


def _figures(cells: tuple[Any, ...]) -> list[str]:
    """A column of numbers: thousands apart where any is large, so that years stay years."""
    large = any(abs(cell) >= 10_000 for cell in cells)
    return [number(cell) if large else f"{cell:g}" for cell in cells]


# Frames and specifications are kept per process: making them anew is most of a rerun. The key
# holds the run, which only its owner can name; nothing in a view needs hiding from them.


@st.cache_resource(max_entries=512, show_spinner=False)
def _sheet(run: str, key: str, lang: Lang, _table: TableView) -> str:  # noqa: ARG001
    by_column = list(zip(*_table.rows, strict=True))
    numeric = [n for n, cells in enumerate(by_column) if _numeric(cells)]
    written_out = [
        _figures(cells) if n in numeric else [_cell(cell) for cell in cells]
        for n, cells in enumerate(by_column)
    ]
    rows = list(zip(*written_out, strict=True))
    return written(
        "sheet.html", caption=_table.caption, columns=_table.columns, rows=rows, numeric=numeric
    )


def _numeric(cells: tuple[Any, ...]) -> bool:
    return all(isinstance(c, int | float) and not isinstance(c, bool) for c in cells)


@st.cache_resource(max_entries=512, show_spinner=False)
def _frame(run: str, key: str, lang: Lang, _table: TableView) -> pd.DataFrame:  # noqa: ARG001
    columns = charts.rows(_table.columns, _table.rows)
    return pd.DataFrame(
        {
            name: cells if _numeric(tuple(cells)) else [_cell(cell) for cell in cells]
            for name, cells in columns.items()
        }
    )


@st.cache_resource(max_entries=512, show_spinner=False)
def _chart(
    run: str,  # noqa: ARG001
    key: str,  # noqa: ARG001
    lang: Lang,  # noqa: ARG001
    dark: bool,
    _chart: ChartView,
) -> tuple[pd.DataFrame, dict[str, Any]]:
    frame = pd.DataFrame(charts.rows(_chart.columns, _chart.rows))
    return frame, charts.ready(_chart, dark=dark)
