"""Precedence (S5): what must come before what."""

from collections.abc import Iterator
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from typing import Any, Literal

from typing_extensions import override

from sandbox.model.answer import Answer
from sandbox.model.reference import Sealed
from sandbox.model.relation import Relation
from sandbox.model.score import AnswerSpace, Finding, Score, Scorer
from sandbox.scorers import decimal, opened, repeated, unknown, wrong_shape
from sandbox.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pair:
    before: str
    after: str
    weight: float

    @property
    def id(self) -> str:
        return f"{self.before}/{self.after}"


class Precedence(Scorer):
    """Share = 1 − Σ weights of violated pairs ÷ Σ all weights; scoring function S5.

    The reference is a partial order: rows (before, after) or (before, after, weight), weight 1
    where none is given. Only pairs that law or cause demands belong there; steps without a pair
    may stand anywhere. A finding's item is `before/after`, and what was given or expected is the
    step of the two that came, or comes, first.
    """

    kind: Literal["precedence"] = "precedence"

    @override
    def check_reference(self, reference: Any, space: AnswerSpace) -> str | None:
        """Steps that exist, weights above 0, no pair twice, no circle."""
        shape = wrong_shape(reference, (2, 3), "(before, after) or (before, after, weight)")
        if shape:
            return shape
        for row in reference.rows:
            if len(row) > 2 and not _is_weight(row[2]):
                return f"The weight of `{row[0]}/{row[1]}` is not a number above 0."
        pairs = list(_pairs(reference))
        steps = [step for pair in pairs for step in (pair.before, pair.after)]
        return (
            unknown(steps, space.items, "a step")
            or repeated([pair.id for pair in pairs], "pair")
            or _circle(pairs)
        )

    @override
    def score(self, answer: Answer, sealed: Sealed, space: AnswerSpace) -> Score:
        """The share, with one finding per pair."""
        pairs = list(_pairs(opened(sealed)))
        place = {str(row[1]): at for at, row in enumerate(sorted(answer.relation.rows, key=_at))}
        findings = tuple(_finding(pair, place) for pair in pairs)
        weights = sum(pair.weight for pair in pairs)
        broken = sum(
            pair.weight
            for pair, finding in zip(pairs, findings, strict=True)
            if finding.standing != "right"
        )
        share = min(1.0, max(0.0, 1 - broken / weights))
        kept = sum(finding.standing == "right" for finding in findings)
        return Score(
            share=share,
            arithmetic=_arithmetic(kept, len(pairs), broken, weights, share),
            findings=findings,
        )


def _pairs(reference: Relation) -> Iterator[_Pair]:
    for row in reference.rows:
        weight = row[2] if len(row) > 2 else None
        yield _Pair(
            before=str(row[0]),
            after=str(row[1]),
            weight=float(weight) if isinstance(weight, int | float) and weight > 0 else 1.0,
        )


def _is_weight(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < 1e6


def _at(row: tuple[Any, ...]) -> float:
    return float(row[0])


def _circle(pairs: list[_Pair]) -> str | None:
    graph: TopologicalSorter[str] = TopologicalSorter()
    for pair in pairs:
        graph.add(pair.after, pair.before)
    try:
        graph.prepare()
    except CycleError as error:
        steps = " → ".join(f"`{step}`" for step in error.args[1])
        return f"The pairs go round in a circle: {steps}."
    return None


def _finding(pair: _Pair, place: dict[str, int]) -> Finding:
    if pair.before not in place or pair.after not in place:
        return Finding(item=pair.id, standing="missed", credit=0.0, expected=pair.before)
    kept = place[pair.before] < place[pair.after]
    return Finding(
        item=pair.id,
        standing="right" if kept else "wrong",
        credit=1.0 if kept else 0.0,
        given=pair.before if kept else pair.after,
        expected=pair.before,
    )


def _arithmetic(kept: int, n: int, broken: float, weights: float, share: float) -> Text:
    formula = f"1 − {_short(broken)} ÷ {_short(weights)} = {decimal(share)}"
    weighted_zh, weighted_en = "", ""
    if weights != n:
        weighted_zh, weighted_en = "，按权重计", ", by weight"
    need = "requirement" if n == 1 else "requirements"
    return Text(
        zh=f"{n} 项先后要求中符合 {kept} 项{weighted_zh}：{formula}",
        en=f"{kept} of {n} {need} of order kept{weighted_en}: {formula}",
    )


def _short(weight: float) -> str:
    return f"{round(weight, 2):g}"


KIND = Precedence
