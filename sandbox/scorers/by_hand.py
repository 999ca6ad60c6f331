"""By hand: what only a person can judge, an instructor does."""

from typing import Any, Final, Literal

from typing_extensions import override

from sandbox.model.answer import Answer
from sandbox.model.reference import Sealed
from sandbox.model.relation import Relation
from sandbox.model.score import AnswerSpace, Finding, Score, Scorer
from sandbox.scorers import decimal, opened
from sandbox.text import Text

_WAITING: Final = Text(
    zh="文字说明由教师对照评阅要点评阅，系统不自动计分",
    en="An instructor reads this against the rubric; it is not scored automatically",
)


class ByHand(Scorer):
    """Share = 0 until an instructor has read the answer: marks are given by hand.

    Free text is never scored by a machine (Annex C). The reference is the rubric, one row per
    thing to look for, and is shown with the answer.
    """

    kind: Literal["by_hand"] = "by_hand"

    @override
    def check_reference(self, reference: Any, space: AnswerSpace) -> str | None:
        """A rubric of at least one row."""
        if not isinstance(reference, Relation) or not reference.rows:
            return "The reference is empty."
        return None

    @override
    def score(self, answer: Answer, sealed: Sealed, space: AnswerSpace) -> Score:
        """Nothing yet; the finding holds what was written beside the rubric."""
        rubric = "；".join(str(row[-1]) for row in opened(sealed).rows)
        rows = answer.relation.rows
        finding = Finding(
            item=str(rows[0][0]) if rows and len(rows[0]) > 1 else "text",
            standing="partial",
            credit=0.0,
            given="\n".join(str(row[-1]) for row in rows),
            expected=rubric,
            note=_WAITING,
        )
        zero = decimal(0)
        return Score(
            share=0.0,
            arithmetic=Text(
                zh=f"由教师评阅，评阅前暂计 {zero}",
                en=f"Read by an instructor; until then it counts {zero}",
            ),
            findings=(finding,),
        )


KIND = ByHand
