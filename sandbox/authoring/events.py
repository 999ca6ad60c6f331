"""YAML events into plain values; nothing is ever constructed by tag."""

import io
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from ruamel.yaml import YAML
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from sandbox.authoring.problem import Problem, quoted
from sandbox.authoring.syntax import Mark
from sandbox.text import Text

Path = tuple[str | int, ...]
DEEPEST: Final = 40
INT: Final = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})")
FLOAT: Final = re.compile(
    r"[-+]?(?:(?:0|[1-9][0-9]*)?\.[0-9]+(?:[eE][-+]?[0-9]+)?|(?:0|[1-9][0-9]*)[eE][-+]?[0-9]+)"
)
WORDS: Final[Mapping[str, bool | None]] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip


def whole(file: str, mark: Mark, code: str, message: Text, fix: Text | None = None) -> Problem:
    """A problem of the writing itself, before fields have names."""
    return Problem(
        file=file, line=mark.line, column=mark.column, where="",
        message=message, code=code, fix=fix,
    )  # fmt: skip


class Stop(Exception):  # noqa: N818 - reading ends here; the reason is already noted
    """Reading cannot go on."""


def _events(text: str) -> Iterator[Event]:
    """The events of a text: read by libyaml, ten times faster, where it finds nothing wrong.

    Where it does, the reader in Python says what and where in words that we know how to explain.
    """
    try:
        return iter(list(YAML(typ="safe", pure=False).parse(io.StringIO(text))))
    except Exception:  # noqa: BLE001 - whatever it is, the other reader meets and names it
        return iter(YAML(typ="safe", pure=True).parse(io.StringIO(text)))


