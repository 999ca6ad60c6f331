"""The cache on disk: one folder per world, complete or not there."""

import inspect
import os
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

import duckdb

from sandbox.datasets.brought import digest_of
from sandbox.datasets.build import SUMMARY
from sandbox.datasets.lock import locked
from sandbox.datasets.plan import Plan, plan_for
from sandbox.datasets.storing import TRUTH, VISIBLE
from sandbox.errors import SandboxError
from sandbox.model.brought import NOTHING, Brought
from sandbox.model.dataset import Recipe, WorldParams

DATA: Final = Path(__file__).resolve().parents[2] / "data"
FORMAT: Final = 4
"""Raise it when worlds are stored otherwise, so that old ones are not read."""
KEPT: Final = 256
"""A world of 2,000 people takes about 2 MB."""
BUILDING: Final = ".building-"
LOCKS: Final = ".locks"
POOLS: Final = ("*.csv", "pools/*.csv")


@dataclass(frozen=True, slots=True, kw_only=True)
class WorldKey:
    """What names a world: recipe, version, parameters and everything the recipe reads."""

    recipe: str
    version: int
    params: WorldParams
    sources: str
    """Digest of the recipe's code and of the pools."""
    plan: str = ""
    """Digest of the defect plan and of the code of the defects."""
    tables: str = ""
    """Digest of the tables that a scenario brings."""

    @classmethod
    def of(
        cls,
        recipe: Recipe,
        params: WorldParams,
        brought: Brought = NOTHING,
        plan: Plan | None = None,
    ) -> "WorldKey":
        """The key of a recipe as it is now; `plan` is that of the level unless given.

        Raises:
            SandboxError: the plan of its level of defects does not fit.
        """
        return cls(
            recipe=recipe.name,
            version=recipe.version,
            params=params,
            sources=_sources(type(recipe)),
            plan=(plan or plan_for(params.defects, recipe)).digest,
            tables=digest_of(brought),
        )

    @property
    def name(self) -> str:
        """The folder: `yunze-v1-2000-none-101-1f2e3d4c5b6a`."""
        p = self.params
        plain = f"{self.recipe}-v{self.version}-{p.people}-{p.defects}-{p.seed}"
        deciding = f"{plain}/{self.sources}/{self.plan}/{self.tables}/{FORMAT}/{duckdb.__version__}"
        return f"{plain}-{sha256(deciding.encode()).hexdigest()[:12]}"


def is_complete(folder: Path) -> bool:
    """Whether a folder holds a whole world."""
    return all((folder / part).is_file() for part in (VISIBLE, TRUTH, SUMMARY))


def lock_of(root: Path, name: str) -> Path:
    """The lock file of one world; it stays when the world goes."""
    return root / LOCKS / f"{name}.lock"


@contextmanager
def fresh_folder(root: Path, name: str) -> Iterator[Path]:
    """An empty folder to build a world in; enter it with the world's lock held.

    What an earlier, killed build left there is swept away: who holds the lock knows that
    nobody builds.
    """
    folder = root / f"{BUILDING}{name}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def publish(folder: Path, place: Path) -> None:
    """Put a finished world in its place in one step; call it with the world's lock held."""
    shutil.rmtree(place, ignore_errors=True)
    folder.replace(place)


def touch(folder: Path) -> None:
    """Remember that a world was used just now."""
    try:
        os.utime(folder / SUMMARY)
    except OSError:
        # A cache that may only be read is still a cache.
        return


def prune(root: Path, in_use: Collection[str], keep: int | None = None) -> None:
    """Leave the worlds used last, and sweep builds that nobody is working on.

    A world that is open in this process, or locked by any, stays.
    """
    limit = kept() if keep is None else keep
    stale = sorted(_worlds(root), key=_used, reverse=True)[limit:]
    for folder in [*stale, *root.glob(f"{BUILDING}*")]:
        name = folder.name.removeprefix(BUILDING)
        if name in in_use:
            continue
        with locked(lock_of(root, name), wait=False) as held:
            if held:
                shutil.rmtree(folder, ignore_errors=True)


def kept() -> int:
    """How many worlds stay on disk: `SANDBOX_WORLDS_KEPT`, or 256.

    Raises:
        SandboxError: the variable is not a positive whole number.
    """
    written = os.environ.get("SANDBOX_WORLDS_KEPT") or str(KEPT)
    if not written.isdecimal() or int(written) < 1:
        raise SandboxError("`SANDBOX_WORLDS_KEPT` must be a whole number, 1 or more.")
    return int(written)


def _worlds(root: Path) -> Iterator[Path]:
    return (path for path in root.iterdir() if not path.name.startswith(".") and path.is_dir())


def _used(folder: Path) -> float:
    try:
        return (folder / SUMMARY).stat().st_mtime
    except OSError:
        return 0.0


@cache
def _sources(recipe: type[Recipe]) -> str:
    """A digest over the recipe's code and the pools, as they were when the process started."""
    code = Path(inspect.getfile(recipe))
    files = sorted(code.parent.rglob("*.py")) if code.name == "__init__.py" else [code]
    for pattern in POOLS:
        files.extend(sorted(DATA.glob(pattern)))
    state = sha256()
    for file in files:
        state.update(f"{file.name}\0".encode())
        state.update(file.read_bytes())
    return state.hexdigest()
