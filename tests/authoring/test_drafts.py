"""Drafts: a crash loses nothing that was saved, and of two savers one is told."""

import multiprocessing
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sandbox.authoring.drafts import Drafts, Revision, Stale
from sandbox.errors import SandboxError

AT = datetime(2027, 3, 1, tzinfo=UTC)


def save(drafts: Drafts, base: int, text: str, by: str = "甲") -> Revision | Stale:
    """One file."""
    return drafts.save("one", base, {"scenario.yaml": text}, by=by, at=AT, note="")


def test_what_was_saved_is_read_back(tmp_path: Path) -> None:
    drafts = Drafts(root=tmp_path)
    made = save(drafts, 0, "a: 1\n")
    assert isinstance(made, Revision)
    assert drafts.newest("one") == made
    assert drafts.texts(made) == {"scenario.yaml": "a: 1\n"}
    assert drafts.slugs() == ("one",)


@pytest.mark.parametrize("call", ["fsync", "replace"])
@pytest.mark.parametrize("at", range(1, 5))
def test_a_crash_at_any_moment_of_a_save_leaves_the_earlier_revision_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, at: int
) -> None:
    drafts = Drafts(root=tmp_path)
    first = save(drafts, 0, "a: 1\n")
    assert isinstance(first, Revision)
    place = os if call == "fsync" else Path
    real, calls = getattr(place, call), [0]

    def failing(*given: object) -> object:
        calls[0] += 1
        if calls[0] == at:
            raise OSError(28, "No space left on device")
        return real(*given)

    with monkeypatch.context() as patched:
        patched.setattr(place, call, failing)
        try:
            save(drafts, 1, "a: 2\n")
            failed = False
        except SandboxError:
            failed = True
    assert failed == (calls[0] >= at)
    assert drafts.texts(first) == {"scenario.yaml": "a: 1\n"}
    newest = drafts.newest("one")
    assert newest is not None
    assert drafts.texts(newest) == {"scenario.yaml": f"a: {newest.number}\n"}
    again = save(drafts, newest.number, f"a: {newest.number + 1}\n")
    assert isinstance(again, Revision)
    assert drafts.texts(again) == {"scenario.yaml": f"a: {again.number}\n"}


def test_a_text_that_was_altered_on_the_disk_is_not_read(tmp_path: Path) -> None:
    drafts = Drafts(root=tmp_path)
    made = save(drafts, 0, "a: 1\n")
    assert isinstance(made, Revision)
    (tmp_path / "one" / "files" / made.files["scenario.yaml"]).write_text("a: 9\n")
    with pytest.raises(SandboxError, match="not what was saved"):
        drafts.texts(made)


def _saver(root: Path, name: str, begin: object, told: object) -> None:
    begin.wait()  # type: ignore[attr-defined]
    made = save(Drafts(root=root), 1, f"by: {name}\n", name)
    told.put(isinstance(made, Revision))  # type: ignore[attr-defined]


def test_of_four_processes_that_save_at_once_exactly_one_is_taken(tmp_path: Path) -> None:
    save(Drafts(root=tmp_path), 0, "a: 1\n")
    context = multiprocessing.get_context("fork")
    begin, told = context.Event(), context.Queue()
    savers = [context.Process(target=_saver, args=(tmp_path, name, begin, told)) for name in "abcd"]
    for one in savers:
        one.start()
    begin.set()
    results = [told.get(timeout=20) for _ in savers]
    for one in savers:
        one.join(timeout=20)
    assert sorted(results) == [False, False, False, True]
    newest = Drafts(root=tmp_path).newest("one")
    assert newest is not None
    assert newest.number == 2
