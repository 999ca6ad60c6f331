"""A person plays the whole drill in a real browser, once in each language."""

import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import ARTIFACTS
from tests.server.running import RunningApp

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

DRILL = "means-test-sharing"
DECISIONS = 8
WORDS = {
    "zh": {"start": "开始实训", "submit": "提交本题答案", "saved": "已保存", "fiction": "虚构实训数据"},
    "en": {"start": "Start this drill", "submit": "Submit this answer", "saved": "saved", "fiction": "Fictional"},
}  # fmt: skip
SIZES = {"laptop": (1280, 800), "projector": (1920, 1080), "phone": (390, 844)}


@dataclass
class Player:
    """Someone at the screen who does what the page asks for."""

    page: Page
    lang: str
    shots: Path
    taken: list[str] = field(default_factory=list)

    def shoot(self, name: str) -> None:
        name = f"{len(self.taken):02d}-{name}"
        self.page.screenshot(path=self.shots / f"{name}.png")
        self.taken.append(name)

    def settle(self) -> None:
        self.page.wait_for_selector("[data-testid=stStatusWidget]", state="detached")
        # Placeholders stand where a widget's code is still on its way to the browser.
        expect(self.page.locator("[data-testid=stSkeleton]")).to_have_count(0)
        self.page.wait_for_timeout(250)

    def arrive(self) -> None:
        self.page.wait_for_selector("[class*=st-key-submit] button")
        self.settle()

    def press(self, words: str) -> None:
        self.page.get_by_role("button", name=re.compile(words)).first.click()
        self.settle()

    def begin(self) -> None:
        """Start the drill from its card, whatever is recommended."""
        card = self.page.locator(f".st-key-card-{DRILL}")
        card.get_by_role("button", name=WORDS[self.lang]["start"]).click()
        self.settle()

    def panel(self) -> Locator:
        return self.page.locator(".st-key-panel")

    def answer(self) -> None:
        """Something plausible in every control that the decision shows."""
        panel = self.panel()
        controls = panel.locator("input, [class*=st-key-put] button")
        expect(controls.first).to_be_attached()
        for group in panel.locator("[data-testid=stRadio] [role=radiogroup]").all():
            group.locator("label").first.click()
            expect(group.locator("input").first).to_be_checked()
        boxes = panel.locator("[data-testid=stCheckbox] label")
        for n in range(min(4, boxes.count())):
            boxes.nth(n).click()
            expect(panel.locator("[data-testid=stCheckbox] input").nth(n)).to_be_checked()
        for day in panel.locator("[data-testid=stDateInput] input").all():
            day.fill("2027-03-16")
            day.press("Enter")
        while (left := panel.locator("[class*=st-key-put] button")).count():
            before = left.count()
            left.first.click()
            expect(left).to_have_count(before - 1)
        self.settle()

    def decide(self, number: int) -> None:
        self.shoot(f"decision-{number}")
        self.answer()
        self.press(WORDS[self.lang]["submit"])
        expect(self.page.locator(".scorecard")).to_be_visible()
        self.shoot(f"verdict-{number}")
        self.page.locator("[class*=st-key-next]").locator("button").click()
        # The next decision, or the result, has taken the verdict's place.
        expect(self.page.locator(".scorecard")).to_have_count(0)
        expect(self.page.locator(".question, .level").first).to_be_visible()
        self.settle()


def _player(chromium: Browser, app: RunningApp, lang: str, size: str) -> Player:
    width, height = SIZES[size]
    context = chromium.new_context(
        viewport={"width": width, "height": height},
        locale="zh-CN" if lang == "zh" else "en-GB",
        has_touch=size == "phone",
        is_mobile=size == "phone",
    )
    shots = ARTIFACTS / f"{lang}-{size}"
    shots.mkdir(parents=True, exist_ok=True)
    page = context.new_page()
    page.set_default_timeout(20_000)
    expect.set_options(timeout=20_000)
    player = Player(page=page, lang=lang, shots=shots)
    page.goto(f"{app.url}/")
    player.shoot("sign-in")
    page.fill("#nickname", "云溪" if lang == "zh" else "River")
    page.keyboard.press("Enter")
    page.wait_for_selector(".st-key-bar")
    player.settle()
    return player


@pytest.mark.parametrize(("lang", "size"), [("zh", "laptop"), ("en", "laptop"), ("zh", "phone")])
def test_the_drill_is_played_from_sign_in_to_result(
    chromium: Browser, app: RunningApp, lang: str, size: str
) -> None:
    player = _player(chromium, app, lang, size)
    expect(player.page.get_by_text(re.compile(WORDS[lang]["fiction"])).first).to_be_visible()
    player.shoot("home")
    player.begin()
    player.arrive()
    for number in range(1, DECISIONS + 1):
        player.decide(number)
    expect(player.page.locator(".level")).to_be_visible()
    player.shoot("result")
    foreign = {"zh": "[A-Za-z]{4,} [a-z]{3,} [a-z]{3,}", "en": "[\u4e00-\u9fff]{6,}"}[lang]
    text = player.page.locator("[data-testid=stMain]").inner_text()
    assert not re.search(foreign, text.replace("数字治理实训沙盘", "")), text
    player.page.context.close()


def test_a_reload_and_a_change_of_language_keep_the_place(
    chromium: Browser, app: RunningApp
) -> None:
    player = _player(chromium, app, "zh", "laptop")
    player.begin()
    player.arrive()
    player.answer()
    player.press(WORDS["zh"]["submit"])
    expect(player.page.locator(".scorecard")).to_be_visible()

    player.page.reload()
    player.page.wait_for_selector(".st-key-bar")
    player.settle()
    expect(player.page.locator(".scorecard")).to_be_visible()

    player.press("English")
    expect(player.page.locator(".scorecard")).to_contain_text("saved", ignore_case=True)
    player.shoot("reloaded")
    player.page.context.close()
