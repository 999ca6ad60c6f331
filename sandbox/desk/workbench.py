"""The workbench's use cases: what can be queried, trying a query, and queries as answers.

A query is stored as text. What it means in a world are the rows that it finds there: those are
compared, and those are what consequences see as `answer_<decision>`.
"""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from sandbox.datasets.store import World
from sandbox.datasets.storing import TRUTH, VISIBLE
from sandbox.decisions.rule_set import RuleSet
from sandbox.decisions.sql_query import SqlQuery
from sandbox.desk.reports import QueryReport
from sandbox.desk.runs import run_state
from sandbox.desk.views import (
    BenchView,
    ColumnView,
    QueryExampleView,
    RejectionView,
    RowsView,
    SchemaTableView,
)
from sandbox.desk.wiring import Office
from sandbox.errors import MisuseError, NotFoundError, SandboxError
from sandbox.model.answer import Answer, Rejection
from sandbox.model.decision import Decision
from sandbox.model.inquiry import Tried
from sandbox.model.relation import Relation
from sandbox.model.scenario import Loaded
from sandbox.text import Lang
from sandbox.workbench.pool import STOPPED
from sandbox.workbench.query import TO_MARK, Found, workbench
from sandbox.workbench.refusal import Refusal

HIDDEN: Final = 3
"""Worlds besides the one that is played on which a query is marked."""
NOT_NOW: Final = frozenset({"busy", "closed"})
EMPTY: Final = Relation(columns=("nothing",), rows=())


class _StoppedError(Exception):
    """The query was stopped: another time it may come through, so nothing is remembered."""


@lru_cache(maxsize=32)
def _marked(file: Path, sql: str) -> Tried:
    """A query over one world's file, for marking; equal queries of a class run once."""
    found = workbench().query(file, sql, limits=TO_MARK, reads=True)
    if isinstance(found, Refusal) and found.code in NOT_NOW:
        raise SandboxError("Many queries are being marked right now. Please try again shortly.")
    if isinstance(found, Refusal) and found.code in STOPPED:
        raise _StoppedError
    if isinstance(found, Refusal) or found.cut:
        return Tried(rows=None)
    return Tried(rows=found.relation, reads=found.reads)


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkingWorld:
    """A world in which a trainee's query is marked; holds no file open by itself."""

    office: Office
    loaded: Loaded
    seed: int

    @property
    def built(self) -> World:
        """The world itself, by which simulators remember what they have read."""
        return self.office.world(self.loaded, self.seed)

    def visible(self, sql: str) -> Relation:
        """Rows of an author's query over what a department would see."""
        return self.built.visible(sql)

    def truth(self, sql: str) -> Relation:
        """Rows of an author's query over visible tables and the schema `truth`."""
        return self.built.truth(sql)

    def answering(
        self, answers: Mapping[str, Relation]
    ) -> AbstractContextManager[Callable[[str], Relation]]:
        """Ask queries over visible tables, `truth` and one table per answer."""
        return self.built.answering(answers)

    def tried(self, sql: str) -> Tried:
        """What a trainee's query comes to here."""
        file = self.built.folder / VISIBLE
        try:
            return _marked(file, sql)
        except _StoppedError:
            return Tried(rows=None)

    def parallel(self) -> tuple["MarkingWorld", ...]:
        """This world first, then up to three others of the scenario, practice worlds first."""
        others = [seed for seed in self.loaded.scenario.world.seeds.every() if seed != self.seed]
        seeds = (self.seed, *others[:HIDDEN])
        return tuple(
            MarkingWorld(office=self.office, loaded=self.loaded, seed=seed) for seed in seeds
        )


def marking_world(office: Office, loaded: Loaded, seed: int) -> MarkingWorld:
    """The world in which answers of a scenario are marked."""
    return MarkingWorld(office=office, loaded=loaded, seed=seed)


