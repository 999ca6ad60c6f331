"""A scenario under examination: everything a rule may look at."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path as Folder
from typing import Any

from sandbox.authoring.events import Path
from sandbox.authoring.kinds import KindBook
from sandbox.authoring.source import Source
from sandbox.model.brought import BroughtTable, DerivedTable
from sandbox.model.dataset import TableSpec
from sandbox.model.decision import Decision
from sandbox.model.defect import TRUTH_LOG
from sandbox.model.law import LawBook
from sandbox.model.scenario import Scenario
from sandbox.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Posed:
    """A decision as written, and as a value where the whole scenario could be validated."""

    path: Path
    written: dict[str, Any]
    decision: Decision | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What is written, and the scenario it makes, if it makes one.

    Rules read `source` wherever they can, so that a misspelt field elsewhere hides nothing.
    """

    source: Source
    folder: Folder
    laws: LawBook
    kinds: KindBook
    scenario: Scenario | None
    brought: tuple[BroughtTable, ...] = ()
    """Tables of the scenario's own."""
    derived: tuple[DerivedTable, ...] = ()
    """Tables that its queries make."""
    texts: Mapping[str, Text] = field(default_factory=dict)
    """Markdown pairs that could be read, by the name under which steps refer to them."""
    charts: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """Charts that could be read."""
    files: Mapping[str, str] = field(default_factory=dict)
    """What every text file of the folder says, by its path there, scenario.yaml included."""

    def posed(self) -> Iterator[Posed]:
        """Every decision in the order it is taken."""
        typed = iter(() if self.scenario is None else self.scenario.decisions())
        for path, written in self.source.each("steps", "*", "decisions", "*"):
            if isinstance(written, dict):
                yield Posed(path=path, written=written, decision=next(typed, None))

    def decision_ids(self) -> tuple[str, ...]:
        """Ids of all decisions, as far as they are text."""
        found = (posed.written.get("id") for posed in self.posed())
        return tuple(each for each in found if isinstance(each, str))

    def tables(self) -> tuple[TableSpec, ...] | None:
        """Every table of the world, or None when the recipe is not known."""
        given = self.given_tables()
        if given is None:
            return None
        return (*given, *(table.spec for table in self.own()))

    def own(self) -> tuple[BroughtTable | DerivedTable, ...]:
        """Tables of the scenario's own, those from files first."""
        return (*self.brought, *self.derived)

    def given_tables(self) -> tuple[TableSpec, ...] | None:
        """The tables of the recipe and the record of defects, without the scenario's own."""
        name = self.source.at(("world", "recipe"))
        if not isinstance(name, str) or name not in self.kinds.recipe.kinds:
            return None
        return (*self.kinds.recipe.kinds[name].tables(), *TRUTH_LOG)
