"""A recipe with a scenario's own tables beside its own: typed, and otherwise like any other."""

from collections.abc import Iterator
from hashlib import sha256
from typing import Final

import duckdb
import pyarrow as pa

from sandbox.model.brought import Brought
from sandbox.model.dataset import BuiltTable, Recipe, TableSpec, WorldParams
from sandbox.parse_tree import quoted

# Numbers that begin with 0 or have more than 15 digits are codes: as text they lose nothing.
_WHOLE: Final = "'-?(0|[1-9][0-9]{0,14})'"
_NUMBER: Final = r"'-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,6})?'"
_TYPES: Final = (
    ("BOOLEAN", "CELL IN ('true', 'false')"),
    ("BIGINT", f"regexp_full_match(CELL, {_WHOLE})"),
    ("DOUBLE", f"regexp_full_match(CELL, {_NUMBER})"),
    (
        "DATE",
        "regexp_full_match(CELL, '[0-9]{4}-[0-9]{2}-[0-9]{2}')"
        " AND try_cast(CELL AS DATE) IS NOT NULL",
    ),
)
"""The first type that every filled cell of a column fits; VARCHAR where none does."""
_SETTINGS: Final[dict[str, str | bool | int | float | list[str]]] = {
    "threads": "1",
    "async_threads": "1",
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
}


class Extended(Recipe):
    """A recipe and what a scenario brings; equal when both are."""

    name = ""
    version = 0

    def __init__(self, base: Recipe, brought: Brought) -> None:
        self.base: Final = base
        self.brought: Final = brought
        self.digest: Final = digest_of(brought)
        # It is called like its recipe, for which defect plans are written.
        vars(self).update(name=base.name, version=base.version)

    def tables(self) -> tuple[TableSpec, ...]:
        """Those of the recipe, then those of the scenario."""
        return (*self.base.tables(), *(table.spec for table in self.brought.own()))

    def build(self, params: WorldParams) -> Iterator[BuiltTable]:
        """The recipe's tables, then those that the scenario brings as files.

        Derived tables are made from all these once they are stored; see `derive`.
        """
        yield from self.base.build(params)
        for table in self.brought.tables:
            yield BuiltTable(spec=table.spec, data=typed(table.cells))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Extended) and (self.base, self.digest) == (
            other.base,
            other.digest,
        )

    def __hash__(self) -> int:
        return hash((self.base, self.digest))


def extended(recipe: Recipe, brought: Brought) -> Recipe:
    """The recipe itself when nothing is brought."""
    return Extended(recipe, brought) if brought.own() else recipe


def digest_of(brought: Brought) -> str:
    """SHA-256 over names, labels and files; empty without tables."""
    state = sha256()
    for table in brought.own():
        state.update(f"{table.spec!r}\0{table.digest}\0".encode())
    if brought.derived:
        state.update(f"{sorted(brought.perturbed)}".encode())
    return state.hexdigest() if brought.own() else ""


def typed(cells: pa.Table) -> pa.Table:
    """Columns of text as BOOLEAN, BIGINT, DOUBLE or DATE where every filled cell is one."""
    with duckdb.connect(":memory:", config=_SETTINGS) as connection:
        connection.register("cells", cells)
        columns = ", ".join(
            f"CAST({quoted(name)} AS {_type_of(connection, name)}) AS {quoted(name)}"
            for name in cells.column_names
        )
        return connection.sql(f"SELECT {columns} FROM cells").to_arrow_table()


def _type_of(connection: duckdb.DuckDBPyConnection, name: str) -> str:
    cell = quoted(name)
    asked = ", ".join(f"bool_and({test.replace('CELL', cell)})" for _, test in _TYPES)
    ((*fits,),) = connection.execute(
        f"SELECT {asked} FROM cells WHERE {cell} IS NOT NULL"
    ).fetchall()
    return next((kind for (kind, _), all_of in zip(_TYPES, fits, strict=True) if all_of),
                "VARCHAR")  # fmt: skip
