"""Two servers on one PostgreSQL are one class: whoever is lost, the other goes on."""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from tests.load.wire import PHRASE, Connection, Phone, drive
from tests.server.running import RunningApp

SCENARIOS = Path(__file__).parents[1] / "sealed" / "scenarios"
SCRIPT = "tests/load/class_app.py"
pytestmark = [pytest.mark.server, pytest.mark.xdist_group("server")]


@pytest.fixture
def pair(tmp_path: Path, shared: str) -> Iterator[tuple[RunningApp, RunningApp]]:
    env = {
        "SANDBOX_LEDGER_URL": shared,
        "SANDBOX_SECRET": "both know it",
        "SANDBOX_INSTRUCTOR_PASSPHRASE": PHRASE,
    }
    one, other = (
        RunningApp(state=tmp_path / name, scenarios=SCENARIOS, script=SCRIPT, env=env)
        for name in ("a", "b")
    )
    with one, other:
        yield one, other


async def _until(holds: Callable[[], bool], seconds: float = 10.0) -> None:
    for _ in range(int(seconds / 0.01)):
        if holds():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("That did not happen in time.")


async def _room(app: RunningApp) -> tuple[str, Connection]:
    desk = Connection(app.port, "127.0.0.1")
    opened = await drive(desk, op="open", scenario="canary", decisions=["pick", "number"])
    return str(opened["room"]), desk


async def _joined(room: str, *phones: Phone) -> None:
    await asyncio.gather(*(phone.join(room) for phone in phones))


async def _leave(desk: Connection, *phones: Phone) -> None:
    for phone in phones:
        await phone.hang_up()
    await desk.close()


async def _press(desk: Connection, room: str, *actions: str) -> None:
    for action in actions:
        said = await drive(desk, op="act", room=room, action=action)
        assert "refused" not in said, said


def test_a_press_at_one_replica_reaches_phones_at_the_other(
    pair: tuple[RunningApp, RunningApp],
) -> None:
    async def play() -> None:
        room, desk = await _room(pair[0])
        phones = [Phone(app.port, n) for n, app in enumerate((*pair, *pair))]
        await _joined(room, *phones)
        await _press(desk, room, "open")
        await _until(lambda: all(phone.screen.get("q") == "pick/1" for phone in phones), 2)
        for phone in phones:
            assert await phone.answer() is not None
        other = Connection(pair[1].port, "127.0.0.1")
        # Pressed at the other one, which has seen every answer, wherever it was given.
        closed = await drive(other, op="act", room=room, action="close")
        assert closed["answered"] == 4
        await other.close()
        await _leave(desk, *phones)

    asyncio.run(play())


def test_an_answer_at_one_replica_is_refused_once_the_other_has_closed(
    pair: tuple[RunningApp, RunningApp],
) -> None:
    async def play() -> None:
        room, desk = await _room(pair[0])
        phones = [Phone(pair[1].port, n) for n in range(20)]
        await _joined(room, *phones)
        await _press(desk, room, "open")
        await _until(lambda: all(phone.screen.get("q") == "pick/1" for phone in phones))

        async def close() -> int:
            closed = await drive(desk, op="act", room=room, action="close")
            return int(closed["version"])

        # All at the same moment: whatever is acknowledged is stored before the press, or not at all.
        await asyncio.gather(close(), *(phone.answer() for phone in phones))
        acknowledged = {one for phone in phones for one in phone.acknowledged}
        stored = {tuple(one) for one in (await drive(desk, op="stored", room=room))["votes"]}
        assert stored == acknowledged
        late = [phone for phone in phones if not phone.acknowledged]
        assert [await phone.answer() for phone in late if phone.screen.get("q")] == [
            None for phone in late if phone.screen.get("q")
        ]
        await _leave(desk, *phones)

    asyncio.run(play())


def test_when_a_replica_dies_its_phones_go_on_at_the_other_and_nothing_is_lost(
    pair: tuple[RunningApp, RunningApp],
) -> None:
    async def play() -> None:
        room, desk = await _room(pair[0])
        phones = [Phone(pair[n % 2].port, n) for n in range(24)]
        await _joined(room, *phones)
        await _press(desk, room, "open")
        await _until(lambda: all(phone.screen.get("q") == "pick/1" for phone in phones))

        async def answers(phone: Phone) -> None:
            await asyncio.sleep(phone.chance.uniform(0, 0.3))
            await phone.answer()

        tasks = [asyncio.create_task(answers(phone)) for phone in phones]
        await _until(lambda: sum(bool(phone.acknowledged) for phone in phones) >= 8)
        pair[1].kill()
        await asyncio.gather(*tasks, return_exceptions=True)
        before = {one for phone in phones for one in phone.acknowledged}
        for phone in phones[1::2]:
            await phone.hang_up()
            phone.port = pair[0].port
            phone.talk, phone.ear = (Connection(phone.port, "127.0.0.1") for _ in range(2))
            phone.screen = {}
            await phone.listen()
            assert phone.screen["q"] == "pick/1"
            assert phone.screen["a"] or await phone.answer() is not None
        await _press(desk, room, "close", "reveal", "next")
        await _until(lambda: all(phone.screen.get("q") == "number/1" for phone in phones))
        stored = {tuple(one) for one in (await drive(desk, op="stored", room=room))["votes"]}
        assert before <= stored
        assert len(stored) == len(phones)
        await _leave(desk, *phones)

    asyncio.run(play())


def test_a_replica_that_cannot_hear_looks_and_hears_again_later(
    pair: tuple[RunningApp, RunningApp], shared: str
) -> None:
    async def play() -> None:
        room, desk = await _room(pair[0])
        phone = Phone(pair[1].port, 1)
        await phone.join(room)
        cut = create_engine(shared, isolation_level="AUTOCOMMIT")
        with cut.connect() as connection:
            gone = connection.execute(
                text(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE query LIKE 'LISTEN %' AND pid <> pg_backend_pid()"
                )
            ).all()
        cut.dispose()
        assert gone
        await _press(desk, room, "open")
        await _until(lambda: phone.screen.get("q") == "pick/1", 5)
        await _press(desk, room, "close", "reveal", "next")
        await _until(lambda: phone.screen.get("q") == "number/1", 3)
        await _leave(desk, phone)

    asyncio.run(play())
