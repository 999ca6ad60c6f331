"""Fields: a number, a place on a slider, a day, a few sentences."""

from datetime import date, timedelta
from typing import Final

import streamlit as st

from pages.ui import state
from pages.ui.paint import draw, say
from pages.ui.paint import number as shown
from pages.ui.widgets import key_of, name, value, when
from sandbox.desk.views import DateView, NumberView, ProseView

_SPAN: Final = timedelta(days=183)
"""How far a calendar reaches; when the case is long past it opens at this end."""


def number(run: str, decision: str, control: NumberView) -> None:
    """A field for a number, or a slider where its bounds are given."""
    key = key_of(run, decision, control.key)
    label = control.label
    if control.unit:
        label = say("control.with_unit", label=label, unit=control.unit)
    if control.low is not None and control.high is not None:
        _slider(key, label, control, (control.low, control.high))
        return
    draw("row.html", number=None, label=label, detail=control.detail)
    st.number_input(
        name(label, control.detail),
        label_visibility="collapsed",
        value=None,
        step=None,
        format="%g",
        placeholder=say("control.number"),
        key=key,
        on_change=when(),
    )


def _slider(key: str, label: str, control: NumberView, bounds: tuple[float, float]) -> None:
    low, high = map(float, bounds)
    step = float(control.step or 1)
    scale = say("control.scale", low=shown(low), high=shown(high), step=shown(step))
    detail = f"{control.detail} {scale}" if control.detail else scale
    draw("row.html", number=None, label=label, detail=detail)
    # Not passed as a value: a slider that was moved before a change of language keeps its place.
    st.session_state.setdefault(key, float(low if control.start is None else control.start))
    with st.container(key=f"slider-{key}"):
        st.slider(
            name(label, detail),
            min_value=low,
            max_value=high,
            step=step,
            format="%.10g",
            label_visibility="collapsed",
            key=key,
            on_change=when(),
        )


def numbered(run: str, decision: str, control: NumberView) -> float | None:
    """The number."""
    found: float | None = value(run, decision, control.key)
    return found


def day(run: str, decision: str, control: DateView) -> None:
    """A field for a day, with a calendar that opens near the case."""
    key = key_of(run, decision, control.key)
    near = date.fromisoformat(control.near[:10]) if control.near else None
    draw("row.html", number=None, label=control.label, detail=control.detail)
    st.date_input(
        name(control.label, control.detail),
        label_visibility="collapsed",
        value=None,
        # The calendar opens at the earliest month it offers, hence near the case.
        min_value=near.replace(day=1) if near else date(2020, 1, 1),
        max_value=near + _SPAN if near else date(2040, 12, 31),
        format="YYYY-MM-DD",
        key=key,
        on_change=when(),
    )


def dated(run: str, decision: str, control: DateView) -> str | None:
    """The day as ISO text."""
    found: date | None = value(run, decision, control.key)
    return None if found is None else found.isoformat()


def prose(run: str, decision: str, control: ProseView) -> None:
    """Room for a few sentences."""
    key = state.answer_key(run, decision, control.key)
    state.restore(key)
    draw("control.html", label=control.label, detail=say("control.longest", n=control.longest))
    st.text_area(
        name(control.label or say("control.prose")),
        label_visibility="collapsed",
        max_chars=control.longest,
        height=180,
        placeholder=say("control.prose"),
        key=key,
        on_change=when(),
    )


def written(run: str, decision: str, control: ProseView) -> str | None:
    """What was written."""
    found: str | None = value(run, decision, control.key)
    return found or None
