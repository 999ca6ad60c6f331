"""The ledger on a relational database: SQLite by default, PostgreSQL by URL."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import fields, replace
from datetime import datetime
from threading import Lock
from types import MappingProxyType, TracebackType
from typing import Any, Final, Self

from sqlalchemy import Connection, Engine, Executable, Insert, Table, bindparam, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError

from sandbox.ledger import chain, tables
from sandbox.ledger.audits import SqlAudit
from sandbox.ledger.engine import connect
from sandbox.ledger.erase import erase
from sandbox.ledger.errors import LedgerError
from sandbox.ledger.group import GroupWriter
from sandbox.ledger.migrate import migrate
from sandbox.ledger.rooms import SqlRooms
from sandbox.ledger.wire import wire_of
from sandbox.model.attempt import (
    Attempt,
    Erased,
    Event,
    Mark,
    Objection,
    Participant,
    Reply,
    Run,
)
from sandbox.model.audit import Deed
from sandbox.model.relation import Relation
from sandbox.text import Lang


def open_ledger(url: str) -> "SqlLedger":
    """The ledger at that URL, created or brought up to date first.

    Raises:
        MisuseError: the URL names no database that a ledger can be kept in.
        LedgerError: the database cannot be reached, or is newer than this product.
    """
    engine = connect(url)
    try:
        migrate(engine)
    except SQLAlchemyError as error:
        engine.dispose()
        raise LedgerError(_sentence(engine, error)) from error
    except LedgerError:
        engine.dispose()
        raise
    return SqlLedger(engine)


def _columns(table: Table) -> list[Any]:
    return [column for column in table.c if column.name != "seq"]


_PERSON = select(*_columns(tables.participants)).where(tables.participants.c.id == bindparam("key"))
_RUN = select(*_columns(tables.runs)).where(tables.runs.c.id == bindparam("key"))
_RUNS_OF = (
    select(*_columns(tables.runs))
    .where(tables.runs.c.participant == bindparam("key"))
    .order_by(tables.runs.c.seq.desc())
)
_RUNS_IN = (
    select(*_columns(tables.runs))
    .where(tables.runs.c.scenario == bindparam("key"))
    .order_by(tables.runs.c.seq)
)
_ATTEMPTS = (
    select(*_columns(tables.attempts))
    .where(tables.attempts.c.run == bindparam("key"))
    .order_by(tables.attempts.c.seq)
)
_MARKS = (
    select(*_columns(tables.marks))
    .join(tables.attempts, tables.attempts.c.id == tables.marks.c.attempt)
    .where(tables.attempts.c.run == bindparam("key"))
    .order_by(tables.marks.c.seq)
)
_EVENTS = (
    select(*_columns(tables.events))
    .where(tables.events.c.run == bindparam("key"))
    .order_by(tables.events.c.seq)
)
_OBJECTIONS = select(*_columns(tables.objections)).order_by(tables.objections.c.seq)
_OBJECTIONS_OF = _OBJECTIONS.where(tables.objections.c.participant == bindparam("key"))
_REPLIES = select(*_columns(tables.replies)).order_by(tables.replies.c.seq)
_ERASURES = select(*_columns(tables.erasures)).order_by(tables.erasures.c.seq)
_TAKEN = select(tables.attempts.c.id).where(
    tables.attempts.c.run == bindparam("run"),
    tables.attempts.c.decision == bindparam("decision"),
    tables.attempts.c.try_no == bindparam("try_no"),
)
_SET_LANG = (
    update(tables.participants)
    .where(tables.participants.c.id == bindparam("key"))
    .values(lang=bindparam("value"))
)
# PostgreSQL's driver keeps no count of inserted rows unless asked.
_COUNTED: Final = MappingProxyType({"preserve_rowcount": True})


class SqlLedger(SqlRooms, SqlAudit):
    """Append-only storage; every `add_` has committed when it returns.

    Safe to share between threads, and between processes that open the same URL.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        on_sqlite = engine.dialect.name == "sqlite"
        insert = sqlite.insert if on_sqlite else postgresql.insert
        self._add_attempt: Insert = insert(tables.attempts).on_conflict_do_nothing()
        self._add_event: Insert = insert(tables.events).on_conflict_do_nothing()
        # SQLite has one writer at a time: queueing here is fairer and cheaper than polling there.
        self._turn = Lock() if on_sqlite else nullcontext()
        self._wire = wire_of(engine)
        self._group = GroupWriter(self._commit_together)

    def add_participant(self, participant: Participant) -> None:
        """Commit a new person."""
        self._write(tables.participants.insert(), _row(participant))

    def participant(self, participant_id: str) -> Participant | None:
        """The person, or None."""
        found = self._read(_PERSON, participant_id)
        return Participant(**found[0]) if found else None

    def set_lang(self, participant_id: str, lang: Lang) -> None:
        """Remember a person's language; the one thing that is overwritten."""
        self._write(_SET_LANG, {"key": participant_id, "value": lang})

    def add_run(self, run: Run) -> None:
        """Commit a new run."""
        self._write(tables.runs.insert(), _row(run))

    def run(self, run_id: str) -> Run | None:
        """The run, or None."""
        found = self._read(_RUN, run_id)
        return Run(**found[0]) if found else None

    def runs_of(self, participant_id: str) -> tuple[Run, ...]:
        """Newest first."""
        return tuple(Run(**row) for row in self._read(_RUNS_OF, participant_id))

    def runs_in(self, scenario_id: str) -> tuple[Run, ...]:
        """Every run of a scenario, oldest first: the ground for a re-mark."""
        return tuple(Run(**row) for row in self._read(_RUNS_IN, scenario_id))

    def add_attempt(self, attempt: Attempt, mark: Mark | None = None) -> bool:
        """Commit an attempt, and its mark with it; False when its place is already taken.

        Raises:
            LedgerError: the attempt's id belongs to another answer, or its run is unknown.
        """
        row = _row(attempt) | {"answer": attempt.answer.to_json()}
        with self._turn, self._transaction() as connection:
            if mark is not None:
                chain.hold(connection)
            added = connection.execute(self._add_attempt, row, execution_options=_COUNTED)
            if added.rowcount:
                if mark is not None:
                    self._mark(connection, (mark,), None)
                return True
            if connection.execute(_TAKEN, row).first() is None:
                raise LedgerError(f"The id `{attempt.id}` already belongs to another attempt.")
        return False

    def attempts(self, run_id: str) -> tuple[Attempt, ...]:
        """Oldest first."""
        return tuple(
            Attempt(**row | {"answer": Relation.from_json(row["answer"])})
            for row in self._read(_ATTEMPTS, run_id)
        )

    def add_marks(self, marks: tuple[Mark, ...], deed: Deed | None = None) -> None:
        """Commit marks, all or none, and put on record by whom and why."""
        if marks:
            with self._turn, self._transaction() as connection:
                # Held first: the order of an answer's marks is that of the record.
                chain.hold(connection)
                self._mark(connection, marks, deed)

    @staticmethod
    def _mark(connection: Connection, marks: tuple[Mark, ...], deed: Deed | None) -> None:
        written = [_row(mark) for mark in marks]
        connection.execute(tables.marks.insert(), written)
        told = deed or Deed(at=marks[-1].at, who="", what="marked")
        detail = {**told.detail, "rows": chain.rows_of("marks", written)}
        chain.append(connection, [replace(told, detail=detail)])

    def marks(self, run_id: str) -> tuple[Mark, ...]:
        """Every mark of a run's attempts, oldest first: the last one per attempt counts."""
        return tuple(Mark(**row) for row in self._read(_MARKS, run_id))

    def add_event(self, event: Event) -> bool:
        """Commit an event; False when it is already there."""
        return self._write(self._add_event, _row(event)) == 1

    def events(self, run_id: str) -> tuple[Event, ...]:
        """Oldest first."""
        return tuple(Event(**row) for row in self._read(_EVENTS, run_id))

    def add_objection(self, objection: Objection) -> None:
        """Commit an objection to a mark."""
        self._write(tables.objections.insert(), _row(objection))

    def objections(self, participant_id: str | None = None) -> tuple[Objection, ...]:
        """A person's objections, or everybody's; oldest first."""
        statement = _OBJECTIONS if participant_id is None else _OBJECTIONS_OF
        return tuple(Objection(**row) for row in self._read(statement, participant_id))

    def add_reply(self, reply: Reply, by: str = "") -> None:
        """Commit what a person decided on an objection, and who put it in."""
        written = _row(reply)
        detail = {"upheld": reply.upheld, "rows": chain.rows_of("replies", [written])}
        with self._turn, self._transaction() as connection:
            chain.hold(connection)
            connection.execute(tables.replies.insert(), written)
            deed = Deed(at=reply.at, who=by, what="answered", detail=detail)
            chain.append(connection, [deed])

    def replies(self) -> tuple[Reply, ...]:
        """Every reply, oldest first: the last one per objection counts."""
        return tuple(Reply(**row) for row in self._read(_REPLIES))

    def erase(self, participant_id: str, at: datetime) -> Erased | None:
        """Erase a person and all that is theirs, all or nothing; None for a stranger."""
        with self._turn, self._transaction() as connection:
            chain.hold(connection)
            return erase(connection, participant_id, at)

    def erasures(self) -> tuple[Erased, ...]:
        """What was erased and when, oldest first; not whose it was."""
        return tuple(Erased(**row) for row in self._read(_ERASURES))

    def ping(self) -> None:
        """Ask the database for a sign of life.

        Raises:
            LedgerError: it gives none.
        """
        with self._transaction() as connection:
            connection.exec_driver_sql("SELECT 1")

    def close(self) -> None:
        """Write what is waiting, then let go of every connection."""
        self._wire.close()
        self._group.close()
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _write(self, statement: Executable, values: Any) -> int:
        with self._turn, self._transaction() as connection:
            return connection.execute(statement, values, execution_options=_COUNTED).rowcount

    def _read(self, statement: Executable, key: str | None = None) -> list[dict[str, Any]]:
        values = {} if key is None else {"key": key}
        with self._transaction() as connection:
            return [dict(row) for row in connection.execute(statement, values).mappings()]

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        try:
            with self._engine.begin() as connection:
                yield connection
        except (SQLAlchemyError, TypeError, ValueError) as error:
            raise LedgerError(_sentence(self._engine, error)) from error


def _row(value: Any) -> dict[str, Any]:
    return {part.name: getattr(value, part.name) for part in fields(value)}


def _sentence(engine: Engine, error: Exception) -> str:
    # The driver's own words; SQLAlchemy's would repeat the statement around them.
    cause = str(getattr(error, "orig", None) or error).strip().rstrip(".")
    where = engine.url.render_as_string(hide_password=True)
    return f"The ledger at `{where}` could not be read or written: {cause}."
