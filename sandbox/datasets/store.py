"""A built world, opened read-only: what departments see apart from what is true."""

import re
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import duckdb

from sandbox.datasets.answers import as_table
from sandbox.datasets.statement import admit
from sandbox.datasets.storing import TRUTH, VISIBLE
from sandbox.datasets.watchdog import time_limit
from sandbox.errors import MisuseError, SandboxError
from sandbox.model.dataset import Recipe, TableSpec, WorldParams
from sandbox.model.defect import TRUTH_LOG
from sandbox.model.relation import Relation
from sandbox.parse_tree import quoted

MAX_ROWS: Final = 100_000
MAX_SECONDS: Final = 10.0
# DuckDB starts eight threads for input and output unless told otherwise, in every database.
SINGLE: Final[dict[str, str | bool | int | float | list[str]]] = {
    "threads": "1",
    "async_threads": "1",
}
# The order matters: after external access is off, no directory can be named; after the lock,
# nothing can be set. Without GLOBAL, replacements would be off for this cursor alone.
FENCE: Final = (
    "SET temp_directory=''",
    "SET autoinstall_known_extensions=false",
    "SET autoload_known_extensions=false",
    "SET allow_community_extensions=false",
    "SET GLOBAL python_enable_replacements=false",
    "SET memory_limit='512MB'",
    "SET enable_external_access=false",
    "SET lock_configuration=true",
)


