"""Simulators: one file per model of what happens, its `KIND` found by file name.

Here is what several of them share: reading answers, drawing, and keeping what a world gave.
"""

import math
import threading
import weakref
from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Generic, TypeVar

import numpy as np
import numpy.typing as npt

from sandbox.errors import SandboxError
from sandbox.model.dataset import WorldReader
from sandbox.model.draw import Draw
from sandbox.model.relation import Cell, Relation
from sandbox.registry import nearest

T = TypeVar("T")
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

ALL: Final = "all"
"""The `grp` of the first outcome row, which speaks of everybody; objectives read that row."""
_ONLY_QUESTION: Final = "choice"
_PLACED: Final = ("position", "item")
_DIGITS: Final = 6
"""Decimals kept of what floating point computed, so that processors agree on it."""


def settings(answers: Mapping[str, Relation]) -> dict[str, Cell]:
    """What the answers set, by name: rows (name, value) of any decision that has two columns.

    The only question of a single choice goes by its decision's id. Hyphens count as underscores.

    Raises:
        SandboxError: two decisions set the same name.
    """
    found: dict[str, Cell] = {}
    for decision, relation in answers.items():
        if len(relation.columns) != 2 or relation.columns == _PLACED:
            continue
        for name, value in relation.mapping().items():
            called = plain_name(decision if name == _ONLY_QUESTION else name)
            if called in found:
                raise SandboxError(f"Two of the decisions it reads set `{called}`. Keep one.")
            found[called] = value
    return found


def chosen(answers: Mapping[str, Relation]) -> tuple[str, ...]:
    """The ids picked in decisions whose answer has one column, in the order of the answers."""
    return tuple(
        str(row[0]) for each in answers.values() if len(each.columns) == 1 for row in each.rows
    )


def sequence(answers: Mapping[str, Relation]) -> tuple[str, ...]:
    """The ids of an ordering, first to last; of the first ordering if there are several."""
    for relation in answers.values():
        if relation.columns == _PLACED:
            return tuple(str(item) for _, item in sorted(relation.rows, key=_place))
    return ()


def _place(row: tuple[Cell, ...]) -> float:
    return float(row[0]) if isinstance(row[0], int | float) else math.inf


def plain_name(name: str) -> str:
    """A decision's or item's id as a setting is called: with underscores."""
    return name.replace("-", "_")


def known(given: Iterable[str], expected: Collection[str], noun: str) -> None:
    """Make sure that the answers speak only of what the model knows.

    Raises:
        SandboxError: naming the first that it does not know, and the nearest that it does.
    """
    for each in given:
        if each not in expected:
            meant = nearest(each, tuple(expected))
            guess = f" Did you mean `{meant}`?" if meant else ""
            raise SandboxError(
                f"`{each}` is not {noun} of this simulator. Known: {', '.join(expected)}.{guess}"
            )


@dataclass(frozen=True, slots=True)
class Given:
    """Settings by name, each read with its bounds."""

    values: Mapping[str, Cell]

    def number(self, name: str, usual: float, low: float = 0.0, high: float = math.inf) -> float:
        """The number set under `name`, or the usual one.

        Raises:
            SandboxError: it is no number, or outside [low, high].
        """
        value = self.values.get(name, usual)
        if isinstance(value, bool) or not isinstance(value, int | float) or math.isnan(value):
            raise SandboxError(f"`{name}` needs a number; the answer gives `{value}`.")
        if not low <= value <= high:
            upper = "" if high == math.inf else f" and at most {high:g}"
            raise SandboxError(
                f"`{name}` must be at least {low:g}{upper}; the answer gives {value:g}."
            )
        return float(value)

    def whole(self, name: str, usual: int, low: int = 0, high: float = math.inf) -> int:
        """The whole number set under `name`, or the usual one; fractions are cut off.

        Raises:
            SandboxError: it is no number, or outside [low, high].
        """
        return math.floor(self.number(name, usual, low, high))

    def word(self, name: str, usual: str, among: Collection[str]) -> str:
        """The word set under `name`, or the usual one.

        Raises:
            SandboxError: it is none of the words.
        """
        value = str(self.values.get(name, usual))
        if value not in among:
            raise SandboxError(
                f"`{name}` must be one of {', '.join(among)}; the answer gives `{value}`."
            )
        return value


def uniform(draw: Draw, stream: str, n: int) -> Floats:
    """`n` numbers strictly between 0 and 1."""
    high: Floats = (draw.bits(stream, n) >> np.uint64(11)).astype(np.float64)
    return (high + 0.5) / float(1 << 53)


def normal(draw: Draw, stream: str, n: int) -> Floats:
    """`n` standard normal numbers (Box & Muller 1958), to six decimals."""
    radius = np.sqrt(-2.0 * np.log(uniform(draw, f"{stream}/radius", n)))
    angle = 2.0 * math.pi * uniform(draw, f"{stream}/angle", n)
    return rounded(radius * np.cos(angle))


def rounded(numbers: Floats) -> Floats:
    """The numbers to six decimals: the same on every processor."""
    made: Floats = np.round(numbers, _DIGITS)
    return made


def divided(draw: Draw, stream: str, n: int, shares: Iterable[float]) -> npt.NDArray[np.int64]:
    """`n` indices, index i with a probability in proportion to `shares[i]`."""
    return draw.pick(stream, n, [round(100_000 * share) for share in shares])


def ratio(part: float, whole: float) -> float | None:
    """The share to six decimals, or None when there is nothing to take it of."""
    return round(float(part) / float(whole), _DIGITS) if whole else None


@dataclass(slots=True)
class Kept(Generic[T]):
    """The last few things made from worlds; the same world is not read twice.

    A world is remembered by identity and only as long as it lives.
    """

    most: int = 8
    _made: OrderedDict[tuple[int, Hashable], tuple[weakref.ref[Any], T]] = field(
        default_factory=OrderedDict
    )
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def of(self, world: WorldReader, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` returned for this world and key."""
        # Whoever marks answers hands over a stand-in, made anew each time, for the built world.
        built = getattr(world, "built", world)
        place = (id(built), key)
        with self._lock:
            found = self._made.get(place)
            if found is not None and found[0]() is built:
                self._made.move_to_end(place)
                return found[1]
        made = make()
        with self._lock:
            self._made[place] = (weakref.ref(built), made)
            self._made.move_to_end(place)
            while len(self._made) > self.most:
                self._made.popitem(last=False)
        return made
