"""Decision kinds, one per file (`KIND`), and here what several of them share."""

from collections.abc import Collection, Iterable, Mapping
from typing import Annotated, Any, Final

from pydantic import BeforeValidator, ConfigDict, Field, TypeAdapter
from typing_extensions import override

from sandbox.model.answer import Rejection
from sandbox.model.control import Choice
from sandbox.model.decision import Decision, ItemSource, Option, Setting
from sandbox.model.relation import Relation
from sandbox.registry import nearest
from sandbox.text import Text

Written = Annotated[tuple[Option, ...], Field(min_length=1)]
_WRITTEN: Final = TypeAdapter[tuple[Option, ...]](Written)

_STALE: Final = Text(
    zh="页面上的内容已有更新，请刷新页面后再作答；这次提交没有计入。",
    en="This page is out of date. Please reload it and answer again; nothing has been counted.",
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
