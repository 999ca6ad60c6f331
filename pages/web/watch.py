"""Whether the server is well, and how busy it is; numbers only, nothing about people."""

import os
import time
from ipaddress import ip_address
from typing import Final

from anyio import to_thread
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    generate_latest,
)
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pages.ui.browsers import address_of
from pages.ui.frame import desk
from sandbox.errors import SandboxError

REGISTRY: Final = CollectorRegistry()
ProcessCollector(registry=REGISTRY)
PlatformCollector(registry=REGISTRY)
requests: Final = Counter(
    "sandbox_requests_total", "Requests answered.", ["route", "status"], registry=REGISTRY
)
seconds: Final = Histogram(
    "sandbox_request_seconds", "Seconds until an answer began.", ["route"], registry=REGISTRY
)
sockets: Final = Gauge("sandbox_open_sockets", "Browsers connected now.", registry=REGISTRY)
dropped_messages: Final = Counter(
    "sandbox_dropped_messages_total", "Messages no page sends.", ["kind"], registry=REGISTRY
)
refused_origins: Final = Counter(
    "sandbox_refused_origins_total", "Sockets asked for by other sites.", registry=REGISTRY
)
_OURS: Final = (
    "enter",
    "j",
    "p",
    "leave",
    "lang",
    "teach",
    "table",
    "healthz",
    "metrics",
    "static",
    "_stcore",
    "report.pdf",
    "mine.json",
)


async def health(_request: Request) -> Response:
    """200 while answers can be stored and drills are there, else 503 and what to do."""
    try:
        await to_thread.run_sync(lambda: desk().check())
    except SandboxError as error:
        return JSONResponse({"status": "down", "why": str(error)}, status_code=503)
    return JSONResponse({"status": "ok"})


async def metrics(request: Request) -> Response:
    """Prometheus text, for this machine only unless `SANDBOX_METRICS=open`."""
    if os.environ.get("SANDBOX_METRICS") != "open" and not _from_here(request):
        return PlainTextResponse("Ask from this machine, or set SANDBOX_METRICS=open.\n", 403)
    return Response(generate_latest(REGISTRY), media_type=CONTENT_TYPE_LATEST)


def _from_here(request: Request) -> bool:
    if "x-forwarded-for" in request.headers or "forwarded" in request.headers:
        # Brought by a proxy on this machine, whoever it is for.
        return False
    try:
        return ip_address(address_of(request)).is_loopback
    except ValueError:
        return False


class Counting:
    """Counts requests by the first part of their address, and sockets while they are open."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, counting."""
        if scope["type"] == "websocket":
            with sockets.track_inprogress():
                await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        first = scope["path"].strip("/").split("/", 1)[0]
        route = first if first in _OURS else "page"
        began = time.perf_counter()

        async def counted(message: Message) -> None:
            if message["type"] == "http.response.start":
                requests.labels(route, str(message["status"])).inc()
                seconds.labels(route).observe(time.perf_counter() - began)
            await send(message)

        await self.app(scope, receive, counted)
