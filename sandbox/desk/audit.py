"""The audit trail for operators: what was done and by whom, and whether it still holds together."""

import getpass
import os

from sandbox.desk.reports import AuditReport, EntryReport, FlawReport
from sandbox.desk.wiring import Office
from sandbox.model.audit import Deed, Entry


def operator() -> str:
    """Whoever works on the command line: `SANDBOX_OPERATOR`, else the account of the machine."""
    given = os.environ.get("SANDBOX_OPERATOR", "").strip()
    if given:
        return given
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "operator"


def record(office: Office, who: str, what: str, subject: str, **detail: object) -> None:
    """Put on record what leaves no other row in the ledger; `detail` holds JSON values."""
    office.ledger.record(Deed(at=office.now(), who=who, what=what, subject=subject, detail=detail))


def shown(office: Office, *, last: int) -> tuple[EntryReport, ...]:
    """The newest entries, oldest first."""
    newest = office.ledger.head()
    if newest is None:
        return ()
    return tuple(map(_entry, office.ledger.trail(max(0, newest.seq - last))))


def head(office: Office) -> EntryReport | None:
    """The newest entry; None while nothing is on record."""
    newest = office.ledger.head()
    return None if newest is None else _entry(newest)


def verified(office: Office, published: str | None) -> AuditReport:
    """Whether the trail, and what it vouches for, is as it was written."""
    flaws = office.ledger.verify(published)
    newest = office.ledger.head()
    return AuditReport(
        entries=0 if newest is None else newest.seq,
        head=None if newest is None else newest.hash,
        flaws=tuple(FlawReport(entry=flaw.seq, sentence=flaw.sentence) for flaw in flaws),
    )


def _entry(entry: Entry) -> EntryReport:
    detail = {key: value for key, value in entry.detail.items() if key not in ("rows", "gone")}
    return EntryReport(
        seq=entry.seq,
        at=entry.at,
        who=entry.who,
        what=entry.what,
        subject=entry.subject,
        detail=detail,
        rows=sum(
            len(each) for part in ("rows", "gone") for each in entry.detail.get(part, {}).values()
        ),
        hash=entry.hash,
    )
