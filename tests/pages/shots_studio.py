"""Screenshots of the studio on the paper desk: `python -m tests.pages.shots_studio [zh|en] [width]`."""

import re
import sys

from playwright.sync_api import Page, sync_playwright

from tests.pages.fake_desk import PASSPHRASE
from tests.pages.fake_studio import STANDING
from tests.pages.shots import CHROMIUM, OUT, SIZES, served, settle

PANES = {
    "trainee": "学员|Trainee",
    "projector": "大屏|Projector",
    "verdict": "判分|Verdict",
    "graph": "脉络|Graph",
    "check": "检查|Check",
    "past": "版本|Versions",
}


def walk(page: Page, base: str, tag: str, lang: str) -> None:
    """Shelf, form, and the desk with each of its panes."""

    def shot(name: str) -> None:
        page.screenshot(path=OUT / f"studio-{tag}-{name}.png")

    page.goto(f"{base}/teach?lang={lang}&next=/studio")
    page.fill("[name=name]", "王老师")
    page.fill("[name=phrase]", PASSPHRASE)
    page.click("button[type=submit], button")
    settle(page)
    shot("1-shelf")
    page.locator(".st-key-studio-new button").click()
    page.wait_for_selector(".template")
    settle(page)
    shot("2-new")
    page.goto(f"{base}/studio?draft={STANDING}")
    page.wait_for_selector(".ink-count:not(:empty)")
    settle(page)
    shot("3-desk")
    for name, words in PANES.items():
        page.locator(".st-key-studio-pane").get_by_role("radio", name=re.compile(words)).click()
        settle(page)
        page.wait_for_timeout(600)
        shot(f"4-{name}")
        if name == "check":
            page.locator(".st-key-check-start button").click()
            page.wait_for_timeout(1500)
            shot("4-check-running")
            page.wait_for_selector(".finding-head", timeout=15_000)
            settle(page)
            shot("4-check-report")
    page.locator(".ink-text").click()
    page.keyboard.press("Control+Home")
    page.keyboard.type("# TODO\n")
    page.wait_for_selector(".ink-line.bad")
    page.wait_for_timeout(1500)
    shot("5-mistake")
    page.keyboard.press("Control+End")
    page.keyboard.type("\nsc")
    page.wait_for_selector(".ink-words:not([hidden])")
    shot("6-words")


def main() -> None:
    """All sizes and languages, or those named on the command line."""
    langs = [a for a in sys.argv[1:] if a in ("zh", "en")] or ["zh", "en"]
    widths = [int(a) for a in sys.argv[1:] if a.isdigit()] or list(SIZES)
    OUT.mkdir(exist_ok=True)
    with served() as base, sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
        for lang in langs:
            for width in widths:
                context = browser.new_context(
                    viewport={"width": width, "height": SIZES[width]},
                    locale="zh-CN" if lang == "zh" else "en-GB",
                    color_scheme="dark" if "dark" in sys.argv else "light",
                )
                page = context.new_page()
                page.on("pageerror", lambda error: print("page:", error))  # noqa: T201
                page.set_default_timeout(15_000)
                try:
                    walk(page, base, f"{lang}-{width}", lang)
                except BaseException:
                    page.screenshot(path=OUT / f"studio-{lang}-{width}-stopped.png")
                    raise
                finally:
                    context.close()


if __name__ == "__main__":
    main()
