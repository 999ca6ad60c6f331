"""Right answers: how an author names one, and the box it travels in."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, ClassVar, NoReturn, Protocol, runtime_checkable

from sandbox.model.base import Authored
from sandbox.model.relation import Relation
from sandbox.text import Text


class Sealed:
    """A right answer that cannot be shown, copied, pickled or cached by accident.

    A plain class with slots: dataclass helpers would print the value. Only `open()` reads it,
    and import contracts limit who may import this module.
    """

    __slots__ = ("__value",)

    def __init__(self, value: Any) -> None:
        self.__value = value

    def open(self) -> Any:
        """The value, for scorers and for the verdict after submission."""
        return self.__value

    def __repr__(self) -> str:
        return "Sealed(…)"

    __str__ = __repr__

    def __format__(self, spec: str) -> str:
        return repr(self)

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError("A sealed reference cannot be pickled or copied.")

    __copy__ = __deepcopy__ = __reduce_ex__

    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return id(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """A hard constraint: an answer that breaks it earns at most `cap`, whatever its value."""

    text: Text
    cap: float


def _none_broken(answer: Relation) -> tuple[Limit, ...]:  # noqa: ARG001 - the shape of `broken`
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Valuation:
    """What a sealed box holds when an answer has a value instead of a right or wrong.

    `value_of` carries an answer out on the world and is deterministic. Larger is better; an
    objective to be minimised is negated where it is read.
    """

    best: Relation
    """The best answer found in the trainee's own action space."""
    best_value: float
    base_value: float
    """The value of the baseline that earns 0: doing nothing, or the best trivial strategy."""
    value_of: Callable[[Relation], float]
    broken: Callable[[Relation], tuple[Limit, ...]] = _none_broken
    """The hard constraints that an answer breaks; the best answer breaks none."""


class TruthReader(Protocol):
    """What a reference may ask: the visible tables and the ground truth of one world."""

    def truth(self, sql: str) -> Relation:
        """Rows of a query over visible tables and the schema `truth`."""
        ...

    def answering(
        self, answers: Mapping[str, Relation]
    ) -> AbstractContextManager[Callable[[str], Relation]]:
        """Ask queries over visible tables, `truth` and one table per answer."""
        ...


class Actions(Protocol):
    """A trainee's action space, as far as an optimiser needs it."""

    @property
    def table(self) -> str:
        """The name under which SQL sees an answer."""
        ...

    def all(self) -> Iterator[Relation]:
        """A finite grid over every action, coarse enough to be tried one by one."""
        ...

    def near(self, answer: Relation) -> Iterator[Relation]:
        """Actions one small step away, for local search; none where the grid is everything."""
        ...


@runtime_checkable
class CarriedOut(Protocol):
    """An action space whose answers are rules about rows: SQL sees the rows, not the rule."""

    @property
    def carried(self) -> Callable[[Relation], str] | None:
        """The query that carries an answer out; None where the answer itself is what SQL sees."""
        ...


class ReferenceSpec(Authored, ABC):
    """Where the right answer comes from; `KIND` of a file under `sandbox/references/`.

    In YAML a reference is one key, the kind's name, over that kind's value:
    `reference: {sql: SELECT …}` or `reference: {fixed: …}`. The loader passes the value as
    `value`.
    """

    needs_world: ClassVar[bool] = True

    def rests_on(self) -> str | None:
        """Id of the earlier decision whose share decides this reference; None for most kinds."""
        return None

    def given(self, share: float) -> Sealed:
        """The reference once the decision that it rests on has earned `share` of its points."""
        raise NotImplementedError(share)

    @abstractmethod
    def resolve(self, world: TruthReader | None, actions: Actions | None = None) -> Sealed:
        """The reference as a sealed `Relation` or `Valuation`, for the given world.

        `world` is None only for kinds whose `needs_world` is False. `actions` is what the
        trainee could have answered, for kinds that look for the best of it.
        """
