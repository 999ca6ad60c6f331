"""A release is seen whole or not at all, whenever it is cut off."""

from pathlib import Path

import pytest

from sandbox.authoring.published import Shelves
from sandbox.errors import SandboxError

OLD = {"scenario.yaml": "version: 1\n", "brief/a.zh.md": "旧\n"}
NEW = {"scenario.yaml": "version: 2\n"}


@pytest.fixture
def shelves(tmp_path: Path) -> Shelves:
    made = Shelves(scenarios=tmp_path / "scenarios", kept=tmp_path / "kept")
    made.scenarios.mkdir()
    made.publish("one", OLD)
    return made


def found(shelves: Shelves) -> dict[str, str]:
    """The files that are played now."""
    place = shelves.scenarios / "one"
    return {
        file.relative_to(place).as_posix(): file.read_text("utf-8")
        for file in place.rglob("*")
        if file.is_file()
    }


def test_a_release_replaces_the_whole_folder(shelves: Shelves) -> None:
    before = shelves.stamp()
    shelves.publish("one", NEW)
    assert found(shelves) == NEW
    assert shelves.stamp() != before
    assert [one.name for one in shelves.scenarios.iterdir()] == ["one"]


@pytest.mark.parametrize("at", [1, 2])
def test_a_release_that_is_cut_off_is_undone(
    shelves: Shelves, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    real, calls = Path.rename, [0]

    def failing(one: Path, other: Path) -> Path:
        calls[0] += 1
        if calls[0] == at:
            raise OSError(5, "Input/output error")
        return real(one, other)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", failing)
        with pytest.raises(SandboxError, match="cannot be put in place"):
            shelves.publish("one", NEW)
    shelves.mend()
    assert found(shelves) == OLD
    assert [one.name for one in shelves.scenarios.iterdir()] == ["one"]


def test_a_kept_version_cannot_be_written_to_and_stays_as_it_was(shelves: Shelves) -> None:
    shelves.keep("one", "ab12", OLD)
    shelves.keep("one", "ab12", NEW)
    folder = shelves.edition("one", "ab12")
    assert folder is not None
    assert (folder / "scenario.yaml").read_text("utf-8") == OLD["scenario.yaml"]
    assert not (folder / "scenario.yaml").stat().st_mode & 0o222
    assert shelves.edition("one", "../ab12") is None
