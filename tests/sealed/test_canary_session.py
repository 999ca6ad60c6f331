"""The same secrecy inside the session: state, protos, tables, logs and exceptions of AppTest."""

import logging
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from pages.ui import frame
from sandbox.desk import office
from sandbox.desk.office import Desk
from sandbox.desk.views import VisitorView
from sandbox.desk.wiring import ROOT, Office, Places
from sandbox.errors import SandboxError
from sandbox.text import LANGS, Lang
from tests.sealed.test_canary import SCENARIOS, TOKENS, _leaks

WARM = "from pages.ui import frame\nfrom streamlit_app import ROUTES\nframe.main(ROUTES)\n"
RAW: dict[str, dict[str, Any]] = {
    "pick": {"choice": "gamma"},
    "number": {"how-many": 3},
    "day": {"due": "2027-03-04"},
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("canary-session")


@pytest.fixture
def wired(built: Path, tmp_path: Path) -> Office:
    return Office(
        places=Places(
            scenarios=SCENARIOS,
            data=ROOT / "data",
            state=built,
            ledger_url=f"sqlite:///{tmp_path / 'ledger.db'}",
        )
    )


@pytest.fixture
def look(wired: Office, monkeypatch: pytest.MonkeyPatch) -> Callable[[Desk, Lang, str], AppTest]:
    """Open the drill as the person whose run it is, and run it once."""

    def opened(desk: Desk, lang: Lang, run: str) -> AppTest:
        monkeypatch.setattr(office, "desk", lambda: desk)
        app = AppTest.from_string(WARM, default_timeout=30)
        app._page_hash = calc_hash("drill")
        app.query_params["run"] = run
        return app.run()

    return opened


def _inside(app: AppTest) -> str:
    """Everything a session holds and shows, as text."""
    held = app.session_state._state  # AppTest's proxy shows no keys that widgets own
    state = {key: held[key] for key in held.filtered_state}
    shown = [
        str(getattr(element, "proto", "")) for block in (app.main, app.sidebar) for element in block
    ]
    frames = [str(frame_.value.to_dict()) for frame_ in app.dataframe]
    values = [repr(value) for value in state.values()]
    return "\n".join([*map(str, state), *values, *shown, *frames, *map(str, app.exception)])


@pytest.mark.parametrize("lang", LANGS)
def test_a_session_holds_no_reference_before_its_time(
    wired: Office,
    look: Callable[[Desk, Lang, str], AppTest],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    lang: Lang,
) -> None:
    caplog.set_level(logging.DEBUG)
    desk = Desk(wired)
    person = desk.sign_in("学员", lang)
    assert isinstance(person, VisitorView)
    monkeypatch.setattr(frame, "token", lambda: person.token)
    run = desk.start(person.id, "canary")
    answered: set[str] = set()
    for decision, raw in RAW.items():
        app = look(desk, lang, run)
        assert not app.exception
        assert _leaks(_inside(app), answered) == [], f"before {decision}"
        app.button(key=f"submit/{run}/{decision}").click().run()
        assert _leaks(_inside(app), answered) == [], f"after a refused {decision}"
        desk.submit(person.id, run, decision, raw, lang)
        answered.add(decision)
    assert _leaks(_inside(look(desk, lang, run)), answered) == []
    assert _leaks(caplog.text, set()) == []


def test_a_page_that_breaks_shows_and_logs_no_reference(
    wired: Office,
    look: Callable[[Desk, Lang, str], AppTest],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A scenario, its decisions and its keys may all appear in a traceback; their values may not."""
    desk = Desk(wired)
    person = desk.sign_in("学员", "zh")
    assert isinstance(person, VisitorView)
    monkeypatch.setattr(frame, "token", lambda: person.token)
    run = desk.start(person.id, "canary")
    loaded = wired.loaded("canary")
    pick = loaded.scenario.decision("pick")
    sealed = wired.keyring.resolve("k", pick, wired.world(loaded, 11))

    def broken(*_: object, **__: object) -> None:
        raise SandboxError(f"Broken near {pick.reference!r}, {sealed!r}, {sealed}.")

    monkeypatch.setattr(Desk, "step", broken)
    with caplog.at_level(logging.DEBUG):
        inside = _inside(look(desk, "zh", run))

    keys = [TOKENS["pick"][0], TOKENS["number"][0]]
    assert [key for key in keys if key in inside + caplog.text] == []
    with pytest.raises(TypeError):
        pickle.dumps(sealed)
