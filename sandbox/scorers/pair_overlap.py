"""Pair overlap (S4): whether fields go where they belong."""

from collections.abc import Mapping
from typing import Any, Literal

from typing_extensions import override

from sandbox.model.answer import Answer
from sandbox.model.reference import Sealed
from sandbox.model.relation import Relation
from sandbox.model.score import AnswerSpace, Finding, Score, Scorer
from sandbox.scorers import decimal, opened, repeated, unknown, wrong_shape
from sandbox.text import Text


class PairOverlap(Scorer):
    """Share = 2 × right pairs ÷ (given pairs + expected pairs), which is F1; scoring function S4.

    Reference rows are (source, target). Several rows of one source are names for the same thing
    (别名): any of them is right, and the first is the one that is shown. Sources that no row names
    have no counterpart; leading them somewhere adds a wrong pair, leaving one open adds nothing.
    """

    kind: Literal["pair_overlap"] = "pair_overlap"

    @override
    def check_reference(self, reference: Any, space: AnswerSpace) -> str | None:
        """Sources and targets that exist, no pair twice, not one target for all."""
        shape = wrong_shape(reference, (2,), "(source, target)")
        if shape:
            return shape
        pairs = [(str(source), str(target)) for source, target in reference.rows]
        fault = (
            unknown([source for source, _ in pairs], space.items, "an item")
            or unknown([target for _, target in pairs], space.labels, "a label")
            or repeated([f"{source}/{target}" for source, target in pairs], "pair")
        )
        accepted = _accepted(reference)
        shared = set.intersection(*(set(names) for names in accepted.values()))
        if fault is None and len(accepted) > 1 and shared:
            return (
                "The reference gives every item the same label,"
                " so labelling everything alike would be perfect."
            )
        return fault

    @override
    def score(self, answer: Answer, sealed: Sealed, space: AnswerSpace) -> Score:
        """The share, with a finding for every source that has, or was given, a target."""
        accepted = _accepted(opened(sealed))
        given = {str(source): str(target) for source, target in answer.relation.rows}
        findings = tuple(
            _finding(source, given.get(source), accepted.get(source, ()))
            for source in dict.fromkeys((*accepted, *given))
        )
        right = sum(finding.standing == "right" for finding in findings)
        share = 2 * right / (len(given) + len(accepted))
        return Score(
            share=share,
            arithmetic=_arithmetic(right, len(given), len(accepted), share),
            findings=findings,
        )


def _accepted(reference: Relation) -> Mapping[str, tuple[str, ...]]:
    """Source → the targets that are right, the shown one first."""
    accepted: dict[str, tuple[str, ...]] = {}
    for row in reference.rows:
        source = str(row[0])
        accepted[source] = (*accepted.get(source, ()), str(row[1]))
    return accepted


def _finding(source: str, given: str | None, accepted: tuple[str, ...]) -> Finding:
    if given is None:
        return Finding(item=source, standing="missed", credit=0.0, expected=accepted[0])
    if not accepted:
        return Finding(item=source, standing="extra", credit=0.0, given=given)
    if given in accepted:
        return Finding(item=source, standing="right", credit=1.0, given=given, expected=given)
    return Finding(item=source, standing="wrong", credit=0.0, given=given, expected=accepted[0])


def _arithmetic(right: int, given: int, expected: int, share: float) -> Text:
    formula = f"2 × {right} ÷ ({given} + {expected}) = {decimal(share)}"
    return Text(
        zh=f"对应了 {given} 项，应对应 {expected} 项，其中对应正确 {right} 项：{formula}",
        en=f"{given} matched, {expected} to be matched, {right} right: {formula}",
    )


KIND = PairOverlap
