"""Inspection: the dictionary and the quality of a built world, told from its file alone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import duckdb
import pyarrow as pa

from sandbox.datasets.storing import ABOUT
from sandbox.datasets.validity import Content, content_of, valid_cells
from sandbox.errors import MisuseError, SandboxError
from sandbox.model.defect import as_text
from sandbox.parse_tree import quoted

SAMPLE: Final = 5_000
ALMOST: Final = 0.9
"""A first column of which at least this share is distinct was meant as the table's key."""
NO_ENTRY: Final = ("有效期", "终止", "到期", "期限", "截止", "出生")
"""Words in the name of a date that does not tell when something was entered."""
_SETTINGS: Final[dict[str, str | bool | int | float | list[str]]] = {
    "enable_external_access": "false",
    "autoload_known_extensions": "false",
    "autoinstall_known_extensions": "false",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnQuality:
    """One column; shares lie between 0 and 1, and are None where nothing can be judged."""

    name: str
    label: str
    type: str
    content: Content
    filled: float | None
    """Completeness: cells that are not missing."""
    valid: float | None
    """Validity: filled cells with the right form, check sign, day or code."""
    refers: str | None
    """The key that its values should be found in, `table.column`."""
    found: float | None
    """Consistency: filled cells that are found there."""
    newest: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TableQuality:
    """One table with its columns."""

    name: str
    label: str
    rows: int
    key: str | None
    unique: float | None
    """Uniqueness: distinct values of the key among its filled cells."""
    newest: date | None
    behind: int | None
    """Timeliness: days from the newest entry of the table to the newest of the others."""
    columns: tuple[ColumnQuality, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileQuality:
    """A world's file: what it says about itself, and how good its tables are."""

    about: tuple[tuple[str, str], ...]
    tables: tuple[TableQuality, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Column:
    name: str
    label: str
    type: str
    content: Content
    filled: int
    distinct: int | None
    valid: int | None
    newest: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    name: str
    label: str
    rows: int
    columns: tuple[_Column, ...]

    @property
    def key(self) -> _Column | None:
        """The first column, if nearly all its values differ."""
        first = self.columns[0]
        almost = first.distinct is not None and first.distinct >= ALMOST * max(first.filled, 1)
        return first if almost and first.filled else None

    @property
    def newest(self) -> date | None:
        """The newest day of any column whose days lie behind us; a calendar has none."""
        dated = [column for column in self.columns if column is not self.key]
        past = [c.newest for c in dated if not any(word in c.label for word in NO_ENTRY)]
        return max((day for day in past if day is not None), default=None)


def inspect_file(file: Path) -> FileQuality:
    """Completeness, validity, uniqueness, consistency and timeliness of every visible table.

    Raises:
        MisuseError: there is no such file, or it is no world.
    """
    if not file.is_file():
        raise MisuseError(f"There is no file `{file}`.")
    try:
        with duckdb.connect(str(file), read_only=True, config=_SETTINGS) as connection:
            names = _labels(connection, "duckdb_tables()", "table_name")
            if ABOUT not in names:
                raise MisuseError(
                    f"`{file}` is no world: write one with `python -m sandbox build`."
                )
            about = connection.execute(f"SELECT zh, en FROM {ABOUT}").fetchall()
            tables = [
                _table(connection, name, label) for name, label in names.items() if name != ABOUT
            ]
            judged = tuple(_judged(connection, tables))
    except duckdb.Error as error:
        raise SandboxError(f"`{file}` cannot be read as a DuckDB file.") from error
    return FileQuality(about=tuple((zh, en) for zh, en in about), tables=judged)


def _labels(connection: duckdb.DuckDBPyConnection, source: str, name: str) -> dict[str, str]:
    found = connection.execute(f"SELECT {name}, coalesce(comment, '') FROM {source}").fetchall()
    return {str(one): str(label) for one, label in found}


def _table(connection: duckdb.DuckDBPyConnection, name: str, label: str) -> _Table:
    counted = connection.execute(f"SELECT count(*) FROM {quoted(name)}").fetchall()
    listed = connection.execute(
        "SELECT column_name, coalesce(comment, ''), data_type FROM duckdb_columns()"
        " WHERE table_name = ? ORDER BY column_index",
        [name],
    ).fetchall()
    columns = [_column(connection, name, *column, key=at == 0) for at, column in enumerate(listed)]
    return _Table(name=name, label=label, rows=int(counted[0][0]), columns=tuple(columns))


def _column(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    name: str,
    label: str,
    kind: str,
    *,
    key: bool,
) -> _Column:
    where = f"FROM {quoted(table)} WHERE {quoted(name)} IS NOT NULL"
    distinct = f"count(DISTINCT {quoted(name)})" if key else "NULL"
    filled, differing = connection.execute(
        f"SELECT count({quoted(name)}), {distinct} FROM {quoted(table)}"
    ).fetchall()[0]
    content: Content = "other"
    valid: int | None = None
    newest: date | None = None
    if kind == "DATE" or kind.startswith("TIMESTAMP"):
        content, valid = "date", int(filled)
        newest = connection.execute(f"SELECT max({quoted(name)}::DATE) {where}").fetchall()[0][0]
    elif kind == "VARCHAR":
        content = content_of(
            name, _cells(connection, f"SELECT {quoted(name)} {where} LIMIT {SAMPLE}")
        )
        if content != "other":
            valid = valid_cells(name, content, _cells(connection, f"SELECT {quoted(name)} {where}"))
        if content == "date":
            latest = f"SELECT max(try_cast({quoted(name)} AS DATE)) {where}"
            newest = connection.execute(latest).fetchall()[0][0]
    return _Column(
        name=name, label=label, type=kind, content=content, filled=int(filled),
        distinct=None if differing is None else int(differing), valid=valid, newest=newest,
    )  # fmt: skip


def _cells(connection: duckdb.DuckDBPyConnection, sql: str) -> pa.Array:
    return as_text(connection.sql(sql).to_arrow_table().column(0))


def _judged(connection: duckdb.DuckDBPyConnection, tables: list[_Table]) -> Iterator[TableQuality]:
    """The tables with what only all of them together can tell."""
    keys = _keys(tables)
    today = _today([table.newest for table in tables if table.newest])
    for table in tables:
        key = table.key
        yield TableQuality(
            name=table.name,
            label=table.label,
            rows=table.rows,
            key=None if key is None else key.name,
            unique=None if key is None else _share(key.distinct, key.filled),
            newest=table.newest,
            behind=(today - table.newest).days if today and table.newest else None,
            columns=tuple(_described(connection, table, column, keys) for column in table.columns),
        )


def _today(newest: list[date]) -> date | None:
    """The day of the world: that of the second newest table, where there are three or more.

    So one table with a wrong date does not make all others look old.
    """
    days = sorted(newest, reverse=True)
    return None if not days else days[1 if len(days) > 2 else 0]


def _keys(tables: list[_Table]) -> Mapping[str, tuple[str, str]]:
    """Where values of a name or content should be found: the largest table with such a key."""
    keys: dict[str, tuple[str, str]] = {}
    for table in sorted(tables, key=lambda one: (one.rows, one.name)):
        if table.key is not None:
            keys[table.key.name] = (table.name, table.key.name)
            if table.key.content in ("citizen-number", "credit-code"):
                keys[table.key.content] = (table.name, table.key.name)
    return keys


def _described(
    connection: duckdb.DuckDBPyConnection,
    table: _Table,
    column: _Column,
    keys: Mapping[str, tuple[str, str]],
) -> ColumnQuality:
    where = keys.get(column.content) or keys.get(column.name)
    if where == (table.name, column.name) or column.type != "VARCHAR":
        where = None
    found = None
    if where is not None:
        other, key = quoted(where[0]), quoted(where[1])
        found = connection.execute(
            f"SELECT count(*) FROM {quoted(table.name)}"
            f" WHERE {quoted(column.name)} IN (SELECT {key} FROM {other})"
        ).fetchall()[0][0]
    return ColumnQuality(
        name=column.name,
        label=column.label,
        type=column.type,
        content=column.content,
        filled=_share(column.filled, table.rows),
        valid=_share(column.valid, column.filled),
        refers=None if where is None else ".".join(where),
        found=_share(found, column.filled),
        newest=column.newest,
    )


def _share(part: int | None, whole: int) -> float | None:
    return None if part is None or whole == 0 else part / whole
