"""The fence around a worker: what a process gives up before it reads the first query.

Each right is given up for good. Some fences stand only where the system has them (Linux) or where
the process started with rights to give up (root); the others hold without those.
"""

import ctypes
import os
import resource
import signal
import sys
from typing import Final

ADDRESSES: Final = 400 << 20
"""Bytes of address space on top of what the worker has when it is ready."""
CPU_SECONDS: Final = 600
"""Of a worker's whole life; it is replaced long before."""
_NO_NEW_PRIVILEGES: Final = 38
_DIE_WITH_PARENT: Final = 1
_NOT_READABLE: Final = 4


def shut_in() -> None:
    """Give up rights, files, processes and boundless memory; call it when everything is open."""
    _leave_root()
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_NPROC, 0)
    _limit(resource.RLIMIT_NOFILE, 0)
    _limit(resource.RLIMIT_CPU, CPU_SECONDS)
    _limit(resource.RLIMIT_AS, _addresses() + ADDRESSES)
    if sys.platform == "linux":
        libc = ctypes.CDLL(None)
        libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
        libc.prctl(_NOT_READABLE, 0, 0, 0, 0)
        libc.prctl(_DIE_WITH_PARENT, int(signal.SIGKILL), 0, 0, 0)


def _leave_root() -> None:
    if os.getuid() != 0:
        return
    os.setgroups([])
    # 65534 is nobody and nogroup; looking the name up would read files.
    os.setresgid(65534, 65534, 65534)
    os.setresuid(65534, 65534, 65534)


def _limit(what: int, most: int) -> None:
    hard = resource.getrlimit(what)[1]
    bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
    try:
        resource.setrlimit(what, (bound, bound))
    except (OSError, ValueError):
        # Other systems know the name of a limit without keeping it; the killing watch remains.
        if sys.platform == "linux":
            raise


def _addresses() -> int:
    """Bytes of address space in use; 0 where the system does not tell."""
    try:
        with open("/proc/self/statm", "rb") as file:  # noqa: PTH123 - pathlib costs a start
            return int(file.read().split()[0]) * resource.getpagesize()
    except OSError:
        return 1 << 30
