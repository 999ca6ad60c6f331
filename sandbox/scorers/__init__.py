"""Scorers, one per file (`KIND`), and here what several of them share.

The functions S1, S2, S3, S3n, S5 and S12 are those of Annex C of the domain handbook.
"""

from abc import abstractmethod
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from typing_extensions import override

from sandbox.errors import SandboxError
from sandbox.model.answer import Answer
from sandbox.model.reference import Sealed
from sandbox.model.relation import Relation
from sandbox.model.score import AnswerSpace, Finding, Score, Scorer, Standing
from sandbox.registry import nearest
from sandbox.text import Text


def opened(sealed: Sealed) -> Relation:
    """The reference as a relation with at least one row.

    Raises:
        SandboxError: the reference is empty, so nothing can be compared with it.
    """
    reference = sealed.open()
    if not isinstance(reference, Relation) or not reference.rows:
        raise SandboxError(
            "This decision has no right answer in this world: mend its `reference`,"
            " then run `python -m sandbox check`."
        )
    return reference


def standing(credit: float) -> Standing:
    """How an item stands that earned this credit."""
    if credit >= 1:
        return "right"
    return "partial" if credit > 0 else "wrong"


# --- does a reference fit? Each answers with a sentence for the author, or None ----------------


def wrong_shape(reference: Any, widths: Sequence[int], columns: str) -> str | None:
    """A reference must have rows, and as many columns as the scorer reads, none of them empty."""
    if not isinstance(reference, Relation) or not reference.rows:
        return "The reference is empty."
    if len(reference.columns) not in widths:
        return f"The reference needs the columns {columns}; it has {len(reference.columns)}."
    if any(cell is None for row in reference.rows for cell in row[: min(widths)]):
        return f"The reference has an empty cell; it needs {columns} in every row."
    return None


def unknown(given: Iterable[str], expected: Sequence[str], noun: str) -> str | None:
    """Every id must exist in the answer space; an empty space knows nothing yet."""
    for each in given if expected else ():
        if each not in expected:
            meant = nearest(each, list(expected))
            guess = f" Did you mean `{meant}`?" if meant else ""
            return f"`{each}` is not {noun} of this decision.{guess}"
    return None


def repeated(given: Iterable[str], noun: str) -> str | None:
    """No id may stand twice in the reference."""
    for each, n in Counter(given).items():
        if n > 1:
            return f"The reference names {noun} `{each}` {n} times."
    return None


def missing(given: Iterable[str], expected: Sequence[str], noun: str) -> str | None:
    """Every id of the answer space must be in the reference."""
    there = set(given)
    absent = [each for each in expected if each not in there]
    if not absent:
        return None
    more = f" and {len(absent) - 1} more" if len(absent) > 1 else ""
    return f"The reference says nothing about {noun} `{absent[0]}`{more}."


def misfit_items(given: Sequence[str], space: AnswerSpace) -> str | None:
    """Every item of the space must be in the reference, once, and no other."""
    return (
        unknown(given, space.items, "an item")
        or repeated(given, "item")
        or missing(given, space.items, "item")
    )


# --- arithmetic ------------------------------------------------------------------------------


def decimal(number: float, places: int = 2) -> str:
    """The number as it is printed in arithmetic, with a true minus sign."""
    printed = f"{number:.{places}f}"
    if float(printed) == 0:
        printed = printed.removeprefix("-")
    return printed.replace("-", "−")


def floored(formula: Text, value: float) -> Text:
    """The formula with its result, and a word about what is counted when it is below 0."""
    result = decimal(value)
    if value >= 0:
        return Text(zh=f"{formula.zh} = {result}", en=f"{formula.en} = {result}")
    zero = decimal(0)
    return Text(
        zh=f"{formula.zh} = {result}，按 {zero} 计",
        en=f"{formula.en} = {result}, counted as {zero}",
    )


