"""Case credit (S7): the right decision in each case, and for the right reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Final, Literal, Self

from pydantic import Field, model_validator
from typing_extensions import override

from sandbox.model.answer import Answer
from sandbox.model.base import Authored, Slug
from sandbox.model.reference import Sealed
from sandbox.model.relation import Cell, Relation
from sandbox.model.score import AnswerSpace, Finding, Score, Scorer
from sandbox.scorers import (
    beyond_chance,
    in_words,
    misfit_items,
    opened,
    standing,
    unknown,
    weight_of,
    wrong_shape,
)
from sandbox.text import Text

MOST_ALIKE: Final = 0.7
"""Share of the weight that one decision may be right for (Annex C: 30 % for the others)."""


class Mistake(Authored):
    """What deciding `given` where `truth` is right earns, and whether it does harm."""

    truth: Slug
    given: Slug
    credit: Annotated[float, Field(ge=0, lt=1)] = 0.0
    harmful: bool = False

    @model_validator(mode="after")
    def _two_decisions(self) -> Self:
        if self.truth == self.given:
            raise ValueError("a mistake names two different decisions")
        return self


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    id: str
    decision: str
    reasons: frozenset[str]
    shown_reason: str | None
    weight: float


class CaseCredit(Scorer):
    """Share = max(0, (raw − best constant) ÷ (1 − best constant)); scoring function S7.

    A case earns 0.7 for its decision and 0.3 × F1 for its reason, the latter only as far as the
    decision is right; raw is the mean by weight, the cost of the case. The best constant gives
    one decision with one reason to every case. Reference rows are (id, decision),
    (id, decision, reasons) or (id, decision, reasons, weight). Reasons that are equally good are
    joined by `|`; with `reasons: all` they are the set that belongs together, and F1 compares.
    """

    kind: Literal["case_credit"] = "case_credit"
    reasons: Literal["any", "all"] = "any"
    reason_share: Annotated[float, Field(ge=0, le=1)] = 0.3
    mistakes: tuple[Mistake, ...] = ()

    @override
    def check_reference(self, reference: Any, space: AnswerSpace) -> str | None:
        """Each case once, decisions and reasons that exist, weights above 0, enough variety."""
        columns = "(id, decision), (id, decision, reasons) or (id, decision, reasons, weight)"
        shape = wrong_shape(reference, (2, 3, 4), columns)
        if shape:
            return shape
        for row in reference.rows:
            if len(row) > 3 and weight_of(row[3]) is None:
                return f"The weight of `{row[0]}` is not a number above 0."
        cases = self._cases(reference)
        named = [case.decision for case in cases] + [r for case in cases for r in case.reasons]
        named += [name for one in self.mistakes for name in (one.truth, one.given)]
        return (
            unknown(named, space.labels, "an option")
            or misfit_items([case.id for case in cases], space)
            or _lopsided(cases)
        )

    @override
    def score(self, answer: Answer, sealed: Sealed, space: AnswerSpace) -> Score:
        """The corrected share, with one finding per case."""
        cases = self._cases(opened(sealed))
        given = {
            str(row[0]): (str(row[1]), _reasons(row[2]) if len(row) > 2 else frozenset[str]())
            for row in answer.relation.rows
        }
        credits_ = [self._credit(case, *given.get(case.id, ("", frozenset()))) for case in cases]
        raw = _mean(credits_, cases)
        constant = self._best_constant(cases)
        return Score(
            share=min(1.0, max(0.0, beyond_chance(raw, constant))),
            arithmetic=in_words(raw, constant, _CREDIT, _ALIKE),
            findings=tuple(
                self._finding(case, credit, given.get(case.id))
                for case, credit in zip(cases, credits_, strict=True)
            ),
            harmful=any(
                self._harmful(case, given[case.id][0]) for case in cases if case.id in given
            ),
        )

    def _cases(self, reference: Relation) -> list[_Case]:
        return [
            _Case(
                id=str(row[0]),
                decision=str(row[1]),
                reasons=_reasons(row[2]) if len(row) > 2 else frozenset(),
                shown_reason=str(row[2]).split("|")[0] if len(row) > 2 and row[2] else None,
                weight=(weight_of(row[3]) or 1.0) if len(row) > 3 else 1.0,
            )
            for row in reference.rows
        ]

    def _credit(self, case: _Case, decision: str, reasons: frozenset[str]) -> float:
        decided = 1.0 if decision == case.decision else self._near(case, decision)
        if not case.reasons:
            return decided
        return decided * (1 - self.reason_share + self.reason_share * self._f1(case, reasons))

    def _near(self, case: _Case, decision: str) -> float:
        pair = (case.decision, decision)
        return next((m.credit for m in self.mistakes if (m.truth, m.given) == pair), 0.0)

    def _harmful(self, case: _Case, decision: str) -> bool:
        pair = (case.decision, decision)
        return any(m.harmful and (m.truth, m.given) == pair for m in self.mistakes)

    def _f1(self, case: _Case, reasons: frozenset[str]) -> float:
        right = len(case.reasons & reasons)
        if not right:
            return 0.0
        expected = 1 if self.reasons == "any" else len(case.reasons)
        return 2 * min(right, expected) / (len(reasons) + expected)

    def _best_constant(self, cases: Sequence[_Case]) -> float:
        decisions = {c.decision for c in cases} | {m.given for m in self.mistakes}
        reasons = {frozenset[str]()} | {frozenset({r}) for case in cases for r in case.reasons}
        reasons |= {case.reasons for case in cases} if self.reasons == "all" else set()
        return max(
            _mean([self._credit(case, decision, reason) for case in cases], cases)
            for decision in decisions
            for reason in reasons
        )

    def _finding(
        self, case: _Case, credit: float, given: tuple[str, frozenset[str]] | None
    ) -> Finding:
        if given is None:
            return Finding(item=case.id, standing="missed", credit=0.0, expected=case.decision)
        right = given[0] == case.decision
        note = _REASON if right and credit < 1 else _HARM if self._harmful(case, given[0]) else None
        return Finding(
            item=case.id,
            standing=standing(credit),
            credit=credit,
            given=given[0],
            expected=case.decision,
            note=note,
        )


_CREDIT: Final = Text(zh="按案件权重计的得分率", en="Credit of the cases by weight")
_ALIKE: Final = Text(
    zh="所有案件同样处理最高可得", en="the same decision for every case earns at most"
)
_REASON: Final = Text(
    zh="处理意见正确，理由还可再斟酌", en="The decision is right; the reason can be improved"
)
_HARM: Final = Text(
    zh="这样处理会给当事人造成损害", en="Acting on this decision would do the person harm"
)


def _reasons(cell: Cell) -> frozenset[str]:
    return frozenset(each for each in str(cell or "").split("|") if each)


def _mean(credits_: Sequence[float], cases: Sequence[_Case]) -> float:
    weighted = sum(c * case.weight for c, case in zip(credits_, cases, strict=True))
    return min(1.0, weighted / sum(case.weight for case in cases))


def _lopsided(cases: Sequence[_Case]) -> str | None:
    total = sum(case.weight for case in cases)
    for decision in dict.fromkeys(case.decision for case in cases):
        alike = sum(case.weight for case in cases if case.decision == decision) / total
        if alike > MOST_ALIKE + 1e-9:
            return (
                f"`{decision}` is right for {alike:.0%} of the cases by weight;"
                f" let it be {MOST_ALIKE:.0%} at most."
            )
    return None


KIND = CaseCredit
