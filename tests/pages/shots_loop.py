"""Screenshots of the pages of the loop: `python -m tests.pages.shots_loop [zh|en] [width] [dark]`."""

import sys

from playwright.sync_api import Page, sync_playwright

from tests.pages.shots import CHROMIUM, OUT, PHONE, SIZES, press, served, settle


def walk(page: Page, base: str, tag: str, lang: str) -> None:
    """Home, profile, radar, report, own data, objection, deletion."""

    def shot(name: str) -> None:
        page.evaluate("document.activeElement && document.activeElement.blur()")
        page.mouse.move(1, 1)
        height = page.evaluate(
            "Math.max(...[...document.querySelectorAll('*')].map(e => e.scrollHeight))"
        )
        size = page.viewport_size or {"width": 1280, "height": 800}
        page.set_viewport_size({"width": size["width"], "height": min(int(height) + 20, 5000)})
        page.wait_for_timeout(400)
        page.screenshot(path=OUT / f"{tag}-{name}.png")
        page.set_viewport_size(size)

    page.goto(f"{base}/enter?lang={lang}")
    page.fill("#nickname", "finished" if lang == "en" else "做完的云溪")
    page.click("button")
    settle(page)
    shot("30-home")
    page.goto(f"{base}/profile")
    settle(page)
    shot("31-profile")
    page.locator(".dots summary").first.click()
    page.wait_for_timeout(300)
    shot("32-profile-open")
    page.get_by_text("雷达图" if lang == "zh" else "Radar").first.click()
    settle(page)
    shot("33-radar")
    page.goto(f"{base}/report")
    settle(page)
    shot("34-report")
    page.goto(f"{base}/own")
    settle(page)
    shot("35-own")
    page.locator("textarea").fill(
        "条例没有这样要求。" if lang == "zh" else "The Regulation does not ask for it."
    )
    page.locator("textarea").blur()
    settle(page)
    press(page, "提交异议|Send the objection")
    shot("36-objected")
    press(page, "删除我的全部数据|Delete all my data")
    shot("37-sure")


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
                walk(page, base, f"{lang}-{width}" + ("-dark" if dark else ""), lang)
                context.close()


if __name__ == "__main__":
    main()
