"""Allocation: a total is divided among items."""

import itertools
import math
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Final, Literal, Self

from pydantic import Field, model_validator
from typing_extensions import override

from sandbox.decisions import (
    ACTIONS_MOST,
    ActionSpace,
    Itemised,
    Scale,
    blank,
    filled,
    ids,
    per_item,
    printed,
)
from sandbox.model.answer import Answer, Raw, Rejection
from sandbox.model.control import Choice, Shares
from sandbox.model.decision import Samples, Setting
from sandbox.model.relation import Relation
from sandbox.model.score import AnswerSpace
from sandbox.text import Text

KEY: Final = "amounts"


class Allocation(Itemised):
    """Divide a total among items; the answer is a relation (id, amount), in the items' order.

    Amounts are multiples of `step` in the decision's unit; an item left open gets 0. With `spend:
    all` the whole total must be given away (weights of indicators), otherwise at most the total
    (a budget).
    """

    keeps_order: ClassVar[bool] = True

    kind: Literal["allocation"] = "allocation"
    total: float = Field(gt=0)
    unit: Text
    step: float = Field(default=1, gt=0)
    spend: Literal["up-to", "all"] = "up-to"

    @model_validator(mode="after")
    def _whole_steps(self) -> Self:
        if abs(self._scale.value(self._scale.last) - self.total) > 1e-9:
            raise ValueError("the `total` of an allocation is a multiple of its `step`")
        return self

    @property
    def _scale(self) -> Scale:
        return Scale(low=0, high=self.total, step=self.step)

    @override
    def controls(self, setting: Setting) -> tuple[Shares, ...]:
        """One `Shares`, keyed `amounts`."""
        return (
            Shares(
                key=KEY,
                label=self.title,
                rows=self.rows(setting),
                total=self.total,
                unit=self.unit,
                step=self.step,
            ),
        )

    @override
    def parse(self, raw: Raw, setting: Setting) -> Answer | Rejection:
        """Amounts on the scale that together keep to the total."""
        rows = self.rows(setting)
        given = filled(raw, KEY, rows)
        if isinstance(given, Rejection):
            return given
        steps: dict[str, int] = {}
        for row in rows:
            at = 0 if blank(given.get(row.id)) else self._scale.place(given[row.id])
            if at is None:
                return self._off(row)
            steps[row.id] = at
        return self._refusal(sum(steps.values())) or Answer(relation=self._relation(steps))

    def _relation(self, steps: Mapping[str, int]) -> Relation:
        amounts = [(item, self._scale.value(at)) for item, at in steps.items()]
        return Relation.of(("id", "amount"), amounts)

    def _refusal(self, spent: int) -> Rejection | None:
        left = self._scale.last - spent
        if spent == 0:
            return Rejection(text=_NOTHING, where=KEY)
        if left < 0 or (left > 0 and self.spend == "all"):
            return Rejection(text=self._unbalanced(spent, left), where=KEY)
        return None

    def _unbalanced(self, spent: int, left: int) -> Text:
        given, total = printed(self._scale.value(spent)), printed(self.total)
        rest = printed(self._scale.value(abs(left)))
        zh, en = self.unit.zh, self.unit.en
        if left < 0:
            return Text(
                zh=f"已分配 {given} {zh}，比总量 {total} {zh}多出 {rest} {zh}，请减少一些。",
                en=f"You have given away {given} {en}, which is {rest} {en} more than the"
                f" {total} {en} there are; please take some back.",
            )
        return Text(
            zh=f"已分配 {given} {zh}，还剩 {rest} {zh}；本题要把 {total} {zh}全部分完。",
            en=f"You have given away {given} {en} and {rest} {en} are left; please divide all"
            f" {total} {en}.",
        )

    def _off(self, row: Choice) -> Rejection:
        total, step = printed(self.total), printed(self.step)
        text = Text(
            zh=f"“{row.label.zh}”可填 0 到 {total}，每档相差 {step}，请再看一下。",
            en=f"“{row.label.en}” takes amounts from 0 to {total} in steps of {step};"
            " please look at it again.",
        )
        return Rejection(text=text, where=row.id)

    @override
    def space(self, setting: Setting) -> AnswerSpace:
        """Items to divide among; amounts are numbers."""
        return AnswerSpace(items=ids(self.rows(setting)))

    @override
    def raw(self, written: Any, setting: Setting) -> Raw:
        """From `{id: amount}`, `{all: amount}` or rows (id, amount) of a query."""
        given = per_item(written, ids(self.rows(setting)), "number")
        for item, amount in given.items():
            if self._scale.place(amount) is None:
                raise ValueError(
                    f"The value of `{item}` is not an amount from 0 to {printed(self.total)}"
                    f" in steps of {printed(self.step)}."
                )
        return {KEY: given}

    @override
    def best(self, reference: Relation, setting: Setting) -> Raw:
        """The reference's amount for every item."""
        right = reference.mapping()
        return {KEY: {item: right[item] for item in ids(self.rows(setting)) if item in right}}

    @override
    def actions(self, setting: Setting) -> ActionSpace:
        """Divisions in equal portions, as small as 20,000 of them allow; moves of one step."""
        items = ids(self.rows(setting))
        return ActionSpace(
            table=self.table,
            every=lambda: self._portioned(items),
            around=self._moved,
        )

    def _portioned(self, items: tuple[str, ...]) -> Iterator[Relation]:
        # One heap more than there are items takes what is not spent.
        heaps = len(items) + (self.spend == "up-to")
        portion, last = 1, self._scale.last
        while math.comb(last // portion + heaps - 1, heaps - 1) > ACTIONS_MOST:
            portion += 1
        rest = last % portion
        for bars in itertools.combinations(range(last // portion + heaps - 1), heaps - 1):
            ends = (-1, *bars, last // portion + heaps - 1)
            sizes = [(b - a - 1) * portion for a, b in itertools.pairwise(ends)]
            sizes[-1] += rest
            if any(sizes[: len(items)]):
                yield self._relation(dict(zip(items, sizes, strict=False)))

    def _moved(self, answer: Relation) -> Iterator[Relation]:
        now = {str(item): self._scale.place(amount) or 0 for item, amount in answer.rows}
        moves = list(itertools.permutations(now, 2))
        for giver, taker in moves:
            if now[giver]:
                yield self._relation(now | {giver: now[giver] - 1, taker: now[taker] + 1})
        if self.spend == "all":
            return
        for item, at in now.items():
            if at and sum(now.values()) > 1:
                yield self._relation(now | {item: at - 1})
            if sum(now.values()) < self._scale.last:
                yield self._relation(now | {item: at + 1})

    @override
    def samples(self, reference: Relation, setting: Setting) -> Samples:
        """The right amounts, everything for the item with the least, and twice the total."""
        right: Mapping[str, Any] = self.best(reference, setting)[KEY]
        least = min(right, key=lambda item: float(right[item]))
        wrong = dict.fromkeys(right, 0.0) | {least: self.total}
        twice = dict.fromkeys(list(right)[:2], self.total)
        return Samples(right={KEY: right}, wrong={KEY: wrong}, malformed={KEY: twice})


_NOTHING: Final = Text(
    zh="还没有分配任何数量，请先填写至少 1 项。",
    en="Nothing has been given away yet; please fill in at least 1 item.",
)
KIND = Allocation
