"""Connections to the ledger's database, set so that a committed answer survives a power cut."""

import json
from collections.abc import Mapping
from pathlib import Path
from time import monotonic, sleep
from typing import Any, Final

from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, OperationalError

from sandbox.errors import MisuseError
from sandbox.ledger.errors import LedgerError

PATIENCE_SECONDS: Final = 15
"""How long a writer waits for another one."""

_PRAGMAS: Final = (
    f"PRAGMA busy_timeout = {PATIENCE_SECONDS * 1000}",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    # Without it INSERT OR REPLACE deletes rows behind the append-only triggers' backs.
    "PRAGMA recursive_triggers = ON",
    # What a person has had erased must not linger in free pages of the file.
    "PRAGMA secure_delete = ON",
)


def connect(url: str) -> Engine:
    """An engine for a `sqlite:///file` or `postgresql://…` URL.

    Raises:
        MisuseError: the URL names no such database, or one that forgets.
        LedgerError: the file cannot be opened.
    """
    parsed = _parse(url)
    if parsed.get_backend_name() == "sqlite":
        return _sqlite(parsed)
    return create_engine(
        parsed.set(drivername="postgresql+psycopg"),
        pool_size=8,
        max_overflow=16,
        pool_pre_ping=True,
        json_serializer=compact,
        hide_parameters=True,
    )


def compact(value: Any) -> str:
    """JSON without spaces, Chinese left readable; NaN is refused, mappings become objects."""
    return json.dumps(
        value, ensure_ascii=False, separators=(",", ":"), allow_nan=False, default=_plain
    )


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, set | frozenset):
        return sorted(value)
    raise TypeError(f"A {type(value).__name__} cannot be stored in the ledger.")


def _parse(url: str) -> URL:
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise MisuseError(
            "The ledger's URL cannot be read. Write `sqlite:///data/ledger.db` or"
            " `postgresql://user:password@host/database`."
        ) from error
    backend = parsed.get_backend_name()
    if backend not in ("sqlite", "postgresql"):
        raise MisuseError(
            f"The ledger cannot be kept in `{backend}`. Use `sqlite:///…` or `postgresql://…`."
        )
    if backend == "sqlite" and parsed.database in (None, "", ":memory:"):
        raise MisuseError(
            "A ledger in memory would forget every answer. Name a file: `sqlite:///data/ledger.db`."
        )
    return parsed


def _sqlite(url: URL) -> Engine:
    path = Path(str(url.database))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LedgerError(f"The folder `{path.parent}` cannot be made: {error}.") from error
    engine = create_engine(
        url,
        pool_size=8,
        max_overflow=-1,
        json_serializer=compact,
        hide_parameters=True,
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    _use_wal(engine)
    return engine


def _prepare(connection: Any, _record: object) -> None:
    # The driver's own transaction control lets DDL escape; we begin by ourselves.
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(pragma)


def _use_wal(engine: Engine) -> None:
    # Changing the journal does not wait for others as writing does, so the waiting is done here.
    deadline = monotonic() + PATIENCE_SECONDS
    while True:
        try:
            connection = engine.raw_connection()
            try:
                connection.cursor().execute("PRAGMA journal_mode = WAL")
            finally:
                connection.close()
        except Exception as error:  # noqa: BLE001 - raised bare by the driver, wrapped by the pool
            _wait_or_give_up(engine, error, deadline)
        else:
            return


def _wait_or_give_up(engine: Engine, error: Exception, deadline: float) -> None:
    cause = error.orig if isinstance(error, OperationalError) else error
    if "locked" not in str(cause) or monotonic() > deadline:
        engine.dispose()
        raise LedgerError(
            f"The ledger file `{engine.url.database}` cannot be opened: {cause}."
        ) from error
    sleep(0.02)
