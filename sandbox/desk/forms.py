"""Forms: controls in the visitor's language."""

from functools import singledispatch

from sandbox.desk import views
from sandbox.model import control
from sandbox.text import Lang, Text


def _pick(text: Text | None, lang: Lang) -> str | None:
    return None if text is None else text.pick(lang)


def _choices(choices: tuple[control.Choice, ...], lang: Lang) -> tuple[views.ChoiceView, ...]:
    return tuple(
        views.ChoiceView(id=c.id, label=c.label.pick(lang), detail=_pick(c.detail, lang))
        for c in choices
    )


@singledispatch
def control_view(one: object, lang: Lang) -> views.ControlView:  # noqa: ARG001 - door of the rest
    """A control as a page may see it."""
    raise TypeError(f"No view for {type(one).__name__}.")


@control_view.register
def _(one: control.Pick, lang: Lang) -> views.ControlView:
    choices = _choices(one.choices, lang)
    return views.PickView(key=one.key, label=one.label.pick(lang), choices=choices)


@control_view.register
def _(one: control.PickMany, lang: Lang) -> views.ControlView:
    return views.PickManyView(
        key=one.key,
        label=one.label.pick(lang),
        choices=_choices(one.choices, lang),
        costs=one.costs,
        budget=one.budget,
        unit=_pick(one.unit, lang),
    )


@control_view.register
def _(one: control.Grid, lang: Lang) -> views.ControlView:
    return views.GridView(
        key=one.key,
        label=one.label.pick(lang),
        rows=_choices(one.rows, lang),
        labels=_choices(one.labels, lang),
        only=one.only,
    )


@control_view.register
def _(one: control.Order, lang: Lang) -> views.ControlView:
    choices = _choices(one.choices, lang)
    return views.OrderView(key=one.key, label=one.label.pick(lang), choices=choices)


@control_view.register
def _(one: control.NumberField, lang: Lang) -> views.ControlView:
    return views.NumberView(
        key=one.key,
        label=one.label.pick(lang),
        detail=_pick(one.detail, lang),
        unit=_pick(one.unit, lang),
        low=one.low,
        high=one.high,
        step=one.step,
        start=one.start,
    )


@control_view.register
def _(one: control.DateField, lang: Lang) -> views.ControlView:
    return views.DateView(
        key=one.key, label=one.label.pick(lang), detail=_pick(one.detail, lang), near=one.near
    )


@control_view.register
def _(one: control.Matrix, lang: Lang) -> views.ControlView:
    columns = tuple(
        views.MatrixColumnView(
            id=column.id, label=column.label.pick(lang), choices=_choices(column.choices, lang)
        )
        for column in one.columns
    )
    return views.MatrixView(
        key=one.key,
        label=one.label.pick(lang),
        rows=_choices(one.rows, lang),
        columns=columns,
        optional=one.optional,
    )


@control_view.register
def _(one: control.Shares, lang: Lang) -> views.ControlView:
    return views.SharesView(
        key=one.key,
        label=one.label.pick(lang),
        rows=_choices(one.rows, lang),
        total=one.total,
        unit=one.unit.pick(lang),
        step=one.step,
    )


@control_view.register
def _(one: control.Query, lang: Lang) -> views.ControlView:
    return views.QueryView(key=one.key, label=one.label.pick(lang), start=one.start)


@control_view.register
def _(one: control.Prose, lang: Lang) -> views.ControlView:
    return views.ProseView(key=one.key, label=one.label.pick(lang), longest=one.longest)
