"""What the server serves beside Streamlit, and what stands in front of both."""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from starlette.middleware import Middleware
from starlette.routing import Route
from streamlit.runtime.pages_manager import PagesManager

from pages.web import downloads, guard, report, visitors, watch


def table() -> list[Route]:
    """The plain routes."""
    return [
        Route("/healthz", watch.health),
        Route("/metrics", watch.metrics),
        Route("/enter", visitors.enter, methods=["GET", "POST"]),
        Route("/leave", visitors.leave),
        Route("/lang", visitors.lang),
        Route("/table/{run}/{key}.csv", downloads.table),
        Route("/style.css", downloads.style),
        Route("/report.pdf", report.pdf),
        Route("/mine.json", downloads.own_data),
    ]


def guards() -> list[Middleware]:
    """Outermost first."""
    return [
        Middleware(watch.Counting),
        Middleware(guard.Headers),
        Middleware(guard.Sockets),
        Middleware(guard.SignedIn),
    ]


@asynccontextmanager
async def lifespan(_app: Any) -> AsyncIterator[None]:
    """Before the first visitor: no page file may run on its own, and what is loaded stays."""
    # Streamlit would otherwise run pages/x.py without the frame until somebody has been here.
    PagesManager.uses_pages_directory = False
    gc.collect()
    gc.freeze()
    yield
