"""Reason text: a few sentences that a teacher reads."""

from typing import Any, ClassVar, Final, Literal

from pydantic import ConfigDict, Field
from typing_extensions import override

from sandbox.decisions import blank, entries, ids, stale
from sandbox.model.answer import Answer, Raw, Rejection
from sandbox.model.control import Prose
from sandbox.model.decision import Decision, Option, Samples, Setting
from sandbox.model.relation import Relation
from sandbox.model.score import AnswerSpace
from sandbox.text import Text

KEY: Final = "text"
SHORTEST: Final = 5
"""Characters; less is no reason."""


class ReasonText(Decision):
    """Explain a decision in one's own words; the answer is a relation (text), one row.

    Nothing is scored by machine. `rubric` says what a teacher looks for; it is not part of the
    form. Points are 0 unless the author wants a teacher's marks to count. The reference lists ids
    of the rubric, or is a model answer.
    """

    model_config = ConfigDict(hide_input_in_errors=True)
    keeps_order: ClassVar[bool] = True

    kind: Literal["reason_text"] = "reason_text"
    points: int = Field(default=0, ge=0, le=100)
    longest: int = Field(default=500, ge=50, le=2000)
    """Characters at most."""
    rubric: tuple[Option, ...] = Field(min_length=1)

    @override
    def controls(self, setting: Setting) -> tuple[Prose, ...]:
        """One `Prose`, keyed `text`."""
        return (Prose(key=KEY, label=self.title, longest=self.longest),)

    @override
    def parse(self, raw: Raw, setting: Setting) -> Answer | Rejection:
        """Some text, neither too short nor too long."""
        form = entries(raw, (KEY,))
        if form is None:
            return stale()
        text = "" if blank(form.get(KEY)) else form[KEY]
        if not isinstance(text, str):
            return stale(KEY)
        text = text.strip()
        if len(text) < SHORTEST:
            return Rejection(text=_SHORT, where=KEY)
        if len(text) > self.longest:
            return self._long(len(text))
        return Answer(relation=Relation.of(("text",), [(text,)]))

    def _long(self, n: int) -> Rejection:
        text = Text(
            zh=f"最多 {self.longest} 字，现在有 {n} 字，请删去 {n - self.longest} 字。",
            en=f"There is room for {self.longest} characters and you have written {n};"
            f" please cut {n - self.longest}.",
        )
        return Rejection(text=text, where=KEY)

    @override
    def space(self, setting: Setting) -> AnswerSpace:
        """What a teacher looks for, as items."""
        return AnswerSpace(items=ids(self.rubric))

    @override
    def raw(self, written: Any, setting: Setting) -> Raw:
        """From text."""
        if not isinstance(written, str):
            raise ValueError("Write the text of the answer.")  # noqa: TRY004
        return {KEY: written}

    @override
    def best(self, reference: Relation, setting: Setting) -> Raw:
        """What the rubric looks for, said in Chinese."""
        text = "；".join(each.label.zh for each in self.rubric)
        return {KEY: text.ljust(SHORTEST, "。")[: self.longest]}

    @override
    def samples(self, reference: Relation, setting: Setting) -> Samples:
        """What the rubric looks for, a phrase that says little, and nothing."""
        right = self.best(reference, setting)
        return Samples(right=right, wrong={KEY: "按规定办理即可。"}, malformed={KEY: " "})


_SHORT: Final = Text(
    zh="请用一两句话写明理由，再提交。",
    en="Please give your reason in a sentence or two before submitting.",
)
KIND = ReasonText
