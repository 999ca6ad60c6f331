"""Which columns a query really reads, by the plan that the engine would carry out."""

import json
import re
from collections.abc import Mapping
from typing import Any, Final

from sandbox.parse_tree import Connection, nodes

_QUOTED: Final = re.compile(r"'(?:[^']|'')*'")
_WORD: Final = re.compile(r"\w+")


def columns_read(connection: Connection, sql: str, tables: Mapping[str, list[str]]) -> list[str]:
    """`table.column` in lower case, for everything the plan scans or filters by.

    A column that is named but dropped before the scan does not count: it never left the file.
    """
    plan = connection.execute(f"EXPLAIN (FORMAT json) {sql}").fetchall()
    known = {name.lower(): [c.lower() for c in columns] for name, columns in tables.items()}
    found: set[str] = set()
    for node in nodes(json.loads(plan[0][1])):
        extra = node.get("extra_info")
        if isinstance(extra, dict) and "Table" in extra:
            table = str(extra["Table"]).rsplit(".", 1)[-1].strip('"').lower()
            words = _words(extra)
            found.update(f"{table}.{one}" for one in known.get(table, ()) if one in words)
    return sorted(found)


def _words(extra: Mapping[str, Any]) -> set[str]:
    listed = [extra.get("Projections", []), extra.get("Filters", [])]
    texts = [text for one in listed for text in ([one] if isinstance(one, str) else one)]
    return {word.lower() for text in texts for word in _WORD.findall(_QUOTED.sub(" ", str(text)))}
