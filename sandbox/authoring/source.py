"""A YAML file as plain values in which every key and list item keeps its line and column."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from ruamel.yaml.error import YAMLError

from sandbox.authoring.events import Builder, Path, Stop, whole
from sandbox.authoring.problem import Problem, Severity
from sandbox.authoring.syntax import Mark, explain, unreadable_bytes
from sandbox.text import Text

LARGEST: Final = 1_000_000
BROKEN: Final = (
    YAMLError, ValueError, OverflowError, AssertionError, AttributeError, TypeError, IndexError,
)  # fmt: skip
"""What a YAML parser may raise on text that is not YAML."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One YAML file: its value, and where each part of it stands."""

    file: str
    text: str
    value: Any
    keys: Mapping[Path, Mark]
    """Where each key or list item begins."""
    values: Mapping[Path, tuple[Mark, str]]
    """Where each scalar value begins, and its style (`|`, `>`, quotes or empty)."""

    def at(self, path: Path) -> Any:
        """The value at `path`, or None when nothing is written there."""
        here = self.value
        for part in path:
            if isinstance(here, dict):
                here = here.get(part)
            elif isinstance(here, list) and isinstance(part, int) and 0 <= part < len(here):
                here = here[part]
            else:
                return None
        return here

    def mark(self, path: Path) -> Mark:
        """Where `path` is written, or its closest written ancestor when it is missing."""
        while path and path not in self.keys:
            path = path[:-1]
        return self.keys.get(path, Mark(1, 1))

    def inside(self, path: Path, line: int, column: int) -> Mark:
        """Where (line, column) of the text written at `path` stands in the file."""
        start, style = self.values.get(path, (self.mark(path), ">"))
        if style == "|":
            lines = self.text.splitlines()[start.line :]
            first = next((text for text in lines if text.strip()), "")
            return Mark(start.line + line, len(first) - len(first.lstrip()) + column)
        if style == ">" or line > 1:
            return start
        return Mark(start.line, start.column + len(style) + column - 1)

    def name(self, path: Path) -> str:
        """The path in an author's words: ids instead of list positions, which count from 1."""
        parts: list[str] = []
        for end, part in enumerate(path, start=1):
            item = self.at(path[:end])
            named = item.get("id") if isinstance(item, dict) else None
            if isinstance(part, int):
                parts.append(named if isinstance(named, str) else str(part + 1))
            else:
                parts.append(part)
        return ".".join(parts)

    def each(self, *pattern: str) -> Iterator[tuple[Path, Any]]:
        """Everything written at paths of that pattern, where `*` is any key or item."""
        found: list[tuple[Path, Any]] = [((), self.value)]
        for part in pattern:
            if part == "*":
                found = [
                    ((*path, key), value) for path, here in found for key, value in children(here)
                ]
            else:
                found = [
                    ((*path, part), here[part])
                    for path, here in found
                    if isinstance(here, dict) and part in here
                ]
        yield from found

    def problem(
        self,
        code: str,
        path: Path,
        message: Text,
        fix: Text | None = None,
        *,
        mark: Mark | None = None,
        severity: Severity = "error",
    ) -> Problem:
        """A problem of this file at `path`, or exactly at `mark`."""
        at = mark or self.mark(path)
        return Problem(
            file=self.file, line=at.line, column=at.column, where=self.name(path),
            message=message, code=code, fix=fix, severity=severity,
        )  # fmt: skip


def children(here: Any) -> Iterator[tuple[str | int, Any]]:
    """Entries of a mapping or list by key or position; nothing else has any."""
    if isinstance(here, dict):
        yield from here.items()
    elif isinstance(here, list):
        yield from enumerate(here)


def read(data: bytes, file: str) -> tuple[Source | None, tuple[Problem, ...]]:
    """The file's values with their places, and what is wrong with its writing.

    There is no source when the text cannot be trusted as written: broken YAML, bytes that are
    not UTF-8, more than 1 MB, nesting beyond 40, tags or aliases. Never raises for any bytes.
    """
    if len(data) > LARGEST:
        return None, (whole(file, Mark(1, 1), "S002", TOO_LARGE),)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        mark, message, fix = unreadable_bytes(data, error.start)
        return None, (whole(file, mark, "S001", message, fix),)
    builder = Builder(file=file)
    try:
        value = builder.document(text)
    except Stop:
        return None, tuple(builder.problems)
    except BROKEN as error:
        mark, message, fix = explain(error, text, builder.overrun())
        return None, (*builder.problems, whole(file, mark, "S003", message, fix))
    source = Source(file=file, text=text, value=value, keys=builder.keys, values=builder.values)
    return (None if builder.distrusted else source), tuple(builder.problems)


TOO_LARGE: Final = Text(
    zh="文件超过 1 MB，不像是手写的情景。请把大段材料放到文档里。",
    en="The file is larger than 1 MB; no scenario needs that. Move long material into documents.",
)
