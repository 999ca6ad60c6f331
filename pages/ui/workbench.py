"""The workbench: what can be queried, where a query is written, and what it finds."""

from typing import Final

import pandas as pd
import streamlit as st

from pages.ui import code, frame
from pages.ui.paint import draw, plain, say
from pages.ui.widgets import key_of, name, value
from sandbox.desk.views import BenchView, QueryView, RejectionView, RowsView

LARGEST_TABLE: Final = 420
"""Pixels of height that a result takes; the rest is scrolled to."""


def editor(run: str, decision: str, control: QueryView) -> None:
    """Tables and examples, room for a query in letters of equal width, and its result."""
    key = key_of(run, decision, control.key)
    st.session_state.setdefault(key, control.start)
    draw("control.html", label=control.label, detail=say("bench.trial"))
    visit = frame.visit()
    bench = frame.desk().bench(visit.id, run, decision, visit.lang)
    if bench is not None:
        _beside(key, bench)
    with st.container(key=f"query-{key}"):
        code.editor(key, name(control.label), "sql", words=_words(bench))
    st.button(
        say("bench.run"),
        key=f"run/{key}",
        icon=":material/play_arrow:",
        on_click=_run,
        args=(run, key),
    )
    _found(key)


def _words(bench: BenchView | None) -> tuple[code.Word, ...]:
    """Tables, then the columns of each, with their names in the reader's language."""
    if bench is None:
        return ()
    tables = [code.Word(word=one.name, meaning=one.label, first=True) for one in bench.tables]
    columns = {
        column.key: code.Word(word=column.key, meaning=column.label)
        for table in bench.tables
        for column in table.columns
    }
    return (*tables, *columns.values())


def typed(run: str, decision: str, control: QueryView) -> str | None:
    """The query."""
    found: str | None = value(run, decision, control.key)
    return found or None


def _beside(key: str, bench: BenchView) -> None:
    """What can be queried: a press writes a name at the end of the query."""
    with st.expander(say("bench.tables"), icon=":material/table:"):
        labels = {one.name: f"{one.name} {one.label}" for one in bench.tables}
        chosen = st.selectbox(
            say("bench.table"),
            list(labels),
            format_func=lambda one: labels.get(one, one),
            key=f"table/{key}",
        )
        table = next((one for one in bench.tables if one.name == chosen), None)
        if table is not None:
            with st.container(horizontal=True, gap="xsmall", key=f"columns-{key}"):
                _word(key, table.name, say("bench.add_table"))
                for column in table.columns:
                    _word(key, column.key, f"**{plain(column.key)}** {plain(column.label)}")
    if bench.permitted:
        st.caption(say("bench.permitted", names=plain(", ".join(bench.permitted))))
    if bench.examples:
        with st.container(horizontal=True, gap="xsmall"):
            for n, example in enumerate(bench.examples):
                st.button(
                    plain(example.label),
                    key=f"example/{key}/{n}",
                    type="tertiary",
                    icon=":material/lightbulb:",
                    on_click=code.write,
                    args=(key, example.sql),
                )


def _word(key: str, word: str, label: str) -> None:
    st.button(label, key=f"word/{key}/{word}", on_click=_append, args=(key, word))


def _append(key: str, word: str) -> None:
    written = str(st.session_state.get(key) or "")
    gap = "" if not written or written[-1] in " \n(," else " "
    code.write(key, f"{written}{gap}{word}")


def _run(run: str, key: str) -> None:
    visit = frame.visit()
    written = str(st.session_state.get(key) or "")
    st.session_state[f"found/{key}"] = (
        visit.lang,
        frame.desk().try_query(visit.id, run, written, visit.lang),
    )


def _found(key: str) -> None:
    spoken, told = st.session_state.get(f"found/{key}", (None, None))
    if isinstance(told, RejectionView) and spoken == frame.visit().lang:
        st.warning(plain(told.text), icon=":material/edit_note:")
    elif isinstance(told, RowsView):
        # Two columns may bear one name in SQL; a data frame for the browser may not.
        seen: dict[str, int] = {}
        names = []
        for one in told.columns:
            seen[one] = seen.get(one, 0) + 1
            names.append(one if seen[one] == 1 else f"{one} ({seen[one]})")
        st.dataframe(
            pd.DataFrame([list(map(_shown, row)) for row in told.rows], columns=names),
            hide_index=True,
            height=min(LARGEST_TABLE, 40 + 36 * max(1, len(told.rows))),
            key=f"rows/{key}",
        )
        said = "bench.cut" if told.cut else "bench.found"
        st.caption(say(said, n=f"{len(told.rows):,}", ms=f"{told.milliseconds:.0f}"))


def _shown(cell: object) -> str:
    return "NULL" if cell is None else str(cell)