class ChanceCorrected(Scorer):
    """Accuracy over rows, corrected for what one and the same label everywhere would earn.

    Share = max(0, (raw − best constant) ÷ (1 − best constant)), raw being the mean credit of the
    rows. The baseline is the best constant answer, as in λ of Goodman and Kruskal (1954), where κ
    of Cohen (1960) takes agreement by chance: so whoever labels everything alike, however
    cautiously, earns 0. When one label is right everywhere there is nothing to correct, and the
    share is raw.
    """

    @abstractmethod
    def credit(self, *, truth: str, given: str, space: AnswerSpace) -> float:
        """What a row earns, 0 to 1; 1 when the label is right."""

    @abstractmethod
    def constants(self, space: AnswerSpace) -> tuple[str, ...]:
        """The labels that could be given to every row alike."""

    def note(self, *, truth: str, given: str) -> Text | None:  # noqa: ARG002
        """What is to be said about a row that is not right."""
        return None

    @override
    def check_reference(self, reference: Any, space: AnswerSpace) -> str | None:
        """Rows (id, label): each item once, labels that exist, not all the same."""
        shape = wrong_shape(reference, (2,), "(id, label)")
        if shape:
            return shape
        labels = [str(row[1]) for row in reference.rows]
        fault = unknown(labels, self.constants(space), "a label") or misfit_items(
            [str(row[0]) for row in reference.rows], space
        )
        if fault is None and len(set(labels)) == 1:
            return (
                "The reference gives every item the same label,"
                " so labelling everything alike would be perfect."
            )
        return fault

    @override
    def score(self, answer: Answer, sealed: Sealed, space: AnswerSpace) -> Score:
        """The corrected share, with one finding per row of the reference."""
        truth = {str(row[0]): str(row[1]) for row in opened(sealed).rows}
        given = {str(row[0]): str(row[1]) for row in answer.relation.rows}
        findings = tuple(
            self._finding(item, label, given.get(item), space) for item, label in truth.items()
        )
        raw = sum(finding.credit for finding in findings) / len(findings)
        constant = self._best_constant(truth, space)
        if constant >= 1:
            return Score(share=raw, arithmetic=_uncorrected(raw), findings=findings)
        value = (raw - constant) / (1 - constant)
        return Score(
            share=min(1.0, max(0.0, value)),
            arithmetic=_corrected(raw, constant, value),
            findings=findings,
        )

    def _finding(self, item: str, truth: str, given: str | None, space: AnswerSpace) -> Finding:
        if given is None:
            return Finding(item=item, standing="missed", credit=0.0, expected=truth)
        credit = self.credit(truth=truth, given=given, space=space)
        return Finding(
            item=item,
            standing=standing(credit),
            credit=credit,
            given=given,
            expected=truth,
            note=None if credit >= 1 else self.note(truth=truth, given=given),
        )

    def _best_constant(self, truth: Mapping[str, str], space: AnswerSpace) -> float:
        counts = Counter(truth.values())
        return max(
            sum(n * self.credit(truth=t, given=label, space=space) for t, n in counts.items())
            / len(truth)
            for label in (*self.constants(space), *counts)
        )


def _uncorrected(raw: float) -> Text:
    share = decimal(raw)
    return Text(
        zh=f"加权准确率 {share}；各行的参考标签相同，不作扣减，得 {share}",
        en=f"Weighted accuracy {share}; one label is right everywhere,"
        f" so nothing is deducted = {share}",
    )


def _corrected(raw: float, constant: float, value: float) -> Text:
    places = _places(raw, constant, value)
    r, c, one = decimal(raw, places), decimal(constant, places), "1"
    formula = f"({r} − {c}) ÷ ({one} − {c})"
    return floored(
        Text(
            zh=f"加权准确率 {r}，全选同一标签最高可得 {c}，{formula}",
            en=f"Weighted accuracy {r}; the same label everywhere earns at most {c}; {formula}",
        ),
        value,
    )


def _places(raw: float, constant: float, value: float) -> int:
    """Decimals, 2 to 6, with which a reader who recalculates arrives at the printed result."""
    for places in range(2, 6):
        r, c = round(raw, places), round(constant, places)
        if c < 1 and decimal((r - c) / (1 - c)) == decimal(value):
            return places
    return 6
