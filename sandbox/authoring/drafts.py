"""Drafts on disk: numbered revisions of a scenario's files that no crash and no colleague can lose.

    drafts/<slug>/000001.json       one revision: who, when, why, and path → SHA-256 of each file
    drafts/<slug>/files/<sha256>    each text once, whatever number of revisions holds it

Texts are on the disk before the revision that names them gets its name, so a revision that can be
seen is whole. Writers of one slug take turns by a lock file, in one process as in several.
"""

import fcntl
import json
import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from sandbox.authoring import digest
from sandbox.errors import SandboxError

FILES: Final = "files"
LOCK: Final = ".lock"


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One saved state; `files` names what `Drafts.texts` reads."""

    slug: str
    number: int
    by: str
    at: datetime
    note: str
    files: Mapping[str, str]
    """Path in the folder → SHA-256 (hex) of its text."""
    digest: str
    """SHA-256 (hex) over names and contents."""
    version: int | None = None
    """The version as which it was released."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stale:
    """A save that began from an older revision than the newest: nothing was written."""

    base: Revision | None
    newest: Revision


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafts:
    """All drafts of one installation, under one folder."""

    root: Path

    def slugs(self) -> tuple[str, ...]:
        """Every slug that has a revision."""
        if not self.root.is_dir():
            return ()
        found = (one.name for one in sorted(self.root.iterdir()) if one.is_dir())
        return tuple(name for name in found if self._numbers(name))

    def newest(self, slug: str) -> Revision | None:
        """The last revision; None when nothing was ever saved."""
        numbers = self._numbers(slug)
        return self.revision(slug, numbers[-1]) if numbers else None

    def revision(self, slug: str, number: int) -> Revision | None:
        """One revision, or None."""
        file = self._folder(slug) / _name(number)
        if not file.is_file():
            return None
        kept: dict[str, Any] = json.loads(file.read_text("utf-8"))
        return Revision(**{**kept, "at": datetime.fromisoformat(kept["at"])})

    def history(self, slug: str) -> tuple[Revision, ...]:
        """Every revision, newest first."""
        found = (self.revision(slug, number) for number in reversed(self._numbers(slug)))
        return tuple(one for one in found if one is not None)

    def texts(self, revision: Revision) -> dict[str, str]:
        """The files of a revision.

        Raises:
            SandboxError: a text is gone or not what was saved.
        """
        folder = self._folder(revision.slug) / FILES
        found: dict[str, str] = {}
        for path, name in revision.files.items():
            try:
                data = (folder / name).read_bytes()
            except OSError as error:
                raise SandboxError(f"`{folder / name}` cannot be read: {error}.") from error
            if sha256(data).hexdigest() != name:
                raise SandboxError(
                    f"`{folder / name}` is not what was saved. Restore it from a backup."
                )
            found[path] = data.decode("utf-8")
        return found

    def save(
        self, slug: str, base: int, files: Mapping[str, str], *, by: str, at: datetime, note: str,
        version: int | None = None,
    ) -> Revision | Stale:  # fmt: skip
        """A new revision on top of `base`; `Stale` when that is not the newest any more.

        Raises:
            SandboxError: the folder cannot be written; the earlier revisions are untouched.
        """
        try:
            with self.locked(slug):
                newest = self.newest(slug)
                if newest is not None and newest.number != base:
                    return Stale(base=self.revision(slug, base), newest=newest)
                number = 1 if newest is None else newest.number + 1
                contents = {path: text.encode("utf-8") for path, text in files.items()}
                made = Revision(
                    slug=slug, number=number, by=by, at=at, note=note, version=version,
                    files={path: sha256(data).hexdigest() for path, data in contents.items()},
                    digest=digest.of_files(contents),
                )  # fmt: skip
                self._write(made, contents)
                return made
        except OSError as error:
            raise SandboxError(
                f"The draft cannot be kept: {error.strerror or error}. Nothing that was saved"
                " before is lost."
            ) from error

    @contextmanager
    def locked(self, slug: str) -> Iterator[None]:
        """Alone with the drafts of one slug, among threads and processes."""
        folder = self._folder(slug)
        (folder / FILES).mkdir(parents=True, exist_ok=True)
        handle = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)

    def _write(self, made: Revision, contents: Mapping[str, bytes]) -> None:
        folder = self._folder(made.slug)
        for path, name in made.files.items():
            target = folder / FILES / name
            if not target.is_file():
                write_whole(target, contents[path])
        kept = {
            "slug": made.slug, "number": made.number, "by": made.by, "at": made.at.isoformat(),
            "note": made.note, "files": dict(made.files), "digest": made.digest,
            "version": made.version,
        }  # fmt: skip
        text = json.dumps(kept, ensure_ascii=False, indent=1)
        write_whole(folder / _name(made.number), text.encode("utf-8"))

    def _numbers(self, slug: str) -> list[int]:
        folder = self._folder(slug)
        return sorted(int(f.stem) for f in folder.glob("[0-9]*.json") if f.stem.isdigit())

    def _folder(self, slug: str) -> Path:
        return self.root / slug


def _name(number: int) -> str:
    return f"{number:06d}.json"


def write_whole(target: Path, data: bytes) -> None:
    """The file with all of `data`, on the disk, or not at all; never something between."""
    spare = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    try:
        with spare.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        spare.replace(target)
    except BaseException:
        spare.unlink(missing_ok=True)
        raise
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Names in the folder are on the disk when this returns."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
