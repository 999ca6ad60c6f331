"""Tables of a scenario's own: `tables/*.csv` and `*.sql` with their headings, and their faults."""

from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path as Folder
from typing import Final

import pyarrow as pa

from sandbox.authoring.cells import forbidden, strings
from sandbox.authoring.derived import in_order, wrong_in
from sandbox.authoring.headings import Headings, headings_of
from sandbox.authoring.problem import Problem, quoted
from sandbox.authoring.sheets import LESS, NAME, NAME_FIX, SHOWN, Sheet, sheet_of
from sandbox.authoring.syntax import Mark, unreadable_bytes
from sandbox.model.brought import BroughtTable, DerivedTable
from sandbox.model.dataset import ColumnSpec, TableSpec
from sandbox.text import Text

FOLDER: Final = "tables"
LARGEST: Final = 20_000_000
MOST_FILES: Final = 20
HIDDEN: Final = "truth_"
"""A file whose name begins like this holds what no trainee sees: `truth_x.csv` is `truth.x`."""


@dataclass(slots=True, kw_only=True)
class OwnTables:
    """What the folder brings, read; and what is wrong with it."""

    tables: list[BroughtTable] = field(default_factory=list)
    derived: list[DerivedTable] = field(default_factory=list)
    contents: dict[str, bytes] = field(default_factory=dict)
    """Every file that was read, by its path in the folder."""
    problems: list[Problem] = field(default_factory=list)

    def note(
        self, file: Folder, mark: Mark, code: str, message: Text, fix: Text | None = None
    ) -> None:
        """Note a problem at a place in a file."""
        self.problems.append(
            Problem(
                file=str(file), line=mark.line, column=mark.column, where="",
                message=message, code=code, fix=fix,
            )
        )  # fmt: skip

    def note_by_name(self, code: str, table: DerivedTable, message: Text) -> None:
        """Note a problem of a derived table as a whole."""
        stem = HIDDEN + table.spec.name if table.spec.truth else table.spec.name
        self.note(Folder(FOLDER) / f"{stem}.sql", Mark(1, 1), code, message)


def gather_tables(folder: Folder) -> OwnTables:
    """Every table of the folder with its `.yaml`; links out of the folder are refused."""
    own = OwnTables()
    inside = folder / FOLDER
    files = sorted((*inside.glob("*.csv"), *inside.glob("*.sql"))) if inside.is_dir() else []
    if len(files) > MOST_FILES:
        own.note(files[MOST_FILES], Mark(1, 1), "S171", TOO_MANY_FILES)
    for file in files[:MOST_FILES]:
        _table(own, folder, file)
    own.derived = in_order(own.derived, own.note_by_name)
    for file in sorted(inside.glob("*.yaml")) if inside.is_dir() else ():
        if not any(file.with_suffix(ending).is_file() for ending in (".csv", ".sql")):
            own.note(file, Mark(1, 1), "S177", NO_TABLE)
    return own


def _table(own: OwnTables, folder: Folder, file: Folder) -> None:
    if not NAME.fullmatch(file.stem) or file.stem.startswith("answer_") or file.stem == HIDDEN[:-1]:
        own.note(file, Mark(1, 1), "S170", _bad_name(file.stem), NAME_FIX)
        return
    data = _bytes(own, folder, file)
    if data is None:
        return
    if file.suffix == ".sql":
        _derived(own, file, data)
        return
    sheet = _sheet(own, file, data)
    if sheet is None:
        return
    headings = headings_of(own.note, file.with_suffix(".yaml"), sheet.names)
    if headings.data is not None:
        own.contents[f"{FOLDER}/{file.stem}.yaml"] = headings.data
    own.contents[f"{FOLDER}/{file.name}"] = data
    cells = pa.table(
        {
            name: strings([row[at] or None for row in sheet.rows])
            for at, name in enumerate(sheet.names)
        }
    )
    for found in forbidden(cells, SHOWN):
        mark = sheet.mark(found.row, found.column)
        own.note(file, mark, found.code, found.message, found.fix)
    own.tables.append(
        BroughtTable(
            spec=_spec(file.stem, sheet.names, headings),
            cells=cells,
            digest=sha256(data).hexdigest(),
        )
    )


def _derived(own: OwnTables, file: Folder, data: bytes) -> None:
    """A table by query: its columns are those of its headings, which it therefore must have."""
    try:
        sql = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        mark, message, fix = unreadable_bytes(data, error.start)
        own.note(file, mark, "S001", message, fix)
        return
    for problem in wrong_in(sql):
        own.note(file, *problem)
    headings = headings_of(own.note, file.with_suffix(".yaml"), None)
    if not headings.columns:
        own.note(file, Mark(1, 1), "S179", NO_HEADINGS)
        return
    own.contents[f"{FOLDER}/{file.stem}.yaml"] = headings.data or b""
    own.contents[f"{FOLDER}/{file.name}"] = data
    spec = _spec(file.stem, list(headings.columns), headings)
    own.derived.append(DerivedTable(spec=spec, sql=sql, digest=sha256(data).hexdigest()))


def _bytes(own: OwnTables, folder: Folder, file: Folder) -> bytes | None:
    if not file.resolve().is_relative_to(folder.resolve()):
        own.note(file, Mark(1, 1), "S160", OUTSIDE)
        return None
    if file.stat().st_size > LARGEST:
        own.note(file, Mark(1, 1), "S171", TOO_LARGE, LESS)
        return None
    return file.read_bytes()


def _sheet(own: OwnTables, file: Folder, data: bytes) -> Sheet | None:
    """The rows of a file; None when there is nothing to look at."""
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        mark, message, fix = unreadable_bytes(data, error.start)
        own.note(file, mark, "S001", message, fix)
        return None
    return sheet_of(text, lambda mark, *said: own.note(file, mark, *said))


def _spec(stem: str, names: list[str], headings: Headings) -> TableSpec:
    name = stem.removeprefix(HIDDEN)
    return TableSpec(
        name=name,
        label=headings.label or Text(zh=name, en=name),
        columns=tuple(
            ColumnSpec(name=one, label=headings.columns.get(one) or Text(zh=one, en=one))
            for one in names
        ),
        truth=stem.startswith(HIDDEN),
    )


def _bad_name(stem: str) -> Text:
    return Text(
        zh=f"{quoted(stem)} 不能用作表名。", en=f"{quoted(stem)} cannot be the name of a table."
    )


OUTSIDE: Final = Text(
    zh="这个文件链接到了情景文件夹之外，不会读取。",
    en="This file links out of the scenario's folder and is not read.",
)
TOO_LARGE: Final = Text(zh="数据表超过 20 MB。", en="The table is larger than 20 MB.")
TOO_MANY_FILES: Final = Text(
    zh="一个情景最多自带 20 张表，其余的没有读取。",
    en="A scenario brings 20 tables at most; the others were not read.",
)
NO_HEADINGS: Final = Text(
    zh="由查询生成的表要有同名的 `.yaml`，按顺序写明每一列的中英文名称。",
    en="A table made by a query needs a `.yaml` of the same name that lists its columns in order.",
)
NO_TABLE: Final = Text(
    zh="没有与这份说明同名的 `.csv` 或 `.sql`。",
    en="There is no `.csv` or `.sql` of the same name beside it.",
)
