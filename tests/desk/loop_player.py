"""Playing whole drills through the desk with what authors write under `checks`."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sandbox.desk.drill import submit
from sandbox.desk.runs import start
from sandbox.desk.setting import setting_of
from sandbox.desk.views import RejectionView
from sandbox.desk.wiring import ROOT, Office, Places
from tests.fakes import FrozenClock

MORNING = datetime(2027, 3, 1, 1, 0, tzinfo=UTC)


def an_office(state: Path, ledger: Path, clock: FrozenClock | None = None) -> Office:
    """The real library over a ledger of its own."""
    places = Places(
        scenarios=ROOT / "scenarios",
        data=ROOT / "data",
        state=state,
        ledger_url=f"sqlite:///{ledger / 'ledger.db'}",
    )
    return Office(places=places, now=clock or FrozenClock(MORNING))


def play(
    office: Office, who: str, scenario: str, check: str, mode: Any = "practice", **instead: Any
) -> str:
    """A finished run answered as the check says, save for the decisions that are named."""
    loaded = office.loaded(scenario)
    run = start(office, who, scenario, mode)
    seed = next(one.seed for one in office.ledger.runs_of(who) if one.id == run)
    written = loaded.scenario.checks[check].answers
    assert isinstance(written, Mapping)
    for decision in loaded.scenario.decisions():
        answer = instead.get(decision.id.replace("-", "_"), written.get(decision.id))
        if isinstance(answer, Mapping) and set(answer) == {"sql"}:
            answer = office.world(loaded, seed).visible(answer["sql"])
        raw = decision.raw(answer, setting_of(office, loaded, decision, seed))
        told = submit(office, who, run, decision.id, raw, "zh")
        assert not isinstance(told, RejectionView), (decision.id, told)
    return run
