"""Quantity: a number, or a day, for every item."""

import re
from datetime import date
from typing import Any, ClassVar, Final, Literal

from typing_extensions import override

from sandbox.decisions import Itemised, blank, entries, ids, normal, number, per_item, stale
from sandbox.model.answer import Answer, Raw, Rejection
from sandbox.model.control import Choice, DateField, NumberField
from sandbox.model.decision import Samples, Setting
from sandbox.model.relation import Relation
from sandbox.model.score import AnswerSpace
from sandbox.text import Text

_DAY: Final = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", re.ASCII)


class Quantity(Itemised):
    """Fill in a number or a day per item; the answer is a relation (id, value).

    Numbers are stored as floats in the decision's unit, days as ISO 8601 text. Items keep their
    order. Thousands separators, full-width digits and 2027年3月15日 are understood.
    """

    keeps_order: ClassVar[bool] = True

    kind: Literal["quantity"] = "quantity"
    value: Literal["number", "date"]
    unit: Text | None = None

    @override
    def controls(self, setting: Setting) -> tuple[NumberField | DateField, ...]:
        """One field per item, keyed by the item's id."""
        return tuple(self._field(item, setting) for item in self.rows(setting))

    def _field(self, item: Choice, setting: Setting) -> NumberField | DateField:
        if self.value == "number":
            return NumberField(key=item.id, label=item.label, detail=item.detail, unit=self.unit)
        near = setting.near.get(item.id)
        return DateField(key=item.id, label=item.label, detail=item.detail, near=near)

    @override
    def parse(self, raw: Raw, setting: Setting) -> Answer | Rejection:
        """Every item with a finite number, or with a day that exists."""
        items = self.rows(setting)
        given = entries(raw, ids(items))
        if given is None:
            return stale()
        missing = [item for item in items if blank(given.get(item.id))]
        if missing:
            return _missing(missing[0], len(missing))
        read = {item.id: self._read(given[item.id]) for item in items}
        unread = [item for item in items if read[item.id] is None]
        if unread:
            return self._unread(unread[0], len(unread))
        return Answer(relation=Relation.of(("id", "value"), read.items()))

    def _read(self, value: object) -> float | str | None:
        return number(value) if self.value == "number" else _day(value)

    def _unread(self, item: Choice, n: int) -> Rejection:
        zh, en = ("一个数字，例如 12 或 3.5", "a number, such as 12 or 3.5")
        if self.value == "date":
            zh, en = ("一个存在的日期，例如 2027-03-15", "a day that exists, such as 2027-03-15")
        more_zh, more_en = "", ""
        if n > 1:
            more_zh = f"共有 {n} 处需要调整。"
            more_en = f" {n} fields need another look."
        text = Text(
            zh=f"“{item.label.zh}”需要填写{zh}。{more_zh}",
            en=f"“{item.label.en}” needs {en}.{more_en}",
        )
        return Rejection(text=text, where=item.id)

    @override
    def space(self, setting: Setting) -> AnswerSpace:
        """Items to fill in; what can be filled in has no end."""
        return AnswerSpace(items=ids(self.rows(setting)))

    @override
    def raw(self, written: Any, setting: Setting) -> Raw:
        """From `{id: value}`, `{all: value}` or rows (id, value) of a query."""
        given = per_item(written, ids(self.rows(setting)), self.value)
        for item, value in given.items():
            if self._read(value) is None:
                raise ValueError(f"The value of `{item}` is not a {self.value}.")
        return given

    @override
    def best(self, reference: Relation, setting: Setting) -> Raw:
        """The reference's value for every item."""
        right = reference.mapping()
        return {item: right[item] for item in ids(self.rows(setting)) if item in right}

    @override
    def samples(self, reference: Relation, setting: Setting) -> Samples:
        """The right values, values far away, and words where a value should be."""
        right = self.best(reference, setting)
        wrong = {item: self._far(value) for item, value in right.items()}
        return Samples(right=right, wrong=wrong, malformed=dict.fromkeys(right, "很快"))

    def _far(self, value: Any) -> float | str:
        return (abs(float(value)) + 1) * 1e6 if self.value == "number" else "2999-12-31"


def _missing(first: Choice, n: int) -> Rejection:
    need = "field is still empty" if n == 1 else "fields are still empty"
    text = Text(
        zh=f"还有 {n} 处没有填写，请从“{first.label.zh}”开始补填。",
        en=f"{n} {need}; please start with “{first.label.en}”.",
    )
    return Rejection(text=text, where=first.id)


def _day(value: object) -> str | None:
    found = _DAY.fullmatch(normal(value)) if isinstance(value, str) else None
    if found is None:
        return None
    year, month, day = map(int, found.groups())
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


KIND = Quantity