class World:
    """One world of one recipe and seed; safe to share between threads.

    Two databases in memory hold the files: the first has only the visible one attached, so no
    query through `visible` can reach the truth, whatever it says.
    """

    def __init__(self, *, recipe: Recipe, params: WorldParams, folder: Path) -> None:
        self.name: Final = folder.name
        self.params: Final = params
        self._recipe = recipe
        self._folder = folder
        self._lock = threading.Lock()
        self._tables = (*recipe.tables(), *TRUTH_LOG)
        self._visible_names = frozenset(t.name.lower() for t in self._tables if not t.truth)
        self._truth_names = frozenset(t.name.lower() for t in self._tables if t.truth)
        self._seen: duckdb.DuckDBPyConnection | None = _attached(folder, truth=False)
        self._hidden: duckdb.DuckDBPyConnection | None = None
        self._closed = False

    @property
    def seed(self) -> int:
        """The seed it was built from."""
        return self.params.seed

    @property
    def folder(self) -> Path:
        """Where its two files lie."""
        return self._folder

    @property
    def closed(self) -> bool:
        """Whether `close` was called."""
        return self._closed

    def tables(self, *, truth: bool = False) -> tuple[TableSpec, ...]:
        """The dictionary of the visible tables; with `truth`, of every table."""
        return tuple(table for table in self._tables if truth or not table.truth)

    def visible(self, sql: str) -> Relation:
        """Rows of a query over what a department would see.

        Raises:
            SandboxError: the query is not admitted, fails, takes longer than 10 seconds, or
                yields more than 100,000 rows.
        """
        admit(sql, self._visible_names, None)
        with self._cursor(truth=False) as cursor:
            return self._rows(cursor, sql)

    def truth(self, sql: str) -> Relation:
        """Rows of a query over visible tables and the schema `truth`.

        Raises:
            SandboxError: as for `visible`.
        """
        admit(sql, self._visible_names, self._truth_names)
        with self._cursor(truth=True) as cursor:
            return self._rows(cursor, sql)

    @contextmanager
    def answering(self, answers: Mapping[str, Relation]) -> Iterator[Callable[[str], Relation]]:
        """Ask many queries of the same answers; each answer is written down when first read.

        All of them together may take 10 seconds.

        Raises:
            SandboxError: as for `visible`, or an answer bears the name of a table.
        """
        named = {name.lower(): (name, relation) for name, relation in answers.items()}
        if taken := sorted(named.keys() & self._visible_names):
            raise MisuseError(f"An answer cannot be called `{taken[0]}`: a table has that name.")
        with self._cursor(truth=True) as cursor, time_limit(MAX_SECONDS, cursor.interrupt):

            def ask(sql: str) -> Relation:
                read = admit(sql, self._visible_names | named.keys(), self._truth_names)
                for name in [name for name in read if name in named]:
                    if name in missing:
                        _write_down(cursor, *named[name])
                        missing.remove(name)
                return self._fetched(cursor, sql)

            missing = set(named)
            yield ask

    def close(self) -> None:
        """Let go of the files; queries afterwards raise SandboxError."""
        with self._lock:
            self._closed = True
            for connection in (self._seen, self._hidden):
                if connection is not None:
                    connection.close()
            self._seen = self._hidden = None

    def _connection(self, *, truth: bool) -> duckdb.DuckDBPyConnection:
        """The database to ask, truth only opened when it is first needed."""
        with self._lock:
            if self._closed or self._seen is None:
                raise SandboxError(f"World `{self.name}` was closed. Open it again.")
            if not truth:
                return self._seen.cursor()
            try:
                self._hidden = self._hidden or _attached(self._folder, truth=True)
            except duckdb.Error as error:
                raise SandboxError(
                    f"The truth of world `{self.name}` cannot be read."
                    " Remove its folder from the cache: it is built again on the next start."
                ) from error
            return self._hidden.cursor()

    @contextmanager
    def _cursor(self, *, truth: bool) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection of one's own: shared ones give one thread another's rows."""
        cursor = self._connection(truth=truth)
        try:
            # Temporary tables and the default schema belong to the cursor and go with it.
            cursor.execute("USE visible")
            yield cursor
        except duckdb.Error as error:
            raise SandboxError(_sentence(error, self._folder)) from error
        finally:
            cursor.close()

    def _rows(self, cursor: duckdb.DuckDBPyConnection, sql: str) -> Relation:
        with time_limit(MAX_SECONDS, cursor.interrupt):
            return self._fetched(cursor, sql)

    def _fetched(self, cursor: duckdb.DuckDBPyConnection, sql: str) -> Relation:
        try:
            done = cursor.execute(sql)
            columns = [column[0] for column in done.description or ()]
            rows = done.fetchmany(MAX_ROWS + 1)
        except duckdb.Error as error:
            raise SandboxError(_sentence(error, self._folder)) from error
        if len(rows) > MAX_ROWS:
            raise SandboxError(f"The query yields more than {MAX_ROWS:,} rows. Ask for fewer.")
        return Relation.of(columns, rows)


def _write_down(cursor: duckdb.DuckDBPyConnection, name: str, answer: Relation) -> None:
    """An answer as a table of this cursor alone."""
    if not answer.rows:
        # Nothing has no type: as NULL it can be compared with whatever a query expects there.
        nothing = ", ".join(f"NULL AS {quoted(column)}" for column in answer.columns)
        cursor.execute(f"CREATE TEMP VIEW {quoted(name)} AS SELECT {nothing} WHERE false")
        return
    cursor.register("incoming", as_table(answer))
    cursor.execute(f"CREATE TEMP TABLE {quoted(name)} AS SELECT * FROM incoming")
    cursor.unregister("incoming")


def _attached(folder: Path, *, truth: bool) -> duckdb.DuckDBPyConnection:
    """A database in memory with the files attached read-only, then fenced in.

    Raises:
        duckdb.Error: a file is missing or broken.
    """
    connection = duckdb.connect(":memory:", config=SINGLE)
    try:
        _attach(connection, folder / VISIBLE, "visible")
        if truth:
            _attach(connection, folder / TRUTH, "truth")
        for setting in FENCE:
            connection.execute(setting)
    except BaseException:
        connection.close()
        raise
    return connection


def _attach(connection: duckdb.DuckDBPyConnection, path: Path, name: str) -> None:
    quoted_path = str(path).replace("'", "''")
    connection.execute(f"ATTACH '{quoted_path}' AS {name} (READ_ONLY)")


def _sentence(error: duckdb.Error, folder: Path) -> str:
    """What went wrong with a query, in a sentence that names no path."""
    if isinstance(error, duckdb.InterruptException):
        return f"The query took longer than {MAX_SECONDS:.0f} seconds. Make it simpler."
    if isinstance(error, duckdb.OutOfMemoryException):
        return "The query needs more memory than one query may have. Make it smaller."
    if isinstance(error, duckdb.IOException | duckdb.PermissionException):
        return "The query reaches for something outside the world."
    what = str(error).split("\n\nLINE", 1)[0].replace(str(folder), "…")
    what = re.sub(r"\s+", " ", what).strip().rstrip(".")
    return f"The query failed: {what}."
