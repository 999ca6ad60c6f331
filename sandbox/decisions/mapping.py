"""Mapping: every source field goes to a target field, or to none."""

from collections.abc import Iterable
from typing import Any, ClassVar, Final, Literal, Self

from pydantic import Field, model_validator
from typing_extensions import override

from sandbox.decisions import Itemised, entries, ids, known, labelled, per_item, stale
from sandbox.model.answer import Answer, Raw, Rejection
from sandbox.model.control import Choice, Grid
from sandbox.model.decision import Option, Samples, Setting
from sandbox.model.relation import Relation
from sandbox.model.score import AnswerSpace
from sandbox.text import Text

KEY: Final = "targets"
NONE: Final = "none"
"""What a field without a counterpart is given; such fields are no rows of the answer."""
_NOWHERE: Final = Choice(
    id=NONE, label=Text(zh="不对应任何目标字段", en="No target field")
)  # fmt: skip


class Mapping(Itemised):
    """Lead source fields to target fields; the answer is a relation (source, target).

    Each source goes to one target or to none, and has no row in the latter case; several sources
    may meet in one target. Targets keep the author's order; sources appear like the rows of a
    label table. The reference has rows (source, target); the first target of a source is the one
    that a perfect answer gives.
    """

    keeps_order: ClassVar[bool] = True

    kind: Literal["mapping"] = "mapping"
    targets: tuple[Option, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _none_is_ours(self) -> Self:
        if NONE in ids(self.targets):
            raise ValueError(f"a target may not be called `{NONE}`: it stands for no target")
        return self

    @override
    def controls(self, setting: Setting) -> tuple[Grid, ...]:
        """One `Grid` of sources, keyed `targets`; its last label means no target."""
        labels = (*(target.choice() for target in self.targets), _NOWHERE)
        return (Grid(key=KEY, label=self.title, rows=self.shown(setting), labels=labels),)

    @override
    def parse(self, raw: Raw, setting: Setting) -> Answer | Rejection:
        """Every source with a target of this decision, or with none."""
        form = entries(raw, (KEY,))
        if form is None:
            return stale()
        offered = dict.fromkeys(ids(self.shown(setting)), (*ids(self.targets), NONE))
        given = labelled(form.get(KEY), self.shown(setting), offered, _missing)
        if isinstance(given, Rejection):
            return given
        pairs = [(row.id, given[row.id]) for row in self.rows(setting)]
        led = [pair for pair in pairs if pair[1] != NONE]
        return Answer(relation=Relation.of(("source", "target"), led))

    @override
    def space(self, setting: Setting) -> AnswerSpace:
        """Sources as items, targets as labels."""
        return AnswerSpace(items=ids(self.rows(setting)), labels=ids(self.targets))

    @override
    def raw(self, written: Any, setting: Setting) -> Raw:
        """From `{source: target}`, `{all: target}` or rows (source, target) of a query.

        Sources that a query leaves out have no target.
        """
        sources = ids(self.rows(setting))
        given = per_item(written, sources, "label id")
        known(given.values(), (*ids(self.targets), NONE), "a label")
        if isinstance(written, Relation):
            given = dict.fromkeys(sources, NONE) | given
        return {KEY: {source: str(target) for source, target in given.items()}}

    @override
    def best(self, reference: Relation, setting: Setting) -> Raw:
        """The first target of each source; none for sources that the reference does not name."""
        targets = dict.fromkeys(ids(self.rows(setting)), NONE)
        for source, target in _first(reference.rows):
            targets[source] = target
        return {KEY: targets}

    @override
    def samples(self, reference: Relation, setting: Setting) -> Samples:
        """The right targets, for each source the next one, and an empty form."""
        right: dict[str, str] = dict(self.best(reference, setting)[KEY])
        turn = (*ids(self.targets), NONE)
        wrong = {row: turn[(turn.index(target) + 1) % len(turn)] for row, target in right.items()}
        return Samples(right={KEY: right}, wrong={KEY: wrong}, malformed={KEY: {}})


def _first(rows: Iterable[tuple[Any, ...]]) -> Iterable[tuple[str, str]]:
    pairs: dict[str, str] = {}
    for source, target, *_ in rows:
        pairs.setdefault(str(source), str(target))
    return pairs.items()


def _missing(first: Choice, n: int) -> Rejection:
    need = "field still needs a target" if n == 1 else "fields still need a target"
    text = Text(
        zh=f"还有 {n} 个字段没有选定去向，请从“{first.label.zh}”开始补齐；"
        f"没有对应的，请选“{_NOWHERE.label.zh}”。",
        en=f"{n} {need}; please start with “{first.label.en}”."
        f" Where nothing fits, choose “{_NOWHERE.label.en}”.",
    )
    return Rejection(text=text, where=first.id)


KIND = Mapping
