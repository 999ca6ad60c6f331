"""A world small enough for a test: real queries over a few tables, without files or guards."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import duckdb

from sandbox.datasets.answers import as_table
from sandbox.errors import SandboxError
from sandbox.model.inquiry import Tried
from sandbox.model.relation import Relation


@dataclass
class TinyWorld:
    """Tables by name as rows of mappings; keeps the promises of a world's reader."""

    tables: Mapping[str, list[Mapping[str, Any]]] = field(default_factory=dict)
    seed: int = 101
    asked: list[str] = field(default_factory=list)
    """Queries that were put with answers at hand."""

    def visible(self, sql: str) -> Relation:
        return self.truth(sql)

    def truth(self, sql: str) -> Relation:
        with self.answering({}) as ask:
            return ask(sql)

    def tried(self, sql: str) -> Tried:
        """Without a guard: these queries are ours."""
        try:
            return Tried(rows=self.visible(sql))
        except SandboxError:
            return Tried(rows=None)

    def parallel(self) -> tuple["TinyWorld", ...]:
        return (self,)

    @contextmanager
    def answering(self, answers: Mapping[str, Relation]) -> Iterator[Callable[[str], Relation]]:
        cursor = self._connection.cursor()
        for name, relation in answers.items():
            _write(cursor, name, relation)

        def ask(sql: str) -> Relation:
            self.asked.append(sql)
            try:
                done = cursor.execute(sql)
                return Relation.of([c[0] for c in done.description or ()], done.fetchall())
            except duckdb.Error as error:
                raise SandboxError(f"The query failed: {error}.") from error

        try:
            yield ask
        finally:
            cursor.close()

    @cached_property
    def _connection(self) -> duckdb.DuckDBPyConnection:
        connection = duckdb.connect(":memory:", config={"threads": "1"})
        for name, rows in self.tables.items():
            cells = [tuple(row.values()) for row in rows]
            _write(connection, name, Relation.of(tuple(rows[0]), cells), "TABLE")
        return connection


def _write(
    connection: duckdb.DuckDBPyConnection, name: str, relation: Relation, kind: str = "TEMP TABLE"
) -> None:
    connection.register("incoming", as_table(relation))
    connection.execute(f"CREATE {kind} {name} AS SELECT * FROM incoming")
    connection.unregister("incoming")
