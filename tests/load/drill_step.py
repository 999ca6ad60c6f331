"""Server CPU of one drill step, submit to verdict, against a bare page with the same widgets.

Both servers run at the same time and are asked in turn, over the real websocket. What answers
lead to is carried out once per world, so it matters whether people answer alike: both are
measured. `python -m tests.load.drill_step` prints one line per decision of the drill.
"""

import asyncio
import json
import os
import random
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.load.client import Tab
from tests.server.running import RunningApp

PEOPLE = 20
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class StepCost:
    """CPU milliseconds of the server per submit of one decision."""

    decision: str
    drill: float
    bare: float

    @property
    def ratio(self) -> float:
        return self.drill / self.bare


def cpu_seconds(pid: int) -> float:
    """User and system time of a whole process, finished threads included."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


async def arrive(app: RunningApp) -> Tab:
    """A new person who has just started the drill."""
    tab = Tab(app.url, cookie=app.sign_in())
    await tab.__aenter__()
    await tab.run()
    await tab.click(tab.key("start/.*means-test-sharing$"))
    return tab


async def fill(tab: Tab, chance: random.Random) -> None:
    """Answer everything on the screen; the server hears of it at the submit, if it can wait."""
    for widget in tab.widgets():
        if widget.kind == "radio":
            tab.keep(widget, chance.choice(widget.options))
        elif widget.kind == "checkbox":
            tab.keep(widget, chance.random() < 0.5)
        elif widget.kind == "date_input":
            tab.keep(widget, [f"2027-{chance.randint(2, 4):02d}-{chance.randint(1, 28):02d}"])
    while put := [w for w in tab.widgets() if (w.key or "").startswith("put/")]:
        await tab.click(chance.choice(put).key or "")


def snapshot(tab: Tab) -> dict[str, Any]:
    """What the drill step shows, for the bare page to show as well."""
    shown = [w for w in tab.widgets() if not (w.key or "").startswith("frame.")]
    return {
        "brief": tab.texts(),
        "tables": tab.frames(),
        "charts": tab.charts(),
        "widgets": [
            {
                "kind": w.kind,
                "label": w.label,
                "options": list(w.options),
                "submit": (w.key or "").startswith("submit/"),
            }
            for w in shown
        ],
    }


async def _submits(app: RunningApp, tabs: list[Tab], seed: int, *, alike: bool) -> float:
    """CPU milliseconds per person of pressing submit; everyone has filled in before."""
    for who, tab in enumerate(tabs):
        await fill(tab, random.Random(1000 * seed + (0 if alike else who)))
    await asyncio.sleep(0.3)
    before = cpu_seconds(app.process.pid)
    for tab in tabs:
        await tab.click(tab.key("^submit"))
    await asyncio.sleep(0.05)
    return 1000 * (cpu_seconds(app.process.pid) - before) / len(tabs)


async def _bare(app: RunningApp, page: int, people: int) -> float:
    tabs = []
    for _ in range(people):
        tab = Tab(app.url, query=f"page={page}")
        await tab.__aenter__()
        await tab.run()
        tabs.append(tab)
    cost = await _submits(app, tabs, page, alike=False)
    for tab in tabs:
        await tab.__aexit__()
    return cost


async def measure(people: int = PEOPLE, *, alike: bool = False) -> list[StepCost]:
    """Every decision of the drill, taken by `people` persons; `alike`: with the same answers."""
    costs: list[StepCost] = []
    with tempfile.TemporaryDirectory() as folder:
        state = Path(folder)
        pages: list[dict[str, Any]] = []
        listing = state / "pages.json"
        os.environ["SANDBOX_BARE_PAGES"] = str(listing)
        listing.write_text("[]")
        with (
            RunningApp(state=state / "drill") as drill,
            RunningApp(state=state / "bare", script="tests/load/bare_page.py") as bare,
        ):
            await _warm(drill)
            tabs = [await arrive(drill) for _ in range(people)]
            while any((w.key or "").startswith("submit/") for w in tabs[0].widgets()):
                decision = tabs[0].key("^submit/").rsplit("/", 1)[1]
                pages.append(snapshot(tabs[0]))
                listing.write_text(json.dumps(pages, default=str, ensure_ascii=False))
                number = len(pages) - 1
                plain = await _bare(bare, number, people)
                ours = await _submits(drill, tabs, number, alike=alike)
                costs.append(StepCost(decision=decision, drill=ours, bare=plain))
                for tab in tabs:
                    await tab.click(tab.key("^next/"))
                    await tab.run()
            for tab in tabs:
                await tab.__aexit__()
    return costs


async def _warm(app: RunningApp) -> None:
    """One person goes first, so that imports and world building are not counted."""
    tab = await arrive(app)
    while any((w.key or "").startswith("submit/") for w in tab.widgets()):
        await fill(tab, random.Random(7))
        await tab.click(tab.key("^submit/"))
        await tab.click(tab.key("^next/"))
        await tab.run()
    await tab.__aexit__()


def mean_ratio(costs: list[StepCost]) -> float:
    """The drill as a whole: all its submits against all bare submits."""
    return sum(cost.drill for cost in costs) / sum(cost.bare for cost in costs)


if __name__ == "__main__":
    for same in (True, False):
        measured = asyncio.run(measure(alike=same))
        print("everyone answers alike:" if same else "everyone answers differently:")
        for each in measured:
            figures = f"{each.drill:5.1f} ms  bare {each.bare:5.1f} ms  {each.ratio:.2f}"
            print(f"  {each.decision:<18} {figures}")
        print(f"  all submits: {mean_ratio(measured):.2f} × a bare page (bound 1.5)")
