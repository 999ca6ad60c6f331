"""Released scenarios: the folder that is played now, and every earlier version under its digest.

A run stores the digest of the text that it began with; the text is kept read-only under that
digest, so that a release changes nothing for whoever is in the middle of a drill.
"""

import fcntl
import os
import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sandbox.authoring.drafts import sync_folder, write_whole
from sandbox.authoring.folder import write_folder
from sandbox.errors import SandboxError

STAMP: Final = ".changed"
OLD: Final = ".old-"
NEW: Final = ".new-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelves:
    """The two places of one installation."""

    scenarios: Path
    kept: Path

    def stamp(self) -> int:
        """Differs after every release, whichever process made it."""
        try:
            return (self.kept / STAMP).stat().st_mtime_ns
        except OSError:
            return 0

    def edition(self, slug: str, digest: str) -> Path | None:
        """The folder of a kept version; None when it is not kept."""
        if not (digest.isalnum() and digest.isascii()):
            return None
        folder = self.kept / slug / digest / slug
        return folder if folder.is_dir() else None

    def keep(self, slug: str, digest: str, files: Mapping[str, str]) -> None:
        """Keep a version for the runs that begin with it; files are made read-only."""
        if self.edition(slug, digest) is not None:
            return
        with _sentences():
            parent = self.kept / slug
            parent.mkdir(parents=True, exist_ok=True)
            spare = parent / f"{NEW}{secrets.token_hex(4)}"
            _written(spare / slug, files)
            for file in spare.rglob("*"):
                if file.is_file():
                    file.chmod(0o444)
            try:
                spare.rename(parent / digest)
            except OSError:
                shutil.rmtree(spare, ignore_errors=True)
                if self.edition(slug, digest) is None:
                    raise
            sync_folder(parent)

    def publish(self, slug: str, files: Mapping[str, str]) -> None:
        """Put the files in the place of the folder that is played; whole or not at all."""
        token = secrets.token_hex(4)
        place = self.scenarios / slug
        spare, old = (self.scenarios / f".{slug}{sign}{token}" for sign in (NEW, OLD))
        with _sentences():
            _written(spare, files)
            if place.exists():
                place.rename(old)
            spare.rename(place)
            sync_folder(self.scenarios)
            shutil.rmtree(old, ignore_errors=True)
            self.kept.mkdir(parents=True, exist_ok=True)
            write_whole(self.kept / STAMP, token.encode())

    def mend(self) -> None:
        """Undo what a release that was cut off has left behind; one that is going on is let be."""
        with self.alone(wait=False) as free:
            if not free:
                return
            for old in self.scenarios.glob(f".*{OLD}*"):
                place = self.scenarios / old.name[1:].rpartition(OLD)[0]
                if place.exists():
                    shutil.rmtree(old, ignore_errors=True)
                else:
                    old.rename(place)
            for spare in self.scenarios.glob(f".*{NEW}*"):
                shutil.rmtree(spare, ignore_errors=True)

    @contextmanager
    def alone(self, *, wait: bool = True) -> Iterator[bool]:
        """One release at a time, among threads and processes; False when somebody else is at it."""
        try:
            self.kept.mkdir(parents=True, exist_ok=True)
            handle = os.open(self.kept / ".lock", os.O_RDWR | os.O_CREAT, 0o600)
        except OSError:
            # Where nothing can be written nothing can be released either: nobody to wait for.
            yield False
            return
        try:
            fcntl.flock(handle, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
            yield False
            return
        try:
            yield True
        finally:
            os.close(handle)


def _written(folder: Path, files: Mapping[str, str]) -> None:
    write_folder(folder, files)
    for file in folder.rglob("*"):
        handle = os.open(file, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    sync_folder(folder)


@contextmanager
def _sentences() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise SandboxError(
            f"The scenario cannot be put in place: {error.strerror or error}. The version before it"
            " is still played; let the server write to its folder of scenarios and try again."
        ) from error
