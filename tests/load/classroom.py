"""A whole class against a real server: who waits how long, and whether anything is lost.

`python -m tests.load.classroom --phones 300` opens a room on the drill, lets everybody scan and
join, and plays two questions with both rounds: answers within ten seconds, then within one. Every
phone loads the pages, listens to events, and fills in the form it is shown. Acknowledged answers
are compared with the ledger at the end. `--out data/CLASSROOM.md` writes the table.
"""

import argparse
import asyncio
import json
import os
import platform
import re
import resource
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Any

from tests.load.drill_step import cpu_seconds
from tests.load.wire import PHRASE, Connection, Phone, drive, project
from tests.server.running import RunningApp

SIZES = (50, 100, 300, 1000, 3000)
SCENARIO = "means-test-sharing"
DECISIONS = ("attribute", "request-elements")
JOINING = 5.0
"""Seconds within which everybody scans."""
MANY_HOMES = 1500
"""Beyond this, phones come from several addresses, as the limit of seats per address wants it."""
STUCK = 60.0
COUNTED = re.compile(r'class="part">(\d+)<')
"""How many have answered, on the projector's ring."""


@dataclass
class Figures:
    """What was measured, in milliseconds unless named otherwise."""

    phones: int
    joined_seconds: float = 0.0
    join: list[float] = field(default_factory=list)
    change: list[float] = field(default_factory=list)
    reveal: list[float] = field(default_factory=list)
    own: list[float] = field(default_factory=list)
    """From the press to one's own result, which comes after the reveal has reached the phone."""
    slow_window: list[float] = field(default_factory=list)
    fast_window: list[float] = field(default_factory=list)
    board: list[float] = field(default_factory=list)
    acknowledged: int = 0
    lost: int = 0
    unasked: int = 0
    """Stored without having been acknowledged."""
    refused: int = 0
    cold_bytes: int = 0
    cpu_seconds: float = 0.0
    megabytes: float = 0.0
    others: float = 0.0
    """Load of the machine before the class began, in processes that want a core."""


