"""What instructors do to scenarios, one line each, never changed afterwards."""

import fcntl
import json
import os
from typing import Final

from sandbox.desk.wiring import Office
from sandbox.errors import SandboxError

FILE: Final = "studio.jsonl"


def record(office: Office, who: str, action: str, slug: str, **details: str | int) -> None:
    """Append one action; it is on the disk when this returns.

    Raises:
        SandboxError: it cannot be written down.
    """
    told = {"at": office.now().isoformat(), "who": who, "action": action, "slug": slug, **details}
    line = json.dumps(told, ensure_ascii=False) + "\n"
    path = office.places.state / FILE
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            os.write(handle, line.encode("utf-8"))
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        raise SandboxError(f"`{path}` cannot be written: {error.strerror or error}.") from error
