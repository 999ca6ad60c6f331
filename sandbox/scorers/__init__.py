"""Scorers, one per file (`KIND`), and here what several of them share.

The functions S1 to S12 and Brier are those of Annex C of the domain handbook.
"""

from abc import abstractmethod
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from typing_extensions import override

from sandbox.errors import SandboxError
from sandbox.model.answer import Answer
from sandbox.model.reference import Limit, Sealed, Valuation
from sandbox.model.relation import Cell, Relation
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


_ACCURACY: Final = Text(zh="加权准确率", en="Weighted accuracy")
_ALIKE: Final = Text(zh="全选同一标签最高可得", en="the same label everywhere earns at most")


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
        return Score(
            share=min(1.0, max(0.0, beyond_chance(raw, constant))),
            arithmetic=in_words(raw, constant, _ACCURACY, _ALIKE),
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


def beyond_chance(raw: float, constant: float) -> float:
    """What is left of `raw` when the best constant answer counts as nothing; may be negative."""
    return raw if constant >= 1 else (raw - constant) / (1 - constant)


def in_words(raw: float, constant: float, named: Text, alike: Text) -> Text:
    """The arithmetic of `beyond_chance`; `named` is the raw value, `alike` the constant one."""
    if constant >= 1:
        share = decimal(raw)
        return Text(
            zh=f"{named.zh} {share}；各行的参考标签相同，不作扣减，得 {share}",
            en=f"{named.en} {share}; one label is right everywhere,"
            f" so nothing is deducted = {share}",
        )
    value = beyond_chance(raw, constant)
    places = _places(raw, constant, value)
    r, c, one = decimal(raw, places), decimal(constant, places), "1"
    formula = f"({r} − {c}) ÷ ({one} − {c})"
    return floored(
        Text(
            zh=f"{named.zh} {r}，{alike.zh} {c}，{formula}",
            en=f"{named.en} {r}; {alike.en} {c}; {formula}",
        ),
        value,
    )


def weight_of(cell: Cell) -> float | None:
    """A weight above 0, or None for what is none."""
    number = isinstance(cell, int | float) and not isinstance(cell, bool)
    return float(cell or 0) if number and 0 < float(cell or 0) < 1e6 else None


def _places(raw: float, constant: float, value: float) -> int:
    """Decimals, 2 to 6, with which a reader who recalculates arrives at the printed result."""
    for places in range(2, 6):
        r, c = round(raw, places), round(constant, places)
        if c < 1 and decimal((r - c) / (1 - c)) == decimal(value):
            return places
    return 6


# --- answers that have a value instead of a right or wrong ----------------------------------------


class Valued(Scorer):
    """Compares the value of an answer with the best found and with a baseline, on one world.

    Gain = (V − V_base) ÷ (V_best − V_base), no less than 0 and no more than 1; a broken hard
    constraint caps it. Reads a `Valuation`, which only an `optimised` reference holds. Findings
    set the answer beside the best one that was found; others may be as good.
    """

    @abstractmethod
    def formula(self, value: float, valuation: Valuation) -> Text:
        """The gain as arithmetic, without its result."""

    def limits(self, answer: Relation) -> tuple[Limit, ...]:  # noqa: ARG002 - for those who have some
        """Constraints that an answer breaks by itself, whatever the world says."""
        return ()

    def full(self) -> float:
        """The gain from which on an answer counts in full."""
        return 1.0

    @override
    def check_reference(self, reference: Any, space: AnswerSpace) -> str | None:
        """A valuation in which something is better than the baseline."""
        if isinstance(reference, Relation) and not reference.rows:
            return "The reference is empty."
        if not isinstance(reference, Valuation):
            return "This scorer compares values, so it needs an `optimised` reference."
        if reference.best_value <= reference.base_value:
            return "No answer is better than the baseline, so nothing can be earned."
        return None

    @override
    def score(self, answer: Answer, sealed: Sealed, space: AnswerSpace) -> Score:
        """The gain under its caps, with a finding for each part of the answer."""
        valuation = sealed.open()
        if self.check_reference(valuation, space) is not None:
            raise SandboxError(
                "This decision has no right answer in this world that has a value: mend its"
                " `reference`, then run `python -m sandbox check`."
            )
        value = valuation.value_of(answer.relation)
        gain = (value - valuation.base_value) / (valuation.best_value - valuation.base_value)
        broken = (*valuation.broken(answer.relation), *self.limits(answer.relation))
        most = min((limit.cap for limit in broken), default=1.0)
        earned = 1.0 if gain >= self.full() else max(0.0, gain)
        share = min(earned, most)
        return Score(
            share=share,
            arithmetic=_settled(self.formula(value, valuation), gain, share, broken),
            findings=_beside(answer.relation, valuation.best, share),
        )


def _settled(formula: Text, gain: float, share: float, broken: Sequence[Limit]) -> Text:
    """The formula, its result, and what is counted when that differs."""
    zh, en = f"{formula.zh} = {decimal(gain)}", f"{formula.en} = {decimal(gain)}"
    for limit in broken:
        zh += f"，触及约束“{limit.text.zh}”，最高 {decimal(limit.cap)}"
        en += f"; constraint “{limit.text.en}” broken, at most {decimal(limit.cap)}"
    if broken or decimal(gain) != decimal(share):
        zh, en = f"{zh}，按 {decimal(share)} 计", f"{en}, counted as {decimal(share)}"
    return Text(zh=zh, en=en)


_AS_GOOD: Final = Text(
    zh="与找到的最优方案不同，效果相当", en="Differs from the best answer found, and does as well"
)


def _beside(answer: Relation, best: Relation, share: float) -> tuple[Finding, ...]:
    """The parts of the answer beside those of the best answer that was found."""
    given, expected = _parts(answer), _parts(best)
    found = []
    for item in dict.fromkeys((*expected, *given)):
        if item not in given:
            found.append(_finding(item, "missed", None, expected[item]))
        elif item not in expected:
            found.append(_finding(item, "extra", given[item], None))
        elif given[item] == expected[item]:
            found.append(_finding(item, "right", given[item], expected[item], credit=1.0))
        else:
            note = _AS_GOOD if share >= 1 else None
            found.append(_finding(item, standing(share), given[item], expected[item], share, note))
    return tuple(found) or (_finding("value", standing(share), "0", "0", share),)


def _finding(
    item: str,
    stands: Standing,
    given: str | None,
    expected: str | None,
    credit: float = 0.0,
    note: Text | None = None,
) -> Finding:
    return Finding(
        item=item, standing=stands, credit=credit, given=given, expected=expected, note=note
    )


def _parts(answer: Relation) -> dict[str, str]:
    """First column → the rest of the row, as text; picks stand for themselves."""
    parts: dict[str, list[str]] = {}
    for row in answer.rows:
        rest = " ".join(printed(cell) for cell in row[1:] if cell is not None)
        parts.setdefault(str(row[0]), []).append(rest if len(row) > 1 else str(row[0]))
    return {item: "; ".join(rows) for item, rows in parts.items()}


def printed(cell: Cell) -> str:
    """A cell as findings show it: whole numbers without decimals."""
    if isinstance(cell, float):
        return f"{cell:.12g}".replace("-", "−")
    return str(cell)


def amounts(*numbers: float, holds: Callable[[Sequence[float]], bool]) -> list[str]:
    """The numbers with as few decimals, 0 to 6, as let the printed arithmetic come out right.

    `holds` says of the rounded numbers whether it does. Negative ones stand in brackets.
    """
    every = ([round(number, places) for number in numbers] for places in range(6))
    places = next((at for at, rounded in enumerate(every) if holds(rounded)), 6)
    shown = [decimal(number, places) for number in numbers]
    return [f"({one})" if one.startswith("−") else one for one in shown]


def comes_to(result: float, value: Callable[[], float]) -> bool:
    """Whether the printed arithmetic arrives at the printed result."""
    try:
        return decimal(value()) == decimal(result)
    except ZeroDivisionError:
        return False


def losses(value: float, valuation: Valuation) -> Text:
    """The arithmetic of losses, without its result."""
    loss, best, trivial = -value, -valuation.best_value, -valuation.base_value
    gain = 1 - (loss - best) / (trivial - best)
    x, m, t = amounts(
        loss, best, trivial,
        holds=lambda n: comes_to(gain, lambda: 1 - (n[0] - n[1]) / (n[2] - n[1])),
    )  # fmt: skip
    fraction = f"1 − ({x} − {m}) ÷ ({t} − {m})"
    return Text(
        zh=f"您的损失 {x}，最小损失 {m}，一刀切的损失 {t}：{fraction}",
        en=f"Your loss {x}, the smallest {m}, that of one rule for all {t}: {fraction}",
    )
