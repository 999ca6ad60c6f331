"""Bar charts as SVG text: a title that says the finding, direct labels, nothing else."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from sandbox.text import FICTION_MARK, Text

WIDTH: Final = 720
TOP: Final = 88
ROW: Final = 26
GAP: Final = 6
FOOT: Final = 44
FONT: Final = "'Noto Sans SC','Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif"
PAPER, INK, TEAL, BRASS, SEAL = "#FAF8F4", "#1F2933", "#0F4C5C", "#B7862C", "#B83A2B"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar: its name, its length, and what is written at its end."""

    name: str
    value: float
    said: str


def bars(title: Text, axis: Text, rows: Sequence[Bar]) -> str:
    """Horizontal bars from one line; `axis` says what they count."""
    left, right = 170, 90
    longest = max((row.value for row in rows), default=1) or 1
    scale = (WIDTH - left - right) / longest
    drawn = [_head(title, axis)]
    for at, row in enumerate(rows):
        y = TOP + at * ROW
        width = row.value * scale
        drawn += [
            _text(left - 10, y + 15, row.name, anchor="end"),
            _rect(left, y, width, TEAL),
            _text(left + width + 8, y + 15, row.said),
        ]
    return _whole(drawn, len(rows), title)


def pyramid(title: Text, axis: Text, ages: Sequence[str], sides: Sequence[Sequence[Bar]]) -> str:
    """Men to the left, women to the right, the youngest at the bottom."""
    middle, arm = WIDTH / 2, WIDTH / 2 - 120
    longest = max((bar.value for side in sides for bar in side), default=1) or 1
    drawn = [_head(title, axis)]
    for at, age in enumerate(reversed(ages)):
        y = TOP + at * ROW
        man, woman = sides[0][-1 - at], sides[1][-1 - at]
        left, right = man.value * arm / longest, woman.value * arm / longest
        drawn += [
            _text(middle, y + 15, age, anchor="middle"),
            _rect(middle - 40 - left, y, left, TEAL),
            _text(middle - 48 - left, y + 15, man.said, anchor="end"),
            _rect(middle + 40, y, right, BRASS),
            _text(middle + 48 + right, y + 15, woman.said),
        ]
    return _whole(drawn, len(ages), title)


def _whole(drawn: Sequence[str], rows: int, title: Text) -> str:
    height = TOP + rows * ROW + FOOT
    mark = f"{FICTION_MARK.zh} / {FICTION_MARK.en}"
    return "\n".join(_frame(height, [*drawn, _text(24, height - 16, mark, 12, SEAL)], title)) + "\n"


def _frame(height: int, drawn: Sequence[str], title: Text) -> Iterator[str]:
    said = escape(f"{title.zh} {title.en}")
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img"'
        f' aria-label="{said}" font-family="{FONT}">'
    )
    yield f"<title>{said}</title>"
    yield f'<rect width="{WIDTH}" height="{height}" fill="{PAPER}"/>'
    yield from drawn
    yield "</svg>"


def _head(title: Text, axis: Text) -> str:
    return "\n".join([
        _text(24, 30, title.zh, 18, weight=700),
        _text(24, 52, title.en, 14),
        _text(24, 74, f"{axis.zh} / {axis.en}", 12),
    ])  # fmt: skip


def _rect(x: float, y: float, width: float, fill: str) -> str:
    return f'<rect x="{x:.1f}" y="{y}" width="{width:.1f}" height="{ROW - GAP}" fill="{fill}"/>'


def _text(
    x: float,
    y: float,
    said: str,
    size: int = 13,
    fill: str = INK,
    anchor: str = "start",
    weight: int = 400,
) -> str:
    return (
        f'<text x="{x:.1f}" y="{y}" font-size="{size}" fill="{fill}" text-anchor="{anchor}"'
        f' font-weight="{weight}">{escape(said)}</text>'
    )
