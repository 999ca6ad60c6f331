"""Ordering: all steps, first to last."""

from graphlib import CycleError, TopologicalSorter
from typing import Any, Final, Literal

from pydantic import ConfigDict, Field
from typing_extensions import override

from sandbox.decisions import blank, entries, ids, known, listed, stale
from sandbox.errors import SandboxError
from sandbox.model.answer import Answer, Raw, Rejection
from sandbox.model.control import Choice, Order
from sandbox.model.decision import Decision, Option, Samples, Setting
from sandbox.model.relation import Relation
from sandbox.model.score import AnswerSpace
from sandbox.text import Text

KEY: Final = "order"


class Ordering(Decision):
    """Put every step in its place; the answer is a relation (position, item), counted from 1.

    The reference is a partial order: rows (before, after) or (before, after, weight). Steps first
    appear in an order that depends on the world's seed.
    """

    model_config = ConfigDict(hide_input_in_errors=True)

    kind: Literal["ordering"] = "ordering"
    options: tuple[Option, ...] = Field(min_length=2)

    @override
    def controls(self, setting: Setting) -> tuple[Order, ...]:
        """One `Order`, keyed `order`."""
        return (Order(key=KEY, label=self.title, choices=self._shown(setting)),)

    def _shown(self, setting: Setting) -> tuple[Choice, ...]:
        return setting.shuffled(tuple(option.choice() for option in self.options), self.id)

    @override
    def parse(self, raw: Raw, setting: Setting) -> Answer | Rejection:
        """A permutation of all steps; places left blank count as missing."""
        form = entries(raw, (KEY,))
        if form is None:
            return stale()
        written = form.get(KEY) or []
        if not isinstance(written, list | tuple):
            return stale(KEY)
        placed = [step for step in written if not blank(step)]
        if any(step not in ids(self.options) for step in placed):
            return stale(KEY)
        missing = [step for step in self._shown(setting) if step.id not in placed]
        twice = [step for step in self._shown(setting) if placed.count(step.id) > 1]
        if twice:
            return self._repeated(twice[0], len(missing))
        if missing:
            return self._missing(missing[0], len(missing))
        return Answer(relation=Relation.of(("position", "item"), enumerate(placed, start=1)))

    def _repeated(self, step: Choice, missing: int) -> Rejection:
        rest = "1 other step still has" if missing == 1 else f"{missing} other steps still have"
        text = Text(
            zh=f"“{step.label.zh}”排了不止一次，还有 {missing} 项没有排入；每项只排一次即可。",
            en=f"“{step.label.en}” is placed more than once, and {rest} no place;"
            " each step goes in once.",
        )
        if not missing:
            text = Text(
                zh=f"“{step.label.zh}”排了不止一次，请只保留一处。",
                en=f"“{step.label.en}” is placed more than once; please keep it in one place.",
            )
        return Rejection(text=text, where=step.id)

    def _missing(self, first: Choice, n: int) -> Rejection:
        need = "1 step still has no place:" if n == 1 else f"{n} steps still have no place, e.g."
        text = Text(
            zh=f"还有 {n} 项没有排入顺序（如“{first.label.zh}”），请补齐后再提交。",
            en=f"{need} “{first.label.en}”; please complete the order.",
        )
        return Rejection(text=text, where=first.id)

    @override
    def space(self, setting: Setting) -> AnswerSpace:
        """Steps as items."""
        return AnswerSpace(items=ids(self.options))

    @override
    def raw(self, written: Any, setting: Setting) -> Raw:
        """From a list of step ids, first to last, or the last column of a query's rows."""
        steps = listed(written)
        known(steps, ids(self.options), "a step")
        return {KEY: list(steps)}

    @override
    def best(self, reference: Relation, setting: Setting) -> Raw:
        """An order that keeps every pair of the reference; free steps follow the author.

        Raises:
            SandboxError: the pairs go round in a circle.
        """
        graph: TopologicalSorter[str] = TopologicalSorter(dict.fromkeys(ids(self.options), ()))
        for before, after, *_ in reference.rows:
            graph.add(str(after), str(before))
        try:
            return {KEY: list(graph.static_order())}
        except CycleError:
            # Without the cause: its text spells out the pairs, and ends up in logs.
            raise SandboxError(
                f"The reference of `{self.id}` asks for an order that goes round in a circle."
                " Mend its pairs, then run `python -m sandbox check`."
            ) from None

    @override
    def samples(self, reference: Relation, setting: Setting) -> Samples:
        """An order that keeps every pair, the same backwards, and one step twice."""
        right: list[str] = list(self.best(reference, setting)[KEY])
        twice = [right[0], right[0], *right[2:]]
        return Samples(right={KEY: right}, wrong={KEY: right[::-1]}, malformed={KEY: twice})


KIND = Ordering
