"""Phones hear at once when their room moves on, and nobody holds anybody up."""

import asyncio
import gzip
import json
from base64 import b64decode
from collections.abc import Callable

import pytest
from starlette.requests import Request

from pages.phone import listening
from pages.phone.hub import Hub, Line
from pages.phone.listening import Events
from pages.phone.screens import Screens
from pages.phone.seat import SEAT
from tests.phone.conftest import CODE


def _request(token: str, query: str = "z=1") -> Request:
    headers = [(b"cookie", f"{SEAT}={token}".encode()), (b"accept-language", b"zh")]
    return Request({"type": "http", "method": "GET", "path": "/p/events", "headers": headers,
                    "query_string": query.encode(), "client": ("127.0.0.1", 1)})  # fmt: skip


def _screen(event: bytes) -> dict:
    return json.loads(gzip.decompress(b64decode(event.split(b"data: ")[1])))


@pytest.fixture
def token(desk) -> str:
    return desk.classroom.join(CODE, "", None, "zh").token


async def _stream(hub: Hub, token: str, query: str = "z=1"):
    answer = await Events(hub).events(_request(token, query))
    return answer.body_iterator


def test_a_phone_hears_a_beat_then_its_screen_then_every_change(desk, token):
    async def listens() -> list[bytes]:
        hub = Hub(Screens())
        stream = await _stream(hub, token)
        heard = [await anext(stream), await anext(stream)]
        desk.classroom.stand_in("open", "excuses")
        heard.append(await anext(stream))
        await stream.aclose()
        return heard

    hello, first, second = asyncio.run(listens())
    assert b"event: beat" in hello
    assert _screen(first)["k"] == "-/lobby/open"
    assert _screen(second)["k"] == "excuses/1/open/open"
    assert desk.classroom.halls[CODE].listeners == []


def test_a_phone_that_is_up_to_date_is_sent_no_screen_to_begin_with(desk, token, monkeypatch):
    monkeypatch.setattr(listening, "BEAT_SECONDS", 0.01)
    version = desk.classroom.version(CODE)

    async def listens() -> list[bytes]:
        stream = await _stream(Hub(Screens()), token, f"v={version}&k=-%2Flobby%2Fopen&z=1")
        heard = [await anext(stream) for _ in range(3)]
        await stream.aclose()
        return heard

    assert [b"beat" in event for event in asyncio.run(listens())] == [True, True, True]


def test_a_phone_that_cannot_unpack_is_told_to_ask(desk, token):
    async def listens() -> bytes:
        stream = await _stream(Hub(Screens()), token, "")
        await anext(stream)
        event = await anext(stream)
        await stream.aclose()
        return event

    assert asyncio.run(listens()) == b"event: version\ndata:\n\n"


def test_a_seat_that_is_gone_is_said_once_and_the_stream_ends(desk, token):
    async def listens() -> list[bytes]:
        stream = await _stream(Hub(Screens()), token)
        await anext(stream), await anext(stream)
        del desk.classroom.halls[CODE].seats[token]
        for listener in desk.classroom.halls[CODE].listeners:
            listener()
        return [event async for event in stream]

    assert asyncio.run(listens()) == [b"event: gone\ndata:\n\n"]


def test_a_slow_phone_is_sent_the_newest_screen_and_not_every_one(desk, token):
    async def listens() -> list[bytes]:
        stream = await _stream(Hub(Screens()), token)
        await anext(stream), await anext(stream)
        for phase in ("open", "closed", "distribution"):
            desk.classroom.stand_in(phase, "excuses")
            await asyncio.sleep(0.05)
        heard = [await anext(stream)]
        await stream.aclose()
        return heard

    (event,) = asyncio.run(listens())
    assert _screen(event)["k"] == "excuses/1/distribution/open"


def test_an_older_screen_never_overtakes_a_newer_one(desk, token):
    screens = Screens()
    old = screens.of(desk.classroom.phone(token, "zh"), "zh")
    desk.classroom.stand_in("open", "excuses")
    new = screens.of(desk.classroom.phone(token, "zh"), "zh")
    line = Line(token=token, lang="zh", packed=True)
    line.put(new)
    line.put(old)

    assert line.take() == new.event
    assert line.take() is None


