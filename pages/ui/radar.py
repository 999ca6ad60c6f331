"""The radar chart, for slides: where its points stand."""

from dataclasses import dataclass
from math import cos, pi, sin
from typing import Final

from pages.ui.paint import say
from sandbox.desk.views import DotView, PortraitView

WIDTH: Final = 1600
HEIGHT: Final = 900
RADIUS: Final = 320
RINGS: Final = (60, 75, 90, 100)
_ROOM: Final = 46
"""Between the outermost ring and a name."""
_LINE: Final = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Ring:
    """A line of equal score."""

    at: int
    points: str
    x: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """One competence: its spoke, its point and its name."""

    x: float
    y: float
    dot_x: float
    dot_y: float
    score: float | None
    enough: bool
    anchor: str
    name_x: float
    name_y: float
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Radar:
    """Everything that the template draws."""

    width: int
    height: int
    x: float
    y: float
    rings: tuple[Ring, ...]
    axes: tuple[Axis, ...]
    area: str


def radar(view: PortraitView) -> Radar:
    """Four dimensions and three ways of thinking, clockwise from the top."""
    named = [(f"dimension.{one.key}", one) for one in view.dimensions]
    named += [(f"thinking.{one.key}", one) for one in view.thinking]
    around = [(say(name), one, _angle(at, len(named))) for at, (name, one) in enumerate(named)]
    angles = [angle for _, _, angle in around]
    known = [(one.score, angle) for _, one, angle in around if one.score is not None]
    return Radar(
        width=WIDTH,
        height=HEIGHT,
        x=WIDTH / 2,
        y=HEIGHT / 2,
        rings=tuple(_ring(at, angles) for at in RINGS),
        axes=tuple(_axis(name, one, angle) for name, one, angle in around),
        area=_points([_at(score, angle) for score, angle in known]),
    )


def _angle(at: int, of: int) -> float:
    return 2 * pi * at / of - pi / 2


def _at(score: float, angle: float, beyond: float = 0) -> tuple[float, float]:
    reach = RADIUS * score / 100 + beyond
    return (
        round(WIDTH / 2 + reach * cos(angle), 1),
        round(HEIGHT / 2 + reach * sin(angle), 1),
    )


def _points(places: list[tuple[float, float]]) -> str:
    return " ".join(f"{x},{y}" for x, y in places)


def _ring(at: int, angles: list[float]) -> Ring:
    places = [_at(at, angle) for angle in angles]
    x, y = places[0]
    return Ring(at=at, points=_points(places), x=x + 8, y=y + 8)


def _axis(name: str, one: DotView, angle: float) -> Axis:
    x, y = _at(100, angle)
    name_x, name_y = _at(100, angle, _ROOM)
    dot_x, dot_y = _at(one.score or 0.0, angle)
    side = cos(angle)
    shown = say("profile.unknown") if one.score is None else f"{one.score:.0f}"
    lines = (*_broken(name), shown)
    return Axis(
        x=x,
        y=y,
        dot_x=dot_x,
        dot_y=dot_y,
        score=one.score,
        enough=one.enough,
        anchor="middle" if abs(side) < 0.2 else "start" if side > 0 else "end",
        name_x=name_x,
        name_y=_above(name_y, angle, len(lines)),
        lines=lines,
    )


def _above(y: float, angle: float, lines: int) -> float:
    """Where the first line of a name stands: above at the top, below at the bottom."""
    lift = {True: lines - 1.0, False: (lines - 1) / 2}[sin(angle) < -0.9]
    return round(y - _LINE * (lift if sin(angle) < 0.6 else -0.4), 1)


def _broken(name: str) -> tuple[str, ...]:
    """A long name in two lines, broken at the blank nearest its middle."""
    blanks = [at for at, letter in enumerate(name) if letter == " "]
    if len(name) < 24 or not blanks:
        return (name,)
    at = min(blanks, key=lambda one: abs(one - len(name) / 2))
    return name[:at], name[at + 1 :]