@dataclass(slots=True, kw_only=True)
class Builder:
    """Builds the value of one file and notes what must not be in it."""

    file: str
    keys: dict[Path, Mark] = field(default_factory=dict)
    values: dict[Path, tuple[Mark, str]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    distrusted: bool = False
    events: Iterator[Event] = field(default_factory=lambda: iter(()))
    last: ScalarEvent | None = None
    """The scalar that was read last: where reading breaks, it may be the cause."""

    def document(self, text: str) -> Any:
        """The one document of the file."""
        self.events = _events(text)
        event = next(self.events)
        while not isinstance(event, DocumentStartEvent):
            if isinstance(event, StreamEndEvent):
                self.distrust(Mark(1, 1), "S004", EMPTY)
                return None
            event = next(self.events)
        value = self.node(next(self.events), ())
        for event in self.events:
            if isinstance(event, DocumentStartEvent):
                self.distrust(_mark(event), "S005", SECOND_DOCUMENT, SECOND_DOCUMENT_FIX)
                raise Stop
        return value

    def node(self, event: Event, path: Path) -> Any:
        """The value that begins with `event`."""
        if len(path) > DEEPEST:
            self.distrust(_mark(event), "S006", TOO_DEEP)
            raise Stop
        self.refuse_tricks(event)
        if isinstance(event, MappingStartEvent):
            return self.mapping(path)
        if isinstance(event, SequenceStartEvent):
            return self.sequence(path)
        if not isinstance(event, ScalarEvent):
            return None
        self.last = event
        style = event.style or ""
        self.values[path] = (_mark(event), style)
        return event.value if style else scalar(event.value)

    def mapping(self, path: Path) -> dict[str, Any]:
        """Keys to values; of two equal keys the first is kept and the second reported."""
        found: dict[str, Any] = {}
        for event in self.events:
            if isinstance(event, MappingEndEvent):
                return found
            self.refuse_tricks(event)
            mark = _mark(event)
            if not isinstance(event, ScalarEvent):
                self.distrust(mark, "S007", ODD_KEY)
                raise Stop
            key = str(event.value)
            if key in found:
                self.twice(key, mark, self.keys[(*path, key)])
                self.skip(next(self.events))
                continue
            self.keys[(*path, key)] = mark
            found[key] = self.node(next(self.events), (*path, key))
        raise Stop

    def sequence(self, path: Path) -> list[Any]:
        """List items in order."""
        found: list[Any] = []
        for event in self.events:
            if isinstance(event, SequenceEndEvent):
                return found
            here = (*path, len(found))
            self.keys[here] = _mark(event)
            found.append(self.node(event, here))
        raise Stop

    def skip(self, event: Event) -> None:
        """Pass over a value whose key is already taken."""
        spare = Builder(file=self.file, events=self.events)
        spare.node(event, ())
        self.problems += spare.problems
        self.distrusted |= spare.distrusted

    def twice(self, key: str, mark: Mark, first: Mark) -> None:
        """Note a key that is written a second time."""
        message = Text(
            zh=f"{quoted(key)} 写了两次，第一次在第 {first.line} 行。",
            en=f"{quoted(key)} is written twice, the first time on line {first.line}.",
        )
        self.problems.append(whole(self.file, mark, "S008", message, TWICE_FIX))

    def overrun(self) -> Mark | None:
        """Where the last text opened its quotes, when it ran over several lines."""
        last = self.last
        if last is None or not last.style or last.style not in "'\"":
            return None
        return _mark(last) if last.end_mark.line > last.start_mark.line else None

    def refuse_tricks(self, event: Event) -> None:
        """Note anchors, aliases and tags: none of them belongs in a scenario."""
        if isinstance(event, AliasEvent) or getattr(event, "anchor", None):
            self.distrust(_mark(event), "S009", ALIAS, ALIAS_FIX)
            raise Stop
        if getattr(event, "tag", None):
            self.distrust(_mark(event), "S010", TAG, TAG_FIX)

    def distrust(self, mark: Mark, code: str, message: Text, fix: Text | None = None) -> None:
        """Note a problem after which the values may not be used."""
        self.distrusted = True
        self.problems.append(whole(self.file, mark, code, message, fix))


def _mark(event: Event) -> Mark:
    return Mark(event.start_mark.line + 1, event.start_mark.column + 1)


def scalar(text: str) -> str | int | float | bool | None:
    """A plain scalar by the YAML 1.2 core schema, except that codes stay codes.

    `010` and `0x1F` stay text, as do days and times; `no` was never a boolean in 1.2.
    """
    if text in WORDS:
        return WORDS[text]
    if INT.fullmatch(text):
        return int(text)
    if FLOAT.fullmatch(text) and math.isfinite(float(text)):
        return float(text)
    return text


EMPTY: Final = Text(zh="文件是空的。", en="The file is empty.")
SECOND_DOCUMENT: Final = Text(
    zh="这里的 `---` 开始了第二份文档，一个文件只能有一份。",
    en="This `---` begins a second document; a file holds one.",
)
SECOND_DOCUMENT_FIX: Final = Text(zh="请删去这一行。", en="Delete the line.")
TOO_DEEP: Final = Text(
    zh="嵌套超过 40 层，无法读取。",
    en="This is nested more than 40 levels deep and cannot be read.",
)
ODD_KEY: Final = Text(
    zh="字段名必须是一个词，不能是列表或映射。",
    en="A key must be one word, not a list or a mapping.",
)
TWICE_FIX: Final = Text(zh="请只保留一处。", en="Keep one of them.")
ALIAS: Final = Text(
    zh="这里用了 YAML 锚点或别名（`&`、`*`），情景文件不接受。",
    en="This is a YAML anchor or alias (`&`, `*`), which scenarios do not use.",
)
ALIAS_FIX: Final = Text(
    zh="请把内容完整写出；如果是以这些符号开头的文字，请加引号。",
    en="Write the content out; if it is text that begins with such a sign, put it in quotes.",
)
TAG: Final = Text(
    zh="这里用了 YAML 标签（以 `!` 开头），情景文件不接受。",
    en="This is a YAML tag (it begins with `!`), which scenarios do not use.",
)
TAG_FIX: Final = Text(
    zh="请删去标签；如果是以 `!` 开头的文字，请加引号。",
    en="Delete the tag; if it is text that begins with `!`, put it in quotes.",
)
