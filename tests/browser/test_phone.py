"""Phones of a live class in a real browser, on a paper classroom that stands in any phase."""

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, Route
from starlette.applications import Starlette
from starlette.middleware import Middleware

from pages.phone.routes import phones
from pages.ui.words import phrase
from pages.web import guard
from sandbox.desk import office
from tests.pages.fake_boards import ASKED
from tests.pages.fake_classroom import CODE, FakeClassroom
from tests.pages.fake_desk import FakeDesk
from tests.server.running import free_port

ARTIFACTS = Path(__file__).parents[2] / "artifacts" / "browser"
SIZE = {"width": 390, "height": 844}
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]


@pytest.fixture(scope="module")
def desk() -> Iterator[FakeDesk]:
    real, fake = office.desk, FakeDesk()
    office.desk = lambda: fake  # type: ignore[assignment,return-value]
    yield fake
    office.desk = real


@pytest.fixture(scope="module")
def url(desk: FakeDesk) -> Iterator[str]:
    """The phone's routes, served in a thread."""
    app = Starlette(
        routes=phones().routes,
        middleware=[Middleware(guard.Headers), Middleware(guard.SignedIn)],
    )
    port = free_port()
    server = uvicorn.Server(
        uvicorn.Config(app, port=port, log_level="error", timeout_graceful_shutdown=1)
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture
def room(desk: FakeDesk) -> FakeClassroom:
    """A room that is new for every test."""
    desk.classroom = FakeClassroom()
    return desk.classroom


@pytest.fixture
def phone(chromium: Browser, url: str, room: FakeClassroom) -> Iterator[Callable[..., Page]]:
    """Somebody who joins; `scheme`, `lang` and whatever else a browser context takes."""
    opened: list[BrowserContext] = []

    def joins(lang: str = "zh", **context: object) -> Page:
        made = chromium.new_context(
            viewport=SIZE, has_touch=True, is_mobile=True, reduced_motion="reduce",
            locale="zh-CN" if lang == "zh" else "en-US", **context,
        )  # fmt: skip
        opened.append(made)
        page = made.new_page()
        page.set_default_timeout(10_000)
        page.goto(f"{url}/j/{CODE}")
        page.click("button.main")
        page.wait_for_url("**/p")
        return page

    yield joins
    for one in opened:
        one.close()


def _votes(room: FakeClassroom) -> list[dict]:
    return [dict(raw) for raw in room.halls[CODE].votes.values()]


def _choose(page: Page, at: int = 1) -> None:
    page.wait_for_selector("fieldset.pick")
    for one in page.query_selector_all("fieldset.pick"):
        one.query_selector_all("label")[at].click()


def test_a_question_appears_by_itself_and_stored_is_said_after_the_commit(phone, room):
    page = phone()
    room.stand_in("open", "excuses")
    _choose(page)
    page.click("#submit")
    page.wait_for_selector(".stored")

    assert _votes(room) == [{"p1": "w2", "p2": "w2", "p3": "w2"}]
    assert page.inner_text(".stored h1") == phrase("zh", "phone.stored")


def test_what_was_entered_survives_a_reload_and_a_change_of_language(phone, room):
    page = phone()
    room.stand_in("open", "excuses")
    _choose(page)
    page.reload()
    assert page.locator("input:checked").count() == 3
    page.goto(page.url + "?lang=en")

    assert page.locator("input:checked").count() == 3
    assert page.inner_text("#submit") == phrase("en", "phone.submit")
    assert _votes(room) == []


def test_an_answer_is_sent_until_it_is_acknowledged_and_counts_once(phone, room):
    page = phone()
    room.stand_in("open", "excuses")
    _choose(page)
    lost: list[str] = []

    def fails(route: Route) -> None:
        # The first never arrives; of the second only the acknowledgement is lost.
        lost.append(route.request.url)
        if len(lost) == 2:
            route.fetch()
        if len(lost) <= 2:
            route.abort("connectionfailed")
        else:
            route.continue_()

    page.route("**/p/vote", fails)
    page.click("#submit")
    page.get_by_text(phrase("zh", "phone.resending")).wait_for()
    page.wait_for_selector(".stored")

    assert len(lost) == 3
    assert len(_votes(room)) == 1
    assert page.locator("#offline").is_hidden()


def test_an_answer_on_its_way_survives_a_reload(phone, room):
    page = phone()
    room.stand_in("open", "excuses")
    _choose(page)
    page.route("**/p/vote", lambda route: route.abort("connectionfailed"))
    page.click("#submit")
    page.wait_for_selector("#submit:disabled")
    page.unroute("**/p/vote")
    page.reload()
    page.wait_for_selector(".stored")

    assert len(_votes(room)) == 1


def test_an_answer_that_came_too_late_is_said_kindly(phone, room):
    page = phone()
    room.stand_in("open", "excuses")
    _choose(page)
    page.route("**/p/vote", lambda route: route.abort("connectionfailed"))
    page.click("#submit")
    room.stand_in("closed", "excuses")
    page.wait_for_selector(".watch")
    page.unroute("**/p/vote")
    page.wait_for_selector("#told:not([hidden])", timeout=20_000)

    assert "没有计入" in page.inner_text("#told")
    assert _votes(room) == []


def test_without_events_a_phone_asks_by_itself(phone, room, url):
    page = phone()
    page.route("**/p/events*", lambda route: route.abort("blockedbyclient"))
    page.reload()
    room.stand_in("open", "excuses")

    page.wait_for_selector("#answer", timeout=30_000)


def test_a_phone_that_cannot_unpack_asks_for_the_screen(phone, room):
    page = phone()
    page.add_init_script("delete window.DecompressionStream")
    page.reload()
    room.stand_in("open", "excuses")

    page.wait_for_selector("#answer")


def test_a_server_that_was_away_is_found_again(phone, room):
    page = phone()
    page.context.set_offline(True)
    page.wait_for_selector("#offline:not([hidden])")
    room.stand_in("open", "excuses")
    page.context.set_offline(False)

    page.wait_for_selector("#answer", timeout=20_000)
    page.wait_for_selector("#offline", state="hidden")


def test_steps_are_placed_moved_and_taken_back_by_buttons(phone, room):
    page = phone()
    room.stand_in("open", "path")
    page.wait_for_selector(".order li")
    while page.locator(".order li:not(.placed)").count():
        page.locator(".order li:not(.placed)").first.click()
    names = page.locator(".order li b").all_inner_texts()
    page.locator("[data-down]").first.click()
    page.locator("[data-back]").last.click()
    page.locator(".order li:not(.placed)").first.click()

    assert page.locator(".order li b").all_inner_texts() == [names[1], names[0], *names[2:]]
    page.click("#submit")
    page.wait_for_selector(".stored")
    assert len(_votes(room)[0]["order"]) == len(names)


def test_an_order_can_be_made_with_the_keyboard_alone(phone, room):
    page = phone()
    room.stand_in("open", "path")
    page.wait_for_selector(".order li")
    page.locator(".order li label").last.focus()
    page.keyboard.press("Enter")

    assert page.locator(".order li.placed").count() == 1


def test_shares_show_what_is_left_and_what_is_too_much(phone, room):
    page = phone()
    room.stand_in("open", "inspect")
    page.wait_for_selector(".shares")
    fields = page.locator(".stepped input")
    fields.nth(0).fill("150")
    assert page.inner_text("[data-rest]") == "50"
    fields.nth(1).fill("60")
    assert page.inner_text("[data-over]") == "10"
    page.locator(".stepped button").nth(2).click()

    assert fields.nth(1).input_value() == "55"
    assert page.inner_text("[data-over]") == "5"


def test_the_second_answer_begins_with_the_first(phone, room):
    page = phone()
    room.stand_in("open", "excuses")
    _choose(page)
    page.click("#submit")
    page.wait_for_selector(".stored")
    room.stand_in("revote", "excuses")
    page.wait_for_selector("[data-first]:not([hidden])")
    assert page.locator("input:checked").count() == 3
    _choose(page, 0)
    page.click("#submit")
    page.wait_for_selector(".stored")

    assert [vote["p1"] for vote in _votes(room)] == ["w2", "w1"]


def test_while_people_talk_their_own_answer_can_be_read_again(phone, room):
    page = phone()
    room.stand_in("open", "excuses")
    _choose(page)
    page.click("#submit")
    page.wait_for_selector(".stored")
    room.stand_in("discuss", "excuses")
    page.wait_for_selector(".watch")
    page.click("[data-mine] summary")

    assert "按期答复" in page.inner_text("[data-mine]")


def test_pausing_keeps_what_was_entered(phone, room):
    page = phone()
    room.stand_in("open", "excuses")
    _choose(page)
    room.stand_in("open", "excuses", paused=True)
    page.wait_for_selector("#submit:disabled")
    assert page.locator("input:checked").count() == 3
    room.stand_in("open", "excuses")
    page.wait_for_selector("#submit:enabled")

    assert page.locator("input:checked").count() == 3


def test_leaving_leaves_nothing_on_the_phone(phone, room, url):
    page = phone()
    room.stand_in("open", "excuses")
    _choose(page)
    page.click("details.foot summary")
    page.click("#leave button")
    page.wait_for_url("**/j")

    assert page.evaluate("Object.keys(localStorage).length") == 0
    page.goto(f"{url}/p")
    assert page.url.endswith("/j")


@pytest.mark.parametrize(
    "decision", ["excuses", "attribute", "path", "elements", "cases", "limits"]
)
def test_joining_and_answering_work_without_javascript(phone, room, decision):
    room.stand_in("open", decision)
    page = phone(java_script_enabled=False)
    for group in page.query_selector_all("fieldset"):
        for chips in group.query_selector_all(".chips") or [group]:
            first = chips.query_selector("label:has(input[type=radio], input[type=checkbox])")
            if first is not None:
                first.click()
    for at, place in enumerate(page.query_selector_all(".order select"), start=1):
        place.select_option(str(at))
    page.click("#submit")
    page.wait_for_selector(".stored")

    assert len(_votes(room)) == 1


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("decision", ASKED)
def test_everything_to_touch_is_large_and_nothing_runs_off_the_screen(phone, room, decision, lang):
    page = phone(lang)
    room.stand_in("open", decision)
    page.wait_for_selector("#answer")
    small = page.evaluate(
        """() => [...document.querySelectorAll(
             "#screen button, #screen select, .choice, .chips label, summary, #screen input:not([type=hidden]):not([type=radio]):not([type=checkbox])")]
           .map(e => [e.className || e.tagName, e.getBoundingClientRect()])
           .filter(([, r]) => r.width && (r.height < 44 || r.width < 44)).map(([n, r]) => [n, r.width, r.height])"""
    )
    tiny = page.evaluate(
        """() => [...document.querySelectorAll("#screen *")].filter(e => e.children.length === 0 && e.textContent.trim()
             && e.getClientRects().length && parseFloat(getComputedStyle(e).fontSize) < 16).map(e => e.outerHTML.slice(0, 80))"""
    )

    assert small == []
    assert tiny == []
    assert page.evaluate("document.documentElement.scrollWidth") <= SIZE["width"]


def test_no_page_of_a_phone_asks_another_host(phone, room, url):
    page = phone()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for phase in ("open", "closed", "discuss", "revote", "reveal", "ended"):
        room.stand_in(phase, "excuses")
        page.reload()

    assert asked
    assert [one for one in asked if not one.startswith((url, "data:"))] == []


@pytest.mark.parametrize(("lang", "scheme"), [("zh", "light"), ("en", "dark")])
def test_every_phase_looks_as_it_should(phone, room, lang, scheme):
    """Screenshots into `artifacts/browser`; what they show is judged by people."""
    ARTIFACTS.mkdir(parents=True, exist_ok=True)
    page = phone(lang, color_scheme=scheme)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    for phase, decision in (
        ("lobby", "excuses"), *(("open", one) for one in ASKED), ("closed", "excuses"),
        ("discuss", "excuses"), ("revote", "excuses"), ("reveal", "excuses"), ("ended", "excuses"),
    ):  # fmt: skip
        room.stand_in(phase, decision)
        page.wait_for_function(
            f"document.querySelector('#screen').textContent && true || '{phase}'"
        )
        page.wait_for_timeout(150)
        page.screenshot(path=ARTIFACTS / f"phone-{phase}-{decision}-{lang}.png", full_page=True)

    assert faults == []