def p95(values: Sequence[float]) -> float:
    """The 95th percentile."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))] if ordered else float("nan")


class Class:
    """A room full of phones, and its instructor."""

    def __init__(self, app: RunningApp, size: int) -> None:
        self.app = app
        self.figures = Figures(phones=size)
        self.desk = Connection(app.port, "127.0.0.1")
        self.wall = Connection(app.port, "127.0.0.1")
        self.console = Connection(app.port, "127.0.0.1")
        self._following: list[asyncio.Task[None]] = []
        self._projected: list[tuple[float, int]] = []
        self.room = ""
        self._changed: dict[int, float] = {}
        self._told: dict[int, float] = {}
        self._waiting = ""
        self._all_changed = asyncio.Event()
        self.phones = [
            Phone(app.port, n, home=_home(n, size), on_screen=self._seen) for n in range(size)
        ]

    async def open(self) -> None:
        """Open the room and let everybody in."""
        opened = await drive(self.desk, op="open", scenario=SCENARIO, decisions=DECISIONS)
        self.room = opened["room"]
        await self.project()
        began = perf_counter()

        async def arrives(phone: Phone) -> None:
            await asyncio.sleep(phone.chance.uniform(0, JOINING))
            self.figures.join.append(1000 * await phone.join(self.room))

        await asyncio.gather(*(arrives(phone) for phone in self.phones))
        self.figures.joined_seconds = perf_counter() - began
        self.figures.cold_bytes = max(phone.bytes_cold for phone in self.phones)

    def _seen(self, phone: Phone, screen: dict[str, Any], when: float) -> None:
        if f"/{self._waiting}/" in screen["k"] and phone.number not in self._changed:
            self._changed[phone.number] = when
        if screen["k"].endswith("/all"):
            self._told.setdefault(phone.number, when)
        told = self._told if self._waiting == "reveal" else self._changed
        if len(told) == len(self.phones):
            self._all_changed.set()

    async def press(self, action: str, phase: str) -> None:
        """Press a button and wait until the last phone shows what it led to."""
        self._changed, self._told, self._waiting = {}, {}, phase
        self._all_changed = asyncio.Event()
        began = perf_counter()
        done = await drive(self.desk, op="act", room=self.room, action=action)
        if done.get("phase") != phase:
            raise AssertionError(f"{action}: {done}")
        await asyncio.wait_for(self._all_changed.wait(), STUCK)
        into = self.figures.reveal if phase == "reveal" else self.figures.change
        into += [1000 * (when - began) for when in self._changed.values()]
        self.figures.own += [1000 * (when - began) for when in self._told.values()]

    async def answers(self, within: float, into: list[float]) -> None:
        """Everybody answers at a moment of their own within so many seconds."""
        already = len(self._projected)

        async def answers(phone: Phone) -> float:
            await asyncio.sleep(phone.chance.uniform(0, within))
            took = await phone.answer()
            if took is None:
                self.figures.refused += 1
            else:
                into.append(1000 * took)
            return perf_counter()

        done = sorted(await asyncio.gather(*(answers(phone) for phone in self.phones)))
        await asyncio.wait_for(self._projects(len(self.phones)), STUCK)
        for place, when in enumerate(done, start=1):
            shown = next(at for at, n in self._projected[already:] if n >= place)
            self.figures.board.append(max(0.0, 1000 * (shown - when)))

    async def _projects(self, count: int) -> None:
        while not self._projected or self._projected[-1][1] < count:
            await asyncio.sleep(0.01)

    async def project(self) -> None:
        """Have a projector and a console follow the room, as in every class.

        Notes when the projector showed how many had answered.
        """
        await project(self.desk, self.wall, self.room)
        await project(self.desk, self.console, self.room, "console")
        self._following += [asyncio.create_task(self._follow()), asyncio.create_task(self._read())]

    async def _follow(self) -> None:
        while True:
            _, data = await self.wall.event()
            found = COUNTED.search(json.loads(data)["parts"]["screen"])
            if found:
                self._projected.append((perf_counter(), int(found[1])))

    async def _read(self) -> None:
        """The instructor's own device, with the private distribution."""
        while True:
            await self.console.event()

    async def leave(self) -> None:
        """Everybody goes."""
        for task in self._following:
            task.cancel()
        await asyncio.gather(*self._following, return_exceptions=True)
        for phone in self.phones:
            await phone.hang_up()
        for other in (self.wall, self.console, self.desk):
            await other.close()

    async def count(self) -> None:
        """Acknowledged against stored."""
        stored = {
            tuple(one) for one in (await drive(self.desk, op="stored", room=self.room))["votes"]
        }
        said = {one for phone in self.phones for one in phone.acknowledged}
        self.figures.acknowledged = len(said)
        self.figures.lost = len(said - stored)
        self.figures.unasked = len(stored - said)


def _home(number: int, size: int) -> str:
    return "127.0.0.1" if size <= MANY_HOMES else f"127.0.0.{2 + number % 100}"


async def play(app: RunningApp, size: int) -> Figures:
    """A class from the lobby to its end."""
    room = Class(app, size)
    room.figures.others = os.getloadavg()[0]
    before = cpu_seconds(app.process.pid)
    try:
        await room.open()
        await room.press("open", "open")
        await room.answers(10.0, room.figures.slow_window)
        await room.press("close", "closed")
        await room.press("show", "distribution")
        await room.press("discuss", "discuss")
        await room.press("revote", "revote")
        await room.answers(1.0, room.figures.fast_window)
        await room.press("shift", "shift")
        await room.press("reveal", "reveal")
        await room.press("next", "open")
        await room.answers(1.0, room.figures.fast_window)
        await room.press("close", "closed")
        await room.press("reveal", "reveal")
        await room.press("next", "ended")
        await room.count()
        room.figures.cpu_seconds = cpu_seconds(app.process.pid) - before
        room.figures.megabytes = _resident(app.process.pid)
    finally:
        await room.leave()
    return room.figures


