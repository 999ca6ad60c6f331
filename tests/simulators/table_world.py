"""A world made of a few tables, for simulators that ask in SQL."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

import duckdb
import pyarrow as pa

from sandbox.errors import SandboxError
from sandbox.model.relation import Relation


class TableWorld:
    """Tables by name, and of each the number of the entity that a row is really about."""

    def __init__(self, *, seed: int = 101) -> None:
        self.seed = seed
        self._database = duckdb.connect(config={"threads": "1"})
        self._database.execute("CREATE SCHEMA truth")
        self._database.execute("CREATE TABLE truth.link (tbl VARCHAR, rid BIGINT, entity BIGINT)")
        self._database.execute(
            "CREATE TABLE truth.cell (tbl VARCHAR, rid BIGINT, col VARCHAR, clean VARCHAR)"
        )

    def add(self, name: str, sql: str, **given: pa.Table) -> "TableWorld":
        """A table from a query; its column `entity`, if it has one, goes to the truth."""
        for each, data in given.items():
            self._database.register(each, data)
        self._database.execute(f"CREATE TEMP TABLE incoming AS {sql}")
        columns = [row[0] for row in self._database.execute("DESCRIBE incoming").fetchall()]
        kept = ", ".join(f'"{c}"' for c in columns if c != "entity")
        self._database.execute(f'CREATE TABLE "{name}" AS SELECT {kept} FROM incoming')
        if "entity" in columns:
            self._database.execute(
                f"INSERT INTO truth.link SELECT '{name}', rowid, entity FROM incoming"
            )
        self._database.execute("DROP TABLE incoming")
        return self

    def damaged(self, table: str, column: str, rid: int, dirty: str | None) -> "TableWorld":
        """One cell written wrongly, with the truth on record."""
        self._database.execute(
            f"INSERT INTO truth.cell SELECT '{table}', rowid, '{column}', \"{column}\""
            f" FROM {table} WHERE rowid = {rid}"
        )
        self._database.execute(f'UPDATE {table} SET "{column}" = ? WHERE rowid = {rid}', [dirty])
        return self

    def visible(self, sql: str) -> Relation:
        return self.truth(sql)

    def truth(self, sql: str) -> Relation:
        with self.answering({}) as ask:
            return ask(sql)

    @contextmanager
    def answering(self, answers: Mapping[str, Relation]) -> Iterator[Callable[[str], Relation]]:
        cursor = self._database.cursor()
        for name, relation in answers.items():
            rows = [dict(zip(relation.columns, row, strict=True)) for row in relation.rows]
            empty = pa.table({column: [] for column in relation.columns})
            cursor.register("incoming", pa.Table.from_pylist(rows) if rows else empty)
            cursor.execute(f"CREATE TEMP TABLE {name} AS SELECT * FROM incoming")

        def ask(sql: str) -> Relation:
            try:
                done = cursor.execute(sql)
            except duckdb.Error as error:
                raise SandboxError(f"The query failed: {error}.") from error
            return Relation.of([c[0] for c in done.description or ()], done.fetchall())

        try:
            yield ask
        finally:
            cursor.close()
