"""Defects: how departmental data go wrong, and the record that undoes it."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from pydantic import Field

from sandbox.model.base import Authored, Slug
from sandbox.model.dataset import BuiltTable
from sandbox.model.draw import Draw
from sandbox.text import Text

if TYPE_CHECKING:
    import pyarrow as pa


class DefectRule(Authored):
    """One line of a defect plan, as an author writes it."""

    id: Slug
    table: Slug
    column: str | None = None
    kind: Slug
    """File name under `sandbox/defects/`, e.g. `d01_short_id`."""
    rate: float = Field(gt=0, le=1)
    """Share of the eligible rows; raising it keeps every earlier hit."""
    where: str | None = None
    """An SQL predicate over the clean table's columns; all rows when left out."""
    params: Mapping[str, Any] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Injection:
    """A table after a defect, with everything needed to restore it.

    Row ids (`rid`) are positions in the stored table, from 0; inserted rows stand at the end.
    """

    table: BuiltTable
    cells: "pa.Table"
    """rid, col, defect, clean, dirty (text; NULL is NULL): one row per changed cell."""
    rows: "pa.Table"
    """rid, src_rid (NULL when from the spare rows), defect: one row per inserted row."""


class Defect(ABC):
    """One way in which data go wrong; `KIND` of a file under `sandbox/defects/` is an instance."""

    code: ClassVar[str]
    """D01 to D24 of the defect catalogue."""
    label: ClassVar[Text]
    treatment: ClassVar[Text]
    """The right treatment, one sentence."""
    trap: ClassVar[Text]
    """The tempting wrong treatment."""

    @abstractmethod
    def inject(
        self, table: BuiltTable, rule: DefectRule, hit: "pa.Array", draw: Draw
    ) -> Injection:
        """The table with the defect in the rows that `hit` (booleans) marks."""
