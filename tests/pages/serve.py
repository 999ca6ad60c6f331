"""The app on a paper desk, for screenshots: `python -m tests.pages.serve 8599`."""

import sys

import uvicorn

from sandbox.desk import office
from tests.pages.fake_desk import FakeDesk


def main(port: int) -> None:
    """Serve until stopped."""
    desk = FakeDesk()
    office.desk = lambda: desk  # type: ignore[assignment,return-value]
    import streamlit_app

    uvicorn.run(streamlit_app.app, port=port, log_level="error", access_log=False)


if __name__ == "__main__":
    main(int(sys.argv[1]))
