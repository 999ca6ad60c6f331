"""The `where` of a rule: one SQL condition over the table's own columns, and nothing else."""

from functools import cache, lru_cache
from typing import Final

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from sandbox.datasets.statement import admit, nodes_of
from sandbox.errors import SandboxError
from sandbox.model.draw import Integers
from sandbox.registry import nearest

CLEAN: Final = "clean"
_SETTINGS: Final[dict[str, str | bool | int | float | list[str]]] = {
    "threads": "1",
    "async_threads": "1",
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
}


@lru_cache(maxsize=512)
def columns_of(where: str) -> frozenset[str]:
    """The columns that a condition looks at, as written.

    Raises:
        SandboxError: it is not one condition: it does not parse, holds a query or a window, or
            calls what may not be called.
    """
    # The line break keeps a comment in the condition from swallowing the bracket.
    sql = f"SELECT * FROM {CLEAN} WHERE (\n{where}\n)"
    admit(sql, frozenset({CLEAN}), None)
    nodes = nodes_of(sql)
    select = [node for node in nodes if node.get("type") == "SELECT_NODE"]
    plain = (
        len(select) == 1
        and select[0].get("where_clause") is not None
        and not select[0].get("modifiers")
        and not select[0].get("group_expressions")
        and select[0].get("having") is None
        and select[0].get("qualify") is None
        and select[0].get("sample") is None
        and select[0].get("from_table", {}).get("type") == "BASE_TABLE"
    )
    if not plain or any(node.get("class") in {"SUBQUERY", "WINDOW"} for node in nodes):
        raise SandboxError("`where` is one condition over the columns of the table, no query.")
    return frozenset(str(n["column_names"][-1]) for n in nodes if n.get("class") == "COLUMN_REF")


def holds(where: str, data: pa.Table, rows: Integers) -> npt.NDArray[np.bool_]:
    """For each of these rows whether the condition holds; unknown counts as no.

    Raises:
        SandboxError: it cannot be evaluated over these columns.
    """
    wanted = {name.lower() for name in columns_of(where)}
    chosen = [name for name in data.column_names if name.lower() in wanted]
    asked = data.select(chosen or data.column_names[:1]).take(pa.array(rows))
    try:
        with _evaluator().cursor() as cursor:
            cursor.register(CLEAN, asked)
            answer = cursor.sql(
                f"SELECT coalesce((\n{where}\n)::BOOLEAN, false) AS hit FROM {CLEAN}"
            ).to_arrow_table()
    except duckdb.Error as error:
        what = str(error).split("\n\nLINE", 1)[0].strip().rstrip(".")
        raise SandboxError(f"`where` cannot be evaluated: {what}.") from error
    found: npt.NDArray[np.bool_] = answer.column("hit").to_numpy()
    return found


@cache
def _evaluator() -> duckdb.DuckDBPyConnection:
    """An empty database in which conditions are evaluated; each asks through its own cursor."""
    return duckdb.connect(":memory:", config=_SETTINGS)


def refuse_unless_over(where: str, columns: tuple[str, ...]) -> None:
    """A condition looks at columns of its own table.

    Raises:
        SandboxError: it is no condition, or names another column.
    """
    known = {name.lower() for name in columns}
    strange = sorted(name for name in columns_of(where) if name.lower() not in known)
    if strange:
        close = nearest(strange[0], columns)
        hint = f" Did you mean `{close}`?" if close else ""
        raise SandboxError(f"`where` names `{strange[0]}`, which is no column here.{hint}")
