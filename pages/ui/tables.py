"""Tables: something is said about every row."""

from typing import Any, Final

import streamlit as st

from pages.ui import state
from pages.ui.paint import draw, say
from pages.ui.widgets import key_of, labels, name, names, value, values, when, width
from sandbox.desk.views import ChoiceView, GridView, MatrixColumnView, MatrixView, SharesView

_ROW_EM: Final = 27
"""Widths of a Chinese character that the labels of one row may take before they go in pairs."""
_BUTTONS: Final = 6
"""Labels up to which a row offers buttons; beyond, a list."""
_CELL_EM: Final = 24
"""Widths of a Chinese character that the choices of one cell may take as buttons."""
_OPEN_ROWS: Final = 3
"""Optional rows that are open to begin with."""
_LONGEST: Final = 40
"""Characters of a short text in a table."""

# --- one label for every row ---------------------------------------------------------------------


def grid(run: str, decision: str, control: GridView) -> None:
    """Row under row with its labels, as buttons or as a list."""
    listed = len(control.labels) > _BUTTONS
    shape = "list" if listed else "two" if width(control.labels) > _ROW_EM else "one"
    with st.container(key=f"grid-{shape}-{state.answer_key(run, decision, control.key)}", gap=None):
        if control.label:
            draw("control.html", label=control.label, detail=None)
        if any(label.detail for label in control.labels):
            draw("legend.html", labels=control.labels)
        for at, row in enumerate(control.rows, start=1):
            draw("row.html", number=at, label=row.label, detail=row.detail)
            _labels_of(key_of(run, decision, control.key, row.id), control, row, listed=listed)
        if not listed:
            draw("open_rows.html")


def _labels_of(key: str, control: GridView, row: ChoiceView, *, listed: bool) -> None:
    every = tuple(label.id for label in control.labels)
    offered = list(control.only.get(row.id, every))
    if listed:
        st.selectbox(
            name(row.label, row.detail),
            offered,
            index=None,
            format_func=names(control.labels),
            placeholder=say("control.choose"),
            label_visibility="collapsed",
            key=key,
            on_change=when(),
        )
        return
    st.radio(
        name(row.label, row.detail),
        offered,
        index=None,
        format_func=labels(control.labels),
        horizontal=True,
        label_visibility="collapsed",
        key=key,
        on_change=when(),
        width="stretch",
    )


def labelled(run: str, decision: str, control: GridView) -> dict[str, str]:
    """Row id → label id; rows left open are left out."""
    return values(run, decision, control.key, control.rows)


# --- several things about each row ---------------------------------------------------------------


def matrix(run: str, decision: str, control: MatrixView) -> None:
    """Row under row with its cells; of optional rows the later ones are folded away."""
    with st.container(key=f"matrix-{state.answer_key(run, decision, control.key)}", gap=None):
        if control.label:
            draw("control.html", label=control.label, detail=None)
        for choices in _explained(control.columns):
            draw("legend.html", labels=choices)
        shown = control.rows[:_OPEN_ROWS] if control.optional else control.rows
        _matrix_rows(run, decision, control, shown, 1)
        if folded := control.rows[len(shown) :]:
            with st.expander(say("control.more_rows", n=len(folded))):
                _matrix_rows(run, decision, control, folded, len(shown) + 1)


def _explained(columns: tuple[MatrixColumnView, ...]) -> tuple[tuple[ChoiceView, ...], ...]:
    """Choices with explanations, once where columns share them."""
    told = (each.choices for each in columns if any(choice.detail for choice in each.choices))
    return tuple(dict.fromkeys(told))


def _matrix_rows(
    run: str, decision: str, control: MatrixView, rows: tuple[ChoiceView, ...], first: int
) -> None:
    shape = "terms" if control.optional else "cells"
    for at, row in enumerate(rows, start=first):
        cells = state.answer_key(run, decision, control.key, row.id)
        with st.container(key=f"{shape}-{cells}", gap="xsmall"):
            number = None if control.optional else at
            draw("cells.html", number=number, row=row, columns=control.columns)
            for column in control.columns:
                key = key_of(run, decision, control.key, _cell(row, column))
                _ask(key, name(row.label, column.label), column, listed=control.optional)


def _cell(row: ChoiceView, column: MatrixColumnView) -> str:
    return f"{row.id}|{column.id}"


def _ask(key: str, label: str, column: MatrixColumnView, *, listed: bool) -> None:
    choices = [choice.id for choice in column.choices]
    if not choices:
        st.text_input(
            label,
            max_chars=_LONGEST,
            label_visibility="collapsed",
            key=key,
            on_change=when(),
        )
    elif listed or width(column.choices) > _CELL_EM:
        st.selectbox(
            label,
            choices,
            index=None,
            format_func=names(column.choices),
            placeholder=say("control.choose"),
            label_visibility="collapsed",
            key=key,
            on_change=when(),
        )
    else:
        st.segmented_control(
            label,
            choices,
            format_func=labels(column.choices),
            label_visibility="collapsed",
            key=key,
            on_change=when(),
            width="stretch",
        )


def filled(run: str, decision: str, control: MatrixView) -> dict[str, dict[str, Any]]:
    """Row id → {column id: choice id or text}; cells and rows left open are left out."""
    said: dict[str, dict[str, Any]] = {}
    for row in control.rows:
        cells = {
            column.id: value(run, decision, control.key, _cell(row, column))
            for column in control.columns
        }
        given = {column: cell for column, cell in cells.items() if cell}
        if given:
            said[row.id] = given
    return said


# --- a total divided among rows ------------------------------------------------------------------


def shares(run: str, decision: str, control: SharesView) -> None:
    """A number for each row; what is left of the total is worked out while entering."""
    with st.container(key=f"shares-{state.answer_key(run, decision, control.key)}", gap=None):
        if control.label:
            draw("control.html", label=control.label, detail=None)
        for row in control.rows:
            key = key_of(run, decision, control.key, row.id)
            with st.container(key=f"share-{key}", horizontal=True, vertical_alignment="center"):
                draw("row.html", number=None, label=row.label, detail=row.detail)
                st.number_input(
                    name(row.label, row.detail),
                    label_visibility="collapsed",
                    value=None,
                    min_value=0.0,
                    max_value=float(control.total),
                    step=float(control.step),
                    format="%.10g",
                    placeholder="0",
                    key=key,
                    on_change=when(),
                    width=160,
                )
        draw(
            "sum.html",
            script=True,
            unit=control.unit,
            total=control.total,
            costs=None,
            anchor=f"sum-{decision}-{control.key}",
        )


def divided(run: str, decision: str, control: SharesView) -> dict[str, float]:
    """Row id → number; rows left open are left out."""
    return values(run, decision, control.key, control.rows)
