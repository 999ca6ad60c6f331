"""Eyes for a browser: a picture of every page, and what should not be on it."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from playwright.sync_api import Page, expect

TALLEST: Final = 9000
"""Pixels of height up to which a picture shows a whole page."""
SPILLS: Final = (Path(__file__).parent / "spills.js").read_text(encoding="utf-8")


@dataclass
class Eyes:
    """Keeps a picture of every page and notes what should not be on it."""

    page: Page
    shots: Path
    taken: int = 0
    trouble: list[str] = field(default_factory=list)
    short: list[str] = field(default_factory=list)
    """Decisions that earned less than everything."""

    def settle(self) -> None:
        """Nothing runs any more, and everything on its way has come."""
        self.page.wait_for_selector("[data-testid=stStatusWidget]", state="detached")
        expect(self.page.locator("[data-testid=stSkeleton]")).to_have_count(0)
        self.page.wait_for_timeout(120)

    def look(self, name: str, *, whole: bool = True) -> None:
        """A picture of the page as it is, after a look at what is wrong with it."""
        self.inspect(name)
        size = self.page.viewport_size or {"width": 1280, "height": 800}
        height = size["height"]
        if whole:
            told = self.page.locator("[data-testid=stMain]").evaluate("main => main.scrollHeight")
            height = min(max(int(told) + 20, height), TALLEST)
        if height > size["height"]:
            self.page.set_viewport_size({"width": size["width"], "height": height})
            self.page.wait_for_timeout(200)
        self.page.screenshot(path=self.shots / f"{self.taken:02d}-{name}.png")
        if height > size["height"]:
            self.page.set_viewport_size(size)
        self.taken += 1

    def inspect(self, name: str) -> None:
        """Note exceptions and text that does not fit."""
        for stopped in self.page.locator("[data-testid=stException]").all():
            self.trouble.append(f"{name}: {stopped.inner_text()[:200]}")
        for said in self.page.locator("[data-testid=stAlert]").all():
            self.trouble.append(f"{name}: the page says “{said.inner_text()[:200]}”")
        self.trouble += [f"{name}: {spill}" for spill in self.page.evaluate(SPILLS)]
