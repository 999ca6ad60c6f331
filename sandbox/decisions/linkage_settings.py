"""Linkage settings: how two registers are to be matched without a common key."""

import itertools
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Final, Literal, Self

from pydantic import ConfigDict, Field, model_validator
from typing_extensions import override

from sandbox.decisions import (
    ACTIONS_MOST,
    ActionSpace,
    Graded,
    Scale,
    blank,
    entries,
    ids,
    known,
    labelled,
    offered,
    stale,
)
from sandbox.model.answer import Answer, Raw, Rejection
from sandbox.model.base import Authored
from sandbox.model.control import Choice, Control, Grid, NumberField, Pick, PickMany
from sandbox.model.decision import Decision, Option, Samples, Setting
from sandbox.model.relation import Cell, Relation
from sandbox.model.score import AnswerSpace
from sandbox.text import Text

BLOCK, LEVEL, LOWER, UPPER = "block", "level", "lower", "upper"
ONE_TO_ONE, SURVIVORSHIP = "one_to_one", "survivorship"
_KEYS: Final = (BLOCK, LEVEL, LOWER, UPPER, ONE_TO_ONE, SURVIVORSHIP)
_LABELS: Final[Mapping[str, Text]] = {
    BLOCK: Text(zh="按哪些规则挑出待比对的记录对", en="Rules that pick the pairs to compare"),
    LEVEL: Text(zh="每个字段比对到什么程度", en="How closely each field is compared"),
    LOWER: Text(zh="低于此值：判为不是同一对象", en="Below this value: not the same"),
    UPPER: Text(zh="达到此值：判为同一对象", en="From this value on: the same"),
    ONE_TO_ONE: Text(zh="一条记录最多匹配一条", en="One record matches at most one other"),
    SURVIVORSHIP: Text(zh="值有出入时以谁为准", en="Whose value stands where they differ"),
}
_BETWEEN: Final = Text(
    zh="两值之间的记录对转人工复核。", en="Pairs in between go to a person for review."
)  # fmt: skip
_YES_NO: Final = (
    Choice(id="yes", label=Text(zh="是", en="Yes")),
    Choice(id="no", label=Text(zh="否", en="No")),
)
Setup = tuple[tuple[str, Cell], ...]


class Cutoffs(Authored):
    """The scale on which both cut-offs lie: a match probability or weight."""

    low: float = 0.0
    high: float = 1.0
    step: float = Field(default=0.05, gt=0)

    @property
    def scale(self) -> Scale:
        """The values its sliders can show."""
        return Scale(low=self.low, high=self.high, step=self.step)


