"""Responsibility matrix: who is responsible, accountable, consulted, informed for each task."""

from collections.abc import Mapping
from typing import Any, ClassVar, Final, Literal

from pydantic import Field
from typing_extensions import override

from sandbox.decisions import Itemised, blank, entries, filled, ids, known, stale
from sandbox.model.answer import Answer, Raw, Rejection
from sandbox.model.control import Choice, Column, Matrix
from sandbox.model.decision import Option, Samples, Setting
from sandbox.model.relation import Relation
from sandbox.model.score import AnswerSpace
from sandbox.text import Text

KEY: Final = "roles"
ROLES: Final = (
    Choice(
        id="A",
        label=Text(zh="A 主责", en="A"),
        detail=Text(zh="对这项任务的结果负责", en="Accountable: answers for the outcome"),
    ),
    Choice(
        id="R",
        label=Text(zh="R 承办", en="R"),
        detail=Text(zh="具体去做", en="Responsible: does the work"),
    ),
    Choice(
        id="C",
        label=Text(zh="C 会商", en="C"),
        detail=Text(zh="事前征求意见", en="Consulted: is asked beforehand"),
    ),
    Choice(
        id="I",
        label=Text(zh="I 知会", en="I"),
        detail=Text(zh="事后告知结果", en="Informed: is told afterwards"),
    ),
)
"""The RACI roles; A answers for the task, and exactly one body should have it."""
NOBODY: Final = "none"
"""What a reference may write beside a role: a body with no part in the task is right, too."""


class ResponsibilityMatrix(Itemised):
    """Give bodies their roles in each task; the answer is a relation (task, body, role).

    Roles are A, R, C and I; a body without a role in a task has no row. Every task needs at least
    one body. Whether exactly one is accountable is a matter of the score, never refused: finding
    that out is what is learnt. The reference has rows (task, body, role), where several roles that
    are equally good are joined by `|`.
    """

    keeps_order: ClassVar[bool] = True

    kind: Literal["responsibility_matrix"] = "responsibility_matrix"
    bodies: tuple[Option, ...] = Field(min_length=2, max_length=12)

    @override
    def controls(self, setting: Setting) -> tuple[Matrix, ...]:
        """One `Matrix`, keyed `roles`: tasks × bodies."""
        columns = tuple(
            Column(id=body.id, label=body.label, choices=ROLES) for body in self.bodies
        )  # fmt: skip
        return (Matrix(key=KEY, label=self.title, rows=self.rows(setting), columns=columns),)

    @override
    def parse(self, raw: Raw, setting: Setting) -> Answer | Rejection:
        """Roles of bodies that exist, at least one per task."""
        tasks = self.rows(setting)
        given = filled(raw, KEY, tasks)
        if isinstance(given, Rejection):
            return given
        rows: list[tuple[str, str, str]] = []
        nobody: list[Choice] = []
        for task in tasks:
            cast = entries(given.get(task.id) or {}, ids(self.bodies))
            if cast is None or not all(blank(r) or r in ids(ROLES) for r in cast.values()):
                return stale(task.id)
            cells = [(task.id, b, cast[b]) for b in ids(self.bodies) if not blank(cast.get(b))]
            rows += cells
            nobody += [] if cells else [task]
        if nobody:
            return _missing(nobody[0], len(nobody))
        return Answer(relation=Relation.of(("task", "body", "role"), rows))

    @override
    def space(self, setting: Setting) -> AnswerSpace:
        """Tasks as items, bodies as labels."""
        return AnswerSpace(items=ids(self.rows(setting)), labels=ids(self.bodies))

    @override
    def raw(self, written: Any, setting: Setting) -> Raw:
        """From `{task: {body: role}}`, `{all: {body: role}}` or rows (task, body, role)."""
        tasks = ids(self.rows(setting))
        if isinstance(written, Relation):
            written = _by_task(written)
        if not isinstance(written, Mapping) or not all(
            isinstance(cast, Mapping) for cast in written.values()
        ):
            raise ValueError("Write `{body: role}` for each item id, or `{all: {body: role}}`.")
        if set(written) == {"all"} and "all" not in tasks:
            written = dict.fromkeys(tasks, written["all"])
        known(written, tasks, "an item")
        for cast in written.values():
            known(cast, ids(self.bodies), "an option")
            known(cast.values(), ids(ROLES), "a label")
        return {
            KEY: {
                str(task): {str(body): str(role) for body, role in cast.items()}
                for task, cast in written.items()
            }
        }

    @override
    def best(self, reference: Relation, setting: Setting) -> Raw:
        """The reference's roles; the first where several are equally good."""
        return {KEY: _by_task(reference)}

    @override
    def samples(self, reference: Relation, setting: Setting) -> Samples:
        """The right roles, everybody accountable for everything, and nobody for anything."""
        tasks, bodies = ids(self.rows(setting)), ids(self.bodies)
        wrong = {task: dict.fromkeys(bodies, "A") for task in tasks}
        return Samples(
            right=self.best(reference, setting), wrong={KEY: wrong}, malformed={KEY: {}}
        )  # fmt: skip


def _by_task(rows: Relation) -> dict[str, dict[str, str]]:
    cast: dict[str, dict[str, str]] = {}
    for row in rows.rows if len(rows.columns) > 2 else ():
        role = str(row[2]).split("|")[0]
        if role != NOBODY:
            cast.setdefault(str(row[0]), {})[str(row[1])] = role
    return cast


def _missing(first: Choice, n: int) -> Rejection:
    need = "task has nobody yet" if n == 1 else "tasks have nobody yet"
    text = Text(
        zh=f"还有 {n} 项任务没有指定任何单位，请从“{first.label.zh}”开始补填。",
        en=f"{n} {need}; please start with “{first.label.en}”.",
    )
    return Rejection(text=text, where=first.id)


KIND = ResponsibilityMatrix
