"""Relation: the one shape that answers, references and query results share."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

Cell = str | int | float | bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """Named columns over rows of plain cells; dates are ISO 8601 text."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @classmethod
    def of(cls, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> "Relation":
        """A relation from any row source; dates and decimals become plain cells."""
        return cls(columns=tuple(columns), rows=tuple(tuple(map(plain, row)) for row in rows))

    def column(self, name: str) -> tuple[Cell, ...]:
        """The values of one column, in row order."""
        at = self.columns.index(name)
        return tuple(row[at] for row in self.rows)

    def dicts(self) -> list[dict[str, Cell]]:
        """The rows as dictionaries."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def mapping(self) -> dict[str, Cell]:
        """First column to second column; later rows win."""
        return {str(row[0]): row[1] for row in self.rows}

    def to_json(self) -> dict[str, Any]:
        """A JSON-ready form that `from_json` reads back unchanged."""
        return {"columns": list(self.columns), "rows": [list(row) for row in self.rows]}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "Relation":
        """The inverse of `to_json`."""
        return cls.of(value["columns"], value["rows"])


def plain(value: Any) -> Cell:
    """A database value as a plain cell."""
    if value is None or isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return str(value)
