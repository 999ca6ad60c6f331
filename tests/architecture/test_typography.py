"""Chinese sentences carry Chinese punctuation, wherever a person may read them."""

import ast
import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from ruamel.yaml import YAML

ROOT: Final = Path(__file__).parents[2]
HAN: Final = "\u3400-\u9fff"
BESIDE: Final = re.compile(f'[{HAN}”》）…] *[,;:?!()]|[,;:?!()] *[{HAN}“《（]|[{HAN}]"|"[{HAN}]')
CLOSE: Final = re.compile(
    f"[{HAN}] +[{HAN}，。；：？！（）、“”《》]|[，。；：？！、“（《] +[{HAN}]"
)
CODE: Final = re.compile(r"`[^`]*`|\*\*|\[[^\]]*\]\([^)]*\)|\{\w*(?::,)?\}")
QUOTED: Final = re.compile(r"'((?:[^']|'')*)'")


def _chinese(found: Any) -> Iterator[str]:
    """What stands under `zh`, and the Chinese that queries put together."""
    if isinstance(found, dict):
        for key, value in found.items():
            if isinstance(value, str) and key == "zh":
                yield value
            elif isinstance(value, str) and key == "sql":
                yield from (one for one in QUOTED.findall(value) if re.search(f"[{HAN}]", one))
            else:
                yield from _chinese(value)
    elif isinstance(found, list):
        for one in found:
            yield from _chinese(one)


def _columns(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield from (text for key, text in row.items() if key == "zh" or key.endswith("_zh"))


def _spoken(source: str) -> Iterator[str]:
    """What code says in Chinese: every `zh=…`, what is filled in standing as a figure."""
    for call in ast.walk(ast.parse(source)):
        if isinstance(call, ast.keyword) and call.arg == "zh":
            parts = call.value.values if isinstance(call.value, ast.JoinedStr) else [call.value]
            yield "".join(
                str(part.value) if isinstance(part, ast.Constant) else "0" for part in parts
            )


def _texts(path: Path) -> Iterator[str]:
    if path.suffix == ".py":
        yield from _spoken(path.read_text(encoding="utf-8"))
    elif path.suffix == ".yaml":
        yield from _chinese(YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8")))
    elif path.suffix == ".csv":
        yield from _columns(path)
    else:
        yield from path.read_text(encoding="utf-8").splitlines()


READ: Final = [
    ROOT / "pages/ui/words.yaml",
    *sorted(ROOT.glob("scenarios/**/*.yaml")),
    *sorted(ROOT.glob("scenarios/**/*.zh.md")),
    *sorted(ROOT.glob("data/*.csv")),
    *sorted(path for path in ROOT.glob("sandbox/**/*.py") if "zh=" in path.read_text("utf-8")),
]


@pytest.mark.parametrize("path", READ, ids=lambda path: str(path.relative_to(ROOT)))
def test_chinese_carries_full_width_marks_and_no_stray_spaces(path: Path) -> None:
    stray = [
        text
        for text in (CODE.sub("0", one) for one in _texts(path))
        if BESIDE.search(text) or CLOSE.search(text)
    ]

    assert stray == []


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("已供数,校核中", True),
        ("为什么?", True),
        ("教学约定(虚构)", True),
        ("他说:“好”", True),
        ("第 12 号", False),
        ("10:30 开会", False),
        ("《统计法》第二十八条", False),
        ("多了 空格", True),
    ],
)
def test_the_marks_that_are_refused(text: str, refused: bool) -> None:
    assert refused == bool(BESIDE.search(text) or CLOSE.search(text))
