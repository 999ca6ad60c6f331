"""Selection: a set of options under a budget, with what they require and exclude."""

import itertools
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Annotated, Any, Final, Literal, Self

from pydantic import BeforeValidator, ConfigDict, Field, TypeAdapter, model_validator
from typing_extensions import override

from sandbox.decisions import (
    ActionSpace,
    ids,
    known,
    listed,
    picked,
    printed,
)
from sandbox.model.answer import Answer, Raw, Rejection
from sandbox.model.base import Slug
from sandbox.model.control import PickMany
from sandbox.model.decision import Decision, LimitSource, Option, Samples, Setting
from sandbox.model.relation import Relation
from sandbox.model.score import AnswerSpace
from sandbox.text import Text

KEY: Final = "choices"
EXHAUSTIVE: Final = 14
"""Options up to which all subsets (16,384) are tried."""
Chosen = frozenset[str]
_WRITTEN: Final = TypeAdapter[float | None](Annotated[float, Field(gt=0)] | None)


class Candidate(Option):
    """Something that can be chosen, at a cost in the decision's unit."""

    cost: float = Field(default=0, ge=0)
    requires: tuple[Slug, ...] = ()
    excludes: tuple[Slug, ...] = ()


def _budget(written: Any) -> LimitSource | float | None:
    # Chosen by shape: a plain union would put its members' names into the paths authors read.
    if isinstance(written, LimitSource):
        return written
    if isinstance(written, Mapping):
        return LimitSource.model_validate(written)
    return _WRITTEN.validate_python(written)


