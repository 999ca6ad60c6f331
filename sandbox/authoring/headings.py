"""Headings of a scenario's own table: `tables/<name>.yaml` beside `tables/<name>.csv`."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path as Folder
from typing import Any, Final

from sandbox.authoring.events import Path
from sandbox.authoring.problem import did_you_mean, quoted
from sandbox.authoring.source import Source, read
from sandbox.authoring.syntax import Mark
from sandbox.text import LANGS, Text

Note = Callable[[Folder, Mark, str, Text, Text | None], None]
FIELDS: Final = ("label", "columns")


@dataclass(frozen=True, slots=True, kw_only=True)
class Headings:
    """Names of a table and its columns in both languages, as far as they are written."""

    label: Text | None = None
    columns: Mapping[str, Text] = field(default_factory=dict)
    data: bytes | None = None
    """The file as it was read."""


def headings_of(note: Note, file: Folder, names: list[str] | None) -> Headings:
    """The headings written in the file; without a file, none. Problems are noted.

    Where `names` is None the headings themselves say which columns there are.
    """
    if not file.is_file():
        return Headings()
    data = file.read_bytes()
    source, problems = read(data, str(file))
    for problem in problems:
        mark = Mark(problem.line, problem.column)
        note(file, mark, problem.code, problem.message, problem.fix)
    if source is None:
        return Headings(data=data)
    for path, message, fix in _misfits(source, names):
        note(file, source.mark(path), "S177", message, fix)
    columns = source.at(("columns",))
    written = columns if isinstance(columns, dict) else {}
    both = {name: _text(sides) for name, sides in written.items()}
    return Headings(
        label=_text(source.at(("label",))),
        columns={name: text for name, text in both.items() if text is not None},
        data=data,
    )


def _misfits(source: Source, names: list[str] | None) -> Iterator[tuple[Path, Text, Text | None]]:
    if not isinstance(source.value, dict) or not isinstance(source.value.get("columns", {}), dict):
        yield (), SHAPE, None
        return
    for key in source.value:
        if key not in FIELDS:
            yield (key,), _stray("field", key), did_you_mean(key, FIELDS)
    for key in source.value.get("columns", {}):
        if names is not None and key not in names:
            yield ("columns", key), _stray("column", key), did_you_mean(key, names)
    for path, sides in (*source.each("label"), *source.each("columns", "*")):
        if _text(sides) is None:
            yield path, SIDES, SIDES_FIX


def _text(sides: Any) -> Text | None:
    """Both languages, or None."""
    if not isinstance(sides, dict) or set(sides) != set(LANGS):
        return None
    said = [sides[lang] for lang in LANGS]
    if not all(isinstance(side, str) and side.strip() for side in said):
        return None
    return Text(zh=said[0], en=said[1])


def _stray(what: str, name: object) -> Text:
    if what == "column":
        return Text(
            zh=f"数据表里没有 {quoted(name)} 这一列。",
            en=f"The table has no column {quoted(name)}.",
        )
    return Text(zh=f"这里没有 {quoted(name)} 这个字段。", en=f"{quoted(name)} is not a field here.")


SHAPE: Final = Text(
    zh="表的说明应有 `label` 和 `columns` 两个字段，`columns` 下逐列写中英文名称。",
    en="Headings have two fields, `label` and `columns`; under `columns` every column has its name"
    " in both languages.",
)
SIDES: Final = Text(
    zh="名称应同时有中文和英文。", en="A name needs both Chinese and English."
)  # fmt: skip
SIDES_FIX: Final = Text(
    zh="请在下面分别写 `zh:` 和 `en:`。", en="Write `zh:` and `en:` on lines below it."
)
