"""Worlds on demand: built once by whoever comes first, kept in bounds, never half-made."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from sandbox.datasets import cache, worlds
from sandbox.datasets.cache import WorldKey, kept, prune
from sandbox.datasets.lock import locked
from sandbox.datasets.worlds import open_world
from sandbox.errors import SandboxError
from sandbox.model.dataset import WorldParams
from sandbox.registry import UnknownKindError
from tests.datasets.toy import Given, Toy

ROOT = Path(__file__).resolve().parents[2]
PARAMS = WorldParams(people=5, seed=1)
COMMAND = """
import sys
from pathlib import Path
from sandbox.datasets.worlds import open_world
from sandbox.model.dataset import WorldParams
from tests.datasets.toy import Toy
world = open_world(Toy(), WorldParams(people=5, seed=1), Path(sys.argv[1]))
print(world.truth("SELECT count(*) FROM people").rows[0][0])
"""


@pytest.fixture(autouse=True)
def nothing_at_hand() -> Iterator[None]:
    worlds.forget()
    yield
    worlds.forget()


def process(root: Path, **env: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", COMMAND, str(root)],
        cwd=ROOT,
        env={**os.environ, **env},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def folders(root: Path) -> list[str]:
    return sorted(path.name for path in root.iterdir() if path.name != cache.LOCKS)


def test_the_same_world_is_handed_out_again(tmp_path: Path) -> None:
    first = open_world(Toy(), PARAMS, tmp_path)
    assert open_world(Toy(), PARAMS, tmp_path) is first
    assert open_world(Toy(), WorldParams(people=5, seed=2), tmp_path) is not first


def test_a_world_is_built_once_and_then_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = tmp_path / "log"
    monkeypatch.setenv("TOY_LOG", str(log))
    for _ in range(3):
        open_world(Toy(), PARAMS, tmp_path / "cache").close()
    assert log.read_text() == "built\n"


def test_threads_build_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = tmp_path / "log"
    monkeypatch.setenv("TOY_LOG", str(log))
    with ThreadPoolExecutor(8) as pool:
        opened = list(pool.map(lambda _: open_world(Toy(), PARAMS, tmp_path / "c"), range(16)))
    assert log.read_text() == "built\n"
    assert len({id(world) for world in opened}) == 1


@pytest.mark.slow
def test_four_processes_build_once(tmp_path: Path) -> None:
    log = tmp_path / "log"
    started = [process(tmp_path / "cache", TOY_LOG=str(log)) for _ in range(4)]
    outcomes = [one.communicate(timeout=60) for one in started]
    assert [out for out, _ in outcomes] == ["5\n"] * 4, outcomes
    assert log.read_text() == "built\n"


@pytest.mark.slow
def test_a_killed_build_leaves_nothing_in_the_way(tmp_path: Path) -> None:
    hang = tmp_path / "hanging"
    root = tmp_path / "cache"
    killed = process(root, TOY_HANG=str(hang))
    until = time.monotonic() + 30
    while not hang.exists() and time.monotonic() < until:
        time.sleep(0.02)
    assert hang.exists()
    assert [name.startswith(cache.BUILDING) for name in folders(root)] == [True]
    killed.send_signal(signal.SIGKILL)
    killed.communicate(timeout=30)
    world = open_world(Toy(), PARAMS, root)
    assert world.visible("SELECT count(*) FROM people").rows == ((5,),)
    assert folders(root) == [world.name]


def test_a_build_that_fails_leaves_nothing_and_can_be_tried_again(tmp_path: Path) -> None:
    for _ in range(2):
        with pytest.raises(SandboxError, match="did not build it"):
            open_world(Given(list(Toy().tables()), []), PARAMS, tmp_path)
        assert folders(tmp_path) == []


@pytest.mark.parametrize("damage", ["cut", "gone", "no summary"])
def test_a_broken_world_is_made_anew(damage: str, tmp_path: Path) -> None:
    world = open_world(Toy(), PARAMS, tmp_path)
    folder = tmp_path / world.name
    world.close()
    if damage == "cut":
        (folder / "visible.duckdb").write_bytes(b"half")
    elif damage == "gone":
        (folder / "truth.duckdb").unlink()
    else:
        (folder / "world.json").unlink()
    again = open_world(Toy(), PARAMS, tmp_path)
    assert again.truth("SELECT really FROM truth.lies").rows == (("CANARY-7351",),)


def test_a_truth_that_breaks_later_is_told_in_a_sentence(tmp_path: Path) -> None:
    world = open_world(Toy(), PARAMS, tmp_path)
    (tmp_path / world.name / "truth.duckdb").write_bytes(b"half")
    with pytest.raises(SandboxError, match=r"\.$") as caught:
        world.truth("SELECT 1")
    assert str(tmp_path) not in str(caught.value)


def test_only_the_worlds_used_last_are_kept(tmp_path: Path) -> None:
    names = []
    for seed in range(5):
        world = open_world(Toy(), WorldParams(people=5, seed=seed), tmp_path)
        names.append(world.name)
        os.utime(tmp_path / world.name / "world.json", (seed + 10, seed + 10))
    os.utime(tmp_path / names[0] / "world.json", (100, 100))
    prune(tmp_path, in_use=set(), keep=2)
    assert folders(tmp_path) == sorted([names[0], names[4]])


def test_a_world_in_use_is_never_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SANDBOX_WORLDS_KEPT", "1")
    used = open_world(Toy(), PARAMS, tmp_path)
    os.utime(tmp_path / used.name / "world.json", (1, 1))
    open_world(Toy(), WorldParams(people=5, seed=2), tmp_path)
    assert used.name in folders(tmp_path)
    assert used.truth("SELECT count(*) FROM truth.lies").rows == ((1,),)


def test_a_world_that_another_process_locks_is_not_removed(tmp_path: Path) -> None:
    name = open_world(Toy(), PARAMS, tmp_path).name
    open_world(Toy(), WorldParams(people=5, seed=2), tmp_path)
    os.utime(tmp_path / name / "world.json", (1, 1))
    with locked(cache.lock_of(tmp_path, name)):
        prune(tmp_path, in_use=set(), keep=1)
    assert name in folders(tmp_path)


def test_stale_builds_of_other_worlds_are_swept_but_not_running_ones(tmp_path: Path) -> None:
    stale, running = tmp_path / ".building-stale", tmp_path / ".building-running"
    stale.mkdir()
    running.mkdir()
    with locked(cache.lock_of(tmp_path, "running")):
        open_world(Toy(), PARAMS, tmp_path)
    assert running.exists()
    assert not stale.exists()


def test_worlds_beyond_those_at_hand_close_when_nobody_uses_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worlds, "AT_HAND", 2)
    held = open_world(Toy(), PARAMS, tmp_path)
    for seed in (2, 3, 4):
        open_world(Toy(), WorldParams(people=5, seed=seed), tmp_path)
    mine = [place for place in list(worlds._open) if place.parent == tmp_path]
    assert len(mine) == 3
    assert open_world(Toy(), PARAMS, tmp_path) is held


def test_the_key_names_everything_that_decides_the_content() -> None:
    base = WorldKey.of(Toy(), PARAMS)
    assert base.name.startswith("toy-v1-5-standard-1-")
    others = [
        WorldKey.of(Toy(), WorldParams(people=6, seed=1)),
        WorldKey.of(Toy(), WorldParams(people=5, seed=2)),
        WorldKey.of(Toy(), WorldParams(people=5, seed=1, defects="none")),
        WorldKey(recipe="toy", version=2, params=PARAMS, sources=base.sources),
        WorldKey(recipe="toy", version=1, params=PARAMS, sources="other code"),
    ]
    assert len({base.name, *(key.name for key in others)}) == 6


def test_an_unknown_recipe_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnknownKindError, match="`yunzi` is not known"):
        open_world("yunzi", PARAMS, tmp_path)


def test_a_cache_that_cannot_be_written_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SandboxError, match="SANDBOX_STATE"):
        open_world(Toy(), PARAMS, tmp_path / "file")


@pytest.mark.parametrize("written", ["0", "-1", "many", "1.5"])
def test_a_wrong_bound_is_refused(written: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SANDBOX_WORLDS_KEPT", written)
    with pytest.raises(SandboxError, match="SANDBOX_WORLDS_KEPT"):
        kept()


def test_a_lock_parts_threads_and_is_given_back(tmp_path: Path) -> None:
    path = tmp_path / "one.lock"
    order: list[str] = []

    def second() -> None:
        with locked(path):
            order.append("second")

    with locked(path) as held:
        assert held
        with locked(path, wait=False) as also:
            assert not also
        waiting = threading.Thread(target=second)
        waiting.start()
        time.sleep(0.05)
        order.append("first")
    waiting.join(5)
    assert order == ["first", "second"]
