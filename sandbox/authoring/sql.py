"""SQL as an author wrote it: does it read, what does it look at, what does it return."""

import re
import threading
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

import duckdb
import sqlglot
from sqlglot import exp

HERE: Final = re.compile(r"LINE (\d+): (.*)\n(\s*)\^")
NEAR: Final = re.compile(r'at or near "([^"]*)"')
HARMLESS: Final = frozenset({"range", "generate_series", "unnest", "values"})
"""Table functions that look at nothing."""
_LOCK: Final = threading.Lock()


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """SQL that DuckDB's own parser refuses; line and column count from 1 within the SQL."""

    line: int
    column: int
    near: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What a single `SELECT` looks at and returns."""

    single: bool
    """False when it is no query, or more than one."""
    tables: tuple[tuple[str, str], ...] = ()
    """(schema or empty, table) as written, in lower case, without names that `WITH` gives."""
    functions: tuple[str, ...] = ()
    """Table functions other than harmless ones, and files read as tables."""
    columns: tuple[str, ...] | None = None
    """Names of the result's columns; None when only the data can tell."""
    hints_at_truth: bool = False
    """True when text within the query spells the schema of right answers."""


@lru_cache(maxsize=1024)
def examine(sql: str) -> Query | Unreadable:
    """The query, or the place at which it stops being one."""
    try:
        with _LOCK:
            statements = _parser().extract_statements(sql)
    except duckdb.Error as error:
        return _unreadable(str(error))
    if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
        return Query(single=False)
    try:
        tree = sqlglot.parse_one(sql, read="duckdb")
    except sqlglot.errors.SqlglotError:
        # DuckDB reads more than sqlglot does: then only the leak is looked for.
        return Query(single=True, hints_at_truth="truth" in sql.lower())
    return _described(tree)


@cache
def _parser() -> duckdb.DuckDBPyConnection:
    return duckdb.connect(":memory:")


def _unreadable(said: str) -> Unreadable:
    here, near = HERE.search(said), NEAR.search(said)
    line = int(here.group(1)) if here else 1
    column = len(here.group(3)) - len(f"LINE {line}: ") + 1 if here else 1
    return Unreadable(line=line, column=max(1, column), near=near.group(1) if near else None)


def _described(tree: exp.Expr) -> Query:
    own = {cte.alias_or_name.lower() for cte in tree.find_all(exp.CTE)}
    named: dict[tuple[str, str], None] = {}
    functions: dict[str, None] = {}
    for table in tree.find_all(exp.Table):
        if isinstance(table.this, exp.Func):
            anonymous = isinstance(table.this, exp.Anonymous)
            name = table.this.name if anonymous else table.this.sql_name()
            functions[name.lower()] = None
        elif re.search(r"[./:*]", table.name):
            functions[table.name] = None
        elif table.db or table.name.lower() not in own:
            named[(table.db.lower(), table.name.lower())] = None
    literals = (each.this.lower() for each in tree.find_all(exp.Literal) if each.is_string)
    return Query(
        single=True,
        tables=tuple(named),
        functions=tuple(name for name in functions if name not in HARMLESS),
        columns=_columns(tree),
        hints_at_truth=any(re.search(r"\btruth\b", text) for text in literals),
    )


def _columns(tree: exp.Expr) -> tuple[str, ...] | None:
    if not isinstance(tree, exp.Query) or tree.is_star or not tree.named_selects:
        return None
    return tuple(name.lower() for name in tree.named_selects)
