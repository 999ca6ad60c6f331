"""Multiple choice: any number of options, at least one."""

from typing import Any, Final, Literal

from pydantic import ConfigDict, Field
from typing_extensions import override

from sandbox.decisions import ids, known, listed, picked
from sandbox.model.answer import Answer, Raw, Rejection
from sandbox.model.control import PickMany
from sandbox.model.decision import Decision, Option, Samples, Setting
from sandbox.model.relation import Relation
from sandbox.model.score import AnswerSpace

KEY: Final = "choices"


class MultipleChoice(Decision):
    """Pick all that apply; the answer is a relation (choice), one row per chosen option.

    Options appear in an order that depends on the world's seed; rows keep the author's order, so
    equal selections are equal answers.
    """

    model_config = ConfigDict(hide_input_in_errors=True)

    kind: Literal["multiple_choice"] = "multiple_choice"
    options: tuple[Option, ...] = Field(min_length=2)

    @override
    def controls(self, setting: Setting) -> tuple[PickMany, ...]:
        """One `PickMany`, keyed `choices`."""
        choices = tuple(option.choice() for option in self.options)
        return (
            PickMany(key=KEY, label=self.title, choices=setting.shuffled(choices, self.id)),
        )  # fmt: skip

    @override
    def parse(self, raw: Raw, setting: Setting) -> Answer | Rejection:
        """The chosen options without repetition."""
        chosen = picked(raw, KEY, self.options)
        if isinstance(chosen, Rejection):
            return chosen
        rows = [(option.id,) for option in self.options if option.id in chosen]
        return Answer(relation=Relation.of(("choice",), rows))

    @override
    def space(self, setting: Setting) -> AnswerSpace:
        """Options as labels."""
        return AnswerSpace(labels=ids(self.options))

    @override
    def raw(self, written: Any, setting: Setting) -> Raw:
        """From a list of option ids, or `{all: true}`."""
        if written == {"all": True}:
            return {KEY: list(ids(self.options))}
        chosen = listed(written)
        known(chosen, ids(self.options), "an option")
        return {KEY: list(chosen)}

    @override
    def best(self, reference: Relation, setting: Setting) -> Raw:
        """Exactly the options of the reference."""
        return {KEY: [str(row[0]) for row in reference.rows]}

    @override
    def samples(self, reference: Relation, setting: Setting) -> Samples:
        """The right options, all the others (or only one, if all are right), and none."""
        right: list[str] = list(self.best(reference, setting)[KEY])
        others = [option for option in ids(self.options) if option not in right]
        return Samples(right={KEY: right}, wrong={KEY: others or right[:1]}, malformed={KEY: []})


KIND = MultipleChoice
