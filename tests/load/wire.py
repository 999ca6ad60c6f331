"""A phone as a server sees it: two connections, one cookie, and a form that is filled in.

Plain sockets, so that thousands fit on the machine that is measured.
"""

import asyncio
import gzip
import json
import random
import re
from base64 import b64decode
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from time import perf_counter
from typing import Any
from urllib.parse import urlencode

LARGEST = 1 << 20
FORM = "application/x-www-form-urlencoded"
PHRASE = "a phrase for measuring"
"""The instructors' passphrase of a server that is measured, by `SANDBOX_INSTRUCTOR_PASSPHRASE`."""
_FIELD = re.compile(r"<(input|select)\b([^>]*)>(.*?)(?=<(?:input|select|button)\b|$)", re.S)
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
_OPTION = re.compile(r'<option value="([^"]+)"')


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes


class Connection:
    """One kept-alive connection."""

    def __init__(self, port: int, home: str) -> None:
        self._port, self._home = port, home
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(
        self, method: str, path: str, *, cookie: str = "", body: bytes = b"", kind: str = "",
        accept: str = "*/*",
    ) -> Answer:  # fmt: skip
        """Send a request and read the answer."""
        head = [f"{method} {path} HTTP/1.1", f"host: 127.0.0.1:{self._port}", f"accept: {accept}",
                "accept-encoding: gzip", "accept-language: zh-CN"]  # fmt: skip
        if cookie:
            head.append(f"cookie: {cookie}")
        if body or method == "POST":
            head += [f"content-length: {len(body)}", f"content-type: {kind}"]
        request = "\r\n".join(head).encode() + b"\r\n\r\n" + body
        used = self._streams is not None
        try:
            return await self._exchange(request)
        except (asyncio.IncompleteReadError, ConnectionError) as lost:
            if not used or (isinstance(lost, asyncio.IncompleteReadError) and lost.partial):
                raise
            # Closed by the server a moment ago, having idled: browsers send again as well.
            await self.close()
            return await self._exchange(request)

    async def _exchange(self, request: bytes) -> Answer:
        reader, writer = await self._open()
        writer.write(request)
        status, headers = await _head(reader)
        length = int(headers.get("content-length", 0))
        if headers.get("transfer-encoding") == "chunked":
            content = await _chunks(reader)
        else:
            content = await reader.readexactly(length) if length else b""
        return Answer(status, headers, content)

    async def listen(self, path: str, cookie: str) -> int:
        """Begin to listen for events; the status."""
        reader, writer = await self._open()
        head = f"GET {path} HTTP/1.1\r\nhost: 127.0.0.1:{self._port}\r\ncookie: {cookie}\r\naccept-language: zh-CN\r\n\r\n"
        writer.write(head.encode())
        return (await _head(reader))[0]

    async def event(self) -> tuple[str, bytes]:
        """The next event: its name and data."""
        assert self._streams is not None
        reader, _ = self._streams
        while True:
            lines = (await reader.readuntil(b"\n\n")).split(b"\n")
            named = next((one[7:] for one in lines if one.startswith(b"event: ")), b"")
            data = next((one[6:] for one in lines if one.startswith(b"data: ")), b"")
            if named or data:
                return named.decode(), data

    async def _open(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if self._streams is not None and self._streams[0].at_eof():
            # Kept alive for some seconds only; browsers connect again as well.
            await self.close()
        if self._streams is None:
            self._streams = await asyncio.open_connection(
                "127.0.0.1", self._port, local_addr=(self._home, 0), limit=LARGEST
            )
        return self._streams

    async def close(self) -> None:
        """Let go; what is open on the other side does not matter."""
        if self._streams is not None:
            (_, writer), self._streams = self._streams, None
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()


async def _head(reader: asyncio.StreamReader) -> tuple[int, dict[str, str]]:
    first, *lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    pairs = (one.split(": ", 1) for one in lines if ": " in one)
    headers: dict[str, str] = {}
    for written, value in pairs:
        name = written.lower()
        headers[name] = f"{headers[name]}\n{value}" if name in headers else value
    return int(first.split(" ", 2)[1]), headers


async def _chunks(reader: asyncio.StreamReader) -> bytes:
    found = b""
    while size := int(await reader.readline(), 16):
        found += (await reader.readexactly(size + 2))[:-2]
    await reader.readline()
    return found


async def drive(desk: Connection, **asked: Any) -> dict[str, Any]:
    """Do something as the instructor; see `tests/load/class_app.py`."""
    body = json.dumps(asked).encode()
    answer = await desk.ask("POST", "/drive", body=body, kind="application/json")
    if answer.status != 200:
        raise AssertionError(f"{asked}: {answer.status} {plain(answer)[:500]!r}")
    found: dict[str, Any] = json.loads(plain(answer))
    return found


async def project(desk: Connection, wall: Connection, room: str, pane: str = "board") -> None:
    """Sign in as an instructor, and listen as the projector does, or the console."""
    form = urlencode({"name": "load driver", "phrase": PHRASE}).encode()
    admitted = await desk.ask("POST", "/teach", body=form, kind=FORM)
    cookies = admitted.headers["set-cookie"].split("\n")
    cookie = "; ".join(one.split(";", 1)[0] for one in cookies)
    status = await wall.listen(f"/class/{room}/stream?pane={pane}&lang=zh", cookie)
    if status != 200:
        raise AssertionError(f"The projector was refused: {status}.")


@lru_cache(maxsize=64)
def unpacked(data: bytes) -> dict[str, Any]:
    """The screen in an event; a thousand phones were sent the same."""
    found: dict[str, Any] = json.loads(gzip.decompress(b64decode(data)))
    return found


def plain(answer: Answer) -> bytes:
    """The body, unpacked."""
    packed = answer.headers.get("content-encoding") == "gzip"
    return gzip.decompress(answer.body) if packed else answer.body


@lru_cache(maxsize=64)
def fields_of(html: str) -> dict[str, list[tuple[str, str, list[str]]]]:
    """Field name → (type, value, options), as a form holds them."""
    found: dict[str, list[tuple[str, str, list[str]]]] = {}
    for tag, written, rest in _FIELD.findall(html.rsplit('id="answer"', maxsplit=1)[-1]):
        own = {name: unescape(value) for name, value in _ATTRIBUTE.findall(written)}
        if "name" in own:
            options = [unescape(one) for one in _OPTION.findall(rest)] if tag == "select" else []
            kind = "select" if tag == "select" else own.get("type", "text")
            low = own.get("min") or own.get("data-low") or ""
            found.setdefault(own["name"], []).append((kind, own.get("value", low), options))
    return found


def filled_in(html: str, chance: random.Random) -> list[tuple[str, str]]:
    """The form of a screen, filled in as somebody might."""
    sent: list[tuple[str, str]] = []
    places = [name for name in fields_of(html) if name.startswith("place|")]
    order = dict(zip(places, chance.sample(range(1, len(places) + 1), len(places)), strict=True))
    for name, fields in fields_of(html).items():
        kind, value, options = fields[-1]
        if name in order:
            sent.append((name, str(order[name])))
        elif kind == "radio":
            sent.append((name, chance.choice([each[1] for each in fields])))
        elif kind == "checkbox":
            offered = [each[1] for each in fields if each[0] == "checkbox"]
            sent += [(name, one) for one in chance.sample(offered, chance.randint(1, len(offered)))]
        elif kind == "select":
            sent.append((name, chance.choice(options)))
        elif kind == "date":
            sent.append((name, f"2027-{chance.randint(2, 4):02}-{chance.randint(1, 28):02}"))
        elif kind in ("hidden", "range"):
            sent.append((name, value))
        else:
            sent.append((name, str(chance.randint(0, 40))))
    return sent


@dataclass(eq=False)
class Phone:
    """One phone in the room."""

    port: int
    number: int
    home: str = "127.0.0.1"
    on_screen: Callable[["Phone", dict[str, Any], float], None] = lambda *_: None
    cookie: str = ""
    seat: str = ""
    screen: dict[str, Any] = field(default_factory=dict)
    acknowledged: list[tuple[str, str, int]] = field(default_factory=list)
    bytes_cold: int = 0
    keeps: bool = False
    """Whether everything that it was sent is kept, for tests that read along."""
    received: list[bytes] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.number)
        self.talk = Connection(self.port, self.home)
        self.ear = Connection(self.port, self.home)
        self._task: asyncio.Task[None] | None = None
        self._ready = asyncio.Event()

    async def _ask(self, method: str, path: str, **rest: Any) -> Answer:
        answer = await self.talk.ask(method, path, cookie=self.cookie, **rest)
        if self.keeps:
            self.received.append(plain(answer))
        return answer

    async def join(self, code: str) -> float:
        """Scan, join, load everything, and listen; seconds until the first screen is there."""
        began = perf_counter()
        door = await self._ask("GET", f"/j/{code}")
        form = urlencode({"code": code, "name": "", "lang": "zh"}).encode()
        joined = await self._ask("POST", "/j", body=form, kind=FORM)
        if joined.status != 303:
            raise AssertionError(f"{joined.status}: {plain(joined).decode()[:2000]}")
        cookies = joined.headers["set-cookie"].split("\n")
        self.cookie = "; ".join(one.split(";", 1)[0] for one in cookies)
        page = await self._ask("GET", "/p")
        html = plain(page).decode()
        self.seat = re.findall(r'data-seat="([^"]*)"', html)[0]
        assets = [
            await self._ask("GET", one) for one in re.findall(r'(?:href|src)="(/p/[^"]+)"', html)
        ]
        self.bytes_cold = sum(len(one.body) for one in (door, page, *assets))
        await self.listen()
        return perf_counter() - began

    async def listen(self) -> None:
        """Open the stream and wait for the first screen."""
        self._ready = asyncio.Event()
        self._task = asyncio.create_task(self._hear())
        ready = asyncio.create_task(self._ready.wait())
        await asyncio.wait({self._task, ready}, return_when=asyncio.FIRST_COMPLETED)
        if self._task.done():
            ready.cancel()
            self._task.result()
            raise ConnectionError("The stream ended.")

    async def _hear(self) -> None:
        status = await self.ear.listen("/p/events?z=1", self.cookie)
        if status != 200:
            raise ConnectionError(f"The stream was refused: {status}.")
        while True:
            name, data = await self.ear.event()
            if name == "screen":
                self.screen = unpacked(data)
                if self.keeps:
                    self.received.append(json.dumps(self.screen, ensure_ascii=False).encode())
                self.on_screen(self, self.screen, perf_counter())
                self._ready.set()

    async def answer(self) -> float | None:
        """Fill in what is asked and send it; seconds until acknowledged, None when refused."""
        asked = self.screen["q"]
        body = urlencode(filled_in(self.screen["html"], self.chance)).encode()
        began = perf_counter()
        answer = await self._ask("POST", "/p/vote", body=body, kind=FORM, accept="application/json")
        took = perf_counter() - began
        if answer.status != 200:
            return None
        decision, round_ = asked.rsplit("/", 1)
        self.acknowledged.append((self.seat, decision, int(round_)))
        self.screen = json.loads(plain(answer))
        return took

    async def hang_up(self) -> None:
        """Close both connections."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        await self.talk.close()
        await self.ear.close()
