"""Query match (S8): whether a query finds the right rows, and nothing else."""

from collections.abc import Sequence
from typing import Annotated, Any, Final, Literal

from pydantic import Field
from typing_extensions import override

from sandbox.model.answer import Answer
from sandbox.model.inquiry import Inquiry
from sandbox.model.reference import Sealed
from sandbox.model.relation import Relation
from sandbox.model.score import AnswerSpace, Finding, Score, Scorer
from sandbox.scorers import decimal, opened, standing
from sandbox.scorers.query_match.bags import Overlap, f1_bag
from sandbox.text import Text

ROWS: Final = 0.8
COLUMNS: Final = 0.2
HALF: Final = 0.5
"""F1 from which on the columns earn anything: an empty result has no needless column either."""


class QueryMatch(Scorer):
    """Share = 0.8 × F1 of the rows + 0.2 for permitted columns only; scoring function S8.

    Rows count as often as they occur; columns are recognised by what
    they hold, so their names and order are free. An `Inquiry` tries the query in several worlds
    and the worst one counts: rows learnt by heart earn nothing elsewhere. The columns earn only
    from an F1 of 0.5 on. Where the decision does not say what may be read, what counts is that the
    result has no column too many; `permitted` names those that do no harm. With `ordered`, or a
    reference that sorts its rows, only rows in the right sequence are right. No finding quotes a
    row of the reference.
    """

    kind: Literal["query_match"] = "query_match"
    permitted: tuple[str, ...] = ()
    ordered: bool = False
    tolerance: Annotated[float, Field(ge=0, allow_inf_nan=False)] = 0.0
    """How far numbers may lie apart, beyond the ninth significant digit."""

    @override
    def check_reference(self, reference: Any, space: AnswerSpace) -> str | None:
        """At least one row in the world that is played."""
        rows = reference.expected[0] if isinstance(reference, Inquiry) else reference
        if not isinstance(rows, Relation) or not rows.rows:
            return "The reference is empty."
        return None

    @override
    def score(self, answer: Answer, sealed: Sealed, space: AnswerSpace) -> Score:
        """The share of a query in every world of an `Inquiry`, or of the rows it came to."""
        held = sealed.open()
        if not isinstance(held, Inquiry):
            return self.compare([(opened(sealed), answer.relation)])
        tried = held.carry_out(answer.relation)
        reads = frozenset[str]().union(*(each.reads for each in tried))
        results = zip(held.expected, (each.rows for each in tried), strict=True)
        return self.compare(
            list(results),
            ordered=held.ordered,
            keys=held.keys,
            stray=sorted(reads - set(space.labels)) if space.labels else None,
        )

    def compare(
        self,
        results: Sequence[tuple[Relation, Relation | None]],
        *,
        ordered: bool = False,
        keys: tuple[int, ...] = (),
        stray: Sequence[str] | None = None,
    ) -> Score:
        """The share over (expected, given) results, one pair per world, the played one first.

        A result of None did not run. `stray` are columns that were read without permission; None
        where everything may be read.
        """
        found = [
            _nothing(expected)
            if given is None
            else f1_bag(
                expected,
                given,
                ordered=self.ordered or ordered,
                keys=keys,
                tolerance=self.tolerance,
            )
            for expected, given in results
        ]
        worst = min(found, key=lambda overlap: overlap.f1)
        if stray is None:
            allowed = {name.lower() for name in self.permitted}
            stray = [name for name in found[0].needless if name.lower() not in allowed]
        columns = COLUMNS if worst.f1 >= HALF and not stray else 0.0
        share = min(1.0, ROWS * worst.f1 + columns)
        return Score(
            share=share,
            arithmetic=_arithmetic(worst, len(found), stray, columns, share),
            findings=tuple(_finding(n, overlap, len(found)) for n, overlap in enumerate(found)),
        )


def _nothing(expected: Relation) -> Overlap:
    """What a query comes to that does not run."""
    wide = len(expected.columns)
    return Overlap(
        right=0,
        expected=len(expected.rows),
        given=0,
        lacking=wide,
        needless=(),
        wrong=(),
        wide=wide,
    )


def _finding(n: int, overlap: Overlap, worlds: int) -> Finding:
    note = None
    wrong, missed = overlap.given - overlap.right, overlap.expected - overlap.right
    if wrong or missed:
        zh, en = f"多出 {wrong} 行，漏掉 {missed} 行", f"{wrong} rows too many, {missed} missed"
        if wrong and n == 0:
            rows = "; ".join(", ".join("NULL" if c is None else str(c) for c in row)
                             for row in overlap.wrong)  # fmt: skip
            zh, en = f"{zh}；多出的如：{rows}", f"{en}; too many, for example: {rows}"
        note = Text(zh=zh, en=en)
    return Finding(
        item="rows" if worlds == 1 else f"rows-{n + 1}",
        standing=standing(overlap.f1),
        credit=overlap.f1,
        given=str(overlap.given),
        expected=str(overlap.expected),
        note=note,
    )


def _arithmetic(
    worst: Overlap, worlds: int, needless: Sequence[str], columns: float, share: float
) -> Text:
    f1 = decimal(worst.f1, 4)
    zh = f"应有 {worst.expected} 行，查到 {worst.given} 行，查对 {worst.right} 行，F1 为 {f1}"
    en = f"{worst.expected} rows expected, {worst.given} found, {worst.right} right, F1 {f1}"
    if worlds > 1:
        zh, en = f"{worlds} 套数据取最低：{zh}", f"The worst of {worlds} worlds: {en}"
    if needless:
        zh += f"；超出所需的列：{'、'.join(needless)}"
        en += f"; columns beyond what is needed: {', '.join(needless)}"
    formula = f"{ROWS:g} × {f1} + {columns:g} = {decimal(share)}"
    return Text(zh=f"{zh}：{formula}", en=f"{en}: {formula}")


KIND = QueryMatch
