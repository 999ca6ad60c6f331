"""Rules on charts: whoever looks at one can tell what it shows, and in what."""

import re
from collections.abc import Iterator
from typing import Any, Final

from sandbox.authoring.case import Case
from sandbox.authoring.events import Path
from sandbox.authoring.problem import Problem, quoted
from sandbox.authoring.source import children
from sandbox.text import Text

AXES: Final = ("x", "y")
UNITS: Final = re.compile(
    r"[（(][^）)]+[）)]|[%‰]|人|户|件|条|次|天|日|周|月|年|元|万|亿|个|家|套|对|项|题|小时|分|秒|倍|率|比|"
    r"数|量|份|批|位|张|篇|行|步|岁|指|级|号|期|段|单|百|线|时"
)
"""What says in which unit a number is, or that it is a plain count, share or index."""


def s194_axes_are_named(case: Case) -> Iterator[Problem]:
    """Each axis has a title: its own, a heading under `columns`, or that of the dictionary."""
    tables = case.tables()
    if tables is None:
        return
    known = {column.name for table in tables for column in table.columns}
    for path, one, axis, drawn in _axes(case):
        field = drawn["field"]
        if field not in _written(one) and field not in known and not _says(drawn):
            yield case.source.problem(
                "S194",
                (*path, "chart"),
                Text(
                    zh=f"图的 {axis} 轴画的是 {quoted(field)}，但没有名称。",
                    en=f"The {axis} axis shows {quoted(field)} and has no title.",
                ),
                Text(
                    zh=f"请在 `columns` 里给 {quoted(field)} 写上中英文名称。",
                    en=f"Give {quoted(field)} a heading in both languages under `columns`.",
                ),
                severity="warning",
            )


def s195_numbers_have_units(case: Case) -> Iterator[Problem]:
    """A number on an axis has its unit in the axis title or in the caption."""
    for path, one, axis, drawn in _axes(case):
        heading = _written(one).get(drawn["field"])
        if drawn.get("type") != "quantitative" or drawn.get("axis", 0) is None:
            continue
        if not isinstance(heading, dict):
            continue
        caption = one.get("caption")
        said = f"{heading.get('zh')} {caption.get('zh') if isinstance(caption, dict) else ''}"
        if not UNITS.search(said):
            yield case.source.problem(
                "S195",
                (*path, "columns", drawn["field"]),
                Text(
                    zh=f"图的 {axis} 轴没有写明单位。", en=f"The {axis} axis names no unit."
                ),
                Text(
                    zh="请在名称后加上单位，例如“等待时间（天）”。",
                    en="Add it to the heading, as in `Waiting time (days)`.",
                ),
                severity="warning",
            )  # fmt: skip


def _axes(case: Case) -> Iterator[tuple[Path, dict[str, Any], str, dict[str, Any]]]:
    """Every axis of every chart, each field of it once."""
    for path, one in case.source.each("steps", "*", "evidence", "*"):
        spec = case.charts.get(str(one.get("chart"))) if isinstance(one, dict) else None
        seen: set[tuple[str, str]] = set()
        for axis, drawn in _encoded(spec):
            if isinstance(drawn.get("field"), str) and (axis, drawn["field"]) not in seen:
                seen.add((axis, drawn["field"]))
                yield path, one, axis, drawn


def _encoded(spec: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    waiting = [spec]
    while waiting:
        here = waiting.pop()
        encoding = here.get("encoding") if isinstance(here, dict) else None
        if isinstance(encoding, dict):
            yield from ((axis, encoding[axis]) for axis in AXES if _is_drawn(encoding.get(axis)))
        waiting.extend(value for _, value in children(here))


def _is_drawn(channel: Any) -> bool:
    return isinstance(channel, dict)


def _written(one: dict[str, Any]) -> dict[str, Any]:
    columns = one.get("columns")
    return columns if isinstance(columns, dict) else {}


def _says(drawn: dict[str, Any]) -> bool:
    """Whether the chart itself names the axis, or leaves it out on purpose (`title: null`)."""
    axis = drawn.get("axis", {})
    return "title" in drawn or axis is None or (isinstance(axis, dict) and "title" in axis)


RULES: Final = (s194_axes_are_named, s195_numbers_have_units)
