"""A CSV file as rows of texts that know where they stand."""

import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

from sandbox.authoring.problem import quoted
from sandbox.authoring.syntax import Mark
from sandbox.text import FICTION_MARK, Text

Note = Callable[..., None]
"""Called with mark, code, message and perhaps a fix."""
MOST_ROWS: Final = 200_000
MOST_COLUMNS: Final = 100
SHOWN: Final = 20
"""Problems of one kind and column that are shown; the rest look the same."""
NAME: Final = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
MARK: Final = "虚构实训数据"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A file taken apart: names, rows of texts, and where each row begins."""

    text: str
    names: list[str]
    names_line: int
    rows: list[list[str]]
    lines: list[int]

    def mark(self, row: int, column: int) -> Mark:
        """Where a cell begins; row -1 is the header."""
        line = self.names_line if row < 0 else self.lines[row]
        return cell_mark(self.text, line, column)


def sheet_of(text: str, note: Note) -> Sheet | None:
    """The rows of a text; None after a problem that leaves nothing to look at."""
    if "\0" in text:
        note(Mark(text.count("\n", 0, text.index("\0")) + 1, 1), "S172", NO_CSV)
        return None
    read = _Reading(note=note)
    try:
        for line, row in _records(text):
            if not read.take(line, row):
                break
    except csv.Error:
        note(Mark(read.line, 1), "S172", NO_CSV, NO_CSV_FIX)
        return None
    return read.sheet(text)


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each record with the line on which it begins; empty lines are none."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    begins = 1
    for row in reader:
        if row:
            yield begins, row
        begins = reader.line_num + 1


@dataclass(slots=True, kw_only=True)
class _Reading:
    """One file on its way to a sheet."""

    note: Note
    names: list[str] = field(default_factory=list)
    names_line: int = 1
    rows: list[list[str]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    line: int = 1
    ragged: int = 0
    first: bool = True

    def take(self, line: int, row: list[str]) -> bool:
        """Take in one record; False when reading on is of no use."""
        self.line = line + 1
        if self.first and _is_mark(row):
            self.first = False
            return True
        self.first = False
        if not self.names:
            return self._header(line, row)
        if len(row) != len(self.names):
            self._uneven(line, row)
        elif len(self.rows) == MOST_ROWS:
            self.note(Mark(line, 1), "S171", TOO_MANY_ROWS, LESS)
            return False
        else:
            self.rows.append(row)
            self.lines.append(line)
        return True

    def _header(self, line: int, row: list[str]) -> bool:
        self.names, self.names_line = [name.strip() for name in row], line
        if len(row) > MOST_COLUMNS:
            self.note(Mark(line, 1), "S171", TOO_MANY_COLUMNS, LESS)
            return False
        return True

    def _uneven(self, line: int, row: list[str]) -> None:
        self.ragged += 1
        if self.ragged <= SHOWN:
            self.note(Mark(line, 1), "S172", _uneven(len(self.names), len(row)))

    def sheet(self, text: str) -> Sheet | None:
        """The sheet, unless its header cannot be used."""
        sheet = Sheet(
            text=text, names=self.names, names_line=self.names_line,
            rows=self.rows, lines=self.lines,
        )  # fmt: skip
        if len(self.names) > MOST_COLUMNS:
            return None
        if not self.names or (not self.rows and not self.ragged):
            self.note(Mark(1, 1), "S172", NO_ROWS)
            return None
        wrong = [at for at, name in enumerate(self.names) if not NAME.fullmatch(name)]
        twice = [at for at, name in enumerate(self.names) if name in self.names[:at]]
        for at in wrong:
            bad = _bad_column(self.names[at])
            self.note(sheet.mark(-1, at), "S172", bad, NAME_FIX)
        for at in (at for at in twice if at not in wrong):
            again = _twice(self.names[at])
            self.note(sheet.mark(-1, at), "S172", again)
        return None if wrong or twice else sheet


def _is_mark(row: list[str]) -> bool:
    """Whether a first line only says that all this is fictional, as our downloads do."""
    said = row[0].strip()
    others = any(cell.strip() for cell in row[1:])
    return not others and (said.startswith(MARK) or said == FICTION_MARK.en)


def cell_mark(text: str, line: int, column: int) -> Mark:
    """Where the `column`-th cell (from 0) of the record that begins on `line` starts."""
    at = 0
    for _ in range(line - 1):
        at = text.index("\n", at) + 1
    start, quoted_now = at, False
    while column and at < len(text):
        sign = text[at]
        if sign == '"':
            quoted_now = not quoted_now
        elif sign == "\n":
            line, start = line + 1, at + 1
        elif sign == "," and not quoted_now:
            column -= 1
        at += 1
    return Mark(line, at - start + 1)


def _bad_column(name: str) -> Text:
    if not name:
        return Text(zh="这一列没有列名。", en="This column has no name.")
    return Text(
        zh=f"{quoted(name)} 不能用作列名。", en=f"{quoted(name)} cannot be the name of a column."
    )


def _twice(name: str) -> Text:
    return Text(
        zh=f"列名 {quoted(name)} 出现了两次。", en=f"The column {quoted(name)} is there twice."
    )


def _uneven(wanted: int, got: int) -> Text:
    return Text(
        zh=f"表头有 {wanted} 列，这一行有 {got} 列。",
        en=f"The header has {wanted} columns; this row has {got}.",
    )


NAME_FIX: Final = Text(
    zh="请用小写英文字母、数字和单个下划线，并以字母开头；中英文名称写在同名的 `.yaml` 里。",
    en="Use lower-case letters, digits and single underscores, and begin with a letter; write the"
    " names in both languages in the `.yaml` of the same name.",
)
TOO_MANY_ROWS: Final = Text(
    zh="数据表超过 200,000 行，从这一行起没有读取。",
    en="The table has more than 200,000 rows; nothing from here on was read.",
)
TOO_MANY_COLUMNS: Final = Text(
    zh="数据表超过 100 列。", en="The table has more than 100 columns."
)  # fmt: skip
LESS: Final = Text(
    zh="请只保留情景用得到的行和列。", en="Keep only the rows and columns that the scenario needs."
)
NO_CSV: Final = Text(
    zh="从这里开始无法按 CSV 读取。", en="From here on this cannot be read as CSV."
)
NO_CSV_FIX: Final = Text(
    zh="请检查这一行的引号；单元格里的引号要写成两个。",
    en="Check the quotes on this line; a quote within a cell is written twice.",
)
NO_ROWS: Final = Text(
    zh="数据表应有一行列名，下面至少有一行数据。",
    en="A table has a line of column names, and at least one row below it.",
)
