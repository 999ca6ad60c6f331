"""Ordinal chance-corrected accuracy (S3): labels on a scale of protection."""

from typing import Annotated, Any, Final, Literal, Self

from pydantic import Field, model_validator
from typing_extensions import override

from sandbox.model.base import Slug
from sandbox.model.score import AnswerSpace
from sandbox.scorers import ChanceCorrected, missing, unknown
from sandbox.text import Text

_UNDER: Final = Text(zh="保护不足", en="Less protection than required")
_OVER: Final = Text(zh="保护过度", en="More protection than required")


class OrdinalChanceCorrected(ChanceCorrected):
    """Share = max(0, (raw − best constant) ÷ (1 − best constant)); scoring function S3.

    A row earns 1 − α·|Δ| ÷ K, where Δ counts steps on the scale and K is its length − 1; raw is
    the mean. α is `under` when the answer protects less than required and `over` when it protects
    more: linear disagreement weights as in weighted κ (Cohen 1968), made unequal on either side.
    """

    kind: Literal["ordinal_chance_corrected"] = "ordinal_chance_corrected"
    scale: tuple[Slug, ...] = Field(min_length=2)
    """Label ids, least to most protective."""
    under: Annotated[float, Field(gt=0, le=1)] = 1.0
    over: Annotated[float, Field(gt=0, le=1)] = 0.5

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        if len(set(self.scale)) < len(self.scale):
            raise ValueError("a label stands twice on the scale")
        return self

    @override
    def credit(self, *, truth: str, given: str, space: AnswerSpace) -> float:
        """1 − α·|Δ| ÷ K; a label that is not on the scale earns nothing."""
        if truth == given:
            return 1.0
        if truth not in self.scale or given not in self.scale:
            return 0.0
        steps = self.scale.index(given) - self.scale.index(truth)
        alpha = self.over if steps > 0 else self.under
        return 1 - alpha * abs(steps) / (len(self.scale) - 1)

    @override
    def constants(self, space: AnswerSpace) -> tuple[str, ...]:
        """Every label of the scale."""
        return self.scale

    @override
    def note(self, *, truth: str, given: str) -> Text | None:
        """Which side of the requirement the answer is on."""
        if truth not in self.scale or given not in self.scale:
            return None
        return _OVER if self.scale.index(given) > self.scale.index(truth) else _UNDER

    @override
    def check_reference(self, reference: Any, space: AnswerSpace) -> str | None:
        """As for every table of labels; the scale holds exactly the labels that can be given."""
        fault = unknown(self.scale, space.labels, "a label")
        if fault is None and missing(self.scale, space.labels, "label"):
            absent = next(label for label in space.labels if label not in self.scale)
            return f"The label `{absent}` has no place on the scorer's `scale`."
        return fault or super().check_reference(reference, space)


KIND = OrdinalChanceCorrected
