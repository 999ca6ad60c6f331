"""The audit trail on the SQL ledger."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from itertools import islice
from typing import Any

from sqlalchemy import Connection, select

from sandbox.ledger import chain
from sandbox.ledger.audit_table import audit
from sandbox.ledger.verify import BATCH, entries, verify
from sandbox.model.audit import Deed, Entry, Flaw


class SqlAudit:
    """The part of the SQL ledger that keeps the audit trail."""

    _turn: AbstractContextManager[Any]

    def _transaction(self) -> AbstractContextManager[Connection]:
        raise NotImplementedError

    def record(self, deed: Deed) -> None:
        """Commit a deed that leaves no other row in the ledger."""
        with self._turn, self._transaction() as connection:
            chain.hold(connection)
            chain.append(connection, [deed])

    def trail(self, after: int = 0) -> Iterator[Entry]:
        """Every entry after that number, oldest first."""
        while True:
            with self._transaction() as connection:
                # Whole pages: a reader who stops half-way keeps nothing open.
                page = list(islice(entries(connection, after, BATCH), BATCH))
            yield from page
            if len(page) < BATCH:
                return
            after = page[-1].seq

    def head(self) -> Entry | None:
        """The newest entry; None while there is none."""
        with self._transaction() as connection:
            last = connection.execute(select(audit).order_by(audit.c.seq.desc()).limit(1))
            found = last.mappings().first()
        return None if found is None else Entry(**found)

    def verify(self, head: str | None = None) -> tuple[Flaw, ...]:
        """Everything that was altered, removed or put elsewhere; nothing when all is well."""
        with self._transaction() as connection:
            # All of it as it was at one moment, although a class may be going on.
            if connection.dialect.name == "postgresql":
                connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            return tuple(verify(connection, head))
