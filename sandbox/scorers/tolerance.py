"""Tolerance (S12): exact counts in full, close counts half."""

import math
from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field
from typing_extensions import override

from sandbox.model.answer import Answer
from sandbox.model.reference import Sealed
from sandbox.model.relation import Cell
from sandbox.model.score import AnswerSpace, Finding, Score, Scorer
from sandbox.scorers import decimal, misfit_items, opened, standing, wrong_shape
from sandbox.text import Text


class Tolerance(Scorer):
    """Share = (exact items + ½ × close items) ÷ items; scoring function S12.

    Exact: equal, or for numbers within `tolerance`. Close: for numbers within twice the
    tolerance, and for numbers and days alike within the window [half_low, half_high] of the
    reference, by which SQL says what ± 1 working day (工作日) means on the calendar. Reference
    rows are (id, value) or (id, value, half_low, half_high).
    """

    kind: Literal["tolerance"] = "tolerance"
    tolerance: Annotated[float, Field(ge=0, allow_inf_nan=False)] = 0.0
    """In the unit of the decision; days ignore it."""

    @override
    def check_reference(self, reference: Any, space: AnswerSpace) -> str | None:
        """Each item once, values all numbers or all days, windows around their value."""
        shape = wrong_shape(reference, (2, 4), "(id, value) or (id, value, half_low, half_high)")
        if shape:
            return shape
        fault = misfit_items([str(row[0]) for row in reference.rows], space)
        if fault:
            return fault
        sorts = {_sort(row[1]) for row in reference.rows}
        if sorts not in ({"number"}, {"day"}):
            return "The values of the reference must be all numbers or all days (2027-03-15)."
        for row in reference.rows:
            if len(row) == 4 and not _is_window(row[1:]):
                return f"The half-credit window of `{row[0]}` does not lie around its value."
        return None

    @override
    def score(self, answer: Answer, sealed: Sealed, space: AnswerSpace) -> Score:
        """The share, with one finding per item of the reference."""
        given = {str(row[0]): row[1] for row in answer.relation.rows}
        findings = tuple(
            self._finding(str(row[0]), row[1:], given.get(str(row[0])))
            for row in opened(sealed).rows
        )
        exact = sum(finding.standing == "right" for finding in findings)
        close = sum(finding.standing == "partial" for finding in findings)
        share = (exact + 0.5 * close) / len(findings)
        return Score(
            share=share,
            arithmetic=_arithmetic(exact, close, len(findings), share),
            findings=findings,
        )

    def _finding(self, item: str, right: Sequence[Cell], given: Cell) -> Finding:
        expected = _printed(right[0])
        if given is None:
            return Finding(item=item, standing="missed", credit=0.0, expected=expected)
        credit = self._credit(given, right[0], right[1:])
        return Finding(
            item=item,
            standing=standing(credit),
            credit=credit,
            given=_printed(given),
            expected=expected,
        )

    def _credit(self, given: Cell, value: Cell, window: Sequence[Cell]) -> float:
        if _sort(given) != _sort(value):
            return 0.0
        if isinstance(given, int | float) and isinstance(value, int | float):
            apart = abs(given - value)
            # Binary fractions: 0.3 must lie within 0.1 of 0.2.
            slack = 1e-9 * max(1.0, abs(value))
            if apart <= self.tolerance + slack:
                return 1.0
            if apart <= 2 * self.tolerance + slack:
                return 0.5
        elif given == value:
            return 1.0
        return 0.5 if _inside(given, window) else 0.0


def _sort(value: Cell) -> str:
    if isinstance(value, str):
        try:
            return "day" if date.fromisoformat(value).isoformat() == value else "other"
        except ValueError:
            return "other"
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return "number" if number and math.isfinite(float(value or 0)) else "other"


def _is_window(cells: Sequence[Cell]) -> bool:
    value, low, high = cells
    if low is None and high is None:
        return True
    return _inside(value, (low, high))


def _inside(value: Cell, window: Sequence[Cell]) -> bool:
    """Both bounds included; days compare as ISO text."""
    if len(window) != 2 or {_sort(bound) for bound in window} != {_sort(value)}:
        return False
    low, high = window
    if isinstance(value, str):
        return str(low) <= value <= str(high)
    return _float(low) <= _float(value) <= _float(high)


def _float(value: Cell) -> float:
    return float(value or 0)


def _printed(value: Cell) -> str:
    return f"{value:.12g}" if isinstance(value, float) else str(value)


def _arithmetic(exact: int, close: int, n: int, share: float) -> Text:
    if close:
        formula = f"({exact} + {close} × 0.5) ÷ {n} = {decimal(share)}"
        return Text(
            zh=f"{n} 项中 {exact} 项准确、{close} 项接近：{formula}",
            en=f"Of {n}, {exact} exact and {close} close: {formula}",
        )
    formula = f"{exact} ÷ {n} = {decimal(share)}"
    return Text(zh=f"{n} 项中 {exact} 项准确：{formula}", en=f"{exact} of {n} exact: {formula}")


KIND = Tolerance
