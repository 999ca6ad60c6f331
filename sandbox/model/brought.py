"""What a scenario adds to the world of its recipe: tables of its own, and defects of its own."""

from dataclasses import dataclass
from typing import Final

import pyarrow as pa

from sandbox.model.dataset import TableSpec
from sandbox.model.defect import DefectRule


@dataclass(frozen=True, slots=True, kw_only=True)
class BroughtTable:
    """A table from the scenario's folder, cell by cell as its author wrote it."""

    spec: TableSpec
    cells: pa.Table
    """Texts, empty cells missing; columns as in `spec`."""
    digest: str
    """SHA-256 (hex) over the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DerivedTable:
    """A table that a query of the author makes from the world when the world is built."""

    spec: TableSpec
    sql: str
    """One SELECT over visible tables, `truth` and own tables before it."""
    digest: str
    """SHA-256 (hex) over the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """Tables and defect rules that belong to one scenario alone."""

    tables: tuple[BroughtTable, ...] = ()
    derived: tuple[DerivedTable, ...] = ()
    """In an order in which each reads only what stands before it."""
    perturbed: frozenset[int] = frozenset()
    """Seeds of the worlds with changed conditions; the queries of `derived` may ask."""

    def own(self) -> tuple[BroughtTable | DerivedTable, ...]:
        """Every table, those from files first."""
        return (*self.tables, *self.derived)

    rules: tuple[DefectRule, ...] = ()
    """They strike before those of the level: a cell is changed at most once."""


NOTHING: Final = Brought()
"""The recipe's world as it is."""
