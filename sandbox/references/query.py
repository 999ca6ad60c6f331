"""Query: the right rows are computed from the ground truth, here and in worlds not shown."""

from typing import Annotated, cast

import sqlglot
from pydantic import ConfigDict, Field, StringConstraints
from sqlglot import exp
from sqlglot.errors import SqlglotError
from typing_extensions import override

from sandbox.errors import MisuseError
from sandbox.model.base import Authored
from sandbox.model.inquiry import Inquiry, QueryWorld, Tried
from sandbox.model.reference import Actions, ReferenceSpec, Sealed, TruthReader
from sandbox.model.relation import Relation

Sql = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Rows(Authored):
    """The right rows, and a query over visible tables that finds them."""

    model_config = ConfigDict(hide_input_in_errors=True)

    sql: Sql = Field(repr=False)
    """Over visible tables and `truth`; a top-level ORDER BY makes the order count."""
    model: Sql = Field(repr=False)
    """What a trainee could have written: the reference's own answer."""


class Query(ReferenceSpec):
    """Rows that a trainee's query should find, in the world that is played and in its parallels.

    A query that has learnt the rows of one world by heart finds nothing in the others. Printing
    shows neither query.
    """

    model_config = ConfigDict(hide_input_in_errors=True)

    value: Rows = Field(repr=False)

    @override
    def resolve(self, world: TruthReader | None, actions: Actions | None = None) -> Sealed:
        """An `Inquiry` over this world and its parallels.

        Raises:
            MisuseError: there is no world, or it cannot try queries.
        """
        if world is None or not hasattr(world, "parallel"):
            raise MisuseError("A reference over queries needs a built world that can try them.")
        worlds = cast("QueryWorld", world).parallel()

        def carry_out(answer: Relation) -> tuple[Tried, ...]:
            sql = str(answer.rows[0][0])
            return tuple(one.tried(sql) for one in worlds)

        return Sealed(
            Inquiry(
                best=Relation.of(("sql",), [(self.value.model,)]),
                expected=tuple(one.truth(self.value.sql) for one in worlds),
                ordered=_order(self.value.sql) is not None,
                keys=_keys(self.value.sql),
                carry_out=carry_out,
            )
        )


def _order(sql: str) -> exp.Order | None:
    """The ORDER BY of the query itself, not that of a subquery or window."""
    try:
        order = sqlglot.parse_one(sql, dialect="duckdb").args.get("order")
    except SqlglotError:
        return None
    return order if isinstance(order, exp.Order) else None


def _keys(sql: str) -> tuple[int, ...]:
    """The result's columns by which it is ordered; none where it is ordered by anything else."""
    order = _order(sql)
    tree = sqlglot.parse_one(sql, dialect="duckdb") if order is not None else None
    if order is None or not isinstance(tree, exp.Query) or tree.is_star:
        return ()
    names = [name.lower() for name in tree.named_selects]
    found = [
        _place(part.this, names) for part in order.expressions if isinstance(part, exp.Ordered)
    ]
    places = tuple(place for place in found if place is not None)
    return places if len(places) == len(order.expressions) else ()


def _place(key: exp.Expr, names: list[str]) -> int | None:
    if isinstance(key, exp.Column) and key.name.lower() in names:
        return names.index(key.name.lower())
    if isinstance(key, exp.Literal) and key.this.isdigit() and 0 < int(key.this) <= len(names):
        return int(key.this) - 1
    return None


KIND = Query
