"""Templates of the phone pages, and the two files that browsers keep."""

import gzip
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from pages.phone.marked import marked
from pages.ui.paint import number
from pages.ui.words import phrase
from sandbox.text import Lang

_HERE: Final = Path(__file__).parent
_KEPT: Final = {"phone.css": "text/css", "phone.js": "text/javascript"}
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
    " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)
"""Nothing may come from another host, and no markup in an answer may run."""


def field_name(shape: str, *parts: str) -> str:
    """The name of a form field: what shape of answer it is part of, and which part."""
    return "|".join((shape, *(quote(part, safe="") for part in parts)))


@cache
def _templates() -> Environment:
    made = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        # Read once: a thousand phones ask for the same few files.
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(marked=marked, number=number, days=_days, kind=_kind)
    made.globals.update(name=field_name, version=lambda name: _file(name).version)
    return made


def _kind(control: object) -> str:
    return type(control).__name__


def _days(near: str, after: int) -> str:
    """The first day of a month, and a day so long after the case."""
    day = date.fromisoformat(near[:10])
    return (day + timedelta(days=after) if after else day.replace(day=1)).isoformat()


def written(template: str, lang: Lang, **values: object) -> str:
    """A template in one language."""
    say: Callable[..., str] = lambda key, **filled: phrase(lang, key, **filled)  # noqa: E731
    return _templates().get_template(template).render(say=say, lang=lang, **values)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """A file as it is sent, plain and packed; its version changes with every letter."""

    plain: bytes
    packed: bytes
    version: str


@cache
def _file(name: str) -> _Kept:
    plain = (_HERE / name).read_bytes()
    packed = gzip.compress(plain, mtime=0)
    return _Kept(plain=plain, packed=packed, version=sha256(plain).hexdigest()[:12])


async def kept(request: Request) -> Response:
    """The style sheet or the script; its address changes with it, so browsers may keep it."""
    name = request.url.path.rsplit("/", 1)[-1]
    if name not in _KEPT:
        return PlainTextResponse("", status_code=404)
    return packed_response(
        request,
        plain=_file(name).plain,
        packed=_file(name).packed,
        media_type=f"{_KEPT[name]}; charset=utf-8",
        headers={"cache-control": "public, max-age=31536000, immutable"},
    )


def page_response(request: Request, html: str, status: int) -> Response:
    """A page that is somebody's own: not kept, and packed quickly rather than tightly."""
    plain = html.encode()
    return packed_response(
        request,
        plain=plain,
        packed=gzip.compress(plain, compresslevel=3, mtime=0),
        media_type="text/html; charset=utf-8",
        headers={"cache-control": "no-store", "content-security-policy": POLICY},
        status=status,
    )


def packed_response(
    request: Request,
    *,
    plain: bytes,
    packed: bytes,
    media_type: str,
    headers: dict[str, str],
    status: int = 200,
) -> Response:
    """Bytes that have been packed already, for browsers that can unpack them."""
    sent: dict[str, Any] = {**headers, "vary": "accept-encoding"}
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return Response(plain, status, media_type=media_type, headers=sent)
    sent["content-encoding"] = "gzip"
    return Response(packed, status, media_type=media_type, headers=sent)
