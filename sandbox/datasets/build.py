"""Build: a recipe's tables into DuckDB files, visible and true apart."""

import json
import os
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

import duckdb

from sandbox.datasets.content import Digest, refuse_real_numbers
from sandbox.errors import SandboxError
from sandbox.model.dataset import BuiltTable, Progress, Recipe, TableSpec, WorldParams
from sandbox.text import FICTION_MARK, Text

VISIBLE: Final = "visible.duckdb"
TRUTH: Final = "truth.duckdb"
SUMMARY: Final = "world.json"
ABOUT: Final = "_about"
_SETTINGS: Final[dict[str, str | bool | int | float | list[str]]] = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildSummary:
    """What a build made, and how long it took."""

    tables: Mapping[str, int]
    """Table → rows; a truth table is named `truth.<table>`."""
    rows: int
    seconds: float
    digest: str
    """SHA-256 (hex) over the content of all tables; the same on any machine."""


def build_world(
    recipe: Recipe, params: WorldParams, folder: Path, progress: Progress | None = None
) -> BuildSummary:
    """Every table of a world as `visible.duckdb` and `truth.duckdb` in an existing folder.

    `world.json` beside them is written last. Progress names tables.

    Raises:
        SandboxError: the recipe broke its word, a number could be real, or the disk refused.
    """
    summary = _write(recipe, params, folder / VISIBLE, folder / TRUTH, progress)
    about = {"recipe": recipe.name, "version": recipe.version, "params": asdict(params)}
    text = json.dumps({**about, "summary": asdict(summary)}, ensure_ascii=False, indent=1)
    (folder / SUMMARY).write_text(text + "\n", encoding="utf-8")
    return summary


def build_file(
    recipe: Recipe, params: WorldParams, out: Path, progress: Progress | None = None
) -> BuildSummary:
    """The visible tables as one DuckDB file, the truth beside it as `<stem>.truth.duckdb`.

    Both appear only when they are complete, and replace what was there.

    Raises:
        SandboxError: as `build_world`, or the folder cannot be written.
    """
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".building-", dir=out.parent) as temporary:
            folder = Path(temporary)
            summary = _write(recipe, params, folder / VISIBLE, folder / TRUTH, progress)
            (folder / TRUTH).replace(out.with_name(f"{out.stem}.truth.duckdb"))
            (folder / VISIBLE).replace(out)
    except OSError as error:
        raise SandboxError(
            f"`{out.name}` cannot be written: {error.strerror or error}. Choose another place."
        ) from error
    return summary


def _write(
    recipe: Recipe, params: WorldParams, visible: Path, truth: Path, progress: Progress | None
) -> BuildSummary:
    started = time.perf_counter()
    digest = Digest()
    rows: dict[str, int] = {}
    name = ""
    promised = recipe.tables()
    with _writing(visible) as seen, _writing(truth) as hidden:
        for done, built in enumerate(_as_promised(recipe, params, promised)):
            name = built.spec.name
            if progress is not None:
                progress(name, done, len(promised))
            refuse_real_numbers(name, built.data)
            full = ("truth." if built.spec.truth else "") + name
            digest.add(full, built.data)
            _store(hidden if built.spec.truth else seen, built)
            rows[full] = built.data.num_rows
        for connection in (seen, hidden):
            _about(connection, recipe, params)
    for path in (visible, truth):
        _to_disk(path)
    if progress is not None:
        progress(name, len(promised), len(promised))
    return BuildSummary(
        tables=rows,
        rows=sum(rows.values()),
        seconds=round(time.perf_counter() - started, 3),
        digest=digest.hexdigest(),
    )


def _as_promised(
    recipe: Recipe, params: WorldParams, promised: tuple[TableSpec, ...]
) -> Iterator[BuiltTable]:
    """The recipe's tables, each exactly once and with the columns of its dictionary."""
    open_promises = list(promised)
    for built in recipe.build(params):
        if built.spec not in open_promises:
            raise SandboxError(
                f"Recipe `{recipe.name}` built table `{built.spec.name}`, which it did not"
                " promise, or built it twice."
            )
        open_promises.remove(built.spec)
        columns = [column.name for column in built.spec.columns]
        if built.data.column_names != columns:
            raise SandboxError(
                f"Table `{built.spec.name}` has columns {', '.join(built.data.column_names)};"
                f" its dictionary says {', '.join(columns)}."
            )
        yield built
    if open_promises:
        missing = ", ".join(f"`{spec.name}`" for spec in open_promises)
        raise SandboxError(f"Recipe `{recipe.name}` promised {missing}, but did not build it.")


@contextmanager
def _writing(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A new database file, checkpointed and closed on the way out."""
    try:
        connection = duckdb.connect(str(path), config=_SETTINGS)
        try:
            yield connection
            connection.execute("CHECKPOINT")
        finally:
            connection.close()
    except (duckdb.Error, OSError) as error:
        raise SandboxError("The world could not be stored. Is the disk full?") from error


def _store(connection: duckdb.DuckDBPyConnection, built: BuiltTable) -> None:
    """One table with its rows in order, and its dictionary as comments in both languages."""
    connection.register("incoming", built.data)
    connection.execute(f"CREATE TABLE {quoted(built.spec.name)} AS SELECT * FROM incoming")
    connection.unregister("incoming")
    table = quoted(built.spec.name)
    connection.execute(f"COMMENT ON TABLE {table} IS {_comment(built.spec.label)}")
    for column in built.spec.columns:
        where = f"{table}.{quoted(column.name)}"
        connection.execute(f"COMMENT ON COLUMN {where} IS {_comment(column.label)}")


def _about(connection: duckdb.DuckDBPyConnection, recipe: Recipe, params: WorldParams) -> None:
    """A table that says what this file is, to whoever opens it elsewhere."""
    connection.execute(f"CREATE TABLE {ABOUT} (zh VARCHAR, en VARCHAR)")
    made = f"{recipe.name}-v{recipe.version}, people={params.people}, seed={params.seed}"
    connection.executemany(
        f"INSERT INTO {ABOUT} VALUES (?, ?)",
        [
            [FICTION_MARK.zh, FICTION_MARK.en],
            [f"由配方生成:{made}", f"Made from recipe {made}"],
        ],
    )


def quoted(name: str) -> str:
    """A name as an SQL identifier, whatever it holds."""
    return '"' + name.replace('"', '""') + '"'


def _comment(label: Text) -> str:
    text = f"{label.zh} / {label.en}"
    return "'" + text.replace("'", "''") + "'"


def _to_disk(path: Path) -> None:
    """Wait until the file is on the disk: a rename must not outrun its content."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
