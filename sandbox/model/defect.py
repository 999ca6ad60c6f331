"""Defects: how departmental data go wrong, and the record that undoes it."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Final, TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pydantic import Field

from sandbox.model.base import Authored, Slug
from sandbox.model.dataset import ColumnSpec, TableSpec
from sandbox.model.draw import Integers
from sandbox.text import Text

_FACTORS: Final = (0x9E3779B1, 0x85EBCA6B, 0xC2B2AE35, 0x27D4EB2F)
"""Odd, so that each turns 32 bits of chance into other 32 bits."""


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
    """An SQL predicate over the table's columns; all rows when left out."""
    params: Mapping[str, Any] = {}


class NoParams(Authored):
    """For defects that have nothing to set."""


P = TypeVar("P", bound=Authored)


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The rows that a rule has chosen, as its defect sees them."""

    rule: DefectRule
    data: pa.Table
    """The whole table; for rows to be inserted from the spare ones, those."""
    rows: Integers
    """Positions of the chosen rows in `data`, ascending."""
    grain: Integers
    """32 bits of chance per chosen row; they do not change when the rate does."""
    spare: pa.Table | None = None
    """Rows that other defects may add to the same table."""

    def __len__(self) -> int:
        return len(self.rows)

    def cells(self, column: str | None = None) -> pa.Array:
        """The chosen cells of a column (the rule's own when none is named) as text."""
        taken = self.data.column(column or self.rule.column).take(pa.array(self.rows))
        return as_text(taken)

    def params(self, shape: type[P]) -> P:
        """The rule's parameters in the shape that the defect declares."""
        return shape.model_validate(dict(self.rule.params))

    def choose(self, among: int, part: int = 0) -> Integers:
        """A number from 0 to among - 1 for each row; other parts (0 to 3) vary independently."""
        mixed = (self.grain * _FACTORS[part]) & 0xFFFFFFFF
        return (mixed * among) >> 32


class Defect(ABC):
    """One way in which data go wrong; `KIND` of a file under `sandbox/defects/` is an instance."""

    code: ClassVar[str]
    """D01 to D24 of the defect catalogue."""
    label: ClassVar[Text]
    treatment: ClassVar[Text]
    """The right treatment, one sentence."""
    trap: ClassVar[Text]
    """The tempting wrong treatment."""
    Params: ClassVar[type[Authored]] = NoParams
    """What a rule may set under `params`."""
    column_params: ClassVar[tuple[str, ...]] = ()
    """Parameters that name columns of the table."""


class CellDefect(Defect):
    """Changes cells of one column; the number of rows stays."""

    writes_text: ClassVar[bool] = False
    """Whether what it writes fits no number or date: the column is then stored as text."""
    of_missing: ClassVar[bool] = False
    """Whether it strikes missing cells instead of present ones."""
    per_person: ClassVar[bool] = False
    """Whether the same people are struck in every table that has a rule of this kind."""

    @abstractmethod
    def damage(self, site: Site) -> pa.Array:
        """The new text of each chosen cell; where it equals the old, nothing has happened."""

    def blanks(self, rule: DefectRule) -> tuple[str, ...]:  # noqa: ARG002 - for those who need it
        """Further columns that are empty in the rows where something has happened."""
        return ()


class RowDefect(Defect):
    """Adds rows; the cells of the others stay."""

    from_spare: ClassVar[bool]
    """Whether the rows come from the spare ones of the table, else from its own.

    From spare rows the rate counts in rows of the table: 0.06 adds six to every hundred.
    """

    @abstractmethod
    def insert(self, site: Site) -> "Inserted":
        """The new rows, each made from one chosen row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inserted:
    """Rows that a defect adds."""

    data: pa.Table
    source: Integers
    """For each new row, which of the chosen rows (counted from 0) it was made from."""


def as_text(column: pa.ChunkedArray | pa.Array) -> pa.Array:
    """A column as one array of text; dates as yyyy-mm-dd, missing stays missing."""
    whole = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    if pa.types.is_dictionary(whole.type):
        whole = whole.dictionary_decode()
    return whole if whole.type == pa.string() else pc.cast(whole, pa.string())


def letters(cells: pa.Array) -> np.ndarray[Any, np.dtype[np.uint32]]:
    """Texts as a matrix of code points, one row each, 0 after the end and for missing ones."""
    plain = np.array(pc.fill_null(cells, "").to_pylist(), dtype=np.str_)
    width = max(plain.dtype.itemsize // 4, 1)
    return plain.astype(f"U{width}").view(np.uint32).reshape(len(plain), width)


def spelled(matrix: np.ndarray[Any, np.dtype[np.uint32]]) -> pa.Array:
    """The texts of a matrix of code points; what `letters` undoes."""
    whole = np.ascontiguousarray(matrix).view(f"U{matrix.shape[1]}").ravel()
    return pa.array(whole, pa.string())


def _spec(name: str, zh: str, en: str, columns: tuple[tuple[str, str, str], ...]) -> TableSpec:
    return TableSpec(
        name=name,
        label=Text(zh=zh, en=en),
        columns=tuple(ColumnSpec(name=n, label=Text(zh=z, en=e)) for n, z, e in columns),
        truth=True,
    )


_TBL: Final = ("tbl", "表名", "Table")
_RID: Final = ("rid", "行号（从 0 起，同 rowid）", "Row, from 0, same as rowid")
_DEFECT: Final = ("defect", "缺陷代码", "Defect code")
_RULE: Final = ("rule", "规则", "Rule")
CELL: Final = _spec(
    "cell", "被改动的单元格", "Changed cells",
    (_TBL, _RID, ("col", "列名", "Column"), _DEFECT, _RULE,
     ("clean", "原值", "Clean value"), ("dirty", "现值", "Dirty value")),
)  # fmt: skip
LINE: Final = _spec(
    "line", "多出的行", "Inserted rows",
    (_TBL, _RID, ("src_rid", "来源行", "Source row, if of the same table"), _DEFECT, _RULE),
)  # fmt: skip
LINK: Final = _spec(
    "link", "每行实为何人何企", "Whom each row is really about",
    (_TBL, _RID, ("entity", "真实主体编号", "Number of the person or firm")),
)  # fmt: skip
RECAST: Final = _spec(
    "recast", "改存为文本的列", "Columns stored as text",
    (_TBL, ("col", "列名", "Column"), ("was", "原类型", "Former type")),
)  # fmt: skip
TRUTH_LOG: Final = (CELL, LINE, LINK, RECAST)
"""Truth tables of every world, whatever its recipe."""
