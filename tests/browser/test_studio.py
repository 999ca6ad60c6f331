"""A teacher makes a drill in a real browser: from a template to a trainee who starts it."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import ARTIFACTS
from tests.browser.eyes import Eyes
from tests.server.running import ROOT, RunningApp

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

PASSPHRASE = "studio-in-the-browser"
SLUG, TITLE = "flood-shelters", "汛期临时安置点选址"
LONG = "means-test-sharing"
SOON = 300
"""Milliseconds from the last key to the mark in the margin."""


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApp]:
    """A server with a shelf of its own, to which it may add."""
    place = tmp_path_factory.mktemp("studio")
    for one in (LONG, "diagnostic"):
        shutil.copytree(ROOT / "scenarios" / one, place / "scenarios" / one)
    with pytest.MonkeyPatch.context() as env:
        env.setenv("SANDBOX_INSTRUCTOR_PASSPHRASE", PASSPHRASE)
        with RunningApp(state=place / "state", scenarios=place / "scenarios") as running:
            yield running


@pytest.fixture
def teacher(chromium: Browser, app: RunningApp) -> Iterator[Page]:
    """An instructor at the studio's shelf."""
    context = chromium.new_context(viewport={"width": 1280, "height": 800}, locale="zh-CN")
    page = context.new_page()
    page.set_default_timeout(30_000)
    page.goto(f"{app.url}/teach?lang=zh&next=/studio")
    page.fill("[name=name]", "王老师")
    page.fill("[name=phrase]", PASSPHRASE)
    page.locator("button").first.click()
    page.wait_for_selector(".st-key-studio-new button")
    yield page
    context.close()


def _shots() -> Path:
    place = ARTIFACTS / "studio"
    place.mkdir(parents=True, exist_ok=True)
    return place


def _open(page: Page, app: RunningApp, slug: str) -> None:
    page.goto(f"{app.url}/studio?draft={slug}")
    page.wait_for_selector(".ink-count:not(:empty)")


def _type_at(page: Page, line: int, text: str) -> None:
    """At the end of a line, as a person would."""
    page.locator(".ink-text").evaluate(
        """(area, line) => {
          const end = area.value.split("\\n").slice(0, line).join("\\n").length;
          area.focus(); area.setSelectionRange(end, end);
        }""",
        line,
    )
    page.keyboard.type(text)


def test_a_teacher_writes_checks_and_releases_and_a_trainee_starts(
    teacher: Page, app: RunningApp, chromium: Browser
) -> None:
    page, eyes = teacher, Eyes(page=teacher, shots=_shots())
    eyes.look("shelf", whole=False)
    page.locator(".st-key-studio-new button").click()
    page.locator(".st-key-new-zh input").fill(TITLE)
    page.locator(".st-key-new-en input").fill("Where to open flood shelters")
    page.locator(".st-key-new-slug input").fill(SLUG)
    page.locator(".st-key-new-slug input").blur()
    page.locator(".st-key-studio-create button").click()
    expect(page.locator(".desk-head h1")).to_have_text(TITLE)
    page.wait_for_selector(".ink-count:not(:empty)")
    expect(page.locator(".ink-count")).not_to_have_class(re.compile("bad"))
    eyes.look("made", whole=False)

    lines = page.locator(".ink-text").input_value().split("\n")
    at = 1 + next(n for n, line in enumerate(lines) if line.startswith("minutes:"))
    _type_at(page, at, "\nscorr: 1")
    expect(page.locator(".ink-line.bad")).to_have_count(1)
    expect(page.locator(".ink-list a").first).to_contain_text("scorr")
    eyes.look("mistake", whole=False)
    page.locator(".ink-list a").first.click()
    chosen = page.locator(".ink-text").evaluate(
        "a => a.value.slice(a.selectionStart, a.selectionEnd)"
    )
    assert chosen.strip() == "scorr: 1"

    page.reload()
    page.wait_for_selector(".ink-line.bad")
    _type_at(page, at + 1, "")
    for _ in range(len("\nscorr: 1")):
        page.keyboard.press("Backspace")
    _type_at(page, 1, " # 汛期")
    expect(page.locator(".ink-line.bad")).to_have_count(0)
    page.keyboard.press("Control+s")
    expect(page.locator(".ink")).to_have_attribute("data-dirty", "no")

    page.locator(".st-key-studio-pane").get_by_role("radio", name="检查").click()
    page.locator(".st-key-check-start button").click()
    page.wait_for_selector(".finding-head:not(.off):not(.old)", timeout=240_000)
    expect(page.locator(".ink-scores")).to_contain_text("满分路径 1.00")
    eyes.look("checked", whole=False)

    page.locator(".st-key-studio-release button").click()
    eyes.settle()
    eyes.look("release", whole=False)
    page.locator(".st-key-studio-yes button").click()
    expect(page.locator(".desk-head .kicker")).to_contain_text("已发布")

    _a_trainee_starts(chromium, app)


