"""A desk over the small secrecy scenario, with a ledger of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sandbox.desk.office import Desk
from sandbox.desk.wiring import ROOT, Office, Places

SMALL = Path(__file__).parents[1] / "sealed" / "scenarios"


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A state folder whose worlds are built once per session."""
    return tmp_path_factory.mktemp("desk-state")


@pytest.fixture
def ledger_url(tmp_path: Path) -> str:
    """A ledger of its own for every test."""
    return f"sqlite:///{tmp_path / 'ledger.db'}"


@pytest.fixture
def office(built: Path, ledger_url: str) -> Iterator[Office]:
    places = Places(
        scenarios=SMALL,
        data=ROOT / "data",
        state=built,
        ledger_url=ledger_url,
    )
    made = Office(places=places)
    yield made
    made.ledger.close()  # type: ignore[attr-defined]


@pytest.fixture
def desk(office: Office) -> Desk:
    return Desk(office)
