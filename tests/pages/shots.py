"""Screenshots of every page on the paper desk: `python -m tests.pages.shots [zh|en] [width]`."""

import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import Page, sync_playwright

from tests.pages import fake_workshop

ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "artifacts"
SIZES = {1280: 800, 1920: 1080, 390: 844}
CHROMIUM = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PHONE = (
    "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko)"
    " Chrome/126.0 Mobile Safari/537.36"
)
SUBMIT = "提交本题答案|Submit this answer"
NEXT = "下一题|Next decision|进入下一步|Go to the next step"


@contextmanager
def served() -> Iterator[str]:
    """The app on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen([sys.executable, "-m", "tests.pages.serve", str(port)], cwd=ROOT)
    try:
        for _ in range(150):
            try:
                urlopen(f"http://127.0.0.1:{port}/healthz", timeout=1).close()
                break
            except OSError:
                time.sleep(0.2)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(10)


def settle(page: Page) -> None:
    """Wait until nothing runs and fonts are there."""
    page.wait_for_selector(".st-key-bar", timeout=20_000)
    page.wait_for_selector("[data-testid=stStatusWidget]", state="detached", timeout=20_000)
    page.wait_for_timeout(500)


def press(page: Page, pattern: str) -> None:
    """Press the first button whose words match."""
    page.get_by_role("button", name=re.compile(pattern)).first.click()
    settle(page)


def fill(page: Page) -> None:
    """Give every kind of control of the panel something to hold."""
    panel = page.locator(".st-key-panel")
    for group in panel.locator(".stRadio [role=radiogroup]").all():
        group.locator("label").first.click()
    for group in panel.locator("[data-testid=stButtonGroup]").all():
        group.locator("button").first.click()
    for box in panel.locator(".stCheckbox label").all():
        box.click()
    for field in panel.locator("[data-testid=stNumberInput] input").all():
        field.fill("45")
    for chooser in panel.locator("[data-testid=stSelectbox] input").all()[:4]:
        chooser.focus()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
    for field in panel.locator("textarea").all():
        field.fill("SELECT xm FROM mz_gljt")
    page.wait_for_timeout(400)


def walk(page: Page, base: str, tag: str, lang: str) -> None:
    """Sign in and go through a whole drill, a picture at each turn."""

    def shot(name: str, full: bool = False) -> None:
        if full:
            height = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
            size = page.viewport_size or {"width": 1280, "height": 800}
            page.set_viewport_size({"width": size["width"], "height": min(int(height) + 20, 5000)})
            page.wait_for_timeout(400)
            page.screenshot(path=OUT / f"{tag}-{name}.png")
            page.set_viewport_size(size)
        else:
            page.screenshot(path=OUT / f"{tag}-{name}.png")

    page.goto(f"{base}/enter?lang={lang}")
    shot("01-enter")
    page.fill("#nickname", "云溪" if lang == "zh" else "River")
    page.click("button")
    settle(page)
    shot("02-home-first")
    press(page, "开始实训|Start this drill")
    page.wait_for_selector(".st-key-panel")
    settle(page)
    shot("03-grid")
    shot("03-grid-full", full=True)
    if page.viewport_size and page.viewport_size["width"] > 700:
        for n in (1, 2):
            page.get_by_role("tab").nth(n).click()
            page.wait_for_timeout(700)
            shot(f"04-evidence-{n}")
        page.get_by_role("tab").nth(0).click()
    press(page, SUBMIT)
    shot("05-refused")
    for group in page.locator(".stRadio [role=radiogroup]").all()[:14]:
        group.locator("label").nth(1).click()
    press(page, "看提示|Show hint")
    shot("06-hint", full=True)
    press(page, SUBMIT)
    page.wait_for_selector(".scorecard")
    settle(page)
    shot("07-verdict")
    shot("07-verdict-full", full=True)
    press(page, "进入下一步|Go to the next step")
    shot("08-many")
    page.locator(".stCheckbox label").first.click()
    press(page, SUBMIT)
    shot("09-verdict-full-marks")
    press(page, "下一题|Next decision")
    shot("10-grid26")
    page.locator(".stRadio [role=radiogroup] label").first.click()
    press(page, SUBMIT)
    press(page, "下一题|Next decision")
    shot("11-dates", full=True)
    page.locator(
        "[data-testid=stDateInput] [role=group], [data-testid=stDateInput] input"
    ).first.click()
    page.wait_for_timeout(500)
    shot("11-dates-open")
    page.keyboard.press("Escape")
    page.locator("[data-testid=stDateInput] input").first.fill("2027-03-16")
    page.keyboard.press("Enter")
    press(page, SUBMIT)
    press(page, "进入下一步|Go to the next step")
    page.locator(".stRadio label[data-baseweb=radio], .stRadio [role=radiogroup] label").nth(
        1
    ).click()
    shot("12-picks", full=True)
    press(page, SUBMIT)
    press(page, "下一题|Next decision")
    for _ in range(3):
        page.locator("[class*='st-key-put']").nth(1).locator("button").click()
        page.wait_for_timeout(500)
    shot("13-order", full=True)
    press(page, SUBMIT)
    press(page, "下一题|Next decision")
    page.locator("[data-testid=stNumberInput] input").fill("64")
    shot("14-number")
    press(page, SUBMIT)
    for at, (name, *_) in enumerate(fake_workshop.DECISIONS, start=1):
        press(page, NEXT)
        fill(page)
        shot(f"20-{at:02}-{name}", full=True)
        press(page, SUBMIT)
    press(page, "查看总结果|See the result")
    page.wait_for_selector(".level")
    settle(page)
    shot("15-result")
    shot("15-result-full", full=True)
    page.goto(base)
    settle(page)
    shot("16-home-again", full=True)


def main() -> None:
    """All sizes and languages, or those named on the command line."""
    langs = [a for a in sys.argv[1:] if a in ("zh", "en")] or ["zh", "en"]
    widths = [int(a) for a in sys.argv[1:] if a.isdigit()] or list(SIZES)
    dark = "dark" in sys.argv
    OUT.mkdir(exist_ok=True)
    with served() as base, sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
        for lang in langs:
            for width in widths:
                context = browser.new_context(
                    viewport={"width": width, "height": SIZES[width]},
                    locale="zh-CN" if lang == "zh" else "en-GB",
                    user_agent=PHONE if width < 700 else None,
                    has_touch=width < 700,
                    color_scheme="dark" if dark else "light",
                )
                page = context.new_page()
                page.set_default_timeout(15_000)
                tag = f"{lang}-{width}" + ("-dark" if dark else "")
                try:
                    walk(page, base, tag, lang)
                except BaseException:
                    page.screenshot(path=OUT / f"{tag}-stopped.png")
                    raise
                finally:
                    context.close()


if __name__ == "__main__":
    main()
