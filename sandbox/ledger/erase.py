"""Erasing a person: the only way in which rows leave the ledger (PIPL Articles 15 and 47)."""

from datetime import datetime
from typing import Final

from sqlalchemy import Connection, Select, delete, select

from sandbox.ledger import chain, tables
from sandbox.ledger.audit_table import KEYS
from sandbox.model.attempt import Erased
from sandbox.model.audit import Deed

ORDER: Final = ("replies", "objections", "events", "marks", "attempts", "runs", "participants")
"""Children before parents: no row may hang in the air, not even for a moment."""


def erase(connection: Connection, participant_id: str, at: datetime) -> Erased | None:
    """Delete all that is this person's within the open transaction; None for a stranger.

    What stays is a count in `erasures`: that something was erased, and when, but not whose. The
    audit trail learns which of the rows it vouches for are gone; its end must be held.
    """
    person = tables.participants.c.id == participant_id
    if connection.execute(select(tables.participants.c.id).where(person)).first() is None:
        return None
    door = tables.erasing
    connection.execute(door.insert(), {"participant": participant_id})
    missed = {name: _vouched(connection, name, participant_id) for name in ORDER if name in KEYS}
    gone = {name: _delete(connection, name, participant_id) for name in ORDER}
    connection.execute(delete(door).where(door.c.participant == participant_id))
    erased = Erased(
        runs=gone["runs"],
        attempts=gone["attempts"],
        marks=gone["marks"],
        events=gone["events"],
        objections=gone["objections"],
        at=at,
    )
    connection.execute(
        tables.erasures.insert(),
        {name: getattr(erased, name) for name in tables.erasures.c.keys() if name != "seq"},  # noqa: SIM118
    )
    chain.append(connection, [Deed(at=at, who="", what="erased", detail={"gone": missed})])
    return erased


def _vouched(connection: Connection, name: str, participant_id: str) -> list[str]:
    """Fingerprints of this person's rows."""
    table = tables.metadata.tables[name]
    column, owned = _owned(name, participant_id)
    keys = [table.c[key] for key in KEYS[name]]
    found = connection.execute(select(*keys).where(table.c[column].in_(owned)))
    return sorted(chain.fingerprint(name, row) for row in found)


def _delete(connection: Connection, name: str, participant_id: str) -> int:
    table = tables.metadata.tables[name]
    column, owned = _owned(name, participant_id)
    done = connection.execute(delete(table).where(table.c[column].in_(owned)))
    return done.rowcount


def _owned(name: str, participant_id: str) -> tuple[str, Select[tuple[str]] | list[str]]:
    """The column by which a table's rows belong to somebody, and this person's values of it."""
    runs = select(tables.runs.c.id).where(tables.runs.c.participant == participant_id)
    attempts = select(tables.attempts.c.id).where(tables.attempts.c.run.in_(runs))
    own = tables.objections.c.participant == participant_id
    owned: dict[str, tuple[str, Select[tuple[str]] | list[str]]] = {
        "replies": ("objection", select(tables.objections.c.id).where(own)),
        "objections": ("participant", [participant_id]),
        "events": ("run", runs),
        "marks": ("attempt", attempts),
        "attempts": ("run", runs),
        "runs": ("participant", [participant_id]),
        "participants": ("id", [participant_id]),
    }
    return owned[name]
