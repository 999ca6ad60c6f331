"""Which queries a world accepts: one SELECT over its own tables, the same tomorrow as today."""

import threading
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Final

import duckdb

from sandbox.errors import SandboxError
from sandbox.parse_tree import UnparsedError, named, nodes, parse, table_path
from sandbox.registry import nearest

LONGEST: Final = 50_000
TABLE_FUNCTIONS: Final = frozenset({"range", "generate_series", "unnest"})
# What tells about the server, runs text as SQL, or answers differently from one day to the next.
CLOCK: Final = frozenset({
    "now", "today", "current_date", "current_time", "current_timestamp", "localtime",
    "localtimestamp", "get_current_time", "get_current_timestamp", "transaction_timestamp",
    "random", "setseed", "uuid", "uuidv4", "uuidv7", "gen_random_uuid", "txid_current",
})  # fmt: skip
REFUSED: Final = CLOCK | {
    "current_setting", "getvariable", "getenv", "query", "query_table", "nextval", "currval",
    "current_query", "current_database", "current_schema", "current_schemas", "current_user",
    "in_search_path", "sleep_ms", "write_log", "which_secret", "version", "session_user", "user",
}  # fmt: skip
REFUSED_PREFIXES: Final = ("duckdb_", "pragma_", "read_", "pg_", "has_", "parse_duckdb_log")
BARE_CLOCK: Final = frozenset({
    "current_date", "current_time", "current_timestamp", "localtime", "localtimestamp",
})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What a query reads and calls, in lower case."""

    tables: frozenset[tuple[str, ...]]
    """Paths as written: (rk,), (truth, attr)."""
    named: frozenset[str]
    """Names that the query itself gives to subqueries."""
    functions: frozenset[str]
    table_functions: frozenset[str]
    shows: bool
    """Whether it holds DESCRIBE, SHOW or SUMMARIZE."""


def admit(sql: str, visible: frozenset[str], truth: frozenset[str] | None) -> frozenset[str]:
    """The unqualified tables that a query reads; or why it may not pass.

    `truth` is None where truth may not be read.

    Raises:
        SandboxError: it is not exactly one SELECT, reads what is not there, or calls what
            is not allowed.
    """
    statement = read(sql)
    if statement.shows:
        raise SandboxError("DESCRIBE, SHOW and SUMMARIZE do not work here. Write a SELECT.")
    for name in sorted(statement.functions | statement.table_functions):
        if name in CLOCK:
            raise SandboxError(
                f"`{name}` gives another result every time. A world has its own day:"
                " write it as DATE '2027-03-01'."
            )
        if name in REFUSED or name.startswith(REFUSED_PREFIXES):
            raise SandboxError(f"The function `{name}` may not be used in a query over a world.")
    for name in sorted(statement.table_functions - TABLE_FUNCTIONS):
        raise SandboxError(f"`{name}` may not be read from. Read the tables of the world.")
    for path in sorted(statement.tables):
        _admit_table(path, statement.named, visible, truth)
    return frozenset(path[0] for path in statement.tables if len(path) == 1)


def _admit_table(
    path: tuple[str, ...],
    named: frozenset[str],
    visible: frozenset[str],
    truth: frozenset[str] | None,
) -> None:
    name, where = path[-1], path[:-1]
    if where in {("truth",), ("truth", "main")}:
        known: frozenset[str] = frozenset() if truth is None else truth
    elif where in {(), ("visible",), ("main",), ("visible", "main")}:
        known = visible | named if not where else visible
    else:
        known = frozenset()
    if name in known:
        return
    shown = ".".join(path)
    close = nearest(name, sorted(known))
    hint = f" Did you mean `{close}`?" if close else ""
    raise SandboxError(f"There is no table `{shown}` to read here.{hint}")


@lru_cache(maxsize=1024)
def read(sql: str) -> Statement:
    """Take a query apart with DuckDB's own parser, so that no second parser can disagree.

    Raises:
        SandboxError: it does not parse, or is not exactly one SELECT.
    """
    if len(sql) > LONGEST:
        raise SandboxError(f"A query may have {LONGEST:,} characters at most.")
    tree = _tree(sql)
    parts = list(nodes(tree))
    tables = [node for node in parts if node.get("type") == "BASE_TABLE"]
    calls = [node for node in parts if node.get("class") == "FUNCTION"]
    from_calls = [node["function"] for node in parts if node.get("type") == "TABLE_FUNCTION"]
    bare = [
        str(node["column_names"][0]).lower()
        for node in parts
        if node.get("class") == "COLUMN_REF" and len(node["column_names"]) == 1
    ]
    return Statement(
        tables=frozenset(map(table_path, tables)),
        named=frozenset(name for node in parts for name in named(node)),
        functions=frozenset(str(call["function_name"]).lower() for call in calls)
        | (frozenset(bare) & BARE_CLOCK),
        table_functions=frozenset(str(call["function_name"]).lower() for call in from_calls),
        shows=any(node.get("type") == "SHOW_REF" for node in parts),
    )


def nodes_of(sql: str) -> list[dict[str, Any]]:
    """Every part of a query, as DuckDB's parser sees it.

    Raises:
        SandboxError: as for `read`.
    """
    return list(nodes(_tree(sql)))


def _tree(sql: str) -> dict[str, Any]:
    try:
        with _parsing:
            return parse(_parser(), sql)
    except UnparsedError as fault:
        raise SandboxError(_fault(fault)) from None


def _fault(fault: UnparsedError) -> str:
    if fault.why == "deep":
        return "The query is nested too deeply. Write it flatter."
    if fault.why == "parser":
        return f"The query does not parse: {fault.said}."
    if fault.why in ("many", "none"):
        return "A query over a world is exactly one SELECT statement."
    return "A query over a world is one SELECT statement and nothing else."


_parsing: Final = threading.Lock()


@cache
def _parser() -> duckdb.DuckDBPyConnection:
    """An empty database that only parses."""
    connection = duckdb.connect(":memory:", config={"threads": "1", "async_threads": "1"})
    connection.execute("SET enable_external_access=false")
    connection.execute("SET lock_configuration=true")
    return connection
