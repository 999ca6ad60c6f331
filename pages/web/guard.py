"""What stands in front of Streamlit: sign-in, origins, and messages no trainee may send."""

from typing import Final
from urllib.parse import urlencode, urlsplit

from starlette.datastructures import Headers as HeaderValues
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config
from streamlit.proto.BackMsg_pb2 import BackMsg

from pages.web import organisation, watch
from pages.web.teach import PAGES, instructor_of
from pages.web.visitors import visitor_of

WANTED: Final = frozenset({"rerun_script", "stop_script", "app_heartbeat", "file_urls_request"})
"""What a page needs; the rest clears everybody's caches, reads the disk or stops the server."""
WANTED_REQUESTS: Final = frozenset({"deferred_file", "dataframe_chunk"})
OPEN: Final = ("/_stcore", "/static", "/media", "/component", "/enter", "/leave", "/lang", "/teach",
               "/healthz", "/metrics", "/table", "/class", "/auth", "/oauth2callback",
               "/favicon", "/j", "/p")  # fmt: skip
_REFUSED: Final = 1008


class SignedIn:
    """Sends a stranger who opens a page to the sign-in page, and back again afterwards."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, or redirect."""
        if scope["type"] == "http" and _is_page(scope):
            request = Request(scope)
            if organisation.returned(request):
                await RedirectResponse(organisation.HERE, 303)(scope, receive, send)
                return
            wanted = await _way_in(request)
            if wanted is not None:
                address = request.url.path + (f"?{request.url.query}" if request.url.query else "")
                response = RedirectResponse(f"{wanted}?" + urlencode({"next": address}), 303)
                await response(scope, receive, send)
                return
        await self.app(scope, receive, send)


async def _way_in(request: Request) -> str | None:
    """Where to sign in first, if anywhere."""
    if request.url.path.startswith(PAGES) and await instructor_of(request) is None:
        return "/teach"
    return "/enter" if await visitor_of(request) is None else None


def _is_page(scope: Scope) -> bool:
    path: str = scope["path"]
    if scope["method"] not in ("GET", "HEAD") or "." in path.rsplit("/", 1)[-1]:
        return False
    return not any(path == open_ or path.startswith(open_ + "/") for open_ in OPEN)


class Sockets:
    """Refuses sockets from other sites at once, and drops messages a page has no use for."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on with a filtered stream, or close."""
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        if not _own_site(HeaderValues(scope=scope)):
            # Streamlit's own check may look up names while everybody waits for the event loop.
            watch.refused_origins.inc()
            await send({"type": "websocket.close", "code": _REFUSED})
            return

        async def filtered() -> Message:
            while True:
                message = await receive()
                if message["type"] != "websocket.receive" or _wanted(message.get("bytes")):
                    return message

        await self.app(scope, filtered, send)


def _own_site(headers: HeaderValues) -> bool:
    origin = headers.get("origin")
    if origin is None:
        return True
    allowed: list[str] = config.get_option("server.corsAllowedOrigins") or []
    return urlsplit(origin).netloc == headers.get("host") or origin in allowed


def _wanted(frame: bytes | None) -> bool:
    """Whether a message is one that pages need; what cannot be read is left to Streamlit."""
    if frame is None:
        return True
    message = BackMsg()
    try:
        message.ParseFromString(frame)
    except Exception:  # noqa: BLE001 - whatever it is, Streamlit closes the socket on it
        return True
    kind = message.WhichOneof("type")
    if kind == "backend_operation_request":
        asked = message.backend_operation_request.WhichOneof("payload")
        wanted = asked in WANTED_REQUESTS
    else:
        wanted = kind in WANTED
    if not wanted:
        watch.dropped_messages.labels(kind or "none").inc()
    return wanted


class Headers:
    """Headers that keep other sites from framing, sniffing or learning addresses."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, adding the headers to what comes back."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.setdefault("x-content-type-options", "nosniff")
                headers.setdefault("referrer-policy", "same-origin")
                headers.setdefault("content-security-policy", "frame-ancestors 'self'")
            await send(message)

        await self.app(scope, receive, with_headers if scope["type"] == "http" else send)
