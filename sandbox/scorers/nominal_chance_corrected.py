"""Nominal chance-corrected accuracy (S3n): labels without an order."""

from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator
from typing_extensions import override

from sandbox.model.base import Authored, Slug
from sandbox.model.score import AnswerSpace
from sandbox.scorers import ChanceCorrected, unknown


class Confusion(Authored):
    """Credit, above 0 and below 1, for taking `truth` for `given`; the reverse is another row."""

    truth: Slug
    given: Slug
    credit: Annotated[float, Field(gt=0, lt=1)]

    @model_validator(mode="after")
    def _two_labels(self) -> Self:
        if self.truth == self.given:
            raise ValueError("a confusion names two different labels")
        return self


class NominalChanceCorrected(ChanceCorrected):
    """Share = max(0, (raw − best constant) ÷ (1 − best constant)); scoring function S3n.

    A row earns 1 for the right label, the credit of a written confusion, else 0; raw is the mean.
    """

    kind: Literal["nominal_chance_corrected"] = "nominal_chance_corrected"
    confusion: tuple[Confusion, ...] = ()

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        pairs = [(each.truth, each.given) for each in self.confusion]
        if len(set(pairs)) < len(pairs):
            raise ValueError("a confusion of the same two labels is written twice")
        return self

    @override
    def credit(self, *, truth: str, given: str, space: AnswerSpace) -> float:
        """1 when equal; the credit of the confusion, if it is written; else 0."""
        if truth == given:
            return 1.0
        for each in self.confusion:
            if each.truth == truth and each.given == given:
                return each.credit
        return 0.0

    @override
    def constants(self, space: AnswerSpace) -> tuple[str, ...]:
        """Every label."""
        return space.labels

    @override
    def check_reference(self, reference: Any, space: AnswerSpace) -> str | None:
        """As for every table of labels; confusions may only name labels that exist."""
        named = [label for each in self.confusion for label in (each.truth, each.given)]
        return unknown(named, space.labels, "a label") or super().check_reference(reference, space)


KIND = NominalChanceCorrected
