"""Options that a run finds to be dead: no world makes them right, so nobody need consider them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from sandbox.authoring.load import NAME
from sandbox.authoring.problem import Problem, listed
from sandbox.authoring.source import Source, read
from sandbox.desk.headless import Judged
from sandbox.text import Text

ENOUGH: Final = 5
"""Worlds from which on one can say that something is never right."""


@dataclass(slots=True)
class Rights:
    """Which labels the keys of a scenario have given, world by world."""

    worlds: int = 0
    given: dict[tuple[str, ...], set[str]] = field(default_factory=dict)
    """By the labels offered: of two decisions that offer the same, one may need what the other
    does not, as a plan with much money and a plan with little."""
    offered: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def note(self, judged: Iterable[Judged]) -> None:
        """The perfect answers of one more world."""
        self.worlds += 1
        for one in judged:
            labels = getattr(one.decision, "labels", ())
            if not one.decision.reference.needs_world or one.answer is None or not labels:
                continue
            if getattr(one.decision.scorer, "scale", ()):
                continue  # A scale is offered whole, though nothing may reach its top.
            offered = tuple(label.id for label in labels)
            self.offered[one.decision.id] = offered
            cells = {str(cell) for row in one.answer.relation.rows for cell in row}
            self.given.setdefault(offered, set()).update(cells)

    def problems(self, folder: Path) -> Iterator[Problem]:
        """S201: labels that were never right, at the decision that offers them."""
        file = folder / NAME
        source, _ = read(file.read_bytes(), str(file))
        if source is None or self.worlds < ENOUGH:
            return
        for name, offered in self.offered.items():
            dead = [label for label in offered if label not in self.given[offered]]
            if dead:
                yield _problem(source, name, dead, self.worlds)


def _problem(source: Source, name: str, dead: list[str], worlds: int) -> Problem:
    path = next(
        path[:-1]
        for path, value in source.each("steps", "*", "decisions", "*", "id")
        if value == name
    )
    return source.problem(
        "S201",
        (*path, "labels"),
        Text(
            zh=f"在 {worlds} 套数据里，标签 {listed(dead, 'zh')} 从来没有对过。",
            en=f"On none of {worlds} worlds is {listed(dead, 'en')} ever right.",
        ),
        Text(
            zh="请让某个条目适用它，或把它删去。",
            en="Let it be right for some item, or take it out.",
        ),
        severity="warning",
    )