def _a_trainee_starts(chromium: Browser, app: RunningApp) -> None:
    context = chromium.new_context(viewport={"width": 1280, "height": 800}, locale="zh-CN")
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.goto(f"{app.url}/enter?lang=zh")
    page.fill("#nickname", "云溪")
    page.locator("button").first.click()
    card = page.locator(f".st-key-card-{SLUG}")
    card.get_by_role("button").first.click()
    page.wait_for_selector(".st-key-panel")
    expect(page.locator(".trail .scenario")).to_have_text(TITLE)
    context.close()


def test_a_mistake_in_a_long_scenario_is_marked_soon_after_the_last_key(
    teacher: Page, app: RunningApp
) -> None:
    _open(teacher, app, LONG)
    lines = teacher.locator(".ink-text").input_value().split("\n")
    assert len(lines) > 1000
    at = 1 + next(n for n, line in enumerate(lines) if line.startswith("minutes:"))
    waits = []
    for turn in range(5):
        teacher.locator(".ink").evaluate("host => { delete host.dataset.waited; }")
        _type_at(teacher, at, f"\nscorr{turn}: 1")
        marked = f"(host) => host.dataset.waited && host.innerText.includes('scorr{turn}')"
        teacher.wait_for_function(f"() => ({marked})(document.querySelector('.ink'))")
        waits.append(int(teacher.locator(".ink").get_attribute("data-waited") or 0))
        _type_at(teacher, at + 1, "")
        for _ in range(len(f"\nscorr{turn}: 1")):
            teacher.keyboard.press("Backspace")
        expect(teacher.locator(".ink-line.bad")).to_have_count(0)
    assert sorted(waits)[len(waits) // 2] < SOON, waits


def test_a_new_brief_is_begun_in_both_languages_and_can_be_taken_away(
    teacher: Page, app: RunningApp
) -> None:
    _open(teacher, app, LONG)
    teacher.locator(".ink-add").click()
    teacher.locator(".ink-fresh").fill("brief/step-9.zh.md")
    teacher.locator(".ink-fresh").press("Enter")
    expect(teacher.locator(".ink-files")).to_have_value("brief/step-9.zh.md")
    teacher.keyboard.type("## 第九步")
    teacher.locator(".ink-pair").click()
    expect(teacher.locator(".ink-files")).to_have_value("brief/step-9.en.md")
    teacher.locator(".ink-drop").click()
    expect(teacher.locator(".ink-files option[value='brief/step-9.en.md']")).to_have_count(0)
    expect(teacher.locator(".ink-files option[value='brief/step-9.zh.md']")).to_have_count(1)


def test_of_two_who_save_the_same_draft_neither_loses_a_word(
    teacher: Page, app: RunningApp, chromium: Browser
) -> None:
    context = chromium.new_context(viewport={"width": 1280, "height": 800}, locale="zh-CN")
    other = context.new_page()
    other.set_default_timeout(30_000)
    other.goto(f"{app.url}/teach?lang=zh&next=/studio")
    other.fill("[name=name]", "沈砚")
    other.fill("[name=phrase]", PASSPHRASE)
    other.locator("button").first.click()
    other.wait_for_selector(".st-key-studio-new button")
    for page, word in ((teacher, "甲"), (other, "乙")):
        _open(page, app, "diagnostic")
        _type_at(page, 3, f" # {word}写的")
    teacher.keyboard.press("Control+s")
    expect(teacher.locator(".ink")).to_have_attribute("data-dirty", "no")
    other.keyboard.press("Control+s")
    other.wait_for_selector(".sides")
    other.locator(".st-key-conflict-merged button").first.click()
    other.wait_for_selector(".ink-count:not(:empty)")
    expect(other.locator(".ink")).to_have_attribute("data-dirty", "no")
    merged = other.locator(".ink-text").input_value()
    assert "甲写的" in merged
    assert "乙写的" in merged
    context.close()
