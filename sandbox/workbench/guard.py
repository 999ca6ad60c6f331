"""The guard: is this text one query made of nothing but allowed parts?"""

import re
from collections.abc import Collection, Iterable
from difflib import get_close_matches
from typing import Final

from sandbox.parse_tree import Connection, Node, UnparsedError, named, nodes, parse, table_path
from sandbox.workbench import vocabulary as allowed
from sandbox.workbench.faults import Fault

LONGEST: Final = 10_000
"""Characters of a query."""
DEEPEST: Final = 100
"""Brackets within brackets; the parser takes seconds over thousands of them."""
NOWHERE: Final = 1 << 32
"""Positions beyond this mean that the parser kept none."""
_FULL_WIDTH: Final = frozenset("，。；（）“”‘’＝＜＞＊＋－／％：、")
_PLAIN: Final = re.compile(r"\w+")
_PRINTED: Final = re.compile(
    r"[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]*"
)
"""Text without control characters, signs that turn the line around, or halves of characters."""
_PIVOT: Final = re.compile(r"(?:\s|--[^\n]*\n|/\*.*?\*/)*(?:pivot|with)\b.*", re.I | re.S)


def admit(connection: Connection, sql: str, tables: Collection[str]) -> Node:
    """The tree of a query over these tables; the connection parses and runs nothing of it.

    Raises:
        Fault: why the query may not pass, and on which line.
    """
    _measure(sql)
    try:
        tree = parse(connection, sql)
    except UnparsedError as fault:
        raise _unparsed(sql, fault) from None
    parts = list(nodes(tree))
    given = frozenset(name for part in parts for name in named(part))
    for name in sorted(given):
        if not _PLAIN.fullmatch(name) or name in tables or name.startswith(_RESERVED):
            raise Fault("with_name", name=name)
    known = frozenset(tables) | given
    for part in parts:
        try:
            _admit(part, known)
        except Fault as fault:
            raise fault.on(line_of(sql, part.get("query_location"))) from None
    return tree


_RESERVED: Final = (
    "duckdb_", "pg_", "pragma_", "sqlite_", "information_schema", "truth", "visible", "_",
    "character_sets", "check_constraints", "columns", "constraint_", "key_column_usage",
    "referential_constraints", "schemata", "tables", "table_constraints", "views",
)  # fmt: skip
"""Names of the server's own lists: outside its WITH, such a name would mean the list again."""


def _measure(sql: str) -> None:
    if not sql.strip():
        raise Fault("empty")
    if len(sql) > LONGEST:
        raise Fault("long", n=len(sql), most=LONGEST)
    if not _PRINTED.fullmatch(sql):
        raise Fault("signs")
    if found := _wide_sign(sql):
        raise Fault("wide", sign=found[0]).on(found[1])
    depth = deepest = 0
    for letter in sql:
        depth += (letter in "([{") - (letter in ")]}")
        deepest = max(deepest, depth)
    if deepest > DEEPEST:
        raise Fault("deep")


def _unparsed(sql: str, fault: UnparsedError) -> Fault:
    line = line_of(sql, fault.at)
    if fault.why == "other" and _PIVOT.match(sql):
        return Fault("pivot")
    if fault.why == "parser":
        near = re.search(r'at or near "(.*?)"', fault.said, re.S)
        return (
            Fault("parser_near", near=near[1][:40]).on(line) if near else Fault("parser").on(line)
        )
    return Fault("empty" if fault.why == "none" else fault.why)


def _wide_sign(sql: str) -> tuple[str, int] | None:
    """The first full-width sign outside quotes and comments, with its line."""
    bare = re.sub(
        r"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|--[^\n]*|/\*.*?\*/",
        lambda found: re.sub(r"[^\n]", " ", found[0]),
        sql,
        flags=re.S,
    )
    for at, letter in enumerate(bare):
        if letter in _FULL_WIDTH:
            return letter, bare.count("\n", 0, at) + 1
    return None


def line_of(sql: str, at: object) -> int | None:
    """The line, from 1, on which the byte `at` of the text stands."""
    if not isinstance(at, int) or not 0 <= at < NOWHERE:
        return None
    return sql.encode("utf-8", "replace")[:at].count(b"\n") + 1


def _admit(part: Node, known: frozenset[str]) -> None:
    kind = part.get("type")
    if "class" in part:
        if f"{part['class']}/{kind}" not in allowed.EXPRESSIONS:
            raise Fault("part", part=_spoken(str(kind)))
        _ADMIT.get(str(part["class"]), _pass)(part, known)
    elif isinstance(kind, str):
        if kind not in allowed.SHAPES:
            raise Fault("part", part=_spoken(kind))
        _ADMIT.get(kind, _pass)(part, known)
    if part.get("sample"):
        raise Fault("sample")


def _spoken(kind: str) -> str:
    return kind.removeprefix("VALUE_").removeprefix("OPERATOR_").replace("_", " ").lower()


def _pass(_part: Node, _known: frozenset[str]) -> None:
    """Nothing more to ask."""


def _base_table(part: Node, known: frozenset[str]) -> None:
    path = table_path(part)
    if part.get("at_clause") is not None:
        raise Fault("part", part="AT")
    own = path[:-1] in {(), ("main",), ("visible",), ("visible", "main")}
    if not own or path[-1] not in known:
        raise Fault("table", name=".".join(path), close=_close(path[-1], known))


def _close(name: str, known: Iterable[str]) -> str:
    return "".join(get_close_matches(name, sorted(known), n=1, cutoff=0.6))


def _function(part: Node, _known: frozenset[str]) -> None:
    name = str(part["function_name"]).lower()
    if part.get("catalog") or str(part.get("schema") or "").lower() not in ("", "main"):
        raise Fault("function", name=".".join([*part["qualified_name"]["path"]]).lower())
    if name in allowed.CLOCK:
        raise Fault("clock", name=name)
    if name not in allowed.FUNCTIONS:
        raise Fault("function", name=name)


def _table_function(part: Node, _known: frozenset[str]) -> None:
    name = str(part["function"].get("function_name", "")).lower()
    if name not in allowed.TABLE_FUNCTIONS:
        raise Fault("function", name=name)


def _column(part: Node, _known: frozenset[str]) -> None:
    name = str(part["column_names"][0]).lower()
    if len(part["column_names"]) == 1 and name in allowed.BARE:
        raise Fault("clock" if name in allowed.CLOCK else "function", name=name)


def _type(part: Node, _known: frozenset[str]) -> None:
    name = str(part["type_name"]).lower()
    if part.get("catalog") or part.get("schema") or name not in allowed.TYPES:
        raise Fault("type", name=name)


def _show(part: Node, _known: frozenset[str]) -> None:
    if part["show_type"] not in allowed.SHOWN or part["query"] is None:
        raise Fault("show")


_ADMIT: Final = {
    "BASE_TABLE": _base_table,
    "FUNCTION": _function,
    "WINDOW": _function,
    "TABLE_FUNCTION": _table_function,
    "COLUMN_REF": _column,
    "TYPE": _type,
    "SHOW_REF": _show,
}