class Selection(Decision):
    """Choose a set that keeps to a budget; the answer is a relation (choice).

    The budget is a number, or `sql` over the visible world for one that differs by world.
    `requires` and `excludes` are hard: a set that breaks one is not taken. A requirement that
    may be missed at a price belongs into the objective instead. Options appear in an order that
    depends on the world's seed; rows keep the author's order, so equal sets are equal answers.
    """

    model_config = ConfigDict(hide_input_in_errors=True)

    kind: Literal["selection"] = "selection"
    options: tuple[Candidate, ...] = Field(min_length=2, max_length=40)
    budget: Annotated[LimitSource | float | None, BeforeValidator(_budget)] = None
    unit: Text | None = None

    @model_validator(mode="after")
    def _rules_name_options(self) -> Self:
        for option in self.options:
            known(option.requires + option.excludes, ids(self.options), "an option")
            if option.id in option.requires + option.excludes:
                raise ValueError(f"the option `{option.id}` may not require or exclude itself")
        if self.budget is not None and self.unit is None:
            raise ValueError("a `budget` needs a `unit`")
        return self

    @override
    def limit_source(self) -> LimitSource | None:
        """The query for the budget, unless it is written out."""
        return self.budget if isinstance(self.budget, LimitSource) else None

    def limit(self, setting: Setting) -> float | None:
        """What may be spent in this world; None where nothing is said."""
        return setting.limit if isinstance(self.budget, LimitSource) else self.budget

    @override
    def controls(self, setting: Setting) -> tuple[PickMany, ...]:
        """One `PickMany`, keyed `choices`, with costs and budget."""
        choices = tuple(option.choice() for option in self.options)
        costs = {option.id: option.cost for option in self.options}
        return (
            PickMany(
                key=KEY,
                label=self.title,
                choices=setting.shuffled(choices, self.id),
                costs=costs if any(costs.values()) else {},
                budget=self.limit(setting),
                unit=self.unit,
            ),
        )

    @override
    def parse(self, raw: Raw, setting: Setting) -> Answer | Rejection:
        """A set of options within the budget in which all that is required is there."""
        chosen = picked(raw, KEY, self.options)
        if isinstance(chosen, Rejection):
            return chosen
        refused = self._refusal(chosen, self.limit(setting))
        return refused or Answer(relation=self._relation(chosen))

    def _relation(self, chosen: Chosen) -> Relation:
        return Relation.of(("choice",), [(o,) for o in ids(self.options) if o in chosen])

    def _cost(self, chosen: Chosen) -> float:
        return sum(option.cost for option in self.options if option.id in chosen)

    def _refusal(self, chosen: Chosen, limit: float | None) -> Rejection | None:
        by_id = {option.id: option for option in self.options}
        for option in (by_id[each] for each in ids(self.options) if each in chosen):
            for each in option.requires:
                if each not in chosen:
                    return _lacking(option, by_id[each])
            for each in option.excludes:
                if each in chosen:
                    return _clashing(option, by_id[each])
        over = self._cost(chosen) - (limit or 0)
        if limit is None or self.unit is None or over <= 1e-9:
            return None
        return _too_dear(self._cost(chosen), limit, over, self.unit)

    @override
    def space(self, setting: Setting) -> AnswerSpace:
        """Options as labels."""
        return AnswerSpace(labels=ids(self.options))

    @override
    def raw(self, written: Any, setting: Setting) -> Raw:
        """From a list of option ids, or the last column of a query's rows."""
        chosen = listed(written)
        known(chosen, ids(self.options), "an option")
        return {KEY: list(chosen)}

    @override
    def best(self, reference: Relation, setting: Setting) -> Raw:
        """Exactly the options of the reference."""
        return {KEY: [str(row[0]) for row in reference.rows]}

    @override
    def actions(self, setting: Setting) -> ActionSpace:
        """Every set that would be taken, up to 14 options; beyond, sets filled greedily.

        Next to a set lie those with one option more, fewer, or another instead.
        """
        limit = self.limit(setting)
        return ActionSpace(
            table=self.table,
            every=partial(self._sets, limit),
            around=partial(self._beside, limit=limit),
        )

    def _sets(self, limit: float | None) -> Iterator[Relation]:
        all_ids = ids(self.options)
        if len(all_ids) > EXHAUSTIVE:
            yield from self._taken(self._greedy(limit), limit)
            return
        sizes = range(1, len(all_ids) + 1)
        every = (frozenset(c) for n in sizes for c in itertools.combinations(all_ids, n))
        yield from self._taken(every, limit)

    def _taken(self, sets: Iterable[Chosen], limit: float | None) -> Iterator[Relation]:
        for chosen in dict.fromkeys(sets):
            if chosen and self._refusal(chosen, limit) is None:
                yield self._relation(chosen)

    def _greedy(self, limit: float | None) -> Iterator[Chosen]:
        cheap = sorted(self.options, key=lambda option: option.cost)
        for first in self.options:
            start = self._with_needs(frozenset(), first)
            yield start
            for order in (cheap, cheap[::-1], self.options):
                chosen = start
                for option in order:
                    more = self._with_needs(chosen, option)
                    chosen = chosen if self._refusal(more, limit) else more
                yield chosen

    def _with_needs(self, chosen: Chosen, option: Candidate) -> Chosen:
        by_id = {each.id: each for each in self.options}
        waiting, grown = [option.id], set(chosen)
        while waiting:
            each = waiting.pop()
            if each not in grown:
                grown.add(each)
                waiting += by_id[each].requires
        return frozenset(grown)

    def _beside(self, answer: Relation, limit: float | None) -> Iterator[Relation]:
        now = frozenset(str(row[0]) for row in answer.rows)
        out = [option for option in self.options if option.id not in now]
        within = [each for each in ids(self.options) if each in now]
        yield from self._taken(
            itertools.chain(
                (self._with_needs(now, option) for option in out),
                (now - {each} for each in within),
                (self._with_needs(now - {e}, o) for e in within for o in out),
            ),
            limit,
        )

    @override
    def samples(self, reference: Relation, setting: Setting) -> Samples:
        """The right set, the set that has least in common with it, and none."""
        right: list[str] = list(self.best(reference, setting)[KEY])
        sets = self._sets(self.limit(setting))
        wrong = min(sets, key=lambda s: len({*s.column("choice")} & {*right}) / len(s.rows))
        return Samples(
            right={KEY: right}, wrong={KEY: list(wrong.column("choice"))}, malformed={KEY: []}
        )


def _lacking(option: Option, needed: Option) -> Rejection:
    text = Text(
        zh=f"选“{option.label.zh}”要以“{needed.label.zh}”为前提，请一并选上，或都不选。",
        en=f"“{option.label.en}” builds on “{needed.label.en}”; please choose both or neither.",
    )
    return Rejection(text=text, where=needed.id)


def _clashing(option: Option, other: Option) -> Rejection:
    text = Text(
        zh=f"“{option.label.zh}”与“{other.label.zh}”只能选其中一项，请去掉一项。",
        en=f"“{option.label.en}” and “{other.label.en}” exclude each other;"
        " please drop one of them.",
    )
    return Rejection(text=text, where=other.id)


def _too_dear(cost: float, budget: float, over: float, unit: Text) -> Rejection:
    sums = [printed(each) for each in (cost, budget, over)]
    text = Text(
        zh=f"所选合计 {sums[0]} {unit.zh}，预算为 {sums[1]} {unit.zh}，"
        f"超出 {sums[2]} {unit.zh}，请减少几项。",
        en=f"Your choice costs {sums[0]} {unit.en}, which is {sums[2]} {unit.en} over the budget"
        f" of {sums[1]} {unit.en}; please drop something.",
    )
    return Rejection(text=text, where=KEY)


KIND = Selection
