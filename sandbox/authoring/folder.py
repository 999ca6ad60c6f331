"""What may stand in a scenario's folder: an editor's files are as untrusted as a stranger's."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from sandbox.text import Text

NAME: Final = "scenario.yaml"
PARTS: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}(\.[a-z0-9_-]{1,20}){0,3}")
ENDINGS: Final = (".yaml", ".zh.md", ".en.md", ".json", ".csv", ".sql")
DEEPEST: Final = 3
MOST: Final = 120
LARGEST: Final = 1_000_000
LARGEST_TABLE: Final = 20_000_000
LARGEST_WHOLE: Final = 30_000_000
"""Bytes in UTF-8: of a text, of a table of the scenario's own, of all files together."""


def refused(files: Mapping[str, str]) -> tuple[str, Text] | None:
    """The first file that may not be kept, and why; None when all may."""
    if NAME not in files:
        return NAME, Text(zh="缺少 `scenario.yaml`。", en="`scenario.yaml` is missing.")
    if len(files) > MOST:
        return NAME, Text(
            zh=f"一个情景最多 {MOST} 个文件。", en=f"A scenario has {MOST} files at most."
        )
    whole = 0
    for path, text in files.items():
        told = _path(path) or _size(path, text)
        if told is not None:
            return path, told
        whole += len(text.encode("utf-8"))
    if whole > LARGEST_WHOLE:
        return NAME, Text(zh="全部文件超过 30 MB。", en="All files together exceed 30 MB.")
    return None


def _path(path: str) -> Text | None:
    parts = path.split("/")
    if len(parts) > DEEPEST or not all(PARTS.fullmatch(part) for part in parts):
        return Text(
            zh=f"文件名 `{path[:80]}` 不能用：请用小写字母、数字、`-`、`_`，最多两层文件夹。",
            en=f"The name `{path[:80]}` cannot be used: take small letters, digits, `-` and `_`,"
            " in two folders at most.",
        )
    if not path.endswith(ENDINGS):
        return Text(
            zh=f"`{path}` 的类型不能用，可用的有：{'、'.join(ENDINGS)}。",
            en=f"`{path}` is of no known type; known are {', '.join(ENDINGS)}.",
        )
    return None


def _size(path: str, text: str) -> Text | None:
    try:
        size = len(text.encode("utf-8"))
    except UnicodeEncodeError:
        return Text(
            zh=f"`{path}` 里有无法保存的字符。", en=f"`{path}` holds signs that cannot be kept."
        )
    most = LARGEST_TABLE if path.endswith(".csv") else LARGEST
    if size <= most:
        return None
    return Text(
        zh=f"`{path}` 超过 {most // 1_000_000} MB。", en=f"`{path}` exceeds {most // 1_000_000} MB."
    )


def read_folder(folder: Path) -> dict[str, str]:
    """The files of a scenario's folder that the studio can hold, `scenario.yaml` first.

    Links out of the folder, other types and what is no UTF-8 are left alone.
    """
    inside = folder.resolve()
    found: dict[str, str] = {}
    for file in sorted(folder.rglob("*"), key=lambda one: (one.name != NAME, str(one))):
        path = file.relative_to(folder).as_posix()
        if not file.is_file() or _path(path) or not file.resolve().is_relative_to(inside):
            continue
        try:
            # As it is, line ends too: another text would be another version.
            found[path] = file.read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            continue
    return found


def write_folder(folder: Path, files: Mapping[str, str]) -> None:
    """The files under `folder`, which is made; every path must have passed `refused`."""
    for path, text in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode("utf-8"))
