"""Drawing the controls of an answer, and reading what was entered.

Nothing reruns while an answer is being given: the browser keeps every change until the trainee
submits, asks for help or switches the language.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from pages.ui import choosing, fields, tables, workbench
from sandbox.desk.views import (
    ControlView,
    DateView,
    DecisionView,
    GridView,
    MatrixView,
    NumberView,
    OrderView,
    PickManyView,
    PickView,
    ProseView,
    QueryView,
    SharesView,
)

_HEADED: Final = (PickManyView, GridView, OrderView, MatrixView, SharesView, ProseView)


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


_DRAW: Final[Mapping[type[ControlView], Callable[[str, str, Any], None]]] = {
    PickView: choosing.pick,
    PickManyView: choosing.many,
    OrderView: choosing.order,
    GridView: tables.grid,
    MatrixView: tables.matrix,
    SharesView: tables.shares,
    NumberView: fields.number,
    DateView: fields.day,
    ProseView: fields.prose,
    QueryView: workbench.editor,
}
_READ: Final[Mapping[type[ControlView], Callable[[str, str, Any], Any]]] = {
    PickView: choosing.picked,
    PickManyView: choosing.picked_many,
    OrderView: choosing.ordered,
    GridView: tables.labelled,
    MatrixView: tables.filled,
    SharesView: tables.divided,
    NumberView: fields.numbered,
    DateView: fields.dated,
    ProseView: fields.written,
    QueryView: workbench.typed,
}
