"""Wiring: everything the desk works with, opened once per process."""

import os
import secrets
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, Final, TypeVar

from sandbox.authoring.laws import read_laws
from sandbox.authoring.load import Library, examine, load_library
from sandbox.authoring.published import Shelves
from sandbox.datasets.store import World
from sandbox.datasets.worlds import open_world
from sandbox.errors import NotFoundError
from sandbox.ledger.store import open_ledger
from sandbox.marking.resolve import Keyring
from sandbox.model.dataset import Progress, WorldParams
from sandbox.model.law import LawBook
from sandbox.model.ledger import Ledger
from sandbox.model.scenario import Loaded

T = TypeVar("T")
ROOT: Final = Path(__file__).resolve().parents[2]
SHELF: Final = 4096
"""Computed things kept per shelf."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where things are; every one can be moved by an environment variable."""

    scenarios: Path
    data: Path
    state: Path
    """Caches, ledger and secret: everything that is written while running."""
    ledger_url: str

    @classmethod
    def from_environment(cls, env: Mapping[str, str] | None = None) -> "Places":
        """`SANDBOX_SCENARIOS`, `SANDBOX_STATE` and `SANDBOX_LEDGER_URL`, or their defaults."""
        env = os.environ if env is None else env
        state = Path(env.get("SANDBOX_STATE") or ROOT / "data")
        ledger = env.get("SANDBOX_LEDGER_URL") or f"sqlite:///{state / 'ledger' / 'ledger.db'}"
        scenarios = Path(env.get("SANDBOX_SCENARIOS") or ROOT / "scenarios")
        return cls(scenarios=scenarios, data=ROOT / "data", state=state, ledger_url=ledger)


class Shelf(dict[Any, Any]):
    """Computed things by key; a full shelf is emptied, not searched."""

    def __setitem__(self, key: Any, value: Any) -> None:
        if len(self) >= SHELF:
            self.clear()
        super().__setitem__(key, value)


def _now() -> datetime:
    return datetime.now(UTC)


def _new_id() -> str:
    return secrets.token_urlsafe(12)


@dataclass(slots=False, kw_only=True)
class Office:
    """Library, ledger, worlds and keys of one process; time and ids are replaceable."""

    places: Places
    now: Callable[[], datetime] = _now
    new_id: Callable[[], str] = _new_id
    keyring: Keyring = field(default_factory=Keyring)

    def __post_init__(self) -> None:
        self._lock = threading.Lock()
        self._reading = threading.RLock()
        self._library: Library | None = None
        self._stamp = 0
        self._views = Shelf()
        self._counterfactuals = Shelf()

    @cached_property
    def laws(self) -> LawBook:
        """Everything that may be cited."""
        return read_laws(self.places.data / "law_refs.csv")

    @cached_property
    def shelves(self) -> Shelves:
        """Where released scenarios stand, and where their earlier versions are kept."""
        return Shelves(scenarios=self.places.scenarios, kept=self.places.state / "releases")

    @property
    def library(self) -> Library:
        """All scenarios that load clean, and the problems of those that do not.

        What another process has released since is taken up; runs hold what they began with.
        """
        stamp = self.shelves.stamp()
        known = self._library
        if known is not None and stamp == self._stamp:
            return known
        # Whoever has a library goes on with it while somebody else reads the new one.
        if not self._reading.acquire(blocking=known is None):
            return known or self.library
        try:
            if self._library is None or stamp != self._stamp:
                self.shelves.mend()
                self._library = load_library(self.places.scenarios, self.laws)
                self._stamp = stamp
            return self._library
        finally:
            self._reading.release()

    def edition(self, scenario_id: str, digest: str) -> Loaded | None:
        """The text that a run began with, while it is known; else the present one, if any."""
        now = self.library.scenarios.get(scenario_id)
        if now is not None and now.digest == digest:
            return now
        key = ("edition", scenario_id, digest)
        folder = self.shelves.edition(scenario_id, digest)
        if folder is None:
            return now
        kept = self.remember(key, lambda: examine(folder, self.laws).loaded)
        return kept or now

    @cached_property
    def ledger(self) -> Ledger:
        """The store of this installation."""
        return open_ledger(self.places.ledger_url)

    @cached_property
    def secret(self) -> str:
        """The signing secret: `SANDBOX_SECRET`, or a file made on first use."""
        given = os.environ.get("SANDBOX_SECRET")
        return given or _secret_file(self.places.state / "secret.key")

    def loaded(self, scenario_id: str) -> Loaded:
        """A scenario of the library.

        Raises:
            NotFoundError: no scenario of that name loads.
        """
        loaded = self.library.scenarios.get(scenario_id)
        if loaded is None:
            known = ", ".join(sorted(self.library.scenarios)) or "none"
            raise NotFoundError(f"There is no scenario `{scenario_id}`. Known: {known}.")
        return loaded

    def world(self, loaded: Loaded, seed: int, progress: Progress | None = None) -> World:
        """The world of a scenario and seed with what the scenario brings, built on first use."""
        asked = loaded.scenario.world
        return open_world(
            asked.recipe,
            WorldParams(people=asked.people, seed=seed, defects=asked.level),
            self.places.state / "cache",
            progress=progress,
            brought=loaded.brought,
        )

    def remember(self, key: Any, make: Callable[[], T]) -> T:
        """A view or setting, computed once per process; never anything with a reference in it."""
        return self._once(self._views, key, make)

    def counterfactual(self, key: Any, make: Callable[[], T]) -> T:
        """What the reference would answer or lead to: server memory, read after submission only."""
        return self._once(self._counterfactuals, key, make)

    def _once(self, shelf: "Shelf", key: Any, make: Callable[[], T]) -> T:
        with self._lock:
            if key in shelf:
                known: T = shelf[key]
                return known
        value = make()
        with self._lock:
            if key not in shelf:
                shelf[key] = value
            kept: T = shelf[key]
            return kept


def _secret_file(path: Path) -> str:
    """The secret in the file; made with mode 600 when it is not there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii")
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(32))
    return path.read_text(encoding="ascii")
