"""One class in real browsers: an instructor, a projector and three phones, from lobby to end."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import ARTIFACTS
from tests.server.running import RunningApp

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

PASSPHRASE = "class-in-the-browser"
NAMES = ("云溪", "沈砚", "林予安")
GRAVE = ("serious", "critical")
FILES = {
    "report.pdf": b"%PDF",
    "gradebook.xlsx": b"PK",
    "answers.csv": b"\xef\xbb\xbf",
    "statements.jsonl": b"{",
}
SHOTS = ARTIFACTS / "classroom"
WITHIN = 10_000
"""Milliseconds in which a press has to reach every screen, on a busy machine."""


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApp]:
    with pytest.MonkeyPatch.context() as env:
        env.setenv("SANDBOX_INSTRUCTOR_PASSPHRASE", PASSPHRASE)
        with RunningApp(state=tmp_path_factory.mktemp("classroom")) as running:
            yield running


@dataclass
class Class:
    """Everybody in the room."""

    console: Page
    projector: Page
    phones: list[Page]
    code: str
    faults: dict[str, list[str]] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)
    small: dict[str, list[str]] = field(default_factory=dict)
    hidden: dict[str, int] = field(default_factory=dict)
    shots: Path = SHOTS

    def press(self, words: str) -> None:
        self.console.locator("[data-act]").filter(has_text=re.compile(words)).first.click()

    def remote(self, key: str = "PageDown") -> None:
        """The presenter in the hand; it waits until the screen has changed."""
        before = self.projector.inner_html("[data-part=screen]")
        self.projector.wait_for_timeout(400)
        self.projector.keyboard.press(key)
        self.projector.wait_for_function(
            "before => document.querySelector('[data-part=screen]').innerHTML !== before",
            arg=before,
            timeout=WITHIN,
        )

    def see(self, kind: str) -> None:
        expect(self.projector.locator(f".screen.of-{kind}")).to_be_visible(timeout=WITHIN)

    def shoot(self, name: str) -> None:
        """Pictures of everybody's screen, and what is wrong with them."""
        pages = {"console": self.console, "projector": self.projector, "phone": self.phones[0]}
        for who, page in pages.items():
            page.screenshot(path=self.shots / f"{name}-{who}.png")
            self.faults[f"{name}-{who}"] = grave(page)
        self.texts.append(self.projector.inner_text(".screen"))
        self.small[name] = readable(self.projector)
        self.hidden[name] = cut_off(self.projector)

    def through(self, kind: str, name: str) -> None:
        """All screens of one kind, a picture of each."""
        at = 0
        while self.projector.locator(f".screen.of-{kind}").count():
            at += 1
            self.shoot(f"{name}-{at:02}")
            self.remote()

    def everybody_answers(self, same: int | None = None) -> None:
        """Each phone in turn, as soon as it may."""
        for which, page in enumerate(self.phones):
            expect(page.locator("main form")).to_be_visible(timeout=WITHIN)
            self.answer(page, which if same is None else same)

    def answer(self, page: Page, which: int) -> None:
        """Something plausible, another for each phone, and submit."""
        form = page.locator("main form").first
        rows = form.locator("fieldset[data-row]")
        for at in range(rows.count()):
            choices = rows.nth(at).locator("label:has(input)")
            choices.nth((which + at) % choices.count()).click()
        boxes = form.locator("label.choice:has(input[type=checkbox])")
        for at in range(min(boxes.count(), 2 + which)):
            boxes.nth(at).click()
        form.get_by_role("button", name=re.compile("提交本题答案")).click()
        expect(page.get_by_text("答案已存好").first).to_be_visible(timeout=WITHIN)


def grave(page: Page) -> list[str]:
    """Serious and critical faults by the rules of WCAG, as axe finds them."""
    found: list[dict[str, Any]] = Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found if one["impact"] in GRAVE
    ]


def readable(page: Page) -> list[str]:
    """Texts on the projector smaller than 32 px."""
    small: list[str] = page.evaluate(
        """() => [...document.querySelectorAll('.screen *')].filter(one =>
            [...one.childNodes].some(n => n.nodeType === 3 && n.textContent.trim())
            && !one.closest('svg') && one.getClientRects().length
            && parseFloat(getComputedStyle(one).fontSize) < 32)
          .map(one => getComputedStyle(one).fontSize + ' ' + one.textContent.slice(0, 40))"""
    )
    return small


