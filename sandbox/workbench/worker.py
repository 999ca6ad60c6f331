"""The process that runs queries over one file: opens it, shuts itself in, then answers.

Started by `process`; speaks JSON, one message a line, over its standard input and output.
"""

import json
import os
import sys
import time
from typing import Any, BinaryIO, Final

import duckdb

from sandbox.model.relation import plain
from sandbox.workbench import fence, guard, scans
from sandbox.workbench.faults import Fault, of_engine

SETTINGS: Final = (
    "SET temp_directory=''",
    "SET autoinstall_known_extensions=false",
    "SET autoload_known_extensions=false",
    "SET allow_community_extensions=false",
    "SET GLOBAL python_enable_replacements=false",
    "SET memory_limit='96MB'",
    "SET threads=1",
    "SET max_expression_depth=250",
    "SET max_execution_time=1000",
    # The arrow is what textbooks show; the engine would only complain of it.
    "SET lambda_syntax='ENABLE_SINGLE_ARROW'",
    "SET enable_external_access=false",
    "SET lock_configuration=true",
)
"""In this order: no directory can be named once access is off, nothing set once it is locked."""
COLUMNS: Final = 200
"""Columns of a result at most."""


class Bench:
    """One visible file, open read-only in a database that holds nothing else."""

    def __init__(self, file: str) -> None:
        config: dict[str, Any] = {"threads": "1", "async_threads": "1"}
        self._connection = duckdb.connect(":memory:", config=config)
        quoted = file.replace("'", "''")
        self._connection.execute(f"ATTACH '{quoted}' AS visible (READ_ONLY)")
        for setting in SETTINGS:
            self._connection.execute(setting)
        self._connection.execute("USE visible")
        self.columns = self._columns()
        self._held = frozenset({file, os.path.dirname(file)} - {""})  # noqa: PTH120
        # What DuckDB loads late must be loaded before the fence: afterwards no file opens.
        self._connection.execute("EXPLAIN (FORMAT json) SELECT 1").fetchall()
        self._connection.execute("SELECT strftime(DATE '2027-03-01', '%Y'), 'a' ~ 'b'").fetchall()

    def _columns(self) -> dict[str, list[str]]:
        """Table → columns of the file, but for our own notes in it (`_about`)."""
        found: dict[str, list[str]] = {}
        rows = self._connection.execute(
            "SELECT table_name, column_name FROM duckdb_columns() WHERE database_name = 'visible'"
            " AND schema_name = 'main' AND NOT starts_with(table_name, '_')"
            " ORDER BY table_name, column_index"
        ).fetchall()
        for table, column in rows:
            found.setdefault(table, []).append(column)
        return found

    def ask(self, message: dict[str, Any]) -> dict[str, Any]:
        """The rows of a query, or why there are none."""
        start = time.perf_counter()
        try:
            return self._rows(message) | {"ms": 1000 * (time.perf_counter() - start)}
        except Fault as fault:
            return {"fault": fault.pack()}
        except (duckdb.Error, MemoryError) as error:
            return {"fault": of_engine(error, self._held).pack()}

    def _rows(self, message: dict[str, Any]) -> dict[str, Any]:
        sql = str(message["sql"])
        guard.admit(self._connection, sql, {name.lower() for name in self.columns})
        reads: list[str] = []
        if message["reads"]:
            reads = scans.columns_read(self._connection, sql, self.columns)
        done = self._connection.execute(sql)
        columns = [column[0] for column in done.description or ()]
        if len(columns) > COLUMNS:
            raise Fault("columns", most=COLUMNS)
        rows, cut = _fetched(done, message["rows"], message["bytes"], message["cell"])
        return {"columns": columns, "rows": rows, "cut": cut, "reads": reads}


def _fetched(done: Any, most: int, room: int, cell: int) -> tuple[list[list[Any]], bool]:
    """Rows while they fit, and whether something was left out."""
    rows: list[list[Any]] = []
    while batch := done.fetchmany(200):
        for row in batch:
            if len(rows) >= most:
                return rows, True
            cells = [_short(plain(value), cell) for value in row]
            room -= sum(len(one) if isinstance(one, str) else 8 for one in cells)
            if room < 0:
                return rows, True
            rows.append(cells)
    return rows, False


def _short(value: Any, most: int) -> Any:
    return value[:most] + "…" if isinstance(value, str) and len(value) > most else value


def _send(out: BinaryIO, message: dict[str, Any]) -> None:
    out.write(json.dumps(message).encode("ascii") + b"\n")
    out.flush()


def main() -> None:
    """Open the file that the first line names, then answer line by line until the input ends."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    first = sys.stdin.buffer.readline()
    if not first:
        return
    try:
        bench = Bench(json.loads(first)["file"])
    except duckdb.Error:
        _send(out, {"fault": Fault("closed").pack()})
        return
    json.loads(json.dumps({"ready": [1, 1.5, None, "字"]}))
    fence.shut_in()
    _send(out, {"tables": bench.columns})
    while line := sys.stdin.buffer.readline():
        _send(out, bench.ask(json.loads(line)))


if __name__ == "__main__":
    main()
