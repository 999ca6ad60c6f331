"""A paper desk, someone who has signed in, and the app as they see it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from pages.phone.limits import Limit
from pages.ui import frame
from pages.web import teach, visitors
from sandbox.desk import office
from sandbox.desk.views import VisitorView
from sandbox.text import Lang
from tests.pages.fake_desk import FakeDesk

ENTRY = Path(__file__).resolve().parents[2] / "streamlit_app.py"
WARM = "from pages.ui import frame\nfrom streamlit_app import ROUTES\nframe.main(ROUTES)\n"
"""The entry as a server that has been prepared runs it: no page file stands beside it."""


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> FakeDesk:
    """The desk of this process, made of paper."""
    fake = FakeDesk()
    monkeypatch.setattr(office, "desk", lambda: fake)
    return fake


@pytest.fixture
def open_app(desk: FakeDesk, monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    """Sign somebody in and open a page in their language."""

    def opened(lang: Lang, page: str = "home", **query: str) -> AppTest:
        visitor = desk.sign_in("云溪", lang)
        assert isinstance(visitor, VisitorView)
        monkeypatch.setattr(frame, "token", lambda: visitor.token)
        app = AppTest.from_string(WARM, default_timeout=20)
        if page != "home":
            # AppTest turns only to pages that are files; ours are functions.
            app._page_hash = calc_hash(page)
        for name, value in query.items():
            app.query_params[name] = value
        # The coloured editor is a frame of its own, which AppTest cannot type in.
        app.session_state["code.plain"] = True
        return app.run()

    return opened


@pytest.fixture
def shown() -> Callable[[AppTest], str]:
    """Everything a person can read on the page, templates included."""

    def text(app: AppTest) -> str:
        assert not app.exception
        drawn = [one.proto.body for one in app.get("html") if "<script>" not in one.proto.body]
        said = [one.value for kind in ("markdown", "warning") for one in app.get(kind)]
        labels = [
            one.label
            for kind in ("button", "radio", "checkbox", "number_input", "date_input", "selectbox")
            for one in app.get(kind)
        ]
        links = [one.proto.label for one in app.get("page_link")]
        return "\n".join(part for part in (*drawn, *said, *labels, *links))

    return text


@pytest.fixture(autouse=True)
def _nobody_has_tried_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visitors, "NEW", Limit(most=2_000, seconds=60))
    monkeypatch.setattr(teach, "WRONG", Limit(most=10, seconds=60))
