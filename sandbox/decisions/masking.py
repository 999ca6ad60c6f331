"""Masking: how much of every field a release keeps."""

import itertools
import math
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, Literal, Self

from pydantic import ConfigDict, Field, model_validator
from typing_extensions import override

from sandbox.decisions import (
    ACTIONS_MOST,
    ActionSpace,
    Graded,
    entries,
    ids,
    known,
    labelled,
    offered,
    per_item,
    stale,
)
from sandbox.model.answer import Answer, Raw, Rejection
from sandbox.model.control import Choice, Grid
from sandbox.model.decision import Decision, Option, Samples, Setting
from sandbox.model.relation import Relation
from sandbox.model.score import AnswerSpace
from sandbox.text import Text

KEY: Final = "levels"


class Masking(Decision):
    """Give every field a degree of masking; the answer is a relation (field, level).

    `levels` stand in order from keeping a field as it is to leaving it out: keep, pseudonymise,
    generalise in one or more degrees, suppress. A field may allow only some of them, since a
    name has no age bands. Fields appear in an order that depends on the world's seed.
    """

    model_config = ConfigDict(hide_input_in_errors=True)

    kind: Literal["masking"] = "masking"
    fields: tuple[Graded, ...] = Field(min_length=1, max_length=30)
    levels: tuple[Option, ...] = Field(min_length=2)

    @model_validator(mode="after")
    def _levels_exist(self) -> Self:
        offered(self.fields, self.levels)
        return self

    @override
    def controls(self, setting: Setting) -> tuple[Grid, ...]:
        """One `Grid`, keyed `levels`, each field with the levels it allows."""
        return (
            Grid(
                key=KEY,
                label=self.title,
                rows=self._shown(setting),
                labels=tuple(level.choice() for level in self.levels),
                only={field.id: field.levels for field in self.fields if field.levels},
            ),
        )

    def _shown(self, setting: Setting) -> tuple[Choice, ...]:
        return setting.shuffled(tuple(field.choice() for field in self.fields), self.id)

    @override
    def parse(self, raw: Raw, setting: Setting) -> Answer | Rejection:
        """Every field with a level that it allows."""
        form = entries(raw, (KEY,))
        if form is None:
            return stale()
        offers = offered(self.fields, self.levels)
        given = labelled(form.get(KEY), self._shown(setting), offers, _missing)
        if isinstance(given, Rejection):
            return given
        return Answer(relation=_relation((field, given[field]) for field in ids(self.fields)))

    @override
    def space(self, setting: Setting) -> AnswerSpace:
        """Fields as items, levels as labels."""
        return AnswerSpace(items=ids(self.fields), labels=ids(self.levels))

    @override
    def raw(self, written: Any, setting: Setting) -> Raw:
        """From `{field: level}`, `{all: level}` or rows (field, level) of a query.

        With `all`, a field that does not allow the level gets its nearest one.
        """
        given = per_item(written, ids(self.fields), "label id")
        known(given.values(), ids(self.levels), "a label")
        every = isinstance(written, Mapping) and set(map(str, written)) == {"all"}
        offers = offered(self.fields, self.levels)
        for field, level in given.items():
            if every:
                given[field] = self._nearest(str(level), offers[field])
            elif level not in offers[field]:
                raise ValueError(f"`{level}` is not a label that `{field}` allows.")
        return {KEY: given}

    def _nearest(self, level: str, offers: tuple[str, ...]) -> str:
        place = ids(self.levels).index
        return min(offers, key=lambda each: (abs(place(each) - place(level)), -place(each)))

    @override
    def best(self, reference: Relation, setting: Setting) -> Raw:
        """The reference's level for every field."""
        right = reference.mapping()
        return {KEY: {field: right[field] for field in ids(self.fields) if field in right}}

    @override
    def actions(self, setting: Setting) -> ActionSpace:
        """Every combination of allowed levels, up to 20,000.

        Beyond, every level for all fields alike and what differs from that in one or two fields.
        """
        return ActionSpace(table=self.table, every=self._releases, around=self._beside)

    def _releases(self) -> Iterator[Relation]:
        offers = offered(self.fields, self.levels)
        if math.prod(map(len, offers.values())) <= ACTIONS_MOST:
            for levels in itertools.product(*offers.values()):
                yield _relation(zip(offers, levels, strict=True))
            return
        alike = [
            {field: self._nearest(level, offers[field]) for field in offers}
            for level in ids(self.levels)
        ]
        one_off = [even | change for even in alike for change in _changes(offers, even)]
        two_off = (first | change for first in one_off for change in _changes(offers, first))
        seen = dict.fromkeys(
            tuple(each.items())
            for each in itertools.islice(itertools.chain(alike, one_off, two_off), ACTIONS_MOST)
        )
        yield from map(_relation, seen)

    def _beside(self, answer: Relation) -> Iterator[Relation]:
        now = {str(field): str(level) for field, level in answer.rows}
        for change in _changes(offered(self.fields, self.levels), now):
            yield _relation((now | change).items())

    @override
    def samples(self, reference: Relation, setting: Setting) -> Samples:
        """The right levels, for every field the next that it allows, and an empty form."""
        right: Mapping[str, str] = self.best(reference, setting)[KEY]
        offers = offered(self.fields, self.levels)
        wrong = {
            field: offers[field][(offers[field].index(level) + 1) % len(offers[field])]
            for field, level in right.items()
        }
        return Samples(right={KEY: right}, wrong={KEY: wrong}, malformed={KEY: {}})


def _changes(
    offers: Mapping[str, tuple[str, ...]], now: Mapping[str, str]
) -> Iterator[dict[str, str]]:
    """What one other level for one field would be."""
    for field, levels in offers.items():
        for level in levels:
            if level != now[field]:
                yield {field: level}


def _relation(levels: Iterable[tuple[str, str]]) -> Relation:
    return Relation.of(("field", "level"), levels)


def _missing(first: Choice, n: int) -> Rejection:
    need = "field still needs a level" if n == 1 else "fields still need a level"
    text = Text(
        zh=f"还有 {n} 个字段没有选定处理方式，请从“{first.label.zh}”开始补齐。",
        en=f"{n} {need}; please start with “{first.label.en}”.",
    )
    return Rejection(text=text, where=first.id)


KIND = Masking
