"""What plain routes need of a browser: its language, its cookies, and where a request came from."""

from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

from sandbox.text import LANGS, Lang


def keep_cookie(answer: Response, request: Request, name: str, token: str, seconds: int) -> None:
    """Hand the browser a signed value that no script can read."""
    answer.set_cookie(
        name,
        token,
        max_age=seconds,
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
        path="/",
    )


def address_of(request: Request) -> str:
    """Where a request comes from; behind a proxy, where the proxy says it comes from.

    The server believes `X-Forwarded-For` of proxies that `FORWARDED_ALLOW_IPS` names, of a proxy
    on this machine by default, and of nobody else.
    """
    return request.client.host if request.client is not None else ""


def same_origin(request: Request) -> bool:
    """Whether a browser sent this from one of our own pages (or from its address bar)."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")


def asked_language(request: Request) -> Lang:
    """The language of the address, else of the browser."""
    for one in LANGS:
        if request.query_params.get("lang") == one:
            return one
    first = request.headers.get("accept-language", "zh").split(",")[0].strip().lower()
    return "zh" if first.startswith("zh") or first in ("", "*") else "en"
