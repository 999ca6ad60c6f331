"""A power cut loses no acknowledged answer and no progress."""

import asyncio
import re
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from tests.load.client import Tab
from tests.server.running import RunningApp

SCENARIOS = Path(__file__).parents[1] / "sealed" / "scenarios"
pytestmark = [pytest.mark.server, pytest.mark.xdist_group("server")]


async def _answer_first(
    app: RunningApp, cookie: str, then: Callable[[], None] = lambda: None
) -> tuple[str, str]:
    """Begin the drill and answer its first decision; the run, and what the screen then says.

    `then` happens while the tab is still open.
    """
    async with Tab(app.url, cookie=cookie) as tab:
        await tab.run()
        await tab.click(tab.key("start"))
        run = tab.key("^submit/").split("/")[1]
        radio = next(w for w in tab.widgets() if w.kind == "radio")
        await tab.set(radio.key or "", radio.options[0])
        await tab.click(tab.key("^submit/.*/pick$"))
        seen = tab.texts()
        then()
        return run, seen


def test_kill_between_submit_and_reload_keeps_the_answer_and_the_place(tmp_path: Path) -> None:
    app = RunningApp(state=tmp_path, scenarios=SCENARIOS)

    async def answer_one(cookie: str) -> str:
        # The verdict is on the screen, hence acknowledged; nothing more is waited for.
        run, seen = await _answer_first(app, cookie, then=app.kill)
        assert "CANARY-1-WHY" in seen
        return run

    async def come_back(cookie: str, run: str) -> tuple[list[str], str]:
        async with Tab(
            app.url, path="drill", query=f"run={run}&verdict=pick", cookie=cookie
        ) as tab:
            await tab.run()
            verdict = tab.texts()
        async with Tab(app.url, path="drill", query=f"run={run}", cookie=cookie) as tab:
            await tab.run()
            return [w.key or "" for w in tab.widgets()], verdict

    app.start()
    cookie = app.sign_in()
    run = asyncio.run(answer_one(cookie))
    app.start()
    keys, verdict = asyncio.run(come_back(cookie, run))
    app.kill()

    assert any(re.search("^submit/.*/number$", key) for key in keys), keys
    assert "CANARY-1-WHY" in verdict


def test_kill_in_the_middle_of_a_class_loses_nothing_that_was_acknowledged(
    tmp_path: Path,
) -> None:
    """Many people, one kill while their answers are on the way: acknowledged means stored."""
    app = RunningApp(state=tmp_path, scenarios=SCENARIOS)
    acknowledged: list[tuple[str, str]] = []

    async def one(cookie: str) -> None:
        run, seen = await _answer_first(app, cookie)
        if "CANARY-1-WHY" in seen:
            acknowledged.append((cookie, run))

    async def class_with_power_cut(cookies: list[str]) -> None:
        tasks = [asyncio.create_task(one(cookie)) for cookie in cookies]
        while len(acknowledged) < 6:
            await asyncio.sleep(0.005)
            if all(task.done() for task in tasks):
                break
        app.kill()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def still_there(cookie: str, run: str) -> bool:
        query = f"run={run}&verdict=pick"
        async with Tab(app.url, path="drill", query=query, cookie=cookie) as tab:
            await tab.run()
            return "CANARY-1-WHY" in tab.texts()

    app.start()
    cookies = [app.sign_in(nickname=f"学员{n}") for n in range(20)]
    asyncio.run(class_with_power_cut(cookies))
    app.start()
    kept = [asyncio.run(still_there(cookie, run)) for cookie, run in acknowledged]
    app.kill()

    assert len(acknowledged) >= 6
    assert all(kept)


def test_a_browser_cannot_clear_the_caches_of_everyone(tmp_path: Path) -> None:
    with RunningApp(state=tmp_path, scenarios=SCENARIOS) as app:

        async def attack() -> None:
            async with Tab(app.url, cookie=app.sign_in()) as tab:
                await tab.run()
                for message in ("clear_cache", "set_run_on_save", "load_git_info"):
                    await tab.send(**{message: True})
                await tab.run()
                assert tab.exceptions == []

        asyncio.run(attack())
        metrics = httpx.get(f"{app.url}/metrics").text
    refused = [line for line in metrics.splitlines() if "refused" in line and line[0] != "#"]
    assert any(float(line.rsplit(" ", 1)[1]) >= 3 for line in refused), refused
