"""A right answer reaches nobody before its time: driven over the real websocket and in AppTest."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.load.client import Tab
from tests.server.running import RunningApp

SCENARIOS = Path(__file__).parent / "scenarios"
TOKENS = {
    "pick": ("0.918273", "CANARY-1-"),
    "number": ("918273645", "918,273,645", "CANARY-2-"),
    "day": ("2041-07-23", "2041年7月23日", "CANARY-3-"),
    "table": ("CANARY-4-",),
}
ALWAYS_SECRET = ("truth.attr", "answer_pick")
"""Where keys come from is as secret as the keys."""


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApp]:
    with RunningApp(state=tmp_path_factory.mktemp("canary"), scenarios=SCENARIOS) as running:
        yield running


def _everything(tab: Tab) -> str:
    """All that ever reached the tab: raw bytes as text, and every Arrow cell decoded."""
    raw = b"\n".join(tab.received).decode("utf-8", errors="replace")
    cells = "\n".join(str(table.to_pydict()) for table in tab.tables())
    return raw + cells


def _leaks(text: str, answered: set[str]) -> list[str]:
    secret = [t for decision, tokens in TOKENS.items() if decision not in answered for t in tokens]
    return [token for token in (*secret, *ALWAYS_SECRET) if token in text]


async def _play(app: RunningApp, lang: str) -> None:
    cookie = app.sign_in(lang=lang)
    async with Tab(app.url, cookie=cookie) as tab:
        await tab.run()
        assert _leaks(_everything(tab), set()) == []
        await tab.click(tab.key("start"))
        answered: set[str] = set()
        for decision, fill in (("pick", _pick), ("number", _number), ("day", _day)):
            assert tab.exceptions == []
            assert _leaks(_everything(tab), answered) == [], f"before {decision}"
            await _hint_and_empty_submit(tab, decision)
            assert _leaks(_everything(tab), answered) == [], f"after a refused {decision}"
            await fill(tab)
            await tab.click(tab.key(f"submit/.*/{decision}$"))
            answered.add(decision)
            assert _leaks(_everything(tab), answered) == [], f"in the verdict of {decision}"
            assert TOKENS[decision][-1] in _everything(tab), f"no verdict of {decision} was shown"
            await tab.click(tab.key(f"next/.*/{decision}$"))
        await tab.run()
        assert _leaks(_everything(tab), answered) == [], "after the way to the last decision"
    assert _leaks(app.log, set()) == []


async def _hint_and_empty_submit(tab: Tab, decision: str) -> None:
    await tab.click(tab.key(f"hint/.*/{decision}/1$"))
    await tab.click(tab.key(f"submit/.*/{decision}$"))


async def _pick(tab: Tab) -> None:
    radio = next(w for w in tab.widgets() if w.kind == "radio")
    await tab.set(radio.key or "", radio.options[0])


async def _number(tab: Tab) -> None:
    await tab.set(tab.key("^answer/.*/number/"), 5.0)


async def _day(tab: Tab) -> None:
    await tab.set(tab.key("^answer/.*/day/"), ["2027-03-04"])


@pytest.mark.server
@pytest.mark.xdist_group("server")
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_message_before_submission_holds_a_reference(app: RunningApp, lang: str) -> None:
    asyncio.run(_play(app, lang))


@pytest.mark.server
@pytest.mark.xdist_group("server")
@pytest.mark.parametrize("path", ["home", "drill", "result", "", "nothing"])
def test_a_cold_deep_link_without_sign_in_shows_nothing(app: RunningApp, path: str) -> None:
    async def look() -> str:
        async with Tab(app.url, path=path) as tab:
            await tab.run()
            return _everything(tab)

    seen = asyncio.run(look())
    assert "保密检查" not in seen
    assert "Secrecy check" not in seen
    assert _leaks(seen, set()) == []


@pytest.mark.server
@pytest.mark.xdist_group("server")
def test_the_very_first_visitor_of_a_fresh_server_sees_no_page_without_sign_in(
    tmp_path: Path,
) -> None:
    async def look(running: RunningApp, path: str) -> str:
        async with Tab(running.url, path=path) as tab:
            await tab.run()
            return tab.texts()

    pages = [p.stem for p in Path("pages").glob("*.py") if p.stem != "__init__"]
    assert pages
    for page in pages:
        # A fresh server for every page: only then Streamlit runs the file without the entry.
        with RunningApp(state=tmp_path / page, scenarios=SCENARIOS) as running:
            seen = asyncio.run(look(running, page))
        assert "保密检查" not in seen
        assert "CANARY" not in seen
