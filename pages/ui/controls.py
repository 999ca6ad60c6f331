"""Drawing the six controls of an answer, and reading what was entered.

Nothing reruns while an answer is being given: the browser keeps every change until the trainee
submits, asks for help or switches the language.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

import streamlit as st

from pages.ui import state
from pages.ui.paint import draw, plain, say
from sandbox.desk.views import (
    ChoiceView,
    ControlView,
    DateView,
    DecisionView,
    GridView,
    NumberView,
    OrderView,
    PickManyView,
    PickView,
)

_SPAN: Final = timedelta(days=183)
"""How far a calendar reaches; when the case is long past it opens at this end."""
_HEADED: Final = (PickManyView, GridView, OrderView)
_ROW_EM: Final = 27
"""Widths of a Chinese character that the labels of one row may take before they go in pairs."""


def form(run: str, decision: DecisionView) -> None:
    """All controls of a decision; one that only repeats the title goes without a heading."""
    for control in decision.controls:
        repeated = control.label == decision.title and isinstance(control, _HEADED)
        shown = replace(control, label="") if repeated else control
        _DRAW[type(control)](run, decision.id, shown)


def answer(run: str, decision: DecisionView) -> dict[str, Any]:
    """The raw answer as it now stands; what was left open is left out."""
    raw: dict[str, Any] = {}
    for control in decision.controls:
        value = _READ[type(control)](run, decision.id, control)
        if value is not None:
            raw[control.key] = value
    return raw


def _labels(choices: tuple[ChoiceView, ...]) -> Callable[[str], str]:
    written = {choice.id: plain(choice.label) for choice in choices}
    return lambda choice_id: written.get(choice_id, choice_id)


def _name(label: str, detail: str | None) -> str:
    """What a screen reader says: the row as it is drawn above, without marks."""
    return plain(f"{label} – {detail}" if detail else label)


def _value(key: str) -> Any:
    return st.session_state.get(key)


# --- one of several ------------------------------------------------------------------------------


def _pick(run: str, decision: str, control: PickView) -> None:
    key = state.answer_key(run, decision, control.key)
    state.restore(key)
    details = [plain(choice.detail or "") for choice in control.choices]
    with st.container(key=f"pick-{key}"):
        st.radio(
            f"**{plain(control.label)}**",
            [choice.id for choice in control.choices],
            index=None,
            format_func=_labels(control.choices),
            captions=details if any(details) else None,
            key=key,
            on_change="ignore",
            width="stretch",
        )


def _picked(run: str, decision: str, control: PickView) -> str | None:
    found: str | None = _value(state.answer_key(run, decision, control.key))
    return found


# --- any number of several -----------------------------------------------------------------------


def _pick_many(run: str, decision: str, control: PickManyView) -> None:
    with st.container(key=f"many-{state.answer_key(run, decision, control.key)}", gap=None):
        draw("control.html", label=control.label, detail=say("control.many"))
        for choice in control.choices:
            key = state.answer_key(run, decision, control.key, choice.id)
            state.restore(key)
            label = plain(choice.label)
            if choice.detail:
                label = f"**{label}**  \n{plain(choice.detail)}"
            st.checkbox(label, key=key, on_change="ignore", width="stretch")


def _picked_many(run: str, decision: str, control: PickManyView) -> list[str]:
    return [
        choice.id
        for choice in control.choices
        if _value(state.answer_key(run, decision, control.key, choice.id))
    ]


# --- one label for every row ---------------------------------------------------------------------


def _grid(run: str, decision: str, control: GridView) -> None:
    labels = [label.id for label in control.labels]
    name = _labels(control.labels)
    shape = "two" if _width(control.labels) > _ROW_EM else "one"
    with st.container(key=f"grid-{shape}-{state.answer_key(run, decision, control.key)}", gap=None):
        if control.label:
            draw("control.html", label=control.label, detail=None)
        if any(label.detail for label in control.labels):
            draw("legend.html", labels=control.labels)
        for number, row in enumerate(control.rows, start=1):
            key = state.answer_key(run, decision, control.key, row.id)
            state.restore(key)
            draw("row.html", number=number, label=row.label, detail=row.detail)
            st.radio(
                _name(row.label, row.detail),
                labels,
                index=None,
                format_func=name,
                horizontal=True,
                label_visibility="collapsed",
                key=key,
                on_change="ignore",
                width="stretch",
            )
        draw("open_rows.html")


def _width(labels: tuple[ChoiceView, ...]) -> float:
    """How wide the labels are side by side, in Chinese characters, their marks included."""
    letters = sum(1 if ord(letter) > 0x2E7F else 0.55 for one in labels for letter in one.label)
    return letters + 2.2 * len(labels)


def _labelled(run: str, decision: str, control: GridView) -> dict[str, str]:
    given = {
        row.id: _value(state.answer_key(run, decision, control.key, row.id)) for row in control.rows
    }
    return {row: label for row, label in given.items() if label}


# --- an order ------------------------------------------------------------------------------------


def _order(run: str, decision: str, control: OrderView) -> None:
    key = state.answer_key(run, decision, control.key)
    state.restore(key)
    placed = state.order(key)
    by_id = {choice.id: choice for choice in control.choices}
    with st.container(key=f"order-{key}", gap="xsmall"):
        draw("control.html", label=control.label, detail=say("control.order"))
        for place, choice_id in enumerate(placed, start=1):
            _placed(key, place, by_id[choice_id])
        left = [choice for choice in control.choices if choice.id not in placed]
        if placed and left:
            draw("control.html", label=None, detail=say("control.order_left", n=len(left)))
        for choice in left:
            st.button(
                _choice_text(choice),
                key=f"put/{key}/{choice.id}",
                icon=":material/add_circle:",
                width="stretch",
                on_click=placed.append,
                args=(choice.id,),
            )


def _placed(key: str, place: int, choice: ChoiceView) -> None:
    with st.container(horizontal=True, wrap=False, vertical_alignment="center", gap="xsmall"):
        st.button(
            f"**{place}** {_choice_text(choice)}",
            key=f"take/{key}/{choice.id}",
            icon=":material/close:",
            icon_position="right",
            width="stretch",
            on_click=state.order(key).remove,
            args=(choice.id,),
        )
        st.button(
            say("control.earlier"),
            key=f"up/{key}/{choice.id}",
            icon=":material/arrow_upward:",
            disabled=place == 1,
            on_click=_earlier,
            args=(key, place - 1),
        )


def _choice_text(choice: ChoiceView) -> str:
    detail = f" :small[{plain(choice.detail)}]" if choice.detail else ""
    return plain(choice.label) + detail


def _earlier(key: str, at: int) -> None:
    placed = state.order(key)
    placed[at - 1], placed[at] = placed[at], placed[at - 1]


def _ordered(run: str, decision: str, control: OrderView) -> list[str]:
    return list(state.order(state.answer_key(run, decision, control.key)))


# --- numbers and days ----------------------------------------------------------------------------


def _number(run: str, decision: str, control: NumberView) -> None:
    key = state.answer_key(run, decision, control.key)
    state.restore(key)
    label = control.label
    if control.unit:
        label = say("control.with_unit", label=label, unit=control.unit)
    draw("row.html", number=None, label=label, detail=control.detail)
    st.number_input(
        _name(label, control.detail),
        label_visibility="collapsed",
        value=None,
        step=None,
        format="%g",
        placeholder=say("control.number"),
        key=key,
        on_change="ignore",
    )


def _numbered(run: str, decision: str, control: NumberView) -> float | None:
    found: float | None = _value(state.answer_key(run, decision, control.key))
    return found


def _day(run: str, decision: str, control: DateView) -> None:
    key = state.answer_key(run, decision, control.key)
    state.restore(key)
    near = date.fromisoformat(control.near[:10]) if control.near else None
    draw("row.html", number=None, label=control.label, detail=control.detail)
    st.date_input(
        _name(control.label, control.detail),
        label_visibility="collapsed",
        value=None,
        # The calendar opens at the earliest month it offers, hence near the case.
        min_value=near.replace(day=1) if near else date(2020, 1, 1),
        max_value=near + _SPAN if near else date(2040, 12, 31),
        format="YYYY-MM-DD",
        key=key,
        on_change="ignore",
    )


def _dated(run: str, decision: str, control: DateView) -> str | None:
    found: date | None = _value(state.answer_key(run, decision, control.key))
    return None if found is None else found.isoformat()


_DRAW: Final[Mapping[type[ControlView], Callable[[str, str, Any], None]]] = {
    PickView: _pick,
    PickManyView: _pick_many,
    GridView: _grid,
    OrderView: _order,
    NumberView: _number,
    DateView: _day,
}
_READ: Final[Mapping[type[ControlView], Callable[[str, str, Any], Any]]] = {
    PickView: _picked,
    PickManyView: _picked_many,
    GridView: _labelled,
    OrderView: _ordered,
    NumberView: _numbered,
    DateView: _dated,
}