def meaning(
    office: Office, loaded: Loaded, seed: int, answers: Mapping[str, Relation]
) -> dict[str, Relation]:
    """The answers as consequences see them: queries and rules as the rows they find here."""
    kinds = {decision.id: decision for decision in loaded.scenario.decisions()}
    world = marking_world(office, loaded, seed)

    def rows(decision: Decision | None, answer: Relation) -> Relation:
        if isinstance(decision, SqlQuery):
            return world.tried(str(answer.rows[0][0])).rows or EMPTY
        if isinstance(decision, RuleSet) and decision.over is not None:
            return world.truth(decision.picks(answer))
        return answer

    return {one: rows(kinds.get(one), answer) for one, answer in answers.items()}


def not_runnable(
    office: Office, loaded: Loaded, decision: Decision, seed: int, answer: Answer, who: str
) -> Rejection | None:
    """Why a query cannot be taken as an answer; None for one that runs, and for other kinds."""
    if not isinstance(decision, SqlQuery):
        return None
    file = office.world(loaded, seed).folder / VISIBLE
    found = workbench().query(file, str(answer.relation.rows[0][0]), who=who)
    return Rejection(text=found.text, where="sql") if isinstance(found, Refusal) else None


def bench(
    office: Office, visitor_id: str, run_id: str, decision_id: str, lang: Lang
) -> BenchView | None:
    """What can be queried in a run; None when it is not this person's run."""
    state = run_state(office, visitor_id, run_id)
    if state is None:
        return None
    try:
        decision = state.scenario.decision(decision_id)
    except KeyError:
        return None
    if not isinstance(decision, SqlQuery):
        return None
    tables = office.world(state.loaded, state.run.seed).tables()
    return BenchView(
        tables=tuple(
            SchemaTableView(
                name=table.name,
                label=table.label.pick(lang),
                columns=tuple(
                    ColumnView(key=column.name, label=column.label.pick(lang))
                    for column in table.columns
                ),
            )
            for table in tables
        ),
        examples=tuple(
            QueryExampleView(label=one.label.pick(lang), sql=one.sql) for one in decision.examples
        ),
        permitted=tuple(
            f"{table}.{column}"
            for table, columns in decision.permitted.items()
            for column in columns
        ),
    )


def try_query(
    office: Office, visitor_id: str, run_id: str, sql: str, lang: Lang
) -> RowsView | RejectionView:
    """Run a query on the visible tables of a run; nothing is stored and nothing counts.

    Raises:
        NotFoundError: the run is not this person's.
    """
    state = run_state(office, visitor_id, run_id)
    if state is None:
        raise NotFoundError("This drill is not here any more, or it belongs to someone else.")
    file = office.world(state.loaded, state.run.seed).folder / VISIBLE
    found = workbench().query(file, sql, who=visitor_id)
    if isinstance(found, Refusal):
        return RejectionView(text=found.text.pick(lang), where="sql")
    return RowsView(
        columns=found.relation.columns,
        rows=found.relation.rows,
        cut=found.cut,
        milliseconds=found.milliseconds,
    )


def query_file(file: Path, sql: str) -> QueryReport:
    """The same guard over a file that `build` has written.

    Raises:
        MisuseError: there is no such file, or it holds the truth.
    """
    if not file.is_file():
        raise MisuseError(f"There is no file `{file}`. Make one with `python -m sandbox build`.")
    if file.name == TRUTH or file.name.endswith(f".{TRUTH}"):
        raise MisuseError(
            f"`{file.name}` holds the truth of a world, which the workbench never opens."
        )
    found = workbench().query(file.resolve(), sql)
    if isinstance(found, Found):
        return QueryReport(
            good=True,
            columns=found.relation.columns,
            rows=found.relation.rows,
            cut=found.cut,
            milliseconds=round(found.milliseconds, 2),
        )
    return QueryReport(
        good=False, code=found.code, line=found.line, zh=found.text.zh, en=found.text.en
    )
