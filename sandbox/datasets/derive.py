"""Derived tables: what a scenario's own queries make of a world while it is being built."""

from typing import Final

import duckdb
import pyarrow as pa

from sandbox.datasets.brought import Extended
from sandbox.datasets.statement import admit
from sandbox.datasets.storing import ABOUT, Files
from sandbox.datasets.watchdog import time_limit
from sandbox.errors import SandboxError
from sandbox.model.brought import DerivedTable
from sandbox.model.dataset import BuiltTable, Recipe, WorldParams

MAX_SECONDS: Final = 20.0
MAX_ROWS: Final = 500_000
_CONFIG: Final[dict[str, str | bool | int | float | list[str]]] = {
    "threads": "1",
    "async_threads": "1",
}
# MD5 is the same on any machine and in any version, which the engine's own hash is not; twelve
# uniform numbers make a normal one without a function of the processor's own (Irwin-Hall).
_MACROS: Final = (
    "CREATE TEMP MACRO draw(stream, key) AS"
    " (md5_number_lower(concat_ws('/', {seed}, stream, key::VARCHAR)) >> 11)::DOUBLE"
    " / 9007199254740992",
    "CREATE TEMP MACRO draw_int(stream, key, low, high) AS"
    " low + floor(draw(stream, key) * (high - low + 1))::BIGINT",
    "CREATE TEMP MACRO draw_normal(stream, key) AS "
    + " + ".join(f"draw(stream || '#{n}', key)" for n in range(12))
    + " - 6",
    "CREATE TEMP MACRO seed() AS {seed}::BIGINT",
    "CREATE TEMP MACRO perturbed() AS {perturbed}",
)
_FENCE: Final = (
    "SET temp_directory=''",
    "SET GLOBAL python_enable_replacements=false",
    "SET memory_limit='1GB'",
    "SET enable_external_access=false",
    "SET lock_configuration=true",
)
_NARROWER: Final = {"HUGEINT": "BIGINT", "UHUGEINT": "BIGINT"}
"""Sums are wider than any page can show; a sum that does not fit is refused, never cut."""


def derived_by(recipe: Recipe) -> tuple[DerivedTable, ...]:
    """The tables that are made by query, in their order."""
    return recipe.brought.derived if isinstance(recipe, Extended) else ()


class Derived:
    """The two files of a world that is being built, in one connection with the author's functions.

    A query may call `seed()`, `perturbed()`, `draw(stream, key)` (uniform from 0 to 1),
    `draw_int(stream, key, low, high)` (both ends included) and `draw_normal(stream, key)`.
    """

    def __init__(self, recipe: Recipe, params: WorldParams, files: Files) -> None:
        self._connection: Final = duckdb.connect(":memory:", config=_CONFIG)
        for path, name in ((files.visible, "visible"), (files.truth, "truth")):
            place = str(path).replace("'", "''")
            self._connection.execute(f"ATTACH '{place}' AS {name}")
        perturbed = isinstance(recipe, Extended) and params.seed in recipe.brought.perturbed
        for macro in _MACROS:
            self._connection.execute(macro.format(seed=params.seed, perturbed=perturbed))
        for setting in _FENCE:
            self._connection.execute(setting)

    def __enter__(self) -> "Derived":
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def into(self, *, truth: bool) -> duckdb.DuckDBPyConnection:
        """The connection, turned to the visible file or to the truth."""
        self._connection.execute("USE truth" if truth else "USE visible")
        return self._connection

    def keep(self) -> None:
        """Write everything into the files."""
        for name in ("visible", "truth"):
            self._connection.execute(f"CHECKPOINT {name}")

    def table(self, table: DerivedTable) -> BuiltTable:
        """One table, from what is stored so far.

        Raises:
            SandboxError: it is not admitted, fails, takes too long, or has other columns than
                its headings say; it names the table.
        """
        what = f"Table `{table.spec.name}` of the scenario"
        connection = self.into(truth=False)
        try:
            _admitted(table, connection)
            with time_limit(MAX_SECONDS, connection.interrupt):
                data = _rows(table.sql, connection)
        except duckdb.InterruptException:
            raise SandboxError(f"{what} takes longer than {MAX_SECONDS:.0f} seconds.") from None
        except duckdb.Error as error:
            said = str(error).strip().splitlines()[0].rstrip(".")
            raise SandboxError(f"{what} could not be made: {said}.") from error
        except SandboxError as error:
            raise SandboxError(f"{what}: {error}") from None
        wanted = [column.name for column in table.spec.columns]
        if data.column_names != wanted:
            raise SandboxError(
                f"{what} has the columns {', '.join(data.column_names)}; its headings name"
                f" {', '.join(wanted)}. Make them the same, in the same order."
            )
        if data.num_rows > MAX_ROWS:
            raise SandboxError(f"{what} has {data.num_rows:,} rows; {MAX_ROWS:,} are the most.")
        return BuiltTable(spec=table.spec, data=data)


def _admitted(table: DerivedTable, connection: duckdb.DuckDBPyConnection) -> None:
    """As for every query of an author: one SELECT over what is there so far."""
    found = connection.execute("SELECT database_name, table_name FROM duckdb_tables()").fetchall()
    seen = frozenset(name.lower() for where, name in found if where == "visible" and name != ABOUT)
    hidden = frozenset(name.lower() for where, name in found if where == "truth" and name != ABOUT)
    admit(table.sql, seen, hidden)


def _rows(sql: str, connection: duckdb.DuckDBPyConnection) -> pa.Table:
    made = connection.sql(sql)
    narrower = [
        f'CAST("{name}" AS {_NARROWER.get(str(kind), "DOUBLE")}) AS "{name}"'
        for name, kind in zip(made.columns, made.types, strict=True)
        if str(kind) in _NARROWER or str(kind).startswith("DECIMAL")
    ]
    if narrower:
        made = made.project(f"* REPLACE ({', '.join(narrower)})")
    return made.to_arrow_table()
