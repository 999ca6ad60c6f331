"""Decision kinds, one per file (`KIND`), and here what several of them share."""

import math
import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Final

from pydantic import BeforeValidator, ConfigDict, Field, TypeAdapter
from typing_extensions import override

from sandbox.model.answer import Raw, Rejection
from sandbox.model.base import Slug
from sandbox.model.control import Choice
from sandbox.model.decision import Decision, ItemSource, Option, Setting
from sandbox.model.relation import Relation
from sandbox.registry import nearest
from sandbox.text import Text

Written = Annotated[tuple[Option, ...], Field(min_length=1)]
_WRITTEN: Final = TypeAdapter[tuple[Option, ...]](Written)

ACTIONS_MOST: Final = 20_000
"""Actions that a reference may have to try one by one; a finer grid is thinned out."""
_LONGEST: Final = 40
"""Characters; longer text is neither a number nor a day."""
_NUMBER: Final = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?", re.ASCII)
_STALE: Final = Text(
    zh="页面上的内容已有更新，请刷新页面后再作答；这次提交没有计入。",
    en="This page is out of date. Please reload it and answer again; nothing has been counted.",
)

_NOTHING: Final = Text(
    zh="还没有选择任何一项，请至少选择 1 项再提交。",
    en="Nothing is selected yet; please choose at least 1 option before submitting.",
)


def _items(written: Any) -> ItemSource | tuple[Option, ...]:
    # Chosen by shape: a plain union would put its members' names into the paths authors read.
    if isinstance(written, ItemSource):
        return written
    if isinstance(written, Mapping):
        return ItemSource.model_validate(written)
    return _WRITTEN.validate_python(written)


class Itemised(Decision):
    """A decision about rows that the author writes, or that a query finds in the visible world."""

    # The input of a decision holds its reference, which no error text may repeat.
    model_config = ConfigDict(hide_input_in_errors=True)

    items: Annotated[ItemSource | tuple[Option, ...], BeforeValidator(_items)]

    @override
    def item_source(self) -> ItemSource | None:
        """The query that finds the rows, unless they are written out."""
        return self.items if isinstance(self.items, ItemSource) else None

    @override
    def written_items(self) -> tuple[Choice, ...]:
        """The rows that are written out, in the author's order."""
        if isinstance(self.items, ItemSource):
            return ()
        return tuple(item.choice() for item in self.items)

    def rows(self, setting: Setting) -> tuple[Choice, ...]:
        """The rows of this world, in the order of the author or of the query."""
        return self.written_items() or setting.items

    def shown(self, setting: Setting) -> tuple[Choice, ...]:
        """The rows as a form lists them: written ones by seed, those of a query in its order."""
        written = self.written_items()
        return setting.shuffled(written, self.id) if written else setting.items


def ids(things: Iterable[Choice | Option]) -> tuple[str, ...]:
    """The ids of the things, in order."""
    return tuple(thing.id for thing in things)


def entries(raw: object, keys: Collection[str]) -> Mapping[str, Any] | None:
    """The raw input by control key, or None when it holds anything this form did not ask for."""
    return raw if isinstance(raw, Mapping) and raw.keys() <= set(keys) else None


def blank(value: object) -> bool:
    """True for what a control returns while nothing has been given."""
    return value is None or (isinstance(value, str) and not value.strip())


def stale(where: str | None = None) -> Rejection:
    """An id came back that the form never offered: the page is older than the drill."""
    return Rejection(text=_STALE, where=where)


def filled(raw: Raw, key: str, rows: Iterable[Choice]) -> Mapping[str, Any] | Rejection:
    """Row id → what was given for it, in a form whose one control asks about rows."""
    form = entries(raw, (key,))
    if form is None:
        return stale()
    given = entries({} if blank(form.get(key)) else form.get(key), ids(rows))
    return stale(key) if given is None else given


def picked(raw: Raw, key: str, options: Iterable[Option]) -> frozenset[str] | Rejection:
    """The ids that were picked, at least one, in a form whose one control offers options."""
    form = entries(raw, (key,))
    if form is None:
        return stale()
    chosen = form.get(key)
    if blank(chosen) or chosen in ([], ()):
        return Rejection(text=_NOTHING, where=key)
    offered = ids(options)
    if not isinstance(chosen, list | tuple) or any(one not in offered for one in chosen):
        return stale(key)
    return frozenset(chosen)


def known(given: Iterable[object], expected: Collection[str], noun: str) -> None:
    """Make sure that an author's ids exist.

    Raises:
        ValueError: naming the first id that does not, and the nearest that does.
    """
    for each in map(str, given):
        if each not in expected:
            meant = nearest(each, tuple(expected))
            guess = f" Did you mean `{meant}`?" if meant else ""
            raise ValueError(f"`{each}` is not {noun} of this decision.{guess}")


