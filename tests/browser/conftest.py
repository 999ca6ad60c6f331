"""A real browser on the real app; skipped with a reason where no Chromium is installed."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.server.running import RunningApp

ARTIFACTS = Path(__file__).parents[2] / "artifacts" / "browser"
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


# Per module: while a browser is driven, no other test of the process can run an event loop.
@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        if os.environ.get("SANDBOX_TEST_NEEDS_BROWSER"):
            pytest.fail("Chromium is needed here and is not installed.")
        pytest.skip("no Chromium on this machine; `apt-get install chromium` brings one")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApp]:
    with RunningApp(state=tmp_path_factory.mktemp("browser")) as running:
        yield running
