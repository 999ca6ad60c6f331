"""Fixed: the right answer stands in the scenario, and is boxed as soon as it is read."""

import math
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, BeforeValidator, ConfigDict, PlainSerializer, WithJsonSchema
from typing_extensions import override

from sandbox.model.reference import Actions, ReferenceSpec, Sealed, TruthReader
from sandbox.model.relation import Relation


def _boxed(value: Any) -> Sealed:
    # Boxed before anything is checked: what fails inside can then only show the box.
    return value if isinstance(value, Sealed) else Sealed(value)


def _relation(sealed: Sealed) -> Sealed:
    value = sealed.open()
    if isinstance(value, Relation):
        return sealed
    if isinstance(value, Mapping) and value:
        return Sealed(_from_mapping(value))
    if isinstance(value, list | tuple) and value:
        return Sealed(_from_list(value))
    raise ValueError("a fixed reference is a list or a mapping with at least one entry")


def _from_mapping(value: Mapping[Any, Any]) -> Relation:
    nested = [isinstance(inner, Mapping) for inner in value.values()]
    if all(nested):
        rows = [(str(k), str(k2), v) for k, inner in value.items() for k2, v in inner.items()]
        return _plain(("id", "option", "value"), rows)
    if any(nested):
        raise ValueError("a fixed reference may not mix values with mappings")
    return _plain(("id", "value"), [(str(k), v) for k, v in value.items()])


def _from_list(value: Sequence[Any]) -> Relation:
    nested = [isinstance(inner, list | tuple) for inner in value]
    if not any(nested):
        return _plain(("value",), [(each,) for each in value])
    widths = {len(inner) if isinstance(inner, list | tuple) else 0 for inner in value}
    if len(widths) != 1 or widths == {0}:
        raise ValueError("the lists of a fixed reference must all have the same length")
    columns = tuple(f"c{n}" for n in range(1, widths.pop() + 1))
    return _plain(columns, [tuple(inner) for inner in value])


def _plain(columns: tuple[str, ...], rows: Sequence[Sequence[Any]]) -> Relation:
    if not rows or not all(_scalar(cell) for row in rows for cell in row):
        raise ValueError("a fixed reference holds text, numbers, days or true/false, none empty")
    return Relation.of(columns, rows)


def _scalar(cell: Any) -> bool:
    if isinstance(cell, float):
        return math.isfinite(cell)
    return isinstance(cell, str | int | date)


_SCHEMA = {"anyOf": [{"type": "array", "minItems": 1}, {"type": "object", "minProperties": 1}]}


class Fixed(ReferenceSpec):
    """The right answer as the author wrote it, the same in every world.

    A list becomes rows (value); a list of lists rows (c1, c2, …); a mapping rows (id, value); a
    mapping of mappings rows (id, option, value). Neither printing nor an error text shows it.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True, hide_input_in_errors=True)
    needs_world: ClassVar[bool] = False

    value: Annotated[
        Sealed,
        AfterValidator(_relation),
        BeforeValidator(_boxed),
        PlainSerializer(repr, return_type=str),
        WithJsonSchema(_SCHEMA),
    ]

    @override
    def resolve(self, world: TruthReader | None, actions: Actions | None = None) -> Sealed:
        """The written answer; no world is needed."""
        return self.value


KIND = Fixed