def test_a_screen_that_cannot_be_drawn_keeps_no_other_from_its_own(desk, token, caplog):
    other = desk.classroom.join(CODE, "", None, "zh").token
    real = desk.classroom.phone

    def breaks(asked, lang, *, own=True):
        if asked == token and desk.classroom.halls[CODE].room.phase == "open":
            raise RuntimeError("out of ink")
        return real(asked, lang, own=own)

    async def listens() -> list[bytes]:
        hub = Hub(Screens())
        streams = [await _stream(hub, one) for one in (token, other)]
        for stream in streams:
            await anext(stream), await anext(stream)
        desk.classroom.phone = breaks
        desk.classroom.stand_in("open", "excuses")
        heard = [await anext(stream) for stream in streams]
        for stream in streams:
            await stream.aclose()
        return heard

    broken, whole = asyncio.run(listens())
    assert broken == b"event: version\ndata:\n\n"
    assert _screen(whole)["k"] == "excuses/1/open/open"
    assert "out of ink" in caplog.text


def test_a_server_that_stops_hangs_up_and_takes_no_new_listeners(desk, token):
    async def stops() -> tuple[list[bytes], int]:
        hub = Hub(Screens())
        stream = await _stream(hub, token)
        await anext(stream), await anext(stream)
        hub.close()
        rest = [event async for event in stream]
        return rest, (await Events(hub).events(_request(token))).status_code

    assert asyncio.run(stops()) == ([], 503)


def test_presence_is_noted_with_every_beat(desk, token, monkeypatch):
    monkeypatch.setattr(listening, "BEAT_SECONDS", 0.01)
    noted: list[str] = []
    desk.classroom.heard = noted.append

    async def listens() -> None:
        stream = await _stream(Hub(Screens()), token)
        for _ in range(4):
            await anext(stream)
        await stream.aclose()

    asyncio.run(listens())
    assert noted == [token, token]


def test_phones_do_not_all_come_back_at_the_same_moment():
    waits = {listening._patience(f"seat{n}") for n in range(300)}

    assert min(waits) >= 500
    assert max(waits) < 2000
    assert len(waits) > 20


async def _hears(hub: Hub, who: str, told: Callable[[str], None]) -> None:
    """Note the kind of every screen until one's own result is there."""
    stream = await _stream(hub, who)
    async for event in stream:
        kind = _screen(event)["k"].rsplit("/", 1)[1] if b"event: screen" in event else ""
        told(kind)
        if kind == "all":
            break
    await stream.aclose()


def test_a_reveal_reaches_everybody_before_anybodys_own_result(desk, token):
    both = {"a": token, "b": desk.classroom.join(CODE, "", None, "zh").token}
    desk.classroom.stand_in("open", "excuses")
    for one in both.values():
        desk.classroom.vote(one, "excuses", 1, {"pick": {"p1": "w2", "p2": "w2", "p3": "w2"}}, "zh")
    order: list[tuple[str, str]] = []

    async def listens() -> None:
        hub = Hub(Screens())
        ears = [
            asyncio.create_task(
                _hears(hub, who, lambda kind, name=name: order.append((name, kind)))
            )
            for name, who in both.items()
        ]
        while len([kind for _, kind in order if kind]) < len(both):
            await asyncio.sleep(0.001)
        desk.classroom.stand_in("reveal", "excuses")
        async with asyncio.timeout(5):
            await asyncio.gather(*ears)

    asyncio.run(listens())
    told = [kind for _, kind in order if kind in ("soon", "all")]
    assert sorted(told) == ["all", "all", "soon", "soon"]
    assert told[0] == "soon"
    for name in both:
        assert [kind for who, kind in order if who == name and kind][-2:] == ["soon", "all"]


def test_the_part_of_a_reveal_that_comes_first_never_replaces_ones_own_result(desk, token):
    desk.classroom.stand_in("open", "excuses")
    desk.classroom.vote(token, "excuses", 1, {"pick": {"p1": "w2", "p2": "w2", "p3": "w2"}}, "zh")
    desk.classroom.stand_in("reveal", "excuses")
    screens = Screens()
    own = screens.of(desk.classroom.phone(token, "zh"), "zh")
    soon = screens.of(desk.classroom.phone(token, "zh", own=False), "zh")
    line = Line(token=token, lang="zh", packed=True)
    line.put(own)
    line.put(soon)

    assert soon.follows
    assert "58%" not in soon.html
    assert line.take() == own.event
    assert line.take() is None
