"""Optimised: the right answer is the best that could be done in the world that is played."""

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any, Final, Literal, Self, cast

from pydantic import ConfigDict, Field, SerializeAsAny, StringConstraints, model_validator
from typing_extensions import override

from sandbox.errors import MisuseError, SandboxError
from sandbox.model.base import Authored, of_kind
from sandbox.model.dataset import WorldReader
from sandbox.model.reference import (
    Actions,
    CarriedOut,
    Limit,
    ReferenceSpec,
    Sealed,
    TruthReader,
    Valuation,
)
from sandbox.model.relation import Cell, Relation
from sandbox.model.simulator import Simulator
from sandbox.references import Tried, best_of, spread
from sandbox.text import Text

OUTCOME: Final = "outcome"
TRIED: Final = "answer_tried"
"""The table of all actions that one query tries together."""
BATCH: Final = 500
"""Actions per query: enough to make its cost small, few enough for its memory."""
SMALLEST: Final = 20
"""Batches smaller than this gain nothing."""
GRID_SQL: Final = 20_000
GRID_SIMULATED: Final = 400
REMEMBERED: Final = 4096
"""Answers whose value is kept: in a class, many are equal."""

_ANSWER: Final = re.compile(r"\banswer_[a-z0-9_]+", re.IGNORECASE)
Query = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Written = Any
"""An answer as an author writes it: a list, a mapping, or a list of rows."""


class Constraint(Authored):
    """A hard constraint: broken by every answer for which the query returns a row."""

    sql: Query = Field(repr=False)
    cap: float = Field(ge=0, lt=1)
    """The share that an answer which breaks it earns at most."""
    text: Text

    def limit(self) -> Limit:
        """The constraint as the scorer and the trainee see it."""
        return Limit(text=self.text, cap=self.cap)


class Base(Authored):
    """What earns 0: the best of some trivial answers, or a value in the objective's unit."""

    trivial: tuple[Written, ...] | None = Field(default=None, min_length=1)
    value: float | None = Field(default=None, allow_inf_nan=False)

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.trivial is None) == (self.value is None):
            raise ValueError("a baseline is either `trivial` answers or a `value`")
        return self


class Objective(Authored):
    """What an answer is worth: one number, by SQL over the world or by a simulator.

    `sql` sees the visible tables, `truth`, the trainee's `answer_…` and, with `simulate`, the
    rows of the simulator as `outcome`; it returns one row with the column `column`. Without
    `sql` the simulator itself returns that row.
    """

    model_config = ConfigDict(hide_input_in_errors=True)

    sql: Query | None = None
    simulate: Annotated[SerializeAsAny[Simulator], of_kind("simulator")] | None = None
    column: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")] = "value"
    sense: Literal["max", "min"] = "max"
    base: Base
    among: tuple[Written, ...] = ()
    """Answers to try besides the grid; needed where the kind of decision has no grid."""
    limits: tuple[Constraint, ...] = ()
    tries: int | None = Field(default=None, ge=1, le=100_000)
    """Grid actions tried at most, 20,000 by SQL, 400 by a simulator or a rule unless written; of a
    larger grid, evenly spaced ones. The search around the best of them may try as many again."""

    @model_validator(mode="after")
    def _says_what_it_is(self) -> Self:
        if self.sql is None and self.simulate is None:
            raise ValueError("an objective needs `sql`, `simulate`, or both")
        if self.simulate is not None and len(self.simulate.of) != 1:
            raise ValueError("the simulator of an objective reads exactly this decision (`of`)")
        return self

    @property
    def most(self) -> int:
        """Grid actions tried at most."""
        return self.tries or (GRID_SQL if self.simulate is None else GRID_SIMULATED)

    def table(self) -> str | None:
        """The answer's table as the objective itself names it."""
        if self.simulate is not None:
            return "answer_" + self.simulate.of[0].replace("-", "_")
        named = _ANSWER.search(self.sql or "")
        return named.group().lower() if named else None


