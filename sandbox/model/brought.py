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
class Brought:
    """Tables and defect rules that belong to one scenario alone."""

    tables: tuple[BroughtTable, ...] = ()
    rules: tuple[DefectRule, ...] = ()
    """They strike before those of the level: a cell is changed at most once."""


NOTHING: Final = Brought()
"""The recipe's world as it is."""