def per_item(written: object, expected: tuple[str, ...], value: str) -> dict[str, Any]:
    """What an author writes for each row: `{id: …}`, `{all: …}` or the rows of a query.

    Raises:
        ValueError: with a sentence that says what was expected.
    """
    if isinstance(written, Relation) and len(written.columns) >= 2:
        written = written.mapping()
    if not isinstance(written, Mapping):
        raise ValueError(f"Write a mapping from item id to {value}, or `{{all: …}}`.")  # noqa: TRY004
    given = {str(key): cell for key, cell in written.items()}
    if set(given) == {"all"} and "all" not in expected:
        return dict.fromkeys(expected, given["all"])
    known(given, expected, "an item")
    return given


def listed(written: object) -> tuple[str, ...]:
    """The ids an author lists, or the last column of a query's rows.

    Raises:
        ValueError: with a sentence that says what was expected.
    """
    if isinstance(written, Relation):
        return tuple(str(row[-1]) for row in written.rows)
    if isinstance(written, str | Mapping) or not isinstance(written, Iterable):
        raise ValueError("Write a list of ids.")  # noqa: TRY004
    return tuple(map(str, written))


# --- rows that receive a label each --------------------------------------------------------------


class Graded(Option):
    """A field that may be given some labels of its decision; any, when none are named."""

    levels: tuple[Slug, ...] = ()


def offered(fields: Iterable[Graded], levels: Iterable[Option]) -> dict[str, tuple[str, ...]]:
    """Field id → the labels it may be given.

    Raises:
        ValueError: a field names a label that does not exist.
    """
    every = ids(levels)
    for field in fields:
        known(field.levels, every, "a label")
    return {field.id: field.levels or every for field in fields}


def labelled(
    value: object,
    rows: tuple[Choice, ...],
    offers: Mapping[str, tuple[str, ...]],
    missing: Callable[[Choice, int], Rejection],
) -> Mapping[str, str] | Rejection:
    """Row id → the label given to it, every row with one of those that it was offered.

    `missing` says which row is the first without a label, and how many there are.
    """
    given = entries({} if blank(value) else value, ids(rows))
    if given is None:
        return stale()
    without = [row for row in rows if blank(given.get(row.id))]
    if without:
        return missing(without[0], len(without))
    for row in rows:
        if given[row.id] not in offers[row.id]:
            return stale(row.id)
    return given


# --- numbers -------------------------------------------------------------------------------------


def normal(text: str) -> str:
    """The text in half width without outer blanks; empty when too long for a number or a day."""
    return unicodedata.normalize("NFKC", text).strip() if len(text) <= _LONGEST else ""


def number(value: object) -> float | None:
    """A finite number from a number, or from text that reads as one; None for all else."""
    if isinstance(value, str):
        text = normal(value).replace("−", "-")
        value = float(text.replace(",", "")) if _NUMBER.fullmatch(text) else None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        read = float(value)
    except OverflowError:
        return None
    return read if math.isfinite(read) else None


def printed(value: float) -> str:
    """The number as a sentence writes it: thousands apart, no needless decimals."""
    return f"{value:,.10g}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Evenly spaced values from `low` to `high`, such as those of a slider."""

    low: float
    high: float
    step: float

    @property
    def last(self) -> int:
        """The number of the last value, counted from 0."""
        return math.floor((self.high - self.low) / self.step + 1e-6)

    def value(self, at: int) -> float:
        """The value with that number, free of the dust that adding fractions leaves."""
        return round(self.low + at * self.step, 9)

    def values(self, every: int = 1) -> tuple[float, ...]:
        """Each value, or every n-th together with the last."""
        numbers = dict.fromkeys([*range(0, self.last + 1, every), self.last])
        return tuple(self.value(at) for at in numbers)

    def place(self, value: object) -> int | None:
        """The number of the value, or None when it is no number or lies off the scale."""
        read = number(value)
        if read is None or not self.low - 1e-9 <= read <= self.high + 1e-9:
            return None
        at = round((read - self.low) / self.step)
        return at if at <= self.last and abs(self.value(at) - read) <= 1e-6 * self.step else None

    def beside(self, value: float) -> tuple[float, ...]:
        """The values one step below and above."""
        at = self.place(value)
        near = () if at is None else (at - 1, at + 1)
        return tuple(self.value(each) for each in near if 0 <= each <= self.last)


# --- action spaces -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionSpace:
    """Everything a trainee could do, coarsely, and what lies next to one thing done."""

    table: str
    """The name under which SQL sees an answer."""
    every: Callable[[], Iterable[Relation]]
    around: Callable[[Relation], Iterable[Relation]]
    carried: Callable[[Relation], str] | None = None
    """The query that carries an answer out, for kinds whose answer is a rule about rows."""

    def all(self) -> Iterator[Relation]:
        """At most 20,000 actions, spread over everything that could be done."""
        return iter(self.every())

    def near(self, answer: Relation) -> Iterator[Relation]:
        """Actions one small step away from `answer`."""
        return iter(self.around(answer))
