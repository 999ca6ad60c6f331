"""Writing the audit trail: one writer at a time, in the transaction of what is recorded.

What a row of another table says is kept as a digest under a fingerprint of its id. The digest
covers the id, which is drawn at random and leaves with the row when a person is erased: from then
on nobody can guess what the digest was made of.
"""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Float, Row, insert, select

from sandbox.ledger.audit_table import COVERED, KEYS, audit
from sandbox.ledger.tables import metadata
from sandbox.model.audit import START, Deed, Entry, canonical

_LOCK_NUMBER: Final = 8_092_026
"""Names the chain's end among the advisory locks of a PostgreSQL server."""
_TAIL: Final = select(audit.c.seq, audit.c.hash).order_by(audit.c.seq.desc()).limit(1)

Values = Mapping[str, Any]


def hold(connection: Connection) -> None:
    """Keep all other writers of the chain waiting until this transaction ends.

    To be called before anything that other writers may wait for, so that no two wait for each
    other, and before anything is read that the chain must agree with.
    """
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK_NUMBER})")
    else:
        # The file has one writer at a time, but a plain BEGIN becomes one only when it writes.
        connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def append(connection: Connection, deeds: Iterable[Deed]) -> None:
    """Put deeds on record; the chain's end must be held."""
    last = connection.execute(_TAIL).first()
    seq, prev = (0, START) if last is None else (last.seq, last.hash)
    for deed in deeds:
        seq += 1
        prev = _write(connection, deed, seq, prev)


def _write(connection: Connection, deed: Deed, seq: int, prev: str) -> str:
    entry = Entry(
        seq=seq,
        at=deed.at,
        who=deed.who,
        what=deed.what,
        subject=deed.subject,
        detail=deed.detail,
        prev=prev,
        hash="",
    )
    sealed = entry.sealed()
    values = {name: getattr(entry, name) for name in audit.c.keys()}  # noqa: SIM118
    connection.execute(insert(audit), values | {"hash": sealed})
    return sealed


def rows_of(table: str, rows: Iterable[Values]) -> dict[str, dict[str, str]]:
    """The part of a deed's detail that vouches for rows: table → fingerprint → digest."""
    return {table: {fingerprint(table, row): digest(table, row) for row in rows}}


def fingerprint(table: str, row: Values | Row[Any]) -> str:
    """Names a row without telling its id."""
    named = [table, *(_field(row, column) for column in KEYS[table])]
    return hashlib.sha256(canonical(named)).hexdigest()[:32]


def digest(table: str, row: Values | Row[Any]) -> str:
    """What a row says, as SHA-256; the same before it is written and after it is read."""
    columns = metadata.tables[table].c
    said = [_said(_field(row, name), columns[name].type) for name in COVERED[table]]
    return hashlib.sha256(canonical(said)).hexdigest()


def _field(row: Values | Row[Any], name: str) -> Any:
    return row[name] if isinstance(row, Mapping) else getattr(row, name)


def _said(value: Any, kind: Any) -> Any:
    if isinstance(value, datetime):
        return value.timestamp().hex()
    return float(value) if isinstance(kind, Float) else value
