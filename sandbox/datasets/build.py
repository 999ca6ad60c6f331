"""Build: a recipe's tables into DuckDB files, visible and true apart."""

import json
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

import duckdb

from sandbox.datasets.content import Digest, refuse_real_numbers
from sandbox.datasets.derive import Derived, derived_by
from sandbox.datasets.inject import Damaged, damaged
from sandbox.datasets.log import create_log, write_log
from sandbox.datasets.plan import Plan, plan_for
from sandbox.datasets.storing import TRUTH, VISIBLE, Files, about, store, to_disk, writing
from sandbox.errors import SandboxError
from sandbox.model.dataset import BuiltTable, Progress, Recipe, TableSpec, WorldParams
from sandbox.model.defect import TRUTH_LOG
from sandbox.model.draw import Draw

SUMMARY: Final = "world.json"
Into = Callable[..., duckdb.DuckDBPyConnection]
"""`into(truth=…)`: the connection that stores a visible table, or one of the truth."""
Take = Callable[[BuiltTable, Into], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildSummary:
    """What a build made, and how long it took."""

    tables: Mapping[str, int]
    """Table → rows; a truth table is named `truth.<table>`."""
    rows: int
    seconds: float
    digest: str
    """SHA-256 (hex) over the content of all tables; the same on any machine."""
    dirty: int = 0
    """Cells that a defect has changed."""
    added: int = 0
    """Rows that stand there only by a defect."""


def build_world(
    recipe: Recipe,
    params: WorldParams,
    folder: Path,
    progress: Progress | None = None,
    plan: Plan | None = None,
) -> BuildSummary:
    """Every table of a world as `visible.duckdb` and `truth.duckdb` in an existing folder.

    Defects strike by `plan`, which is that of `params.defects` unless given. `world.json` beside
    the two is written last. Progress names tables.

    Raises:
        SandboxError: the recipe broke its word, a number could be real, a plan does not fit, or
            the disk refused.
    """
    rules = plan or plan_for(params.defects, recipe)
    summary = _write(recipe, params, rules, Files(folder / VISIBLE, folder / TRUTH), progress)
    about = {
        "recipe": recipe.name,
        "version": recipe.version,
        "params": asdict(params),
        "defects": rules.digest,
    }
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
            files = Files(folder / VISIBLE, folder / TRUTH)
            summary = _write(recipe, params, plan_for(params.defects, recipe), files, progress)
            (folder / TRUTH).replace(out.with_name(f"{out.stem}.truth.duckdb"))
            (folder / VISIBLE).replace(out)
    except OSError as error:
        raise SandboxError(
            f"`{out.name}` cannot be written: {error.strerror or error}. Choose another place."
        ) from error
    return summary


@dataclass(slots=True)
class _Count:
    """What has been stored so far."""

    digest: Digest
    rows: dict[str, int]
    dirty: int = 0
    added: int = 0

    def take(self, spec: TableSpec, stored: Damaged) -> None:
        full = ("truth." if spec.truth else "") + spec.name
        self.digest.add(full, stored.data)
        self.rows[full] = stored.data.num_rows
        self.dirty += sum(len(cells.rid) for cells in stored.cells)
        self.added += sum(len(batch.rid) for batch in stored.batches)


def _write(
    recipe: Recipe, params: WorldParams, plan: Plan, files: Files, progress: Progress | None
) -> BuildSummary:
    started = time.perf_counter()
    count = _Count(Digest(), {})
    promised = recipe.tables()
    draw = Draw(params.seed)

    def take(built: BuiltTable, into: Into) -> None:
        name = built.spec.name
        if progress is not None:
            progress(name, len(count.rows), len(promised))
        stored = damaged(built, plan.of(name), draw)
        refuse_real_numbers(name, stored.data)
        count.take(built.spec, stored)
        store(into(truth=built.spec.truth), built.spec, stored.data)
        write_log(into(truth=True), name, stored)

    _fill(recipe, params, files, take)
    for path in files:
        to_disk(path)
    if progress is not None:
        progress(promised[-1].name, len(promised), len(promised))
    return BuildSummary(
        tables=count.rows,
        rows=sum(count.rows.values()),
        seconds=round(time.perf_counter() - started, 3),
        digest=count.digest.hexdigest(),
        dirty=count.dirty,
        added=count.added,
    )


def _fill(recipe: Recipe, params: WorldParams, files: Files, take: Take) -> None:
    """Hand over every table in its order, with the connection that stores it."""
    promised, derived = recipe.tables(), derived_by(recipe)
    own = promised[: len(promised) - len(derived)]
    with writing(files.visible) as seen, writing(files.truth) as hidden:
        create_log(hidden)
        for built in _as_promised(recipe, params, own):
            take(built, lambda truth: hidden if truth else seen)
        for connection in (seen, hidden):
            about(connection, recipe, params)
    if derived:
        with Derived(recipe, params, files) as made:
            for table in derived:
                take(made.table(table), made.into)
            made.keep()


def _as_promised(
    recipe: Recipe, params: WorldParams, promised: tuple[TableSpec, ...]
) -> Iterator[BuiltTable]:
    """The recipe's tables, each exactly once and with the columns of its dictionary."""
    reserved = {spec.name for spec in TRUTH_LOG}
    if taken := sorted(spec.name for spec in promised if spec.truth and spec.name in reserved):
        raise SandboxError(
            f"Recipe `{recipe.name}` promised a truth table `{taken[0]}`; that name is kept for"
            " the record of defects."
        )
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
