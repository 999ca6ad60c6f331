"""How a scenario hangs together, in columns: evidence, steps, decisions, what they lead to."""

from typing import Final

from pages.ui.paint import written_in
from sandbox.desk.views.studio import GraphNodeView, GraphView
from sandbox.text import Lang

COLUMNS: Final = (("table",), ("step",), ("decision",), ("consequence", "gate"), ("indicator",))
WIDE: Final = 136
"""Of a box, in the drawing's own units."""
TALL: Final = 44
GAP: Final = 10
APART: Final = 30
TOP: Final = 30
_LETTERS: Final = 19
"""Halves of a Chinese character that fit into a box."""


def drawn(graph: GraphView, lang: Lang) -> str:
    """The drawing; every box leads to its line."""
    columns = [[one for one in graph.nodes if one.sort in sorts] for sorts in COLUMNS]
    _untangle(columns, graph)
    used = [(at, column) for at, column in enumerate(columns) if column]
    most = max((len(column) for _, column in used), default=1)
    places = {
        one.id: (
            n * (WIDE + APART) + 6,
            TOP + (most - len(column)) * (TALL + GAP) // 2 + row * (TALL + GAP),
        )
        for n, (_, column) in enumerate(used)
        for row, one in enumerate(column)
    }
    return written_in(
        lang,
        "studio/graph.html",
        boxes=[(one, *places[one.id], _lines(one.label)) for one in graph.nodes],
        heads=[(COLUMNS[at][0], n * (WIDE + APART) + 6) for n, (at, _) in enumerate(used)],
        curves=[_curve(places[e.source], places[e.target]) for e in graph.edges
                if e.source in places and e.target in places],
        wide=WIDE,
        tall=TALL,
        width=len(used) * (WIDE + APART) - APART + 12,
        height=TOP + most * (TALL + GAP) + 4,
    )  # fmt: skip


def _untangle(columns: list[list[GraphNodeView]], graph: GraphView) -> None:
    """Put every box near what leads to it, column after column."""
    before: dict[str, list[str]] = {}
    for edge in graph.edges:
        before.setdefault(edge.target, []).append(edge.source)
    row: dict[str, float] = {}
    for column in columns:
        middles = {
            one.id: _middle([row[b] for b in before.get(one.id, ()) if b in row], at)
            for at, one in enumerate(column)
        }
        column.sort(key=lambda one: middles[one.id])
        row |= {one.id: at / max(len(column), 1) for at, one in enumerate(column)}


def _middle(rows: list[float], at: int) -> float:
    return sum(rows) / len(rows) if rows else at / 100


def _lines(label: str) -> tuple[str, ...]:
    """As much of a label as fits into two lines."""
    first = _start(label)
    rest = label[len(first) :].strip()
    if not rest:
        return (first,)
    second = _start(rest)
    return first.strip(), second if second == rest else f"{second[:-1].rstrip()}…"


def _start(label: str) -> str:
    """What fits into one line, up to a gap between words where there is one."""
    room = _LETTERS
    for at, letter in enumerate(label):
        room -= 2 if ord(letter) > 0x2E7F else 1
        if room < 0:
            gap = label.rfind(" ", 0, at)
            return label[: gap + 1] if gap > at // 2 else label[:at]
    return label


def _curve(start: tuple[int, int], end: tuple[int, int]) -> str:
    x, y = start[0] + WIDE, start[1] + TALL // 2
    u, v = end[0], end[1] + TALL // 2
    bend = max(18, (u - x) // 2)
    return f"M{x} {y}C{x + bend} {y} {u - bend} {v} {u} {v}"
