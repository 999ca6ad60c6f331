"""The files beside scenario.yaml: Markdown pairs and chart specifications."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path as Folder
from pathlib import PurePosixPath
from typing import Any, Final

from sandbox.authoring.events import Path
from sandbox.authoring.problem import Problem, did_you_mean, quoted
from sandbox.authoring.source import LARGEST, Source
from sandbox.authoring.syntax import Mark, unreadable_bytes
from sandbox.text import LANGS, Text

HEADING: Final = re.compile(r"(#{1,6})\s+\S")
FENCE: Final = re.compile(r"\s{0,3}(?:```|~~~)")
LESSON: Final = "lesson"
"""A Markdown pair that every folder may hold: how an instructor teaches with the drill."""
SPOKEN: Final = frozenset({".yaml", ".md", ".json", ".sql"})
"""Endings of files in which an author writes; cells of CSV are looked at by column."""
FOREIGN: Final = ("data", "datasets", "url")
"""Keys by which a chart would bring data of its own or fetch some."""


@dataclass(slots=True, kw_only=True)
class Beside:
    """What the scenario refers to, read; and what is wrong with it."""

    source: Source
    folder: Folder
    texts: dict[str, Text] = field(default_factory=dict)
    charts: dict[str, dict[str, Any]] = field(default_factory=dict)
    contents: dict[str, bytes] = field(default_factory=dict)
    """Every file that was read, by its path in the folder."""
    problems: list[Problem] = field(default_factory=list)

    def note(self, code: str, path: Path, message: Text, fix: Text | None = None) -> None:
        """Note a problem at the place that refers to a file."""
        self.problems.append(self.source.problem(code, path, message, fix))

    def note_in(self, name: str, mark: Mark, code: str, message: Text) -> None:
        """Note a problem inside a file."""
        self.problems.append(
            Problem(
                file=str(self.folder / name), line=mark.line, column=mark.column, where="",
                message=message, code=code,
            )
        )  # fmt: skip


def gather(source: Source, folder: Folder) -> Beside:
    """Everything the scenario refers to; files outside the folder are never opened."""
    beside = Beside(source=source, folder=folder)
    for pattern in (("steps", "*", "brief"), ("steps", "*", "evidence", "*", "document")):
        for path, name in source.each(*pattern):
            if isinstance(name, str) and name not in beside.texts:
                _pair(beside, path, name)
    if any((folder / f"{LESSON}.{lang}.md").is_file() for lang in LANGS):
        _pair(beside, ("id",), LESSON)
    for path, name in source.each("steps", "*", "evidence", "*", "chart"):
        if isinstance(name, str) and name not in beside.charts:
            _chart(beside, path, name)
    return beside


def said_in(folder: Folder) -> dict[str, str]:
    """What every text file of the folder says, CSV apart, whether or not anything refers to it.

    Files that are too large, not UTF-8, or links out of the folder are not opened here: whatever
    refers to them is told.
    """
    root, found = folder.resolve(), {}
    for file in sorted(folder.rglob("*")):
        if file.suffix not in SPOKEN or not file.is_file():
            continue
        if file.resolve().is_relative_to(root) and file.stat().st_size <= LARGEST:
            text = file.read_bytes().decode("utf-8-sig", errors="ignore")
            found[file.relative_to(folder).as_posix()] = text
    return found


def _pair(beside: Beside, path: Path, name: str) -> None:
    """Both sides of a text; both must say something under the same headings."""
    sides = {lang: _text(beside, path, f"{name}.{lang}.md") for lang in LANGS}
    zh, en = sides["zh"], sides["en"]
    if zh is None or en is None:
        return
    for lang, text in (("zh", zh), ("en", en)):
        if not text.strip():
            beside.note_in(f"{name}.{lang}.md", Mark(1, 1), "S162", EMPTY)
    if not (zh.strip() and en.strip()):
        return
    _compare(beside, name, list(_headings(zh)), list(_headings(en)))
    beside.texts[name] = Text(zh=zh, en=en)


def _compare(
    beside: Beside, name: str, zh: list[tuple[int, int]], en: list[tuple[int, int]]
) -> None:
    if [level for _, level in zh] == [level for _, level in en]:
        return
    at = next(
        (n for n, (a, b) in enumerate(zip(zh, en, strict=False)) if a[1] != b[1]),
        min(len(zh), len(en)),
    )
    line = en[at][0] if at < len(en) else (en[-1][0] if en else 1)
    beside.note_in(
        f"{name}.en.md",
        Mark(line, 1),
        "S163",
        Text(
            zh=f"中英文的标题不对应：中文为 {_levels(zh)}，英文为 {_levels(en)}。",
            en="The headings of the two languages differ: Chinese has"
            f" {_levels(zh)}, English has {_levels(en)}.",
        ),
    )


def _levels(headings: list[tuple[int, int]]) -> str:
    shown = " ".join("#" * level for _, level in headings)
    return f"`{shown}`" if shown else "-"


def _headings(markdown: str) -> Iterator[tuple[int, int]]:
    """Line and level of each heading outside code fences."""
    fenced = False
    for number, line in enumerate(markdown.splitlines(), start=1):
        if FENCE.match(line):
            fenced = not fenced
        elif not fenced and (found := HEADING.match(line)):
            yield number, len(found.group(1))


def _chart(beside: Beside, path: Path, name: str) -> None:
    text = _text(beside, path, name)
    if text is None:
        return
    try:
        spec = json.loads(text)
    except json.JSONDecodeError as error:
        beside.note_in(name, Mark(error.lineno, error.colno), "S164", NO_JSON)
        return
    except RecursionError:
        beside.note_in(name, Mark(1, 1), "S164", NO_JSON)
        return
    if not isinstance(spec, dict):
        beside.note_in(name, Mark(1, 1), "S164", NO_CHART)
    elif key := next(_foreign(spec), None):
        beside.note_in(name, _spelt(text, key), "S165", _has_data(key))
    else:
        beside.charts[name] = spec


def _foreign(spec: Any) -> Iterator[str]:
    waiting = [spec]
    while waiting:
        here = waiting.pop()
        if isinstance(here, dict):
            yield from (key for key in here if key in FOREIGN)
            waiting.extend(here.values())
        elif isinstance(here, list):
            waiting.extend(here)


def _spelt(text: str, key: str) -> Mark:
    at = max(text.find(f'"{key}"'), 0)
    return Mark(text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))


def _text(beside: Beside, path: Path, name: str) -> str | None:
    """The file's text; a problem is noted when there is none to be had."""
    data = _bytes(beside, path, name)
    if data is None:
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        explained = unreadable_bytes(data, error.start)
        beside.note_in(name, explained.mark, "S001", explained.message)
        return None
    beside.contents[name] = data
    return text


