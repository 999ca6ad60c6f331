"""Releases from the command line: the same rules, said as sentences."""

from dataclasses import replace

import pytest

from sandbox.desk import studio_command
from sandbox.desk.studio import Studio
from sandbox.desk.wiring import Office
from sandbox.errors import MisuseError, SandboxError
from tests.desk.test_studio import ME, NEW, office, studio

__all__ = ["office", "studio"]


def silent(what: str, done: int, total: int) -> None:
    """Nobody looks."""


def test_a_folder_that_was_begun_is_checked_and_released(office: Office, studio: Studio) -> None:
    folder = studio_command.begin(office, NEW, "zh")
    assert (folder / "scenario.yaml").is_file()
    told = studio_command.release(office, NEW.slug, ME, "zh", silent, studio)
    assert told.version == 1
    assert office.loaded(NEW.slug).digest == told.digest
    line = studio_command.drafts(office, ME, "zh")[0]
    assert (line.slug, line.standing) == (NEW.slug, "released")


def test_what_cannot_be_begun_is_misuse(office: Office) -> None:
    for wrong in (replace(NEW, slug="../x"), replace(NEW, slug="canary"), replace(NEW, steps=9)):
        with pytest.raises(MisuseError):
            studio_command.begin(office, wrong, "en")


def test_a_check_that_does_not_hold_names_the_path(office: Office, studio: Studio) -> None:
    file = studio_command.begin(office, NEW, "zh") / "scenario.yaml"
    file.write_text(file.read_text("utf-8").replace("expect: 0.2", "expect: 0.9"), "utf-8")
    with pytest.raises(SandboxError, match="naive"):
        studio_command.release(office, NEW.slug, ME, "en", silent, studio)


def test_an_error_is_named_with_its_line(office: Office, studio: Studio) -> None:
    file = studio_command.begin(office, NEW, "zh") / "scenario.yaml"
    file.write_text(file.read_text("utf-8").replace("family:", "famly:"), "utf-8")
    with pytest.raises(SandboxError, match=r"scenario\.yaml:\d+:\d+"):
        studio_command.release(office, NEW.slug, ME, "en", silent, studio)


def test_an_unknown_scenario_is_misuse(office: Office, studio: Studio) -> None:
    with pytest.raises(MisuseError, match="no scenario or draft"):
        studio_command.release(office, "nowhere", ME, "en", silent, studio)
