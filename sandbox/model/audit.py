"""The audit trail: what instructors and operators did, and every mark, each entry sealing the last.

An entry's hash covers the hash of the entry before it, so that whoever changes, removes or swaps
one has to write all later ones anew; and whoever keeps a copy of the newest hash (the *head*)
sees even that. Entries hold ids, digests and the names of those who teach or operate, and nothing
about people who train: what they erase leaves the chain whole, and the chain tells nothing of them.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final, Protocol

START: Final = "0" * 64
"""What the first entry follows on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """Something to be put on record."""

    at: datetime
    who: str
    """The name of an instructor or operator; empty for the product itself."""
    what: str
    """A verb: `opened`, `pressed`, `marked`, `remarked`, `erased`, `answered`, …"""
    subject: str = ""
    """What was acted on, by its id."""
    detail: Mapping[str, Any] = field(default_factory=dict)
    """JSON-ready; no personal data."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A deed on record, as stored."""

    seq: int
    """1, 2, 3, … without a gap."""
    at: datetime
    who: str
    what: str
    subject: str
    detail: Mapping[str, Any]
    prev: str
    """The hash of the entry before, or `START`."""
    hash: str

    def sealed(self) -> str:
        """The hash that its content and its place in the chain ask for: SHA-256, hexadecimal."""
        moment = self.at.astimezone(UTC).isoformat(timespec="microseconds")
        content = (self.seq, moment, self.who, self.what, self.subject, self.detail, self.prev)
        return hashlib.sha256(canonical(content)).hexdigest()


def canonical(value: Any) -> bytes:
    """The same bytes for the same JSON value, whoever writes it: keys in order, no spaces.

    Raises:
        ValueError: a number is not finite.
    """
    written = json.dumps(
        value,
        ensure_ascii=False,
        separators=(",", ":"),
        sort_keys=True,
        allow_nan=False,
        default=_plain,
    )
    return written.encode("utf-8", "surrogatepass")


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, set | frozenset):
        return sorted(value)
    raise TypeError(f"A {type(value).__name__} cannot stand in the audit trail.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Flaw:
    """Something that the chain and the ledger do not agree on."""

    seq: int | None
    """The entry it shows at; None where the chain knows nothing of it."""
    sentence: str


class AuditLedger(Protocol):
    """The part of the ledger that keeps the audit trail."""

    def record(self, deed: Deed) -> None:
        """Commit a deed that leaves no other row in the ledger."""
        ...

    def trail(self, after: int = 0) -> Iterator[Entry]:
        """Every entry after that number, oldest first."""
        ...

    def head(self) -> Entry | None:
        """The newest entry, whose hash is worth keeping elsewhere; None while there is none."""
        ...

    def verify(self, head: str | None = None) -> tuple[Flaw, ...]:
        """Everything that was altered, removed or put elsewhere; nothing when all is well.

        `head` is a hash that was published earlier: it must still be in the chain.
        """
        ...
