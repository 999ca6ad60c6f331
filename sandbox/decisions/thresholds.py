"""Thresholds: one or more limits, each set on a slider."""

import itertools
import math
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar, Literal, Self

from pydantic import ConfigDict, Field, model_validator
from typing_extensions import override

from sandbox.decisions import (
    ACTIONS_MOST,
    ActionSpace,
    Scale,
    blank,
    entries,
    ids,
    known,
    per_item,
    printed,
    stale,
)
from sandbox.model.answer import Answer, Raw, Rejection
from sandbox.model.control import NumberField
from sandbox.model.decision import Decision, Option, Samples, Setting
from sandbox.model.relation import Relation
from sandbox.model.score import AnswerSpace
from sandbox.text import Text


class Threshold(Option):
    """A limit between `low` and `high`, in steps; `start` is where its slider first stands."""

    low: float
    high: float
    step: float = Field(gt=0)
    start: float | None = None
    unit: Text | None = None

    @model_validator(mode="after")
    def _on_its_scale(self) -> Self:
        if self.low >= self.high:
            raise ValueError("a threshold needs a `low` below its `high`")
        if self.start is not None and self.scale.place(self.start) is None:
            raise ValueError("the `start` of a threshold lies on its scale")
        return self

    @property
    def scale(self) -> Scale:
        """The values its slider can show."""
        return Scale(low=self.low, high=self.high, step=self.step)


class Thresholds(Decision):
    """Set limits on sliders; the answer is a relation (id, value), in the author's order.

    Values are numbers in the unit of their threshold. With `ascending` no threshold may lie
    above the one after it: a lower limit, then an upper one.
    """

    model_config = ConfigDict(hide_input_in_errors=True)
    keeps_order: ClassVar[bool] = True

    kind: Literal["thresholds"] = "thresholds"
    thresholds: tuple[Threshold, ...] = Field(min_length=1, max_length=4)
    ascending: bool = False

    @override
    def controls(self, setting: Setting) -> tuple[NumberField, ...]:
        """One slider per threshold, keyed by its id."""
        return tuple(
            NumberField(
                key=each.id,
                label=each.label,
                detail=each.detail,
                unit=each.unit,
                low=each.low,
                high=each.scale.value(each.scale.last),
                step=each.step,
                start=each.low if each.start is None else each.start,
            )
            for each in self.thresholds
        )

    @override
    def parse(self, raw: Raw, setting: Setting) -> Answer | Rejection:
        """Every threshold with a value of its scale, in ascending order where that is asked."""
        given = entries(raw, ids(self.thresholds))
        if given is None:
            return stale()
        values: dict[str, float] = {}
        for each in self.thresholds:
            at = each.scale.place(given.get(each.id))
            if at is None:
                return _unset(each) if blank(given.get(each.id)) else _off(each)
            values[each.id] = each.scale.value(at)
        for lower, upper in itertools.pairwise(self.thresholds):
            if self.ascending and values[lower.id] > values[upper.id]:
                return _crossed(lower, upper)
        return Answer(relation=_relation(values.items()))

    @override
    def space(self, setting: Setting) -> AnswerSpace:
        """Thresholds as items; their values are numbers."""
        return AnswerSpace(items=ids(self.thresholds))

    @override
    def raw(self, written: Any, setting: Setting) -> Raw:
        """From `{threshold: number}`, `{all: number}` or rows (id, value) of a query."""
        given = per_item(written, ids(self.thresholds), "number")
        known(given, ids(self.thresholds), "an item")
        for each in self.thresholds:
            if each.id in given and each.scale.place(given[each.id]) is None:
                raise ValueError(
                    f"The value of `{each.id}` is not on its slider: {printed(each.low)} to"
                    f" {printed(each.high)} in steps of {printed(each.step)}."
                )
        return given

    @override
    def best(self, reference: Relation, setting: Setting) -> Raw:
        """The reference's value for every threshold."""
        right = reference.mapping()
        return {each: right[each] for each in ids(self.thresholds) if each in right}

    @override
    def actions(self, setting: Setting) -> ActionSpace:
        """Every combination of slider positions, thinned out evenly to 20,000."""
        return ActionSpace(table=self.table, every=self._grid, around=self._beside)

    def _grid(self) -> Iterator[Relation]:
        every, scales = 1, [each.scale for each in self.thresholds]
        while math.prod(len(scale.values(every)) for scale in scales) > ACTIONS_MOST:
            every += 1
        for values in itertools.product(*(scale.values(every) for scale in scales)):
            if self._in_order(values):
                yield _relation(zip(ids(self.thresholds), values, strict=True))

    def _beside(self, answer: Relation) -> Iterator[Relation]:
        now = {str(row[0]): float(row[1] or 0) for row in answer.rows}
        for each in self.thresholds:
            for value in each.scale.beside(now[each.id]):
                moved = now | {each.id: value}
                if self._in_order(tuple(moved.values())):
                    yield _relation(moved.items())

    def _in_order(self, values: tuple[float, ...]) -> bool:
        return not self.ascending or all(low <= up for low, up in itertools.pairwise(values))

    @override
    def samples(self, reference: Relation, setting: Setting) -> Samples:
        """The right values, the action farthest from them, and nothing set."""
        right: Mapping[str, Any] = self.best(reference, setting)
        at = [float(right[each.id]) for each in self.thresholds]

        def distance(action: Relation) -> float:
            there = zip(self.thresholds, action.column("value"), at, strict=True)
            return sum(abs(float(v or 0) - a) / (t.high - t.low) for t, v, a in there)

        return Samples(
            right=right,
            wrong=max(self._grid(), key=distance).mapping(),
            malformed=dict.fromkeys(right),
        )


def _relation(values: Iterable[tuple[str, float]]) -> Relation:
    return Relation.of(("id", "value"), values)


def _unset(each: Threshold) -> Rejection:
    text = Text(
        zh=f"“{each.label.zh}”还没有设定，请先拖动滑块选定一个值。",
        en=f"“{each.label.en}” is not set yet; please move its slider to a value.",
    )
    return Rejection(text=text, where=each.id)


def _off(each: Threshold) -> Rejection:
    low, high, step = printed(each.low), printed(each.high), printed(each.step)
    text = Text(
        zh=f"“{each.label.zh}”可设为 {low} 到 {high}，每档相差 {step}，请重新选定。",
        en=f"“{each.label.en}” takes values from {low} to {high} in steps of {step};"
        " please set it again.",
    )
    return Rejection(text=text, where=each.id)


def _crossed(lower: Threshold, upper: Threshold) -> Rejection:
    text = Text(
        zh=f"“{lower.label.zh}”不能高于“{upper.label.zh}”，请调整其中一个。",
        en=f"“{lower.label.en}” may not lie above “{upper.label.en}”; please move one of them.",
    )
    return Rejection(text=text, where=lower.id)


KIND = Thresholds