def cut_off(page: Page) -> int:
    """How many pixels of a screen are hidden below its edge."""
    hidden: int = page.evaluate(
        "(() => { const m = document.querySelector('.screen .matter');"
        " return m.scrollHeight - m.clientHeight; })()"
    )
    return hidden


@pytest.fixture
def room(school: RunningApp, chromium: Browser) -> Iterator[Class]:
    SHOTS.mkdir(parents=True, exist_ok=True)
    desk = chromium.new_context(viewport={"width": 1280, "height": 800}, locale="zh-CN")
    console = desk.new_page()
    console.goto(f"{school.url}/teach?lang=zh&next=/classes")
    console.fill("[name=name]", "王老师")
    console.fill("[name=phrase]", PASSPHRASE)
    console.locator("form button").click()
    button = console.get_by_role("button", name=re.compile("开课，进入控制台"))
    button.wait_for(timeout=60_000)
    console.screenshot(path=SHOTS / "00-classes.png")
    classes = grave(console)
    button.click()
    console.locator("[data-pane=console]").wait_for(timeout=120_000)
    code = console.locator("[data-pane]").get_attribute("data-room") or ""
    wall = chromium.new_context(
        viewport={"width": 1920, "height": 1080},
        storage_state=desk.storage_state(),
        locale="zh-CN",
    )
    projector = wall.new_page()
    projector.goto(f"{school.url}/projector?room={code}")
    projector.locator(".screen").wait_for(timeout=30_000)
    hands = [
        chromium.new_context(
            viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True, locale="zh-CN"
        )
        for _ in NAMES
    ]
    phones = [hand.new_page() for hand in hands]
    yield Class(
        console=console,
        projector=projector,
        phones=phones,
        code=code,
        faults={"classes": classes},
    )
    for context in (desk, wall, *hands):
        context.close()


def join(room: Class, school: RunningApp) -> None:
    for page, name in zip(room.phones, NAMES, strict=True):
        page.goto(f"{school.url}/j/{room.code}")
        page.fill("[name=name]", name)
        page.get_by_role("button", name=re.compile("进入课堂")).click()
        page.wait_for_url(re.compile("/p"))


def first_question(room: Class) -> None:
    """Vote, distribution, talk and second vote, by the presenter's remote alone."""
    room.press("开始作答")
    room.see("asked")
    expect(room.console.locator(".stuck")).to_contain_text(NAMES[2], timeout=WITHIN)
    room.everybody_answers()
    expect(room.projector.locator("text.part")).to_have_text("3", timeout=WITHIN)
    assert "%" not in room.projector.inner_text(".screen")
    expect(room.console.locator(".private .bar").first).to_be_visible(timeout=WITHIN)
    room.shoot("02-all-in")
    room.remote()
    room.see("closed")
    room.shoot("03-closed")
    room.remote()
    room.through("spread", "04-distribution")
    room.see("discuss")
    room.shoot("05-discuss")
    room.remote()
    room.see("asked")
    room.everybody_answers(same=1)
    room.shoot("06-revote")
    room.remote()
    room.through("shift", "07-shift")


def reveal(room: Class) -> None:
    """Every screen of the reveal, one back, and on to the next question."""
    for kind in ("spread", "why", "basis", "outcome"):
        room.through(kind, f"08-reveal-{kind}")
    room.see("measures")
    room.shoot("09-dimensions")
    expect(room.phones[0].get_by_text("您的得分").first).to_be_visible(timeout=WITHIN)
    room.remote("PageUp")
    room.see("outcome")
    room.remote("ArrowRight")
    room.remote("ArrowRight")
    room.see("asked")


def test_a_class_from_the_lobby_to_the_end(room: Class, school: RunningApp) -> None:
    join(room, school)
    expect(room.projector.locator(".joined")).to_have_text("已加入 3 人", timeout=WITHIN)
    room.shoot("01-lobby")
    first_question(room)
    reveal(room)
    room.console.get_by_text("跳过或结束").click()
    room.press("结束课堂")
    room.see("measures")
    room.shoot("10-ended")

    for name, magic in FILES.items():
        answer = room.console.request.get(f"{school.url}/class/{room.code}/{name}?lang=zh")
        assert answer.body().startswith(magic), name
        (room.shots / name).write_bytes(answer.body())
    assert not [name for text in room.texts for name in NAMES if name in text]
    assert {name: found for name, found in room.small.items() if found} == {}
    assert {name: pixels for name, pixels in room.hidden.items() if pixels > 0} == {}
    assert {name: found for name, found in room.faults.items() if found} == {}
