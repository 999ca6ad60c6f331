"""How a room answered: counts per thing that could be given, control by control.

Nothing here knows a kind by name. Answers are read back into the form they came from, and every
control of the closed vocabulary is counted in its own way; writing (prose, queries) is counted
as answered, no more.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import singledispatch
from statistics import fmean
from typing import Any, Final

from sandbox.model.answer import Raw
from sandbox.model.control import (
    Choice,
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
from sandbox.text import Text

EACH: Final = 8
"""Different numbers or days up to which each has a bar of its own."""
BINS: Final = 6
"""Bars of numbers or days when there are more."""
WIDE: Final = 3
"""Columns of a matrix up to which every cell is counted by itself."""
_COUNTED: Final = (Pick, PickMany, Grid, Order, NumberField, DateField, Matrix, Shares)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One thing that was given, and by how many."""

    key: str
    label: Text
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How one part of a decision was answered."""

    label: Text
    bars: tuple[Bar, ...]
    of: int
    """How many answered; bars of a part where several things may be given add up to more."""


def fits_a_phone(decision: Decision, setting: Setting) -> bool:
    """Whether every control can be worked with a thumb and counted on a screen.

    What rests on the mark of an earlier decision is left out too: by then the room has seen the
    answer.
    """
    if decision.reference.rests_on() is not None:
        return False
    return all(
        isinstance(control, _COUNTED) and not _needs_typing(control)
        for control in decision.controls(setting)
    )


def _needs_typing(control: object) -> bool:
    return isinstance(control, Matrix) and (
        control.optional or not all(column.choices for column in control.columns)
    )


def form_of(decision: Decision, setting: Setting, answer: Relation) -> Raw:
    """The form as it was filled in, in its plain spelling."""
    return decision.raw(answer, setting)


def tallies(decision: Decision, setting: Setting, answers: Iterable[Relation]) -> tuple[Tally, ...]:
    """How these answers add up; none for a decision that is written rather than picked."""
    if not fits_a_phone(decision, setting):
        return ()
    forms = [form_of(decision, setting, answer) for answer in answers]
    return tuple(
        tally
        for control in decision.controls(setting)
        for tally in _count(control, [form.get(control.key) for form in forms])
    )


@singledispatch
def _count(control: object, given: Sequence[Any]) -> Iterator[Tally]:  # noqa: ARG001 - first of many
    """The tallies of one control."""
    raise TypeError(f"No way to count {type(control).__name__}.")


def _bars(choices: Iterable[Choice], counted: Mapping[Any, int]) -> tuple[Bar, ...]:
    return tuple(Bar(key=c.id, label=c.label, count=counted.get(c.id, 0)) for c in choices)


@_count.register
def _(control: Pick, given: Sequence[Any]) -> Iterator[Tally]:
    yield Tally(
        label=control.label, bars=_bars(control.choices, Counter(given)), of=len(given)
    )  # fmt: skip


@_count.register
def _(control: PickMany, given: Sequence[Any]) -> Iterator[Tally]:
    counted = Counter(choice for chosen in given for choice in chosen)
    yield Tally(label=control.label, bars=_bars(control.choices, counted), of=len(given))


@_count.register
def _(control: Grid, given: Sequence[Any]) -> Iterator[Tally]:
    every = tuple(label.id for label in control.labels)
    for row in control.rows:
        counted = Counter(labels.get(row.id) for labels in given)
        offered = control.only.get(row.id, every)
        labels = [label for label in control.labels if label.id in offered]
        yield Tally(label=row.label, bars=_bars(labels, counted), of=len(given))


@_count.register
def _(control: Order, given: Sequence[Any]) -> Iterator[Tally]:
    for at in range(len(control.choices)):
        counted = Counter(order[at] for order in given)
        place = Text(zh=f"第 {at + 1} 位", en=f"Place {at + 1}")
        yield Tally(label=place, bars=_bars(control.choices, counted), of=len(given))


@_count.register
def _(control: Matrix, given: Sequence[Any]) -> Iterator[Tally]:
    for row in control.rows:
        said = [cells.get(row.id) or {} for cells in given]
        if len(control.columns) > WIDE:
            yield Tally(label=row.label, bars=_casts(control, said), of=len(given))
            continue
        for column in control.columns:
            counted = Counter(cells.get(column.id) for cells in said)
            label = _joined(row.label, column.label)
            yield Tally(label=label, bars=_bars(column.choices, counted), of=len(given))


def _casts(control: Matrix, said: Sequence[Mapping[str, Any]]) -> tuple[Bar, ...]:
    """Of a wide matrix only what somebody gave, the most frequent first."""
    counted = Counter((column, cell) for cells in said for column, cell in cells.items())
    columns = {column.id: column for column in control.columns}
    bars = []
    for (column, cell), count in counted.most_common(EACH):
        names = {choice.id: choice.label for choice in columns[column].choices}
        label = _joined(columns[column].label, names[cell])
        bars.append(Bar(key=f"{column}.{cell}", label=label, count=count))
    return tuple(bars)


@_count.register
def _(control: NumberField, given: Sequence[Any]) -> Iterator[Tally]:
    bars = binned([float(each) for each in given], figure)
    yield Tally(label=control.label, bars=bars, of=len(given))


@_count.register
def _(control: DateField, given: Sequence[Any]) -> Iterator[Tally]:
    days = [float(date.fromisoformat(each).toordinal()) for each in given]
    bars = binned(days, lambda day: date.fromordinal(math.floor(day)).isoformat(), whole=True)
    yield Tally(label=control.label, bars=bars, of=len(given))


@_count.register
def _(control: Shares, given: Sequence[Any]) -> Iterator[Tally]:
    for row in control.rows:
        amounts = [float(each.get(row.id) or 0) for each in given]
        label = row.label
        if amounts:
            mean = figure(round(fmean(amounts), 1))
            label = Text(
                zh=f"{row.label.zh}（平均 {mean} {control.unit.zh}）",
                en=f"{row.label.en} (mean {mean} {control.unit.en})",
            )
        yield Tally(label=label, bars=binned(amounts, figure), of=len(given))


def _joined(one: Text, other: Text) -> Text:
    return Text(zh=f"{one.zh} · {other.zh}", en=f"{one.en} · {other.en}")


def figure(value: float) -> str:
    """A number as a bar's label: thousands apart, no needless decimals."""
    return f"{value:,.10g}"


def binned(
    values: Sequence[float], spell: Callable[[float], str], *, whole: bool = False
) -> tuple[Bar, ...]:
    """A bar per value while they are few, else bars of equal width from least to most.

    A bar holds its lower end and not its upper one, except for the last. With `whole`, values
    are whole numbers and a bar names the last one that it holds.
    """
    counted = Counter(values)
    if len(counted) <= EACH:
        return tuple(_bar(spell(value), counted[value]) for value in sorted(counted))
    low, high = min(values), max(values)
    width = math.ceil((high - low + 1) / BINS) if whole else (high - low) / BINS
    bars = []
    for at in range(BINS):
        lower, last = low + at * width, at == BINS - 1
        upper = high if last and not whole else low + (at + 1) * width
        held = [v for v in values if lower <= v and (v < upper or (last and v <= upper))]
        ends = min(upper - 1, high) if whole else upper
        if ends >= lower:
            bars.append(_bar(f"{spell(lower)} – {spell(ends)}", len(held)))
    return tuple(bars)


def _bar(said: str, count: int) -> Bar:
    return Bar(key=said, label=Text(zh=said, en=said), count=count)
