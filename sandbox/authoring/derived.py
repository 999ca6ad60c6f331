"""Queries that make a scenario's own tables: do they read, and in which order are they made."""

from collections.abc import Callable, Iterator
from graphlib import CycleError, TopologicalSorter
from typing import Final

from sandbox.authoring.problem import quoted
from sandbox.authoring.sql import Query, Unreadable, examine
from sandbox.authoring.syntax import Mark
from sandbox.model.brought import DerivedTable
from sandbox.text import Text

Note = Callable[[str, DerivedTable, Text], None]


def wrong_in(sql: str) -> Iterator[tuple[Mark, str, Text]]:
    """What keeps a text from being one SELECT, with its place."""
    query = examine(sql)
    if isinstance(query, Unreadable):
        near = quoted(query.near) if query.near else None
        message = Text(
            zh=f"SQL 在 {near} 附近无法读取。" if near else "SQL 从这里开始无法读取。",
            en=f"The SQL cannot be read near {near}."
            if near
            else "The SQL cannot be read from here on.",
        )
        yield Mark(query.line, query.column), "S140", message
    elif not query.single:
        yield Mark(1, 1), "S141", ONE_QUERY


def in_order(tables: list[DerivedTable], note: Note) -> list[DerivedTable]:
    """The tables so that each reads only what stands before it; a circle is noted."""
    by_path = {_path(table): table for table in tables}
    needs = {path: _read(table) & by_path.keys() for path, table in by_path.items()}
    try:
        order = list(TopologicalSorter(needs).static_order())
    except CycleError as error:
        circle = [by_path[path] for path in error.args[1]]
        names = " → ".join(table.spec.name for table in circle)
        message = Text(
            zh=f"这些表互相引用，无法先后生成：{names}。",
            en=f"These tables read one another, so none can be made first: {names}.",
        )
        note("S180", circle[0], message)
        return tables
    return [by_path[path] for path in order]


def _path(table: DerivedTable) -> tuple[str, str]:
    return ("truth" if table.spec.truth else "", table.spec.name.lower())


def _read(table: DerivedTable) -> set[tuple[str, str]]:
    query = examine(table.sql)
    return set(query.tables) if isinstance(query, Query) else set()


ONE_QUERY: Final = Text(
    zh="这里应恰好是一条查询语句（SELECT）。", en="This must be exactly one query (SELECT)."
)
