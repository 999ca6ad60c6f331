"""Which fields an author may write at a path: the models, followed along what is written."""

from collections.abc import Iterator, Mapping
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from sandbox.authoring.events import Path
from sandbox.authoring.kinds import KindBook
from sandbox.model.base import KindFamily
from sandbox.model.decision import Decision
from sandbox.model.scenario import Scenario
from sandbox.model.score import Scorer
from sandbox.model.simulator import Simulator


def fields_at(path: Path, value: Any, kinds: KindBook) -> tuple[str, ...]:
    """The names of all fields that fit at `path` of the scenario written as `value`."""
    found: list[Any] = [Scenario]
    here = value
    for part in path:
        found = [_concrete(shape, here, kinds) for shape in found]
        found = [inner for shape in found for inner in _inner(shape, part)]
        here = _child(here, part)
    models = (_concrete(shape, here, kinds) for shape in found)
    return tuple(dict.fromkeys(name for model in models for name in _names(model)))


def _names(shape: Any) -> Iterator[str]:
    if isinstance(shape, type) and issubclass(shape, BaseModel):
        yield from shape.model_fields


def _child(here: Any, part: str | int) -> Any:
    if isinstance(here, dict):
        return here.get(str(part))
    in_list = isinstance(here, list) and isinstance(part, int) and part < len(here)
    return here[part] if in_list else None


def _inner(shape: Any, part: str | int) -> Iterator[Any]:
    """The shapes one step further in."""
    if isinstance(shape, type) and issubclass(shape, BaseModel):
        field = shape.model_fields.get(str(part))
        yield from () if field is None else _members(field.annotation)
        return
    inside = get_args(shape)
    if inside and get_origin(shape) is not Literal:
        # The last argument is the value of a mapping and the item of a `tuple[X, ...]`.
        yield from _members(inside[0] if inside[-1] is Ellipsis else inside[-1])


def _members(annotation: Any) -> Iterator[Any]:
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from _members(get_args(annotation)[0])
    elif origin in (Union, UnionType):
        for member in get_args(annotation):
            yield from _members(member)
    else:
        yield annotation


def _concrete(shape: Any, written: Any, kinds: KindBook) -> Any:
    """A base class becomes the kind that is written there."""
    families: Mapping[Any, KindFamily] = {
        Decision: "decision",
        Scorer: "scorer",
        Simulator: "simulator",
    }
    if shape not in families or not isinstance(written, dict):
        return shape
    return kinds.of(families[shape]).kinds.get(str(written.get("kind")), shape)
