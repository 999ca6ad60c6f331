"""Inquiries: a query as an answer, carried out on several worlds and compared with the truth."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from sandbox.model.relation import Relation


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What a trainee's query came to in one world."""

    rows: Relation | None
    """None when it did not run there, or returned more than can be compared."""
    reads: frozenset[str] = frozenset()
    """`table.column`, in lower case, of everything it read."""


class QueryWorld(Protocol):
    """A world in which a trainee's query can be tried under guard, and its parallel worlds."""

    def truth(self, sql: str) -> Relation:
        """Rows of an author's query over visible tables and the schema `truth`."""
        ...

    def answering(
        self, answers: Mapping[str, Relation]
    ) -> AbstractContextManager[Callable[[str], Relation]]:
        """Ask queries over visible tables, `truth` and one table per answer."""
        ...

    def tried(self, sql: str) -> Tried:
        """What a trainee's query comes to here; over visible tables only."""
        ...

    def parallel(self) -> tuple["QueryWorld", ...]:
        """This world first, then others of the same scenario that the trainee does not see."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Inquiry:
    """What a sealed box holds when the answer is a query: right rows per world, and a way to try.

    `carry_out` runs an answer on the same worlds in the same order, and is deterministic.
    """

    best: Relation
    """The author's own query, as an answer (sql)."""
    expected: tuple[Relation, ...]
    """The right rows, the world that is played first."""
    ordered: bool
    """Whether the rows come in an order that matters."""
    carry_out: Callable[[Relation], tuple[Tried, ...]]
    keys: tuple[int, ...] = ()
    """Columns by which the rows are ordered: those that agree on all of them may change places.
    Without any, every row has a place of its own."""
