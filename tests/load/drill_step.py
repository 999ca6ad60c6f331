"""Server CPU of one drill step, submit to verdict, against a bare page with the same widgets.

Both servers run at the same time and are asked in turn, over the real websocket.
"""

import asyncio
import json
import os
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.load.client import Tab
from tests.server.running import RunningApp

ROUNDS = 60
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


async def _fill(tab: Tab) -> None:
    """Answer everything on the screen; a page made well hears of it only at the submit."""
    for widget in tab.widgets():
        if widget.kind == "radio":
            tab.keep(widget, widget.options[1])


def _snapshot(tab: Tab) -> dict[str, Any]:
    """What the drill step showed, for the bare page to show as well."""
    shown = [w for w in tab.widgets() if not (w.key or "").startswith("frame.")]
    return {
        "brief": max((t for t in tab.texts().split("\n\n")), key=len),
        "tables": [table.to_pydict() for table in tab.tables()],
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
            await _fill(first)
            await first.click(_submit_key(first))
            page["verdict"] = first.texts()
            await first.__aexit__()
            listing = state / "widgets.json"
            listing.write_text(json.dumps(page, default=str, ensure_ascii=False), encoding="utf-8")
            os.environ["SANDBOX_BARE_WIDGETS"] = str(listing)
            with RunningApp(state=state / "bare", script="tests/load/bare_page.py") as bare:
                return await _compare(drill, bare, rounds)


async def _compare(drill: RunningApp, bare: RunningApp, rounds: int) -> StepCost:
    spent = {"drill": 0.0, "bare": 0.0}
    for _ in range(rounds):
        async with Tab(bare.url) as plain:
            await plain.run()
            await _fill(plain)
            before = cpu_seconds(bare.process.pid)
            await plain.click("submit")
            await asyncio.sleep(0.02)
            spent["bare"] += cpu_seconds(bare.process.pid) - before
        tab = await _arrive(drill)
        await _fill(tab)
        before = cpu_seconds(drill.process.pid)
        await tab.click(_submit_key(tab))
        await asyncio.sleep(0.02)
        spent["drill"] += cpu_seconds(drill.process.pid) - before
        await tab.__aexit__()
    return StepCost(
        drill=1000 * spent["drill"] / rounds, bare=1000 * spent["bare"] / rounds
    )


if __name__ == "__main__":
    cost = asyncio.run(measure())
    print(f"submit to verdict: drill {cost.drill:.1f} ms CPU, bare page {cost.bare:.1f} ms CPU")
    print(f"ratio {cost.ratio:.2f} (bound 1.5)")
