"""Kinds are files: a folder is read once, and each file's `KIND` becomes available by file name."""

import difflib
import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, Final, Generic, TypeVar

from sandbox.errors import SandboxError

T = TypeVar("T")

FOLDERS: Final = ("decisions", "references", "scorers", "recipes", "defects", "simulators")


class UnknownKindError(SandboxError):
    """No file of that name exists in the folder."""

    def __init__(self, *, name: str, known: tuple[str, ...]) -> None:
        self.name = name
        self.known = known
        self.suggestion = nearest(name, known)
        super().__init__(f"`{name}` is not known here. Known: {', '.join(known) or 'none'}.")


@dataclass(frozen=True, slots=True)
class Registry(Generic[T]):
    """The kinds of one folder by name, in alphabetical order."""

    kinds: Mapping[str, T]

    def get(self, name: str) -> T:
        """The kind called `name`.

        Raises:
            UnknownKindError: with the nearest known name as suggestion.
        """
        if name not in self.kinds:
            raise UnknownKindError(name=name, known=tuple(self.kinds))
        return self.kinds[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.kinds)


@cache
def discover(folder: str) -> Registry[Any]:
    """Every `KIND` under `sandbox/<folder>/`; a file without one is a fault of ours."""
    package = importlib.import_module(f"sandbox.{folder}")
    found: dict[str, Any] = {}
    for module in sorted(pkgutil.iter_modules(package.__path__), key=lambda m: m.name):
        if module.name.startswith("_"):
            continue
        loaded = importlib.import_module(f"sandbox.{folder}.{module.name}")
        if not hasattr(loaded, "KIND"):
            raise SandboxError(f"sandbox/{folder}/{module.name}.py defines no `KIND`.")
        found[module.name] = loaded.KIND
    return Registry(MappingProxyType(found))


def nearest(name: str, known: tuple[str, ...] | list[str]) -> str | None:
    """The known word that `name` was most likely meant to be, or None."""
    close = difflib.get_close_matches(name, known, n=1, cutoff=0.6)
    return close[0] if close else None
