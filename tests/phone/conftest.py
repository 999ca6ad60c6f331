"""A browser on the plain routes, with a paper classroom behind them."""

import warnings
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from starlette.applications import Starlette

from pages.phone.routes import phones
from pages.web import guard
from sandbox.desk import office
from tests.pages.fake_desk import FakeDesk

with warnings.catch_warnings():
    # Its client wants a newer httpx; ours does all that is asked here.
    warnings.simplefilter("ignore")
    from starlette.middleware import Middleware
    from starlette.testclient import TestClient

CODE = "527419"


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> FakeDesk:
    """The desk of this process, made of paper."""
    fake = FakeDesk()
    monkeypatch.setattr(office, "desk", lambda: fake)
    return fake


@pytest.fixture
def client(desk: FakeDesk) -> Iterator[TestClient]:
    """A phone that follows no redirects, behind the guard of the real server."""
    app = Starlette(routes=phones().routes, middleware=[Middleware(guard.SignedIn)])
    with TestClient(app, follow_redirects=False) as phone:
        yield phone


@pytest.fixture
def seated(client: TestClient) -> TestClient:
    """The same, in the room."""
    assert join(client).headers["location"] == "/p"
    return client


def join(client: TestClient, **form: str) -> Any:
    return client.post("/j", data={"code": CODE, "name": "", "lang": "zh", **form})


@pytest.fixture
def vote(seated: TestClient) -> Callable[..., Any]:
    """Send an answer as the script does."""

    def sent(decision: str = "excuses", round_: int = 1, **fields: str) -> Any:
        fields = fields or {"pick|p1": "w2", "pick|p2": "w2", "pick|p3": "w2"}
        form = {"decision": decision, "round": str(round_), **fields}
        return seated.post("/p/vote", data=form, headers={"accept": "application/json"})

    return sent
