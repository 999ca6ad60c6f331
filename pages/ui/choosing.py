"""Choosing: one of several, any number of several, or all in order."""

import json

import streamlit as st

from pages.ui import state
from pages.ui.paint import draw, number, plain, say
from pages.ui.widgets import key_of, labels, value, when
from sandbox.desk.views import ChoiceView, OrderView, PickManyView, PickView

# --- one of several ------------------------------------------------------------------------------


def pick(run: str, decision: str, control: PickView) -> None:
    """One choice under the other; none is chosen to begin with."""
    key = key_of(run, decision, control.key)
    details = [plain(choice.detail or "") for choice in control.choices]
    with st.container(key=f"pick-{key}"):
        st.radio(
            f"**{plain(control.label)}**",
            [choice.id for choice in control.choices],
            index=None,
            format_func=labels(control.choices),
            captions=details if any(details) else None,
            key=key,
            on_change=when(),
            width="stretch",
        )


def picked(run: str, decision: str, control: PickView) -> str | None:
    """The id of the choice."""
    found: str | None = value(run, decision, control.key)
    return found


# --- any number of several -----------------------------------------------------------------------


def many(run: str, decision: str, control: PickManyView) -> None:
    """A box to tick for each choice; costs are summed up while ticking."""
    with st.container(key=f"many-{state.answer_key(run, decision, control.key)}", gap=None):
        draw("control.html", label=control.label, detail=say("control.many"))
        for choice in control.choices:
            key = key_of(run, decision, control.key, choice.id)
            st.checkbox(_with_cost(choice, control), key=key, on_change=when(), width="stretch")
        if control.costs:
            draw(
                "sum.html",
                script=True,
                unit=control.unit or "",
                total=control.budget,
                costs=json.dumps([control.costs.get(choice.id, 0) for choice in control.choices]),
                anchor=f"sum-{decision}-{control.key}",
            )


def _with_cost(choice: ChoiceView, control: PickManyView) -> str:
    label, below = plain(choice.label), plain(choice.detail or "")
    if choice.id in control.costs:
        cost = plain(f"{number(control.costs[choice.id])} {control.unit or ''}".strip())
        below = say("control.cost", cost=cost, detail=below) if below else cost
    return f"**{label}**  \n{below}" if below else label


def picked_many(run: str, decision: str, control: PickManyView) -> list[str]:
    """The ids of the boxes ticked."""
    return [c.id for c in control.choices if value(run, decision, control.key, c.id)]


# --- an order ------------------------------------------------------------------------------------


def order(run: str, decision: str, control: OrderView) -> None:
    """Press the steps together, first to last."""
    key = key_of(run, decision, control.key)
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


def ordered(run: str, decision: str, control: OrderView) -> list[str]:
    """The ids placed so far, first to last."""
    return list(state.order(state.answer_key(run, decision, control.key)))