@dataclass(frozen=True, slots=True)
class Carrier:
    """Carries answers out on one world and says what they are worth; larger is better."""

    objective: Objective
    world: TruthReader
    table: str
    carried: Callable[[Relation], str] | None = None
    """The query whose rows stand for an answer, where an answer is a rule about rows."""

    def value(self, answer: Relation) -> float:
        """The value of one answer.

        Raises:
            SandboxError: the objective cannot be computed, or is no finite number.
        """
        if self.objective.sql is None:
            rows = self._tables(answer)[OUTCOME]
            cells = rows.column(self.objective.column) if self._has_column(rows) else ()
        else:
            query = f"SELECT o.{self.objective.column} FROM ({self.objective.sql}) AS o"
            with self.world.answering(self._tables(answer)) as ask:
                cells = tuple(row[0] for row in ask(query).rows)
        if len(cells) != 1:
            raise SandboxError(
                f"The objective of `{self.table}` returns {len(cells)} values where one is"
                f" needed, in the column `{self.objective.column}`"
            )
        return self._signed(cells[0])

    def broken(self, answer: Relation) -> tuple[Limit, ...]:
        """The limits that an answer breaks, in the author's order."""
        if not self.objective.limits:
            return ()
        with self.world.answering(self._tables(answer)) as ask:
            return tuple(each.limit() for each in self.objective.limits if ask(each.sql).rows)

    def tried(self, answers: Sequence[Relation]) -> list[Tried]:
        """What each answer is worth and whether it keeps the limits, many in one query."""
        if self.objective.simulate is None and len(answers) > 1:
            done = self._together(answers)
            if done and math.isclose(done[0].value, self.value(answers[0]), abs_tol=1e-9):
                return done
        return [
            Tried(answer=each, value=self.value(each), kept=not self.broken(each))
            for each in answers
        ]

    def _together(self, answers: Sequence[Relation]) -> list[Tried]:
        """All of them in a few queries; nothing where that cannot be done."""
        done: list[Tried] = []
        size = BATCH
        while len(done) < len(answers):
            try:
                done += self._batch(answers[len(done) : len(done) + size])
            except SandboxError:
                # Too long or too large: fewer at a time. DuckDB cannot ask every query once per
                # row, and where it cannot, smaller batches fail as quickly as large ones.
                if size < SMALLEST:
                    return []
                size //= 5
        return done

    def _batch(self, answers: Sequence[Relation]) -> list[Tried]:
        rows = self._in_one(answers) if self.carried is None else self._by_rule(answers)
        return [
            Tried(answer=each, value=self._signed(row[0]), kept=not any(row[1:]))
            for each, row in zip(answers, rows, strict=True)
        ]

    def _in_one(self, answers: Sequence[Relation]) -> Sequence[Sequence[Cell]]:
        """One query, asked once for each answer by its number."""
        columns = answers[0].columns
        together = Relation(
            columns=("action", *columns),
            rows=tuple((n, *row) for n, each in enumerate(answers) for row in each.rows),
        )
        of_one = ", ".join(f'"{column}"' for column in columns)
        own = f"WITH {self.table} AS (SELECT {of_one} FROM {TRIED} WHERE action = k.n)"
        query = f"SELECT {self._asked(own)} FROM range({len(answers)}) AS k(n) ORDER BY k.n"
        with self.world.answering({TRIED: together}) as ask:
            return ask(query).rows

    def _by_rule(self, answers: Sequence[Relation]) -> Sequence[Sequence[Cell]]:
        """One query with a part for each rule, since no rule is a row that could be joined."""
        if self.carried is None:
            return ()
        parts = [
            f"SELECT {n} AS n, {self._asked(f'WITH {self.table} AS ({self.carried(each)})')}"
            for n, each in enumerate(answers)
        ]
        return tuple(
            row[1:] for row in self.world.truth(" UNION ALL ".join(parts) + " ORDER BY 1").rows
        )

    def _asked(self, own: str) -> str:
        """The objective and what each limit counts, for the answer that `own` names."""
        asked = [f"({own} SELECT o.{self.objective.column} FROM ({self.objective.sql}) AS o)"]
        asked += [f"({own} SELECT count(*) FROM ({x.sql}) AS o)" for x in self.objective.limits]
        return ", ".join(asked)

    def _tables(self, answer: Relation) -> Mapping[str, Relation]:
        rows = answer if self.carried is None else self.world.truth(self.carried(answer))
        if self.objective.simulate is None:
            return {self.table: rows}
        return {self.table: rows, OUTCOME: self._outcome(rows)}

    def _outcome(self, answer: Relation) -> Relation:
        simulator = self.objective.simulate
        if simulator is None:
            raise SandboxError(f"The objective of `{self.table}` has neither SQL nor simulator")
        # Whoever resolves references hands over whole worlds; the narrower type keeps the
        # other kinds from looking at more than the truth.
        read = {simulator.of[0]: answer}
        if simulator.given is not None:
            with self.world.answering({self.table: answer}) as ask:
                read["given"] = ask(simulator.given)
        return simulator.simulate(cast("WorldReader", self.world), read)

    def _has_column(self, rows: Relation) -> bool:
        return self.objective.column in rows.columns

    def _signed(self, cell: Cell) -> float:
        number = isinstance(cell, int | float) and math.isfinite(cell)
        if not number:
            raise SandboxError(
                f"The objective of `{self.table}` is not a number for every answer;"
                " write COALESCE where it may be empty"
            )
        return float(cell or 0) * (1 if self.objective.sense == "max" else -1)


