"""Single choice: one option for each question."""

from collections.abc import Mapping
from typing import Any, ClassVar, Final, Literal, Self

from pydantic import ConfigDict, Field, model_validator
from typing_extensions import override

from sandbox.decisions import blank, entries, ids, known, stale
from sandbox.model.answer import Answer, Raw, Rejection
from sandbox.model.base import Authored, Slug
from sandbox.model.control import Pick
from sandbox.model.decision import Decision, Option, Samples, Setting
from sandbox.model.relation import Relation
from sandbox.model.score import AnswerSpace
from sandbox.text import Text

ONLY: Final = "choice"
"""Id of the question in the short form, which has but one."""


class Question(Authored):
    """One of several questions that are answered together."""

    id: Slug
    prompt: Text
    options: tuple[Option, ...] = Field(min_length=2)


class SingleChoice(Decision):
    """Pick one option per question; the answer is a relation (question, choice).

    Short form `options`: one question, called `choice`. Long form `questions`. Options appear in
    an order that depends on the world's seed. The space holds questions as items, and options as
    labels: `option` in the short form, `question/option` in the long one.
    """

    model_config = ConfigDict(hide_input_in_errors=True)
    columns: ClassVar[tuple[str, ...]] = ("question", "choice")

    kind: Literal["single_choice"] = "single_choice"
    options: tuple[Option, ...] = Field(default=(), min_length=2)
    questions: tuple[Question, ...] = Field(default=(), min_length=1)

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        if bool(self.options) == bool(self.questions):
            raise ValueError("a single choice needs either `options` or `questions`, not both")
        if any(question.id == ONLY for question in self.questions):
            raise ValueError(f"a question may not be called `{ONLY}`: the short form is")
        return self

    def asked(self) -> tuple[Question, ...]:
        """The questions, in the author's order."""
        return self.questions or (Question(id=ONLY, prompt=self.title, options=self.options),)

    @override
    def controls(self, setting: Setting) -> tuple[Pick, ...]:
        """One `Pick` per question."""
        return tuple(
            Pick(
                key=question.id,
                label=question.prompt,
                choices=setting.shuffled(
                    tuple(option.choice() for option in question.options),
                    f"{self.id}/{question.id}",
                ),
            )
            for question in self.asked()
        )

    @override
    def parse(self, raw: Raw, setting: Setting) -> Answer | Rejection:
        """Every question with an option of its own."""
        asked = self.asked()
        given = entries(raw, tuple(question.id for question in asked))
        if given is None:
            return stale()
        missing = [question for question in asked if blank(given.get(question.id))]
        if missing:
            return self._missing(missing)
        for question in asked:
            if given[question.id] not in ids(question.options):
                return stale(question.id)
        rows = [(question.id, given[question.id]) for question in asked]
        return Answer(relation=Relation.of(self.columns, rows))

    def _missing(self, missing: list[Question]) -> Rejection:
        first, n = missing[0], len(missing)
        text = Text(
            zh="请先选定 1 个选项，再提交答案。", en="Please choose 1 option before submitting."
        )
        if self.questions:
            need = "question still needs an answer" if n == 1 else "questions still need an answer"
            text = Text(
                zh=f"还有 {n} 个问题没有作答，请从“{first.prompt.zh}”开始补答。",
                en=f"{n} {need}; please start with “{first.prompt.en}”.",
            )
        return Rejection(text=text, where=first.id)

    @override
    def space(self, setting: Setting) -> AnswerSpace:
        """Questions as items, options as labels."""
        if self.options:
            return AnswerSpace(items=(ONLY,), labels=ids(self.options))
        return AnswerSpace(
            items=tuple(question.id for question in self.questions),
            labels=tuple(f"{q.id}/{option.id}" for q in self.questions for option in q.options),
        )

    @override
    def raw(self, written: Any, setting: Setting) -> Raw:
        """From an option id (short form) or a mapping question → option id."""
        asked = {question.id: question for question in self.asked()}
        if isinstance(written, Relation) and len(written.columns) == 2:
            written = written.mapping()
        if isinstance(written, str) and len(asked) == 1:
            written = dict.fromkeys(asked, written)
        if not isinstance(written, Mapping):
            form = "an option id" if self.options else "a mapping from question to option id"
            raise ValueError(f"Write {form}.")  # noqa: TRY004
        known(written, asked, "a question")
        for question, option in written.items():
            known([option], ids(asked[question].options), f"an option of `{question}`")
        return dict(written)

    @override
    def best(self, reference: Relation, setting: Setting) -> Raw:
        """The option with the highest credit for each question."""
        return self._extreme(reference, 1)

    def _extreme(self, reference: Relation, sign: int) -> Raw:
        credit = {(str(r[-3]) if len(r) > 2 else ONLY, str(r[-2])): r[-1] for r in reference.rows}

        def pick(question: Question) -> str:
            worth = {o.id: float(credit.get((question.id, o.id)) or 0) for o in question.options}
            return max(worth, key=lambda option: sign * worth[option])

        return {question.id: pick(question) for question in self.asked()}

    @override
    def samples(self, reference: Relation, setting: Setting) -> Samples:
        """The best options, the worst ones, and one that does not exist."""
        return Samples(
            right=self.best(reference, setting),
            wrong=self._extreme(reference, -1),
            malformed={self.asked()[0].id: "no-such-option"},
        )


KIND = SingleChoice