class LinkageSettings(Decision):
    """Set up a record linkage; the answer is a relation (setting, value) in long form.

    Settings are `block` (one row per rule chosen), `level.<field>`, `lower`, `upper` (numbers),
    `one_to_one` (yes or no) and `survivorship`. Pairs at or above `upper` are links, those below
    `lower` are none, and a person reviews what lies between (Fellegi and Sunter 1969).
    """

    model_config = ConfigDict(hide_input_in_errors=True)
    keeps_order: ClassVar[bool] = True

    kind: Literal["linkage_settings"] = "linkage_settings"
    rules: tuple[Option, ...] = Field(min_length=1, max_length=12)
    fields: tuple[Graded, ...] = Field(min_length=1, max_length=12)
    levels: tuple[Option, ...] = Field(min_length=2)
    cutoffs: Cutoffs = Cutoffs()
    survivorship: tuple[Option, ...] = Field(min_length=2)

    @model_validator(mode="after")
    def _levels_exist(self) -> Self:
        offered(self.fields, self.levels)
        return self

    @override
    def controls(self, setting: Setting) -> tuple[Control, ...]:
        """Rules, levels per field, two sliders, and two picks; each keyed by its setting."""
        return (
            PickMany(key=BLOCK, label=_LABELS[BLOCK], choices=_choices(self.rules)),
            Grid(
                key=LEVEL,
                label=_LABELS[LEVEL],
                rows=_choices(self.fields),
                labels=_choices(self.levels),
                only={field.id: field.levels for field in self.fields if field.levels},
            ),
            self._slider(UPPER, self.cutoffs.high, _BETWEEN),
            self._slider(LOWER, self.cutoffs.low, None),
            Pick(key=ONE_TO_ONE, label=_LABELS[ONE_TO_ONE], choices=_YES_NO),
            Pick(
                key=SURVIVORSHIP,
                label=_LABELS[SURVIVORSHIP],
                choices=_choices(self.survivorship),
            ),
        )

    def _slider(self, key: str, start: float, detail: Text | None) -> NumberField:
        low, high, step = self.cutoffs.low, self.cutoffs.high, self.cutoffs.step
        return NumberField(
            key=key, label=_LABELS[key], detail=detail, low=low, high=high, step=step, start=start
        )

    @override
    def parse(self, raw: Raw, setting: Setting) -> Answer | Rejection:
        """All six settings, with `lower` not above `upper`."""
        form = entries(raw, _KEYS)
        if form is None:
            return stale()
        blocks = self._blocks(form.get(BLOCK))
        if isinstance(blocks, Rejection):
            return blocks
        offers = offered(self.fields, self.levels)
        levels = labelled(form.get(LEVEL), _choices(self.fields), offers, _ungraded)
        if isinstance(levels, Rejection):
            return levels
        cuts = self._cuts(form)
        if isinstance(cuts, Rejection):
            return cuts
        for key, options in ((ONE_TO_ONE, ids(_YES_NO)), (SURVIVORSHIP, ids(self.survivorship))):
            if form.get(key) not in options:
                return _open(key) if blank(form.get(key)) else stale(key)
        return Answer(relation=self._relation({**form, BLOCK: blocks, LEVEL: levels, **cuts}))

    def _blocks(self, chosen: object) -> tuple[str, ...] | Rejection:
        if blank(chosen) or chosen in ([], ()):
            return _open(BLOCK)
        if not isinstance(chosen, list | tuple) or any(c not in ids(self.rules) for c in chosen):
            return stale(BLOCK)
        return tuple(rule for rule in ids(self.rules) if rule in chosen)

    def _cuts(self, form: Mapping[str, Any]) -> dict[str, float] | Rejection:
        cuts: dict[str, float] = {}
        for key in (UPPER, LOWER):
            at = self.cutoffs.scale.place(form.get(key))
            if at is None:
                return _open(key)
            cuts[key] = self.cutoffs.scale.value(at)
        if cuts[LOWER] > cuts[UPPER]:
            return Rejection(text=_CROSSED, where=LOWER)
        return cuts

    def _relation(self, setup: Mapping[str, Any]) -> Relation:
        rows: list[tuple[str, Cell]] = [(BLOCK, rule) for rule in setup[BLOCK]]
        rows += [(f"{LEVEL}.{field}", setup[LEVEL][field]) for field in ids(self.fields)]
        rows += [(key, setup[key]) for key in (LOWER, UPPER, ONE_TO_ONE, SURVIVORSHIP)]
        return Relation.of(("setting", "value"), rows)

    @override
    def space(self, setting: Setting) -> AnswerSpace:
        """Settings as items; whatever one of them can be set to as labels."""
        named = (*ids(self.rules), *ids(self.levels), *ids(_YES_NO), *ids(self.survivorship))
        named += tuple(str(value) for value in self.cutoffs.scale.values())
        levels = tuple(f"{LEVEL}.{field}" for field in ids(self.fields))
        items = (BLOCK, *levels, LOWER, UPPER, ONE_TO_ONE, SURVIVORSHIP)
        return AnswerSpace(items=items, labels=tuple(dict.fromkeys(named)))

    @override
    def raw(self, written: Any, setting: Setting) -> Raw:
        """From a mapping of settings with `block` as a list, or rows (setting, value)."""
        given = _grouped(written) if isinstance(written, Relation) else written
        if not isinstance(given, Mapping):
            raise ValueError("Write a mapping from setting to value.")  # noqa: TRY004
        raw: dict[str, Any] = {LEVEL: {}}
        known(given, self.space(setting).items, "an item")
        for name, value in given.items():
            setting_name, _, field = str(name).partition(".")
            if field:
                known([value], offered(self.fields, self.levels)[field], "a label")
                raw[LEVEL][field] = str(value)
            else:
                raw[setting_name] = self._written(setting_name, value)
        return raw

    def _written(self, name: str, value: Any) -> Any:
        if name in (LOWER, UPPER):
            if self.cutoffs.scale.place(value) is None:
                raise ValueError(f"The value of `{name}` is not a number.")
            return value
        if name == BLOCK:
            rules = [value] if isinstance(value, str) else value
            if not isinstance(rules, list | tuple):
                raise ValueError("Write a list of ids.")
            known(rules, ids(self.rules), "an option")
            return [str(rule) for rule in rules]
        word = {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
        options = ids(_YES_NO) if name == ONE_TO_ONE else ids(self.survivorship)
        known([word], options, "an option")
        return word

    @override
    def best(self, reference: Relation, setting: Setting) -> Raw:
        """The reference's settings."""
        return self.raw(reference, setting)

    @override
    def actions(self, setting: Setting) -> ActionSpace:
        """A coarse grid: each rule alone and all together, levels alike, cut-offs in five places.

        Next to a setup lie those with one rule, level or pick changed, or a cut-off one step on.
        """
        return ActionSpace(table=self.table, every=self._setups, around=self._beside)

    def _setups(self) -> Iterator[Relation]:
        rules, offers = ids(self.rules), offered(self.fields, self.levels)
        blocks = dict.fromkeys([*((rule,) for rule in rules), rules])
        alike = [
            {f: level if level in levels else levels[0] for f, levels in offers.items()}
            for level in ids(self.levels)
        ]
        scale = self.cutoffs.scale
        places = scale.values(max(1, scale.last // 4))
        cuts = [pair for pair in itertools.product(places, places) if pair[0] <= pair[1]]
        grid = itertools.product(blocks, alike, cuts, ids(_YES_NO), ids(self.survivorship))
        for block, levels, (low, up), one, stands in itertools.islice(grid, ACTIONS_MOST):
            setup = {BLOCK: block, LEVEL: levels, LOWER: low, UPPER: up}
            yield self._relation(setup | {ONE_TO_ONE: one, SURVIVORSHIP: stands})

    def _beside(self, answer: Relation) -> Iterator[Relation]:
        now: dict[str, Any] = dict(self.raw(answer, Setting()))
        yield from (self._relation(now | change) for change in self._changes(now))

    def _changes(self, now: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        for rule in ids(self.rules):
            other = [r for r in ids(self.rules) if (r in now[BLOCK]) != (r == rule)]
            if other:
                yield {BLOCK: other}
        for field, levels in offered(self.fields, self.levels).items():
            for level in (each for each in levels if each != now[LEVEL][field]):
                yield {LEVEL: now[LEVEL] | {field: level}}
        yield from self._moved(now)
        for key, options in ((ONE_TO_ONE, ids(_YES_NO)), (SURVIVORSHIP, ids(self.survivorship))):
            yield from ({key: option} for option in options if option != now[key])

    def _moved(self, now: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        for key in (LOWER, UPPER):
            for value in self.cutoffs.scale.beside(float(now[key])):
                cuts = {LOWER: now[LOWER], UPPER: now[UPPER], key: value}
                if cuts[LOWER] <= cuts[UPPER]:
                    yield cuts

    @override
    def samples(self, reference: Relation, setting: Setting) -> Samples:
        """The right settings, one with a cut-off moved and one pick changed, and no rule."""
        right = dict(self.best(reference, setting))
        turned = "no" if right[ONE_TO_ONE] == "yes" else "yes"
        return Samples(
            right=right, wrong=right | {ONE_TO_ONE: turned}, malformed=right | {BLOCK: []}
        )  # fmt: skip


def _choices(options: tuple[Option, ...]) -> tuple[Choice, ...]:
    return tuple(option.choice() for option in options)


def _grouped(rows: Relation) -> dict[str, Any]:
    given: dict[str, Any] = {}
    for row in rows.rows if len(rows.columns) > 1 else ():
        name, value = str(row[0]), row[1]
        given[name] = [*given.get(name, []), value] if name == BLOCK else value
    return given


_CROSSED: Final = Text(
    zh=f"“{_LABELS[LOWER].zh}”的值不能高于“{_LABELS[UPPER].zh}”的值，请调整其中一个。",
    en="The lower cut-off may not lie above the upper one; please move one of them.",
)


def _open(key: str) -> Rejection:
    text = Text(
        zh=f"“{_LABELS[key].zh}”还没有设定，请补上再提交。",
        en=f"“{_LABELS[key].en}” is not set yet; please complete it before submitting.",
    )
    return Rejection(text=text, where=key)


def _ungraded(first: Choice, n: int) -> Rejection:
    need = "field still needs a level" if n == 1 else "fields still need a level"
    text = Text(
        zh=f"还有 {n} 个字段没有选定比对程度，请从“{first.label.zh}”开始补齐。",
        en=f"{n} {need}; please start with “{first.label.en}”.",
    )
    return Rejection(text=text, where=first.id)


KIND = LinkageSettings