class Optimised(ReferenceSpec):
    """The best answer of the trainee's own action space, found by trying.

    Every action of the kind's grid is tried, and every answer `among`; then the best few are
    improved step by step (steepest ascent) for as long as a neighbour is better. What is found
    depends on world and author alone; of equal answers the first counts. By SQL, 500 actions
    are tried in one query; by a simulator, each takes one run.
    """

    model_config = ConfigDict(hide_input_in_errors=True)

    value: Objective = Field(repr=False)

    @override
    def resolve(self, world: TruthReader | None, actions: Actions | None = None) -> Sealed:
        """A sealed `Valuation` of this world.

        Raises:
            MisuseError: there is no world to carry answers out on.
            SandboxError: nothing can be tried, every action breaks a limit, or none is better
                than the baseline.
        """
        if world is None:
            raise MisuseError("An optimised reference needs a built world.")
        table = actions.table if actions is not None else self.value.table()
        if table is None:
            raise SandboxError("The objective of an optimised reference reads no `answer_…` table")
        carried = actions.carried if isinstance(actions, CarriedOut) else None
        carrier = Carrier(self.value, world, table, carried)
        most = self.value.most if carried is None else self.value.tries or GRID_SIMULATED
        grid = spread(actions.all() if actions is not None else iter(()), most)
        own = [read(each, grid) for each in self.value.among]
        if not grid and not own:
            raise SandboxError(
                f"`{table}` has no grid of actions; write answers to try under `among`"
            )
        near: Callable[[Relation], Iterator[Relation]] = (
            actions.near if actions is not None else lambda _: iter(())
        )
        best = best_of(carrier.tried, [*grid, *own], near, most)
        if best is None:
            raise SandboxError(f"Every action of `{table}` breaks one of its `limits`")
        base = self._base(carrier, grid or own)
        if base >= best.value:
            raise SandboxError(
                f"No action of `{table}` is better than its baseline, so nothing can be earned;"
                " lower the `base`"
            )
        return Sealed(
            Valuation(
                best=best.answer,
                best_value=best.value,
                base_value=base,
                value_of=lru_cache(maxsize=REMEMBERED)(carrier.value),
                broken=lru_cache(maxsize=REMEMBERED)(carrier.broken),
            )
        )

    def _base(self, carrier: Carrier, known: Sequence[Relation]) -> float:
        base = self.value.base
        if base.trivial is None:
            return float(base.value or 0) * (1 if self.value.sense == "max" else -1)
        return max(each.value for each in carrier.tried([read(one, known) for one in base.trivial]))


def read(written: Written, known: Sequence[Relation]) -> Relation:
    """An answer as an author writes it, with the columns of answers that are known.

    A list of ids, a mapping from id to value, `{all: value}` for every id of the first known
    answer, or a list of rows, each a list or a mapping from column to cell. `[]` is no row.

    Raises:
        SandboxError: it is none of these, or does not have the columns of an answer.
    """
    if isinstance(written, Mapping):
        rows = list(_pairs(written, known))
    elif isinstance(written, list | tuple):
        rows = [_row(each, known) for each in written]
    else:
        raise SandboxError("An answer to be tried is a list or a mapping")
    width = len(rows[0]) if rows else 1
    if known:
        columns = known[0].columns
    elif isinstance(written, list | tuple) and written and isinstance(written[0], Mapping):
        columns = tuple(map(str, written[0]))
    else:
        columns = {1: ("choice",), 2: ("id", "value")}.get(width, ())
    if any(len(row) != len(columns) for row in rows):
        raise SandboxError(f"An answer to be tried has other columns than ({', '.join(columns)})")
    return Relation.of(columns, rows)


def _pairs(written: Mapping[Any, Any], known: Sequence[Relation]) -> Iterator[tuple[Any, Any]]:
    if set(written) == {"all"} and known:
        yield from ((row[0], written["all"]) for row in known[0].rows)
    else:
        yield from ((str(key), cell) for key, cell in written.items())


def _row(written: Any, known: Sequence[Relation]) -> tuple[Any, ...]:
    if isinstance(written, Mapping):
        columns = known[0].columns if known else tuple(map(str, written))
        return tuple(written.get(column) for column in columns)
    return tuple(written) if isinstance(written, list | tuple) else (written,)


KIND = Optimised
