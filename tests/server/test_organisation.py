"""Instructors sign in with their organisation's account, on Streamlit pages and plain routes alike."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.load.client import Tab
from tests.server.provider import CLIENT, Provider
from tests.server.running import RunningApp

SCENARIOS = Path(__file__).parents[1] / "sealed" / "scenarios"
LISTED = "zhao@academy.example.com"
pytestmark = [pytest.mark.server, pytest.mark.xdist_group("server")]


@pytest.fixture(params=[LISTED, "student@academy.example.com"], ids=["listed", "unlisted"])
def provider(request: pytest.FixtureRequest) -> Iterator[Provider]:
    with Provider(request.param) as made:
        yield made


@pytest.fixture
def app(provider: Provider, tmp_path: Path) -> Iterator[RunningApp]:
    secrets = tmp_path / "secrets.toml"
    made = RunningApp(state=tmp_path / "state", scenarios=SCENARIOS)
    made.options = ("--secrets.files", str(secrets))
    made.env = {
        "SANDBOX_INSTRUCTORS": f"wang@academy.example.com, {LISTED.upper()}",
    }
    secrets.write_text(
        "[auth]\n"
        f'redirect_uri = "{made.url}/oauth2callback"\n'
        'cookie_secret = "long enough for a signature, and known here only"\n'
        f'client_id = "{CLIENT}"\nclient_secret = "quiet"\n'
        f'server_metadata_url = "{provider.url}/.well-known/openid-configuration"\n',
        encoding="utf-8",
    )
    with made:
        yield made


def test_an_account_on_the_list_teaches_and_another_does_not(
    app: RunningApp, provider: Provider
) -> None:
    with httpx.Client(base_url=app.url, follow_redirects=True, timeout=20) as browser:
        assert "/teach/organisation" in browser.get("/teach?next=/classes").text
        page = browser.get("/teach/organisation?next=/classes")
        names = set(browser.cookies)

        assert not [name for name in names if name.startswith("_streamlit_user")], names
        if provider.email != LISTED:
            assert page.status_code == 403
            assert "讲师名单" in page.text
            assert "sandbox_instructor" not in names
            assert browser.get("/class/123456/pane").status_code == 403
            return
        assert page.url.path == "/classes"
        # A plain route knows them (there is no such room), and so does a page of Streamlit's.
        assert browser.get("/class/123456/pane").status_code == 404
        cookie = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())

    async def looks() -> str:
        async with Tab(app.url, path="classes", cookie=cookie) as tab:
            await tab.run()
            return tab.texts()

    assert "讲师口令" not in asyncio.run(looks())
