"""Server CPU of one drill step, submit to verdict, against a bare page with the same widgets.

Both servers run at the same time and are asked in turn, over the real websocket.
"""

import asyncio
import json
import os
import random
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.load.client import Tab
from tests.server.running import RunningApp

ROUNDS = 80
GROUP = 20
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class StepCost:
    """CPU milliseconds of the server per submit."""

    drill: float
    bare: float

    @property
    def ratio(self) -> float:
        return self.drill / self.bare


def cpu_seconds(pid: int) -> float:
    """User and system time of a whole process, finished threads included."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def _submit_key(tab: Tab) -> str:
    return next(w.key or "" for w in tab.widgets() if (w.key or "").startswith("submit"))


async def _arrive(app: RunningApp) -> Tab:
    tab = Tab(app.url, cookie=app.sign_in())
    await tab.__aenter__()
    await tab.run()
    await tab.click(next(w.key or "" for w in tab.widgets() if "start" in (w.key or "")))
    return tab


async def _open(app: RunningApp) -> Tab:
    tab = Tab(app.url)
    await tab.__aenter__()
    await tab.run()
    return tab


async def _fill(tab: Tab, who: int) -> None:
    """Answer everything on the screen, everyone differently; the server is not told yet."""
    chance = random.Random(who)
    for widget in tab.widgets():
        if widget.kind == "radio":
            tab.keep(widget, chance.choice(widget.options))


def _snapshot(tab: Tab) -> dict[str, Any]:
    """What the drill step showed, for the bare page to show as well."""
    shown = [w for w in tab.widgets() if not (w.key or "").startswith("frame.")]
    return {
        "brief": max((t for t in tab.texts().split("\n\n")), key=len),
        "tables": [table.to_pydict() for table in tab.tables()],
        "charts": tab.charts(),
        "widgets": [
            {
                "kind": w.kind,
                "label": w.label,
                "options": list(w.options),
                "submit": bool(re.match("submit", w.key or "")),
            }
            for w in shown
        ],
        "verdict": "",
    }


async def measure(rounds: int = ROUNDS) -> StepCost:
    """The mean over `rounds` submits, each by another person, in turn on both servers."""
    with tempfile.TemporaryDirectory() as folder:
        state = Path(folder)
        with RunningApp(state=state / "drill") as drill:
            first = await _arrive(drill)
            page = _snapshot(first)
            await _fill(first, 0)
            await first.click(_submit_key(first))
            page["verdict"] = first.texts()
            await first.__aexit__()
            listing = state / "widgets.json"
            listing.write_text(json.dumps(page, default=str, ensure_ascii=False), encoding="utf-8")
            os.environ["SANDBOX_BARE_WIDGETS"] = str(listing)
            with RunningApp(state=state / "bare", script="tests/load/bare_page.py") as bare:
                return await _compare(drill, bare, rounds)


async def _compare(drill: RunningApp, bare: RunningApp, rounds: int) -> StepCost:
    """Everyone arrives and fills in; then only the submits are counted, server by server."""
    spent = {"drill": 0.0, "bare": 0.0}
    for group in range(rounds // GROUP):
        people = range(group * GROUP + 1, (group + 1) * GROUP + 1)
        for name, app in (("bare", bare), ("drill", drill)):
            tabs = [await (_arrive(app) if name == "drill" else _open(app)) for _ in people]
            for who, tab in zip(people, tabs, strict=True):
                await _fill(tab, who)
            await asyncio.sleep(0.3)
            before = cpu_seconds(app.process.pid)
            for tab in tabs:
                await tab.click(_submit_key(tab))
            await asyncio.sleep(0.05)
            spent[name] += cpu_seconds(app.process.pid) - before
            for tab in tabs:
                await tab.__aexit__()
    return StepCost(drill=1000 * spent["drill"] / rounds, bare=1000 * spent["bare"] / rounds)


if __name__ == "__main__":
    cost = asyncio.run(measure())
    print(f"submit to verdict: drill {cost.drill:.1f} ms CPU, bare page {cost.bare:.1f} ms CPU")
    print(f"ratio {cost.ratio:.2f} (bound 1.5)")
