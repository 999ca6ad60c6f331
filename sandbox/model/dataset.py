"""Worlds: the recipe that makes one, its dictionary, and how the rest may read it."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Protocol

from sandbox.model.relation import Relation
from sandbox.text import Text

if TYPE_CHECKING:
    import pyarrow as pa

Progress = Callable[[str, int, int], None]
"""Called with (what is being built, steps done, steps in all)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnSpec:
    """A column with its name in both languages; pinyin abbreviations as in the departments."""

    name: str
    label: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSpec:
    """A department table, or (truth) a table that no trainee ever sees."""

    name: str
    label: Text
    columns: tuple[ColumnSpec, ...]
    truth: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WorldParams:
    """What a world is made from; equal parameters make equal content."""

    people: int
    seed: int
    defects: str = "standard"


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltTable:
    """One finished table on its way into the store."""

    spec: TableSpec
    data: "pa.Table"
    link: "pa.Array | None" = None
    """Row → the person (or firm) it is really about, as the world numbers them; truth only."""
    spare: "pa.Table | None" = None
    """Rows a department would hold only by a defect: the dead still on a roll, the living in a
    register of deaths. Same columns as `data`; defects insert from here, nothing else does."""
    spare_link: "pa.Array | None" = None


class Recipe(ABC):
    """Makes the tables of a world; `KIND` of a file under `sandbox/recipes/` is an instance."""

    name: ClassVar[str]
    version: ClassVar[int]
    """Raise it whenever the same parameters make other content: it names cached worlds."""

    @abstractmethod
    def tables(self) -> tuple[TableSpec, ...]:
        """Every table it makes, visible ones first."""

    @abstractmethod
    def build(self, params: WorldParams) -> Iterator[BuiltTable]:
        """The tables one by one, in the order of `tables()`."""


class WorldReader(Protocol):
    """A built world, read-only."""

    @property
    def seed(self) -> int:
        """The seed it was built from."""
        ...

    def visible(self, sql: str) -> Relation:
        """Rows of a query over what a department would see."""
        ...

    def truth(self, sql: str) -> Relation:
        """Rows of a query over visible tables and the schema `truth`."""
        ...

    def answering(
        self, answers: Mapping[str, Relation]
    ) -> AbstractContextManager[Callable[[str], Relation]]:
        """Ask queries over visible tables, `truth` and one table per answer.

        Keys are table names (`answer_attribute`); nobody else ever sees those tables.
        """
        ...
