"""What the server serves beside Streamlit, and what stands in front of both."""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from functools import cache
from typing import Any, Final

from anyio import to_thread
from starlette.middleware import Middleware
from starlette.routing import Route
from streamlit.runtime.pages_manager import PagesManager

from pages.phone.routes import Phones
from pages.phone.routes import phones as new_phones
from pages.ui.frame import desk
from pages.ui.stopping import STOPPING
from pages.ui.words import phrase as phrase_in
from pages.web import (
    classes,
    downloads,
    guard,
    organisation,
    report,
    studio,
    teach,
    visitors,
    watch,
)
from sandbox.errors import SandboxError
from sandbox.text import LANGS

try:
    import resource
except ImportError:  # not everywhere
    resource = None  # type: ignore[assignment]

MANY: Final = 65_536
"""Open files that a school at once does not use up."""


@cache
def phones() -> Phones:
    """The phones of this process."""
    made = new_phones()
    STOPPING.tell(made.hub.close)
    return made


def table() -> list[Route]:
    """The plain routes."""
    return [
        *phones().routes,
        Route("/healthz", watch.health),
        Route("/metrics", watch.metrics),
        Route("/enter", visitors.enter, methods=["GET", "POST"]),
        Route("/leave", visitors.leave),
        Route("/teach", teach.teach, methods=["GET", "POST"]),
        Route("/teach/leave", teach.leave),
        Route(organisation.HERE, teach.by_organisation),
        Route("/lang", visitors.lang),
        Route("/table/{run}/{key}.csv", downloads.table),
        Route("/class/{room}/stream", classes.stream),
        Route("/class/{room}/pane", classes.once),
        Route("/class/{room}/act", classes.act, methods=["POST"]),
        Route("/class/{room}/turn", classes.turn, methods=["POST"]),
        Route("/class/{room}/{name}", classes.file),
        Route("/studio/{slug}/examine", studio.examine, methods=["POST"]),
        Route("/studio/{slug}/words", studio.words, methods=["POST"]),
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
    _say_passphrase()
    _open_many()
    # Reading every scenario takes seconds, which the first visitor should not wait for.
    await to_thread.run_sync(_warm)
    gc.collect()
    gc.freeze()
    with STOPPING.minded():
        yield


def _open_many() -> None:
    """Let a full classroom in: each phone holds a connection, and 1,024 files are soon used up."""
    if resource is None:
        return
    now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MANY if most == resource.RLIM_INFINITY else min(most, MANY)
    if now != resource.RLIM_INFINITY and now < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))


def _warm() -> None:
    """Have everything read; what is wrong is said by `/healthz` for as long as it is wrong."""
    with suppress(SandboxError):
        desk().check()


def _say_passphrase() -> None:
    """Once, when it is made; only its hash is kept."""
    phrase = desk().first_passphrase()
    if phrase is not None:
        said = "\n".join(phrase_in(lang, "teach.console", phrase=phrase) for lang in LANGS)
        print(f"\n{said}\n", flush=True)  # noqa: T201 - the operator's console is where it belongs