def _bytes(beside: Beside, path: Path, name: str) -> bytes | None:
    target = _within(beside.folder, name)
    if target is None:
        beside.note("S160", path, OUTSIDE, OUTSIDE_FIX)
        return None
    if not target.is_file():
        message = Text(zh=f"没有文件 {quoted(name)}。", en=f"There is no file {quoted(name)}.")
        beside.note("S161", path, message, _instead(beside.folder, name))
        return None
    if target.stat().st_size > LARGEST:
        beside.note_in(name, Mark(1, 1), "S002", TOO_LARGE)
        return None
    return target.read_bytes()


def _instead(folder: Folder, name: str) -> Text | None:
    """Of a pair, the side that is lacking; else a file of the same sort with a similar name."""
    stem, *ending = name.split(".", 1)
    sort = ".".join(ending)
    other = {"zh.md": "en.md", "en.md": "zh.md"}.get(sort)
    if other and (folder / f"{stem}.{other}").is_file():
        return LACKING[sort]
    known = (f.relative_to(folder).as_posix() for f in folder.rglob(f"*.{sort}"))
    return did_you_mean(name, sorted(known))


def _within(folder: Folder, name: str) -> Folder | None:
    """The file of that name inside the folder; None when the name leads out of it."""
    pure = PurePosixPath(name)
    if pure.is_absolute() or ".." in pure.parts or "\\" in name or "\0" in name or ":" in name:
        return None
    target = (folder / pure).resolve()
    return target if target.is_relative_to(folder.resolve()) else None


def _has_data(key: str) -> Text:
    return Text(
        zh=f"图表说明里不能有 {quoted(key)}：数据由 `sql` 提供。",
        en=f"A chart may not hold {quoted(key)}: its data come from `sql`.",
    )


EMPTY: Final = Text(zh="文件没有内容。", en="The file is empty.")
LACKING: Final = {
    "zh.md": Text(
        zh="英文版已有，请补上中文版。", en="The English side is there; add the Chinese."
    ),
    "en.md": Text(
        zh="中文版已有，请补上英文版。", en="The Chinese side is there; add the English."
    ),
}
NO_JSON: Final = Text(
    zh="从这里开始无法按 JSON 读取。", en="From here on this cannot be read as JSON."
)
NO_CHART: Final = Text(
    zh="这里应是一份 Vega-Lite 图表说明（一个 JSON 对象）。",
    en="This should be a Vega-Lite specification (one JSON object).",
)
OUTSIDE: Final = Text(
    zh="只能引用本情景文件夹里的文件。", en="Only files of the scenario's own folder may be used."
)
OUTSIDE_FIX: Final = Text(
    zh="请写相对路径，例如 `brief/intro`，不要用 `..`、盘符或指向外面的链接。",
    en="Write a relative path such as `brief/intro`, without `..`, drives or links leading out.",
)
TOO_LARGE: Final = Text(zh="文件超过 1 MB。", en="The file is larger than 1 MB.")
