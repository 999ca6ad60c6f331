"""Worlds on demand: built once for all threads and processes, then opened and kept at hand."""

import threading
import weakref
from collections import OrderedDict
from pathlib import Path
from typing import Final, NamedTuple

import duckdb

from sandbox.datasets.brought import extended
from sandbox.datasets.build import build_world
from sandbox.datasets.cache import (
    WorldKey,
    fresh_folder,
    is_complete,
    lock_of,
    prune,
    publish,
    touch,
)
from sandbox.datasets.lock import locked
from sandbox.datasets.plan import Plan, plan_for
from sandbox.datasets.store import World
from sandbox.errors import SandboxError
from sandbox.model.brought import NOTHING, Brought
from sandbox.model.dataset import Progress, Recipe, WorldParams
from sandbox.registry import discover

AT_HAND: Final = 16
"""Open worlds a process holds on to; others close when their last user lets go."""

_at_hand: Final[OrderedDict[Path, World]] = OrderedDict()
_open: Final[weakref.WeakValueDictionary[Path, World]] = weakref.WeakValueDictionary()
_lock: Final = threading.Lock()


class _Wanted(NamedTuple):
    """A world by what it is made from."""

    recipe: Recipe
    params: WorldParams
    plan: Plan


def open_world(
    recipe: str | Recipe,
    params: WorldParams,
    root: Path,
    progress: Progress | None = None,
    brought: Brought = NOTHING,
) -> World:
    """A world, built under `root` (the cache folder) unless it is there already.

    What a scenario brings is part of it. The same object is handed out again while it is at
    hand; nobody needs to close it.

    Raises:
        UnknownKindError: no recipe of that name.
        SandboxError: the build failed, or the folder cannot be written.
    """
    made: Recipe = discover("recipes").get(recipe) if isinstance(recipe, str) else recipe
    whole = extended(made, brought)
    wanted = _Wanted(whole, params, plan_for(params.defects, whole, own=brought.rules))
    name = WorldKey.of(made, params, brought, wanted.plan).name
    place = root.resolve() / name
    if (world := _known(place)) is not None:
        return world
    try:
        with locked(lock_of(root, name)):
            world = _known(place)
            if world is not None:
                return world
            world, built = _opened_or_built(wanted, place, progress)
        touch(place)
        if built:
            prune(place.parent, in_use={path.name for path in list(_open)})
    except OSError as error:
        raise SandboxError(
            f"The cache folder cannot be used: {error.strerror or error}."
            " Set `SANDBOX_STATE` to a folder that can be written."
        ) from error
    return world


def forget() -> None:
    """Let go of every world at hand; those still used elsewhere stay open."""
    with _lock:
        _at_hand.clear()


def _opened_or_built(wanted: _Wanted, place: Path, progress: Progress | None) -> tuple[World, bool]:
    """The world from its folder; a missing or broken folder is made anew."""
    recipe, params, plan = wanted
    if is_complete(place):
        try:
            return _keep(place, World(recipe=recipe, params=params, folder=place)), False
        except duckdb.Error:
            # Half a file after a power cut: the recipe can make it again.
            pass
    with fresh_folder(place.parent, place.name) as folder:
        build_world(recipe, params, folder, progress, plan)
        publish(folder, place)
    try:
        return _keep(place, World(recipe=recipe, params=params, folder=place)), True
    except duckdb.Error as error:
        raise SandboxError(f"World `{place.name}` cannot be read after it was built.") from error


def _known(place: Path) -> World | None:
    """The open world of that folder, moved to the front."""
    with _lock:
        world = _open.get(place)
        if world is not None and not world.closed:
            _remember(place, world)
            return world
        return None


def _keep(place: Path, world: World) -> World:
    with _lock:
        _open[place] = world
        _remember(place, world)
    return world


def _remember(place: Path, world: World) -> None:
    """Put a world at the front of those at hand; call it with the lock held."""
    _at_hand[place] = world
    _at_hand.move_to_end(place)
    while len(_at_hand) > AT_HAND:
        _at_hand.popitem(last=False)
