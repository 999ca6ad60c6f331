"""Word between processes that share a ledger: PostgreSQL carries it, a file needs none.

What is told within a transaction is heard once that has been committed. Nothing that counts
depends on it: whoever misses word reads the ledger when the connection is back, and looks every
second for as long as there is none.
"""

import logging
import secrets
import threading
from collections.abc import Callable, Sequence
from time import monotonic
from typing import Any, Final

import psycopg
from sqlalchemy import Connection, Engine, text

from sandbox.model.live import Heard

CHANNEL: Final = "sandbox_rooms"
LOOK_SECONDS: Final = 1.0
"""Between two looks at the ledger while nothing can be heard."""
GATHER_SECONDS: Final = 0.05
"""After some word, how long more of it is gathered: a room that answers is read once, not often."""
LONGEST: Final = 1_000
"""Seats told of at once; PostgreSQL takes 8,000 bytes."""
_NOTIFY: Final = text("SELECT pg_notify(:channel, :word)")
_LOG: Final = logging.getLogger("sandbox.ledger")

Hear = Callable[[Heard], None]
Beat = Callable[[], None]


class Wire:
    """Of a ledger that one process has for itself: nothing to tell, nothing to hear."""

    others: bool = False

    def tell(self, connection: Connection, room: str, seats: Sequence[int] = ()) -> None:
        """Let others know."""

    def follow(self, hear: Hear, beat: Beat) -> Callable[[], None]:  # noqa: ARG002 - nobody speaks
        """Hear from others; returns how to stop."""
        return lambda: None

    def close(self) -> None:
        """Stop hearing."""


class PostgresWire(Wire):
    """LISTEN and NOTIFY; one thread and one connection of its own for whoever follows."""

    others = True

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._me = secrets.token_hex(4)
        self._stop = threading.Event()
        self._threads: list[threading.Thread] = []

    def tell(self, connection: Connection, room: str, seats: Sequence[int] = ()) -> None:
        """Let other processes know that something was written, or which phones are there."""
        groups = [seats[at : at + LONGEST] for at in range(0, len(seats), LONGEST)] or [()]
        for some in groups:
            word = " ".join((self._me, room, *map(str, some)))
            connection.execute(_NOTIFY, {"channel": self._channel(connection), "word": word})

    @staticmethod
    def _channel(connection: Connection) -> str:
        # Several installations may share a database, each in a schema of its own.
        known: str | None = connection.info.get("sandbox_channel")
        if known is None:
            schema = connection.exec_driver_sql("SELECT current_schema()").scalar_one()
            known = connection.info["sandbox_channel"] = f"{CHANNEL}_{schema}"
        return known

    def follow(self, hear: Hear, beat: Beat) -> Callable[[], None]:
        """Hear of what others write from now on; returns how to stop."""
        stop = threading.Event()
        thread = threading.Thread(
            target=self._run, args=(hear, beat, stop), name="news", daemon=True
        )
        self._threads.append(thread)
        thread.start()
        return stop.set

    def close(self) -> None:
        """Stop hearing."""
        self._stop.set()
        for thread in self._threads:
            if thread is not threading.current_thread():
                thread.join(LOOK_SECONDS * 5)

    def _run(self, hear: Hear, beat: Beat, stop: threading.Event) -> None:
        while not self._done(stop):
            try:
                self._listen(hear, beat, stop)
            except Exception as error:  # noqa: BLE001 - whatever it is, we look and listen again
                _LOG.warning("Word of other replicas cannot be heard (%s); looking instead.", error)
            if not self._done(stop):
                self._safely(hear, Heard(room=None))
                stop.wait(LOOK_SECONDS)

    def _done(self, stop: threading.Event) -> bool:
        return stop.is_set() or self._stop.is_set()

    def _listen(self, hear: Hear, beat: Beat, stop: threading.Event) -> None:
        with self._engine.connect() as connection:
            channel = self._channel(connection)
        with psycopg.connect(_conninfo(self._engine), autocommit=True, connect_timeout=5) as wire:
            wire.execute(psycopg.sql.SQL("LISTEN {}").format(psycopg.sql.Identifier(channel)))
            # What was written before we listened.
            self._safely(hear, Heard(room=None))
            checked = monotonic()
            while not self._done(stop):
                words = [note.payload for note in wire.notifies(timeout=LOOK_SECONDS, stop_after=1)]
                words += [note.payload for note in wire.notifies(timeout=0)]
                for word in dict.fromkeys(words):
                    self._understand(word, hear)
                beat()
                if words:
                    stop.wait(GATHER_SECONDS)
                elif monotonic() - checked > 10 * LOOK_SECONDS:
                    # A connection that was cut without a word looks like silence.
                    wire.execute("SELECT 1")
                    checked = monotonic()

    def _understand(self, word: str, hear: Hear) -> None:
        who, room, *seats = word.split(" ")
        if who != self._me:
            self._safely(hear, Heard(room=room, seats=tuple(map(int, seats))))

    @staticmethod
    def _safely(hear: Hear, heard: Heard) -> None:
        try:
            hear(heard)
        except Exception:  # noqa: BLE001 - the next word may do better, and nothing is lost
            _LOG.exception("News of room %s could not be taken up.", heard.room)


def _conninfo(engine: Engine) -> str:
    url: Any = engine.url.set(drivername="postgresql")
    rendered: str = url.render_as_string(hide_password=False)
    return rendered


def wire_of(engine: Engine) -> Wire:
    """The wire of a ledger."""
    return PostgresWire(engine) if engine.dialect.name == "postgresql" else Wire()
