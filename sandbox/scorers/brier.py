"""Brier: whether a confidence was warranted."""

from typing import Any, Final, Literal

from typing_extensions import override

from sandbox.model.answer import Answer
from sandbox.model.reference import Sealed
from sandbox.model.relation import Cell
from sandbox.model.score import AnswerSpace, Finding, Score, Scorer
from sandbox.scorers import decimal, misfit_items, opened, printed, standing, wrong_shape
from sandbox.text import Text

COIN: Final = 0.25
"""The quadratic loss of whoever says 50 % to everything."""


class Brier(Scorer):
    """Share = mean of max(0, 1 − (p − o)² ÷ 0.25); scoring function Brier.

    p is the stated probability and o what happened, 1 or 0, or a frequency in between. To say
    50 % is to say nothing, and earns 0 where o is 0 or 1; the highest share comes from saying
    what one believes, since the quadratic score is proper (Brier 1950). Reference rows are
    (id, outcome); answers are percentages unless `scale` says they are shares of 1.
    """

    kind: Literal["brier"] = "brier"
    scale: Literal["percent", "share"] = "percent"

    @override
    def check_reference(self, reference: Any, space: AnswerSpace) -> str | None:
        """Each item once, with an outcome from 0 to 1."""
        shape = wrong_shape(reference, (2,), "(id, outcome)")
        if shape:
            return shape
        for item, outcome in reference.rows:
            if _number(outcome) is None or not 0 <= (_number(outcome) or 0) <= 1:
                return f"The outcome of `{item}` is not a number from 0 to 1."
        return misfit_items([str(row[0]) for row in reference.rows], space)

    @override
    def score(self, answer: Answer, sealed: Sealed, space: AnswerSpace) -> Score:
        """The mean over the items, with one finding each."""
        unit = 100 if self.scale == "percent" else 1
        given = {str(row[0]): _number(row[1]) for row in answer.relation.rows}
        asked = [(str(row[0]), _number(row[1]) or 0.0) for row in opened(sealed).rows]
        stated = [(item, given.get(item), outcome) for item, outcome in asked]
        terms = [
            (None if number is None else number / unit, outcome) for _, number, outcome in stated
        ]
        credits_ = [_credit(p, outcome) for p, outcome in terms]
        share = sum(credits_) / len(credits_)
        return Score(
            share=share,
            arithmetic=_arithmetic(terms, credits_, share),
            findings=tuple(
                self._finding(item, number, outcome * unit, credit)
                for (item, number, outcome), credit in zip(stated, credits_, strict=True)
            ),
        )

    def _finding(self, item: str, number: float | None, outcome: float, credit: float) -> Finding:
        sign = " %" if self.scale == "percent" else ""
        expected = f"{printed(outcome)}{sign}"
        if number is None:
            return Finding(item=item, standing="missed", credit=0.0, expected=expected)
        return Finding(
            item=item,
            standing=standing(credit),
            credit=credit,
            given=f"{printed(number)}{sign}",
            expected=expected,
        )


def _credit(stated: float | None, outcome: float) -> float:
    if stated is None or not 0 <= stated <= 1:
        return 0.0
    return max(0.0, 1 - (stated - outcome) ** 2 / COIN)


def _number(cell: Cell) -> float | None:
    if isinstance(cell, bool):
        return float(cell)
    return float(cell) if isinstance(cell, int | float) else None


def _arithmetic(
    terms: list[tuple[float | None, float]], credits_: list[float], share: float
) -> Text:
    if len(terms) > 1:
        parts = " + ".join(decimal(credit) for credit in credits_)
        formula = f"({parts}) ÷ {len(terms)} = {decimal(share)}"
        return Text(
            zh=f"各项为 1 − (p − o)² ÷ 0.25，取平均：{formula}",
            en=f"Mean of 1 − (p − o)² ÷ 0.25: {formula}",
        )
    stated, outcome = terms[0]
    shown = f"1 − ({decimal(stated or 0.0)} − {outcome:g})² ÷ 0.25"
    value = 1 - ((stated or 0.0) - outcome) ** 2 / COIN
    floor = decimal(value) != decimal(share)
    zh, en = f"{shown} = {decimal(value)}", f"{shown} = {decimal(value)}"
    if floor:
        zh, en = f"{zh}，按 {decimal(share)} 计", f"{en}, counted as {decimal(share)}"
    return Text(zh=f"把握与实际的差距：{zh}", en=f"Confidence against outcome: {en}")


KIND = Brier
