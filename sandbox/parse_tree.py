"""A query as DuckDB's own parser sees it, so that no second parser can disagree.

Knows no database of ours and no sentence for people: whoever asks says what is refused, and how.
"""

import json
from collections.abc import Iterator
from typing import Any, Protocol

Node = dict[str, Any]


class Connection(Protocol):
    """As much of a database connection as parsing needs."""

    def execute(self, query: str, parameters: object = ..., /) -> Any:
        """Run a query of ours."""
        ...


class UnparsedError(Exception):
    """The text is no query; `why` is `parser`, `deep`, `other` (no SELECT), `none` or `many`."""

    def __init__(self, why: str, said: str = "", at: int | None = None) -> None:
        super().__init__(said or why)
        self.why = why
        self.said = said
        self.at = at
        """Where in the text, in bytes of UTF-8; None when the parser did not say."""


def parse(connection: Connection, sql: str) -> Node:
    """The tree of exactly one SELECT.

    Raises:
        UnparsedError: it is none, or more than one.
    """
    answer = connection.execute("SELECT json_serialize_sql(?::VARCHAR)", [sql]).fetchall()
    try:
        tree: Node = json.loads(answer[0][0])
    except RecursionError:
        raise UnparsedError("deep") from None
    if tree.get("error"):
        position = str(tree.get("position", ""))
        raise UnparsedError(
            "parser" if tree.get("error_type") == "parser" else "other",
            str(tree.get("error_message", "")),
            int(position) if position.isdigit() else None,
        )
    if len(tree["statements"]) != 1:
        raise UnparsedError("many" if tree["statements"] else "none")
    return tree


def nodes(tree: Any) -> Iterator[Node]:
    """Every mapping in the tree, without recursion: depth is the writer's choice."""
    waiting = [tree]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            yield one
            waiting.extend(one.values())
        elif isinstance(one, list):
            waiting.extend(one)


def table_path(node: Node) -> tuple[str, ...]:
    """The path of a BASE_TABLE as written, in lower case: (rk,) or (truth, attr)."""
    parts = (node["catalog_name"], node["schema_name"], node["table_name"])
    return tuple(str(part).lower() for part in parts if part)


def named(node: Node) -> Iterator[str]:
    """Names that this part gives to subqueries by WITH, in lower case."""
    for entry in node.get("cte_map", {}).get("map", []):
        yield str(entry["key"]).lower()


def quoted(name: str) -> str:
    """A table or column name as SQL writes it, whatever it holds."""
    return '"' + name.replace('"', '""') + '"'
