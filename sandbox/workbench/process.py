"""A worker seen from the server: started with nothing, asked one query at a time, killed at need.

What comes back is JSON from a process that ran untrusted text: read with bounds, never trusted.
"""

import json
import os
import select
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, Literal

KILL_SECONDS: Final = 1.5
"""A query that the engine did not stop by itself within a second is killed with its worker."""
OPEN_SECONDS: Final = 15.0
KILL_RESIDENT: Final = 240 << 20
"""Bytes in memory at which a worker is killed."""
LARGEST_ANSWER: Final = 32 << 20
TICK_MS: Final = 15
_ROOT: Final = Path(__file__).resolve().parents[2]
_START: Final = (
    "import sys; sys.path.insert(0, sys.argv[1]); from sandbox.workbench.worker import main; main()"
)
_PAGE: Final = os.sysconf("SC_PAGE_SIZE")


class KilledError(Exception):
    """The worker is gone: `time`, `memory`, or `engine` when it died by itself."""

    def __init__(self, why: Literal["time", "memory", "engine"]) -> None:
        super().__init__(why)
        self.why = why


class Worker:
    """One process; it reads one file for the whole of its life."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and words
            [sys.executable, "-I", "-B", "-X", "utf8", "-c", _START, str(_ROOT)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={},
            cwd="/",
            start_new_session=True,
        )
        self._unread = b""
        self.asked = 0

    @property
    def pid(self) -> int:
        """The process id, for whoever watches."""
        return self._process.pid

    def open(self, file: Path) -> dict[str, Any]:
        """Open the file and shut the worker in; answers with its tables or with a fault.

        Raises:
            KilledError: it did not come up.
        """
        return self._exchange({"file": str(file)}, OPEN_SECONDS)

    def ask(self, message: Mapping[str, Any]) -> dict[str, Any]:
        """The answer to one query.

        Raises:
            KilledError: it took too long or too much, or the engine broke; the worker is gone.
        """
        self.asked += 1
        return self._exchange(message, KILL_SECONDS)

    def kill(self) -> None:
        """End the process; harmless when it has ended."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            # Flushing what the other side will never read fails; the pipe is closed all the same.
            with suppress(OSError):
                if pipe is not None:
                    pipe.close()

    def resident(self) -> int:
        """Bytes in memory; 0 when the process is gone or the system does not tell."""
        try:
            with Path(f"/proc/{self.pid}/statm").open("rb") as file:
                return int(file.read().split()[1]) * _PAGE
        except (OSError, IndexError):
            return 0

    def _exchange(self, message: Mapping[str, Any], seconds: float) -> dict[str, Any]:
        until = time.monotonic() + seconds
        try:
            self._send(json.dumps(message).encode("ascii") + b"\n")
            answer: dict[str, Any] = json.loads(self._line(until))
        except (OSError, ValueError, KilledError) as fault:
            self.kill()
            raise KilledError(fault.why if isinstance(fault, KilledError) else "engine") from None
        return answer

    def _send(self, line: bytes) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(line)
        self._process.stdin.flush()

    def _line(self, until: float) -> bytes:
        assert self._process.stdout is not None
        out = self._process.stdout.fileno()
        ready = select.poll()
        ready.register(out, select.POLLIN)
        taken = [self._unread]
        size = 0
        while b"\n" not in taken[-1]:
            if time.monotonic() > until:
                raise KilledError("time")
            if self.resident() > KILL_RESIDENT:
                raise KilledError("memory")
            if not ready.poll(TICK_MS):
                continue
            read = os.read(out, 1 << 18)
            size += len(read)
            if not read or size > LARGEST_ANSWER:
                raise KilledError("engine")
            taken.append(read)
        line, _, self._unread = b"".join(taken).partition(b"\n")
        return line
