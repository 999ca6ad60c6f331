"""A power cut in the middle of a class loses nothing that was acknowledged, and nobody their seat."""

import asyncio
from pathlib import Path

import pytest

from tests.load.wire import PHRASE, Connection, Phone, drive, project
from tests.server.running import RunningApp

SCENARIOS = Path(__file__).parents[1] / "sealed" / "scenarios"
SCRIPT = "tests/load/class_app.py"
PHONES = 40
pytestmark = [pytest.mark.server, pytest.mark.xdist_group("server")]


async def _open(app: RunningApp) -> tuple[str, list[Phone], Connection]:
    """A room that asks its first question of everybody."""
    desk = Connection(app.port, "127.0.0.1")
    opened = await drive(desk, op="open", scenario="canary", decisions=["pick", "number"])
    room = str(opened["room"])
    phones = [Phone(app.port, n) for n in range(PHONES)]
    await asyncio.gather(*(phone.join(room) for phone in phones))
    await drive(desk, op="act", room=room, action="open")
    await _until(lambda: all(phone.screen.get("q") == "pick/1" for phone in phones))
    return room, phones, desk


async def _until(holds: object, seconds: float = 10.0) -> None:
    for _ in range(int(seconds / 0.01)):
        if holds():  # type: ignore[operator]
            return
        await asyncio.sleep(0.01)
    raise AssertionError("That did not happen in time.")


async def _killed_while_answering(app: RunningApp) -> tuple[str, list[Phone]]:
    room, phones, desk = await _open(app)

    async def answers(phone: Phone) -> None:
        await asyncio.sleep(phone.chance.uniform(0, 0.4))
        await phone.answer()

    tasks = [asyncio.create_task(answers(phone)) for phone in phones]
    await _until(lambda: sum(bool(phone.acknowledged) for phone in phones) >= PHONES // 3)
    app.kill()
    await asyncio.gather(*tasks, return_exceptions=True)
    for phone in phones:
        await phone.hang_up()
    await desk.close()
    return room, phones


async def _resumed(app: RunningApp, room: str, phones: list[Phone]) -> list[tuple[str, str, int]]:
    """Everybody comes back with their cookie; whoever is asked again answers. What is stored."""
    for phone in phones:
        phone.screen = {}
        await phone.listen()
        assert phone.screen["q"] == "pick/1"
        if phone.acknowledged:
            assert phone.screen["a"]
        elif not phone.screen["a"]:
            assert await phone.answer() is not None
    desk = Connection(app.port, "127.0.0.1")
    closed = await drive(desk, op="act", room=room, action="close")
    assert closed["phase"] == "closed"
    stored = (await drive(desk, op="stored", room=room))["votes"]
    for phone in phones:
        await phone.hang_up()
    await desk.close()
    return [tuple(one) for one in stored]


def test_kill_in_the_middle_of_a_window_loses_no_acknowledged_answer_and_no_seat(
    tmp_path: Path, url: str
) -> None:
    env = {"SANDBOX_LEDGER_URL": url}
    app = RunningApp(state=tmp_path, scenarios=SCENARIOS, script=SCRIPT, env=env)
    app.start()
    try:
        room, phones = asyncio.run(_killed_while_answering(app))
        before = {one for phone in phones for one in phone.acknowledged}
        app.start()
        stored = asyncio.run(_resumed(app, room, phones))
    finally:
        app.kill()

    assert len(before) >= PHONES // 3
    assert before <= set(stored)
    assert len(stored) == len(set(stored)) == PHONES


async def _whole_class(app: RunningApp) -> tuple[list[bytes], list[bytes]]:
    """What phones were sent before the reveal of the first question, and at it."""
    room, phones, desk = await _open(app)
    for phone in phones[:3]:
        phone.keeps = True
    await asyncio.gather(*(phone.answer() for phone in phones[:2]))
    for action in ("pause", "resume", "close", "show", "discuss", "revote", "shift"):
        await drive(desk, op="act", room=room, action=action)
        for phone in phones[:3]:
            await phone._ask("GET", "/p")
            await phone._ask("GET", "/p/state")
    before = [part for phone in phones[:3] for part in phone.received]
    await drive(desk, op="act", room=room, action="reveal")
    at = [(await phone._ask("GET", "/p/state")).body for phone in phones[:3]]
    assert at
    told = [phone.received[-1] for phone in phones[:3]]
    for phone in phones:
        await phone.hang_up()
    await desk.close()
    return before, told


def test_no_byte_of_the_key_reaches_a_phone_before_the_reveal(tmp_path: Path) -> None:
    with RunningApp(state=tmp_path, scenarios=SCENARIOS, script=SCRIPT) as app:
        before, told = asyncio.run(_whole_class(app))

    secrets = (b"CANARY", b"0.918273", b"918273645")
    assert len(before) > 40
    assert [one for one in before if any(secret in one for secret in secrets)] == []
    assert [b"CANARY-1-WHY" in one for one in told] == [True, True, False]
    assert [one for one in told if b"CANARY-2" in one] == []


def test_a_server_that_is_asked_to_stop_waits_for_nobody_who_only_listens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SANDBOX_INSTRUCTOR_PASSPHRASE", PHRASE)
    with RunningApp(state=tmp_path, scenarios=SCENARIOS, script=SCRIPT) as app:

        async def stops() -> None:
            room, phones, desk = await _open(app)
            wall = Connection(app.port, "127.0.0.1")
            await project(desk, wall, room)
            app.process.terminate()
            await asyncio.to_thread(app.process.wait, 10)
            for phone in phones:
                await phone.hang_up()
            await wall.close()
            await desk.close()

        asyncio.run(stops())
        assert app.process.returncode is not None
