"""Label table: every row of a table receives one label."""

from collections.abc import Mapping
from typing import Any, ClassVar, Final, Literal

from pydantic import Field
from typing_extensions import override

from sandbox.decisions import Itemised, blank, filled, ids, known, per_item, stale
from sandbox.model.answer import Answer, Raw, Rejection
from sandbox.model.control import Choice, Grid
from sandbox.model.decision import Option, Samples, Setting
from sandbox.model.relation import Relation
from sandbox.model.score import AnswerSpace
from sandbox.text import Text

KEY: Final = "labels"


class LabelTable(Itemised):
    """Label every row; the answer is a relation (id, label), in the order of the rows.

    Labels keep the author's order, since they often form a scale. Rows written in YAML appear in
    an order that depends on the seed; rows found by a query keep the query's order.
    """

    keeps_order: ClassVar[bool] = True

    kind: Literal["label_table"] = "label_table"
    labels: tuple[Option, ...] = Field(min_length=2)

    @override
    def controls(self, setting: Setting) -> tuple[Grid, ...]:
        """One `Grid`, keyed `labels`."""
        labels = tuple(label.choice() for label in self.labels)
        return (Grid(key=KEY, label=self.title, rows=self._shown(setting), labels=labels),)

    def _shown(self, setting: Setting) -> tuple[Choice, ...]:
        written = self.written_items()
        return setting.shuffled(written, self.id) if written else setting.items

    @override
    def parse(self, raw: Raw, setting: Setting) -> Answer | Rejection:
        """Every row with a label of this table."""
        rows = self.rows(setting)
        given = filled(raw, KEY, rows)
        if isinstance(given, Rejection):
            return given
        missing = [row for row in self._shown(setting) if blank(given.get(row.id))]
        if missing:
            return self._missing(missing[0], len(missing))
        labels = ids(self.labels)
        for row in rows:
            if given[row.id] not in labels:
                return stale(row.id)
        return Answer(
            relation=Relation.of(("id", "label"), [(row.id, given[row.id]) for row in rows])
        )

    def _missing(self, first: Choice, n: int) -> Rejection:
        need = "row still needs a label" if n == 1 else "rows still need a label"
        text = Text(
            zh=f"还有 {n} 行没有选定标签，请从“{first.label.zh}”开始补齐。",
            en=f"{n} {need}; please start with “{first.label.en}”.",
        )
        return Rejection(text=text, where=first.id)

    @override
    def space(self, setting: Setting) -> AnswerSpace:
        """Rows as items, labels as labels."""
        return AnswerSpace(items=ids(self.rows(setting)), labels=ids(self.labels))

    @override
    def raw(self, written: Any, setting: Setting) -> Raw:
        """From `{id: label}`, `{all: label}` or rows (id, label) of a query."""
        given = per_item(written, ids(self.rows(setting)), "label id")
        known(given.values(), ids(self.labels), "a label")
        return {KEY: {row: str(label) for row, label in given.items()}}

    @override
    def best(self, reference: Relation, setting: Setting) -> Raw:
        """The reference's label for every row."""
        right = reference.mapping()
        return {KEY: {row: right[row] for row in ids(self.rows(setting)) if row in right}}

    @override
    def samples(self, reference: Relation, setting: Setting) -> Samples:
        """The right labels, the label after the right one, and an empty table."""
        labels = ids(self.labels)
        right: Mapping[str, str] = self.best(reference, setting)[KEY]
        wrong = {row: labels[(labels.index(it) + 1) % len(labels)] for row, it in right.items()}
        return Samples(right={KEY: right}, wrong={KEY: wrong}, malformed={KEY: {}})


KIND = LabelTable
