"""Set overlap (S2): right picks count, wrong picks take away."""

from typing import Any, Literal

from typing_extensions import override

from sandbox.model.answer import Answer
from sandbox.model.reference import Sealed
from sandbox.model.score import AnswerSpace, Finding, Score, Scorer
from sandbox.scorers import floored, opened, repeated, unknown, wrong_shape
from sandbox.text import Text


class SetOverlap(Scorer):
    """Share = max(0, (right picks − wrong picks) ÷ number of right options); scoring function S2.

    With at least as many distractors as right options, whoever picks everything earns 0. The
    reference is one column: the right options.
    """

    kind: Literal["set_overlap"] = "set_overlap"

    @override
    def check_reference(self, reference: Any, space: AnswerSpace) -> str | None:
        """Options that exist, each once; not all of them."""
        shape = wrong_shape(reference, (1,), "(option)")
        if shape:
            return shape
        right = [str(row[0]) for row in reference.rows]
        fault = unknown(right, space.labels, "an option") or repeated(right, "option")
        if fault is None and len(right) == len(space.labels):
            return "Every option is right, so picking everything would be perfect."
        return fault

    @override
    def score(self, answer: Answer, sealed: Sealed, space: AnswerSpace) -> Score:
        """The share, with a finding for every option that was picked or should have been."""
        right = tuple(dict.fromkeys(str(row[0]) for row in opened(sealed).rows))
        picked = tuple(dict.fromkeys(str(row[0]) for row in answer.relation.rows))
        hits = sum(option in right for option in picked)
        extras = len(picked) - hits
        value = (hits - extras) / len(right)
        formula = Text(
            zh=f"（{hits} 对 − {extras} 错）÷ {len(right)}",
            en=f"({hits} right − {extras} wrong) ÷ {len(right)}",
        )
        return Score(
            share=max(0.0, value),
            arithmetic=floored(formula, value),
            findings=tuple(
                _finding(option, option in picked, option in right)
                for option in dict.fromkeys((*right, *picked))
            ),
        )


def _finding(option: str, picked: bool, right: bool) -> Finding:
    if picked and right:
        return Finding(item=option, standing="right", credit=1.0, given=option, expected=option)
    if right:
        return Finding(item=option, standing="missed", credit=0.0, expected=option)
    return Finding(item=option, standing="extra", credit=0.0, given=option)


KIND = SetOverlap
