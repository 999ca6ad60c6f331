"""Option credit (S1): graded options, harmful ones flagged."""

from typing import Any, Final, Literal

from typing_extensions import override

from sandbox.model.answer import Answer
from sandbox.model.reference import Sealed
from sandbox.model.relation import Relation
from sandbox.model.score import AnswerSpace, Finding, Score, Scorer
from sandbox.scorers import decimal, missing, opened, repeated, standing, unknown, wrong_shape
from sandbox.text import Text

ONLY: Final = "choice"
"""The question of a reference that has no column for it."""

_HARMFUL: Final = Text(
    zh="这样处理会给群众或单位造成损害", en="Acting on this option would do people harm"
)


class OptionCredit(Scorer):
    """Share = mean over questions of the credit of the chosen option; scoring function S1.

    Credits run from 0 to 1: best 1, acceptable .5 to .7, weak .2, harmful 0. Reference rows are
    (option, credit) for the one question `choice`, or (question, option, credit).
    """

    kind: Literal["option_credit"] = "option_credit"
    harmful: tuple[str, ...] = ()
    """Options that do harm: `option`, or `question/option` where there are several questions."""

    @override
    def check_reference(self, reference: Any, space: AnswerSpace) -> str | None:
        """Every option once with a credit from 0 to 1, one of 1 per question, harmful ones 0."""
        shape = wrong_shape(reference, (2, 3), "(option, credit) or (question, option, credit)")
        if shape:
            return shape
        keys = [_key(question, option) for question, option, _ in _rows(reference)]
        return (
            unknown(keys, space.labels, "an option")
            or repeated(keys, "option")
            or missing(keys, space.labels, "option")
            or _misgraded(reference)
            or self._misflagged(reference, space)
        )

    def _misflagged(self, reference: Relation, space: AnswerSpace) -> str | None:
        credit = {_key(question, option): worth for question, option, worth in _rows(reference)}
        for option in self.harmful:
            if credit.get(option):
                return f"`{option}` is listed as harmful and must have credit 0."
        return unknown(self.harmful, space.labels or tuple(credit), "an option")

    @override
    def score(self, answer: Answer, sealed: Sealed, space: AnswerSpace) -> Score:
        """The mean credit, with one finding per question of the reference."""
        graded: dict[str, dict[str, float]] = {}
        for question, option, credit in _rows(opened(sealed)):
            graded.setdefault(question, {})[option] = _clipped(credit)
        given = {str(row[0]): str(row[1]) for row in answer.relation.rows}
        findings = tuple(
            self._finding(question, options, given.get(question))
            for question, options in graded.items()
        )
        share = sum(finding.credit for finding in findings) / len(findings)
        return Score(
            share=share,
            arithmetic=_arithmetic([finding.credit for finding in findings], share),
            findings=findings,
            harmful=any(_key(*pair) in self.harmful for pair in given.items()),
        )

    def _finding(self, question: str, options: dict[str, float], given: str | None) -> Finding:
        expected = max(options, key=lambda option: options[option])
        if given is None:
            return Finding(item=question, standing="missed", credit=0.0, expected=expected)
        credit = options.get(given, 0.0)
        return Finding(
            item=question,
            standing=standing(credit),
            credit=credit,
            given=given,
            expected=expected,
            note=_HARMFUL if _key(question, given) in self.harmful else None,
        )


def _rows(reference: Relation) -> list[tuple[str, str, Any]]:
    return [
        (str(row[0]) if len(row) > 2 else ONLY, str(row[-2]), row[-1]) for row in reference.rows
    ]


def _key(question: str, option: str) -> str:
    return option if question == ONLY else f"{question}/{option}"


def _is_credit(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1


def _clipped(value: Any) -> float:
    return float(value) if _is_credit(value) else 0.0


def _misgraded(reference: Relation) -> str | None:
    best: dict[str, float] = {}
    for question, option, credit in _rows(reference):
        if not _is_credit(credit):
            return f"The credit of `{_key(question, option)}` is not a number from 0 to 1."
        best[question] = max(best.get(question, 0.0), credit)
    for question, credit in best.items():
        if credit < 1:
            where = "" if question == ONLY else f" of question `{question}`"
            return f"No option{where} has credit 1, so full points are out of reach."
    return None


def _arithmetic(earned: list[float], share: float) -> Text:
    result = decimal(share)
    if len(earned) == 1:
        return Text(zh=f"所选选项的得分率为 {result}", en=f"The chosen option earns {result}")
    formula = f"({' + '.join(map(decimal, earned))}) ÷ {len(earned)} = {result}"
    return Text(zh=f"各问得分率的平均：{formula}", en=f"Mean over the questions: {formula}")


KIND = OptionCredit
