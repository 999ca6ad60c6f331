"""Answers in words: what was given in a form, one line per part, as people saw it."""

from collections.abc import Iterator, Mapping
from functools import singledispatch
from typing import Any

from sandbox.live.tally import figure, form_of
from sandbox.model.control import (
    Choice,
    Control,
    DateField,
    Grid,
    Matrix,
    NumberField,
    Order,
    Pick,
    PickMany,
    Shares,
)
from sandbox.model.decision import Decision, Setting
from sandbox.model.relation import Relation
from sandbox.text import Lang


def in_words(decision: Decision, setting: Setting, answer: Relation, lang: Lang) -> tuple[str, ...]:
    """An answer line by line; where there are several questions, each stands before its answer."""
    form = form_of(decision, setting, answer)
    controls = decision.controls(setting)
    lines: list[str] = []
    for control in controls:
        said = list(_said(control, form.get(control.key), lang))
        single = len(controls) == 1 or not isinstance(control, Pick | PickMany)
        lines += said if single else [_pair(control.label.pick(lang), each, lang) for each in said]
    return tuple(lines)


def _pair(name: str, value: str, lang: Lang) -> str:
    return f"{name}：{value}" if lang == "zh" else f"{name}: {value}"


def _labels(choices: tuple[Choice, ...], lang: Lang) -> Mapping[str, str]:
    return {choice.id: choice.label.pick(lang) for choice in choices}


@singledispatch
def _said(control: Control, given: Any, lang: Lang) -> Iterator[str]:  # noqa: ARG001 - first of many
    raise TypeError(f"No words for {type(control).__name__}.")


@_said.register
def _(control: Pick, given: Any, lang: Lang) -> Iterator[str]:
    yield _labels(control.choices, lang)[given]


@_said.register
def _(control: PickMany, given: Any, lang: Lang) -> Iterator[str]:
    yield from (label for id_, label in _labels(control.choices, lang).items() if id_ in given)


@_said.register
def _(control: Grid, given: Any, lang: Lang) -> Iterator[str]:
    labels = _labels(control.labels, lang)
    for row in control.rows:
        yield _pair(row.label.pick(lang), labels[given[row.id]], lang)


@_said.register
def _(control: Order, given: Any, lang: Lang) -> Iterator[str]:
    labels = _labels(control.choices, lang)
    yield from (f"{at}. {labels[one]}" for at, one in enumerate(given, start=1))


@_said.register
def _(control: NumberField, given: Any, lang: Lang) -> Iterator[str]:
    unit = "" if control.unit is None else f" {control.unit.pick(lang)}"
    yield _pair(control.label.pick(lang), figure(given) + unit, lang)


@_said.register
def _(control: DateField, given: Any, lang: Lang) -> Iterator[str]:
    yield _pair(control.label.pick(lang), str(given), lang)


@_said.register
def _(control: Matrix, given: Any, lang: Lang) -> Iterator[str]:
    many = len(control.columns) > 2
    for row in control.rows:
        cells = given.get(row.id) or {}
        parts = []
        for column in control.columns:
            if column.id in cells:
                said = _labels(column.choices, lang)[cells[column.id]]
                parts.append(f"{column.label.pick(lang)} {said}" if many else said)
        yield _pair(row.label.pick(lang), " · ".join(parts), lang)


@_said.register
def _(control: Shares, given: Any, lang: Lang) -> Iterator[str]:
    for row in control.rows:
        amount = figure(float(given.get(row.id) or 0))
        yield _pair(row.label.pick(lang), f"{amount} {control.unit.pick(lang)}", lang)
