"""The app on a paper desk, for screenshots: `python -m tests.pages.serve 8599`."""

import sys

import uvicorn

from sandbox.desk import office
from sandbox.desk.views import RejectionView, VisitorView
from sandbox.text import Lang
from tests.pages.fake_desk import FakeDesk
from tests.pages.fake_forms import DECISIONS

FINISHED = ("finished", "做完")


class Served(FakeDesk):
    """Whoever signs in under a name that begins so has finished a drill already."""

    def sign_in(self, nickname: str, lang: Lang | None) -> VisitorView | RejectionView:
        """As ever, with the answers filled in."""
        view = super().sign_in(nickname, lang)
        if isinstance(view, VisitorView) and nickname.startswith(FINISHED):
            run = self.start(view.id, "means-test")
            self.runs[run]["answers"] = {decision[0]: {"x": 1} for decision in DECISIONS}
        return view


def main(port: int) -> None:
    """Serve until stopped."""
    desk = Served()
    office.desk = lambda: desk  # type: ignore[assignment,return-value]
    import streamlit_app

    uvicorn.run(streamlit_app.app, port=port, log_level="error", access_log=False)


if __name__ == "__main__":
    main(int(sys.argv[1]))
