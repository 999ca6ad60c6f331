"""The app on a paper desk, for screenshots: `python -m tests.pages.serve 8599`."""

import sys
from pathlib import Path

import uvicorn
from sandbox.desk import office

from tests.pages.fake_desk import FakeDesk

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    desk = FakeDesk()
    office.desk = lambda: desk  # type: ignore[assignment,return-value]
    import streamlit_app

    uvicorn.run(streamlit_app.app, port=int(sys.argv[1]), log_level="error", access_log=False)
