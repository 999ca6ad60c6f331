"""Responsibility (S11): who does what, and exactly one body that answers for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Final, Literal

from pydantic import Field
from typing_extensions import override

from sandbox.model.answer import Answer
from sandbox.model.reference import Sealed
from sandbox.model.relation import Relation
from sandbox.model.score import AnswerSpace, Finding, Score, Scorer
from sandbox.scorers import decimal, opened, repeated, unknown, weight_of, wrong_shape
from sandbox.text import Text

NOBODY: Final = "none"
"""In the reference, `C|none`: consulted, or with no part in it, both are right."""


@dataclass(frozen=True, slots=True)
class _Row:
    """One task: what was expected and what was given, body by body."""

    task: str
    expected: Mapping[str, tuple[str, ...]]
    given: Mapping[str, str]
    weight: float

    def cells(self) -> tuple[str, ...]:
        """Bodies with a part in the reference or in the answer: blank matches earn nothing."""
        asked = (body for body, roles in self.expected.items() if NOBODY not in roles)
        return tuple(dict.fromkeys((*asked, *self.given)))

    def right(self, body: str) -> bool:
        """Whether the body was given a role that is right for it."""
        return self.given.get(body, NOBODY) in self.expected.get(body, (NOBODY,))


class Responsibility(Scorer):
    """Share = mean over tasks of right cells ÷ filled cells, by weight; scoring function S11.

    A cell is a body's role in a task, and counts when reference or answer fills it; the
    accountable one counts `accountable_weight` times. A task without exactly one accountable body
    earns 0: where all are responsible, nobody is. Reference rows are (task, body, role) or
    (task, body, role, weight of the task); roles that are equally good are joined by `|`.
    """

    kind: Literal["responsibility"] = "responsibility"
    accountable: str = "A"
    accountable_weight: Annotated[float, Field(ge=1)] = 2.0

    @override
    def check_reference(self, reference: Any, space: AnswerSpace) -> str | None:
        """Tasks and bodies that exist, each cell once, one accountable body in every task."""
        columns = "(task, body, role) or (task, body, role, weight)"
        shape = wrong_shape(reference, (3, 4), columns)
        if shape:
            return shape
        for row in reference.rows:
            if len(row) > 3 and weight_of(row[3]) is None:
                return f"The weight of `{row[0]}/{row[1]}` is not a number above 0."
        cells = [f"{row[0]}/{row[1]}" for row in reference.rows]
        tasks = list(dict.fromkeys(str(row[0]) for row in reference.rows))
        return (
            unknown(tasks, space.items, "an item")
            or repeated(cells, "pair")
            or self._unanswered(reference, tasks)
        )

    def _unanswered(self, reference: Relation, tasks: list[str]) -> str | None:
        for task in tasks:
            first = [str(r[2]).split("|")[0] for r in reference.rows if str(r[0]) == task]
            if first.count(self.accountable) != 1:
                return (
                    f"Task `{task}` needs exactly one body with the role `{self.accountable}`;"
                    f" it has {first.count(self.accountable)}."
                )
        return None

    @override
    def score(self, answer: Answer, sealed: Sealed, space: AnswerSpace) -> Score:
        """The share, with a finding per cell; a task that does not count has one of its own."""
        rows = _rows(opened(sealed), answer.relation)
        earned = [self._earned(row) for row in rows]
        weights = sum(row.weight for row in rows)
        total = sum(row.weight * part for row, part in zip(rows, earned, strict=True))
        share = min(1.0, total / weights)
        void = sum(not self._answered(row) for row in rows)
        return Score(
            share=share,
            arithmetic=_arithmetic(rows, void, total, weights, share),
            findings=tuple(finding for row in rows for finding in self._findings(row)),
        )

    def _answered(self, row: _Row) -> bool:
        return list(row.given.values()).count(self.accountable) == 1

    def _earned(self, row: _Row) -> float:
        if not self._answered(row):
            return 0.0
        weight = {body: self._weight(row, body) for body in row.cells()}
        return sum(weight[body] for body in weight if row.right(body)) / sum(weight.values())

    def _weight(self, row: _Row, body: str) -> float:
        answers = self.accountable in (row.given.get(body), *row.expected.get(body, ()))
        return self.accountable_weight if answers else 1.0

    def _findings(self, row: _Row) -> list[Finding]:
        if not self._answered(row):
            found = list(row.given.values()).count(self.accountable)
            return [
                Finding(
                    item=row.task,
                    standing="wrong",
                    credit=0.0,
                    given=str(found),
                    expected="1",
                    note=_NOT_ONE,
                )
            ]
        return [_cell(row, body) for body in row.cells()]


_NOT_ONE: Final = Text(
    zh="每项任务应恰好有一个主责单位，本项不计分",
    en="A task needs exactly one accountable body, so this one does not count",
)


def _rows(reference: Relation, answer: Relation) -> list[_Row]:
    expected: dict[str, dict[str, tuple[str, ...]]] = {}
    weights: dict[str, float] = {}
    for row in reference.rows:
        expected.setdefault(str(row[0]), {})[str(row[1])] = tuple(str(row[2]).split("|"))
        weights.setdefault(str(row[0]), (weight_of(row[3]) or 1.0) if len(row) > 3 else 1.0)
    given: dict[str, dict[str, str]] = {task: {} for task in expected}
    for row in answer.rows:
        if str(row[0]) in given:
            given[str(row[0])][str(row[1])] = str(row[2])
    return [_Row(task, expected[task], given[task], weights[task]) for task in expected]


def _cell(row: _Row, body: str) -> Finding:
    item, given = f"{row.task}/{body}", row.given.get(body)
    roles = row.expected.get(body)
    if given is None:
        return Finding(item=item, standing="missed", credit=0.0, expected=(roles or (NOBODY,))[0])
    if roles is None:
        return Finding(item=item, standing="extra", credit=0.0, given=given)
    if row.right(body):
        return Finding(item=item, standing="right", credit=1.0, given=given, expected=given)
    return Finding(item=item, standing="wrong", credit=0.0, given=given, expected=roles[0])


def _arithmetic(rows: list[_Row], void: int, total: float, weights: float, share: float) -> Text:
    formula = f"{decimal(total)} ÷ {weights:g} = {decimal(share)}"
    by_zh, by_en = ("", "") if weights == len(rows) else ("按权重", " by weight")
    none_zh = f"，其中 {void} 项没有恰好一个主责单位，计 0" if void else ""
    none_en = f", {void} of them without exactly one accountable body, hence 0" if void else ""
    return Text(
        zh=f"{len(rows)} 项任务{none_zh}；{by_zh}得分合计除以总数：{formula}",
        en=f"{len(rows)} tasks{none_en}; sum of what they earn{by_en} ÷ all: {formula}",
    )


KIND = Responsibility
