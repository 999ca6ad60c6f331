"""The one chart theme, and a scenario's chart made ready to draw."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any, Final

from sandbox.desk.views import ChartView, ColumnView

FONT: Final = "'Noto Sans SC','Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif"
LIGHT: Final = {"ink": "#1F2933", "quiet": "#5B6670", "line": "#D8D2C4", "main": "#0F4C5C"}
DARK: Final = {"ink": "#E9E5DC", "quiet": "#A5AFB7", "line": "#35424B", "main": "#6FB7C6"}
CATEGORIES: Final = ["#0F4C5C", "#B7862C", "#5F7F8A", "#2A7F62", "#8A5A83", "#7A6F5D"]
CATEGORIES_DARK: Final = ["#6FB7C6", "#E0B566", "#A5AFB7", "#6CC3A2", "#C79BC0", "#BBAF9B"]


def theme(*, dark: bool) -> dict[str, Any]:
    """A Vega-Lite `config`: no frame, quiet lines, text that can be read."""
    tone = DARK if dark else LIGHT
    text = {"labelColor": tone["quiet"], "titleColor": tone["ink"]}
    return {
        "background": "transparent",
        "font": FONT,
        "view": {"stroke": None},
        "title": {"color": tone["ink"], "anchor": "start", "fontSize": 15, "fontWeight": 600},
        "axis": {
            **text,
            "labelFontSize": 13,
            "titleFontSize": 13,
            "titleFontWeight": 400,
            "gridColor": tone["line"],
            "domainColor": tone["line"],
            "tickColor": tone["line"],
            "labelLimit": 220,
        },
        "legend": {**text, "labelFontSize": 13, "titleFontSize": 13, "orient": "top"},
        "range": {"category": CATEGORIES_DARK if dark else CATEGORIES},
        "mark": {"color": tone["main"]},
        "bar": {"color": tone["main"], "cornerRadiusEnd": 2},
        "line": {"color": tone["main"], "strokeWidth": 2.5},
        "point": {"color": tone["main"], "filled": True, "size": 60},
        "text": {"color": tone["ink"], "fontSize": 13},
        "rule": {"color": tone["quiet"]},
    }


def ready(chart: ChartView, *, dark: bool) -> dict[str, Any]:
    """The author's specification with our theme, and axes named in the reader's language."""
    spec: dict[str, Any] = deepcopy(_plain(chart.spec))
    for outside in ("data", "$schema"):
        spec.pop(outside, None)
    spec["config"] = {**theme(dark=dark), **spec.get("config", {})}
    spec.setdefault("height", 280)
    _name_axes(spec, {column.key: column.label for column in chart.columns})
    return spec


def rows(
    columns: tuple[ColumnView, ...], cells: tuple[tuple[Any, ...], ...]
) -> dict[str, list[Any]]:
    """A table column by column, as a frame wants it; days and times as ISO text."""
    by_column = list(zip(*cells, strict=True)) if cells else [()] * len(columns)
    return {
        column.key: [cell.isoformat() if hasattr(cell, "isoformat") else cell for cell in values]
        for column, values in zip(columns, by_column, strict=True)
    }


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value


def _name_axes(spec: dict[str, Any], labels: Mapping[str, str]) -> None:
    """Give every channel that shows a known column that column's heading as its title."""
    for channel in spec.get("encoding", {}).values():
        for one in channel if isinstance(channel, list) else [channel]:
            if one.get("field") in labels:
                one.setdefault("title", labels[one["field"]])
    for part in ("layer", "hconcat", "vconcat", "concat"):
        for inner in spec.get(part, []):
            _name_axes(inner, labels)
    if isinstance(spec.get("spec"), dict):
        _name_axes(spec["spec"], labels)
