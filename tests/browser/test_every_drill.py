"""Every released drill is played from start to result in a real browser, perfectly, in both languages."""

import re
import shutil
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from sandbox.authoring.laws import read_laws
from sandbox.authoring.load import examine
from sandbox.desk.wiring import Office, Places
from sandbox.model.scenario import Loaded
from sandbox.text import Lang
from tests.browser.conftest import ARTIFACTS
from tests.browser.eyes import SPILLS, Eyes
from tests.browser.hands import Hands, Task, css, tasks
from tests.server.running import RunningApp

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.plays]

ROOT = Path(__file__).parents[2]
SIZE = (1280, 800)
PATIENCE = 45_000
"""Milliseconds; a world may have to be built, and the machine may be busy."""
RELEASED = re.compile(r"^status: released\b", re.MULTILINE)


def released() -> list[str]:
    """Folders of the drills that people can play."""
    files = sorted((ROOT / "scenarios").glob("*/scenario.yaml"))
    return [one.parent.name for one in files if RELEASED.search(one.read_text(encoding="utf-8"))]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Where right answers come from; the server has an office of its own."""
    state = tmp_path_factory.mktemp("keys")
    ledger = f"sqlite:///{state / 'ledger.db'}"
    return Office(
        places=Places(
            scenarios=ROOT / "scenarios", data=ROOT / "data", state=state, ledger_url=ledger
        )
    )


def _load(slug: str) -> Loaded:
    examined = examine(ROOT / "scenarios" / slug, read_laws(ROOT / "data" / "law_refs.csv"))
    assert examined.loaded is not None, [str(one.message.en) for one in examined.problems]
    return examined.loaded


def _page(chromium: Browser, app: RunningApp, lang: Lang) -> Page:
    """A browser of someone who has just signed in."""
    context = chromium.new_context(
        viewport={"width": SIZE[0], "height": SIZE[1]},
        locale="zh-CN" if lang == "zh" else "en-GB",
        reduced_motion="reduce",
    )
    for cookie in app.sign_in("云溪" if lang == "zh" else "River", lang).split("; "):
        name, _, value = cookie.partition("=")
        context.add_cookies([{"name": name, "value": value, "url": app.url}])
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    return page


def _start(page: Page, eyes: Eyes, app: RunningApp, slug: str) -> str:
    """From the home page into the drill; the number of the run."""
    page.goto(app.url)
    page.wait_for_selector(".st-key-bar")
    eyes.settle()
    button = page.locator(css("start", "shelf", slug)).locator("button").first
    button.click()
    roles = page.locator(f'[class*="{css("start", "shelf", slug)[1:]}-"] button')
    expect(page.locator("[class*=st-key-submit]").or_(roles).first).to_be_visible()
    if roles.count():
        roles.first.click()
    page.wait_for_selector("[class*=st-key-submit] button")
    eyes.settle()
    found = re.search(r"[?&]run=([^&]+)", page.url)
    assert found, page.url
    return found.group(1)


def _asked(page: Page, run: str, every: dict[str, Task]) -> str:
    """The decision that the page asks for."""
    name = page.locator("[class*=st-key-submit]").first.get_attribute("class") or ""
    return next(one for one in every if css("submit", run, one)[1:] in name.split())


def _tabs(page: Page, eyes: Eyes, step: int) -> None:
    """A picture of every piece of evidence."""
    tabs = page.locator(".st-key-evidence-side [role=tab]")
    for nth in range(tabs.count()):
        tabs.nth(nth).click()
        page.wait_for_timeout(250)
        eyes.look(f"step-{step}-evidence-{nth + 1}", whole=False)
    if tabs.count():
        tabs.first.click()


def _play(
    page: Page, eyes: Eyes, run: str, lang: Lang, every: dict[str, Task], held: set[str]
) -> int:
    """Every decision with its right answer; how many there were.

    The verdicts of those `held` wait until the person has said how sure they are.
    """
    number = step = 0
    brief = ""
    while page.locator("[class*=st-key-submit]").count():
        number += 1
        told = page.locator(".st-key-evidence-side [data-testid=stMarkdown]").first.inner_text()
        if told != brief:
            brief, step = told, step + 1
            _tabs(page, eyes, step)
        decision = _asked(page, run, every)
        eyes.look(f"{decision}-asked")
        Hands(page, lang, run, decision).enter(every[decision])
        eyes.look(f"{decision}-answered", whole=False)
        page.locator(css("submit", run, decision)).locator("button").click()
        if decision in held:
            expect(page.locator(css("submit", run, decision))).to_have_count(0)
            eyes.settle()
            continue
        expect(page.locator(".scorecard")).to_be_visible()
        eyes.settle()
        eyes.look(f"{decision}-verdict")
        earned = page.locator(".scorecard").inner_text()
        if "100%" not in earned:
            eyes.short.append(f"{decision}: {' '.join(earned.split())}")
        page.locator("[class*=st-key-next] button").click()
        expect(page.locator(".scorecard")).to_have_count(0)
        expect(page.locator(".question, .level").first).to_be_visible()
        eyes.settle()
    return number


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("slug", released())
def test_a_perfect_run_is_worth_one_hundred_percent_on_pages_where_everything_fits(
    chromium: Browser, app: RunningApp, office: Office, slug: str, lang: Lang
) -> None:
    loaded = _load(slug)
    every = tasks(office, loaded, loaded.scenario.world.seeds.practice[0])
    shots = ARTIFACTS / slug / lang
    shutil.rmtree(shots, ignore_errors=True)
    shots.mkdir(parents=True)
    logged = len(app.log)
    page = _page(chromium, app, lang)
    eyes = Eyes(page=page, shots=shots)
    try:
        run = _start(page, eyes, app, slug)
        held = {one.reference.rests_on() or "" for one in loaded.scenario.decisions()}
        answered = _play(page, eyes, run, lang, every, held)
        expect(page.locator(".level")).to_be_visible()
        eyes.look("result")
        percent = page.locator(".level .percent b").inner_text()
    finally:
        page.context.close()

    assert answered
    assert not eyes.trouble, "\n".join(eyes.trouble)
    assert percent == "100", "\n".join(eyes.short)
    assert httpx.get(f"{app.url}/healthz").status_code == 200
    assert "A page stopped" not in app.log[logged:]


@pytest.mark.parametrize(
    ("inside", "spills"),
    [
        ("<div style='width:200px'>a few words that find room on several lines</div>", 0),
        ("<div style='width:60px;white-space:nowrap'>words that need more than that</div>", 1),
        ("<div style='width:60px;overflow:hidden;white-space:nowrap'>words cut short</div>", 1),
        (
            "<div style='width:60px;overflow-x:auto'><pre>words that can be scrolled to</pre></div>",
            0,
        ),
        ("<div style='width:2000px'>wider than the page</div>", 1),
    ],
)
def test_text_that_runs_out_of_its_place_is_seen(
    chromium: Browser, inside: str, spills: int
) -> None:
    page = chromium.new_page(viewport={"width": SIZE[0], "height": SIZE[1]})
    try:
        page.set_content(f"<section data-testid=stMain>{inside}</section>")
        found = page.evaluate(SPILLS)
    finally:
        page.close()

    assert (len(found) > 0) == bool(spills), found
