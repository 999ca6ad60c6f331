"""The SQL workbench as a page sees it: what can be queried, and what a query found."""

from dataclasses import dataclass
from typing import Any

from sandbox.desk.views.step import ColumnView


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemaTableView:
    """A table that can be queried, with its columns in order."""

    name: str
    label: str
    columns: tuple[ColumnView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryExampleView:
    """A query to start from."""

    label: str
    sql: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchView:
    """Everything beside the editor."""

    tables: tuple[SchemaTableView, ...]
    examples: tuple[QueryExampleView, ...]
    permitted: tuple[str, ...]
    """`table.column` of what the purpose allows to be read; empty where nothing is restricted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowsView:
    """What a query found."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    cut: bool
    """True when there are more rows than are shown."""
    milliseconds: float
