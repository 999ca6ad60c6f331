"""Two replicas behind the nginx that is handed out: a class goes on when one of them dies."""

import asyncio
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.load.wire import Connection, Phone, drive
from tests.server.running import RunningApp, free_port
from tests.server.test_replicas import _press, _until, pair

__all__ = ["pair"]
CONF = Path(__file__).parents[2] / "deploy" / "nginx.conf"
pytestmark = [
    pytest.mark.server,
    pytest.mark.xdist_group("server"),
    pytest.mark.skipif(shutil.which("nginx") is None, reason="nginx is not installed"),
]


@pytest.fixture
def front(pair: tuple[RunningApp, RunningApp], tmp_path: Path) -> Iterator[int]:
    """The port of nginx, configured as it is handed out except for addresses."""
    port = free_port()
    text = CONF.read_text(encoding="utf-8").replace("listen 80;", f"listen 127.0.0.1:{port};")
    for number, app in enumerate(pair, start=1):
        text = text.replace(f"app-{number}:8501", f"127.0.0.1:{app.port}")
    for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"):
        text = text.replace("http {", f"http {{\n    {kind}_temp_path {tmp_path}/{kind};", 1)
    file = tmp_path / "nginx.conf"
    file.write_text(f"daemon off;\npid {tmp_path}/nginx.pid;\n{text}", encoding="utf-8")
    file.write_text(
        file.read_text("utf-8").replace("/dev/stderr", f"{tmp_path}/nginx.log"), "utf-8"
    )
    process = subprocess.Popen(["nginx", "-p", str(tmp_path), "-c", str(file)])
    for _ in range(100):
        try:
            httpx.get(f"http://127.0.0.1:{port}/healthz", timeout=2)
            break
        except httpx.TransportError:
            time.sleep(0.05)
    yield port
    process.terminate()
    process.wait(10)


def test_phones_join_vote_and_go_on_when_a_replica_dies(
    pair: tuple[RunningApp, RunningApp], front: int
) -> None:
    async def play() -> None:
        desk = Connection(pair[0].port, "127.0.0.1")
        opened = await drive(desk, op="open", scenario="canary", decisions=["pick", "number"])
        room = str(opened["room"])
        phones = [Phone(front, n) for n in range(16)]
        await asyncio.gather(*(phone.join(room) for phone in phones))
        await _press(desk, room, "open")
        await _until(lambda: all(phone.screen.get("q") == "pick/1" for phone in phones), 3)
        for phone in phones:
            assert await phone.answer() is not None
        pair[1].kill()
        for phone in phones:
            # Browsers connect again by themselves.
            await phone.hang_up()
            phone.screen = {}
            await phone.listen()
            assert phone.screen["a"]
        await _press(desk, room, "close", "reveal", "next")
        await _until(lambda: all(phone.screen.get("q") == "number/1" for phone in phones), 3)
        assert [phone for phone in phones if await phone.answer() is None] == []
        stored = (await drive(desk, op="stored", room=room))["votes"]
        assert len(stored) == 2 * len(phones)
        for phone in phones:
            await phone.hang_up()
        await desk.close()

    asyncio.run(play())


def test_figures_stay_inside_and_pages_know_their_own_address(front: int) -> None:
    with httpx.Client(base_url=f"http://127.0.0.1:{front}") as client:
        assert client.get("/metrics").status_code == 403
        page = client.get("/")
        assert page.status_code == 303
        assert re.match(r"/enter|http://127\.0\.0\.1:\d+/enter", page.headers["location"])