def _resident(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def measure(sizes: Sequence[int]) -> list[Figures]:
    """A server and a class for each size."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    os.environ["SANDBOX_INSTRUCTOR_PASSPHRASE"] = PHRASE
    found = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            state = Path(folder)
            with RunningApp(state=state, script="tests/load/class_app.py") as app:
                found.append(run(play(app, size)))
                print(line(found[-1]), flush=True)
    return found


def run(class_: Any) -> Figures:
    """On the same kind of event loop as the server's."""
    import uvloop

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        found: Figures = runner.run(class_)
        return found


HEAD = (
    "| phones | all joined | join p95 | phase change p95 | reveal p95 | own result p95 | answer in 10 s window p95 |"
    " answer in 1 s window p95 | projector p95 | acknowledged | lost | server CPU | memory | load before |\n"
    "|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|"
)


def line(f: Figures) -> str:
    """One row of the table."""
    cells = (
        f"{f.phones:,}", f"{f.joined_seconds:.1f} s", f"{p95(f.join):.0f} ms", f"{p95(f.change):.0f} ms",
        f"{p95(f.reveal):.0f} ms", f"{p95(f.own):.0f} ms", f"{p95(f.slow_window):.0f} ms", f"{p95(f.fast_window):.0f} ms",
        f"{p95(f.board):.0f} ms", f"{f.acknowledged:,}", f"{f.lost:,}", f"{f.cpu_seconds:.1f} s",
        f"{f.megabytes:.0f} MB", f"{f.others:.1f}",
    )  # fmt: skip
    return f"| {' | '.join(cells)} |"


def machine() -> str:
    """What was measured on."""
    cpu = next((one.split(":")[1].strip() for one in Path("/proc/cpuinfo").read_text().splitlines()
                if one.startswith("model name")), platform.processor())  # fmt: skip
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    cores = len(os.sched_getaffinity(0))
    return f"{cpu}, {cores} cores, {memory:.0f} GB, Python {platform.python_version()}, {platform.system()}"


def report(found: list[Figures], note: str) -> str:
    """The page."""
    cold = max(f.cold_bytes for f in found)
    return "\n".join([
        "# A live class under load",
        "",
        f"Made by `python -m tests.load.classroom --phones {' '.join(str(f.phones) for f in found)}"
        f" --out data/CLASSROOM.md` on {datetime.now(UTC):%Y-%m-%d}.",
        f"Machine: {machine()}. Server and phones share it.{' ' + note if note else ''}",
        "",
        HEAD,
        *(line(f) for f in found),
        "",
        f"Everybody scans within {JOINING:.0f} s of each other and loads {cold / 1000:.0f} kB in all, then keeps one"
        " stream of events and one connection for answers; a projector and a console follow the room as well. A phase change counts as arrived when the phone"
        " holds the whole new screen, not when it hears of it; a reveal is shown at once, and *own result* is when"
        " a phone shows what its own answer was worth (here everybody answered differently). Answers are forms of"
        f" `{'` and `'.join(DECISIONS)}` of the drill `{SCENARIO}`, filled in at random, hence parsed, stored with one commit for"
        " those that come together, tallied, marked at the reveal, and carried out on the province. *Projector* is the"
        " time from an acknowledgement until the ring on the wall counts it. *Lost* are answers that were acknowledged and are not in the"
        " ledger. *Load before* is what the machine was doing for others when the class began.",
        "",
    ])  # fmt: skip


def main() -> None:
    """From the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--phones", type=int, nargs="+", default=SIZES)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--note", default="", help="a sentence about the machine's state")
    asked = parser.parse_args()
    print(HEAD)
    found = measure(asked.phones)
    if asked.out:
        asked.out.write_text(report(found, asked.note), encoding="utf-8")
    if any(f.lost for f in found):
        raise SystemExit("An acknowledged answer is not in the ledger.")


if __name__ == "__main__":
    main()
