"""Rule value (S9): what a rule does on hold-out cases, and whether it can be explained."""

from typing import Annotated, Final, Literal

from pydantic import Field
from typing_extensions import override

from sandbox.model.reference import Limit, Valuation
from sandbox.model.relation import Relation
from sandbox.scorers import Valued, losses
from sandbox.text import Text

CONDITIONS: Final = 8
"""More conditions than these nobody explains at a counter (教学约定)."""


class RuleValue(Valued):
    """Share = max(0, 1 − (L − L_best) ÷ (L_trivial − L_best)) under caps; scoring function S9.

    L is the loss of the rule on hold-out cases: the objective of the reference reads cases that
    evidence does not show. A rule of more than `most_conditions` conditions earns at most
    `cap_unexplained`; fairness is a hard constraint of the reference, with a cap of its own.
    Answer rows are (slot, field, op, value); rows without a field are no conditions.
    """

    kind: Literal["rule_value"] = "rule_value"
    most_conditions: Annotated[int, Field(ge=1)] = CONDITIONS
    cap_unexplained: Annotated[float, Field(ge=0, lt=1)] = 0.5

    @override
    def formula(self, value: float, valuation: Valuation) -> Text:
        """The three losses and the fraction."""
        return losses(value, valuation)

    @override
    def limits(self, answer: Relation) -> tuple[Limit, ...]:
        """Too many conditions to be explained."""
        if conditions(answer) <= self.most_conditions:
            return ()
        text = Text(
            zh=f"规则不超过 {self.most_conditions} 个条件，便于说明",
            en=f"a rule of at most {self.most_conditions} conditions can be explained",
        )
        return (Limit(text=text, cap=self.cap_unexplained),)


def conditions(answer: Relation) -> int:
    """How many conditions a rule has; the row that says how they combine is none."""
    if "field" not in answer.columns:
        return len(answer.rows)
    return sum(cell not in (None, "") for cell in answer.column("field"))


KIND = RuleValue
