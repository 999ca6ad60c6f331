"""Signing in and out, and the language, as plain pages that need no script."""

from functools import cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

from anyio import to_thread
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from pages.phone.limits import Limit
from pages.ui.browsers import address_of, asked_language, keep_cookie, same_origin
from pages.ui.frame import COOKIE, desk
from pages.ui.words import phrase
from sandbox.desk.views import RejectionView, VisitorView
from sandbox.text import LANGS, Lang

DAYS: Final = 180
NEW: Final = Limit(most=2_000, seconds=60)
"""New people a minute from one address: a school behind one router, and then everybody waits."""
OWN: Final = ("/enter", "/leave", "/lang", "/teach", "/teach/leave", "/teach/organisation")


async def visitor_of(request: Request) -> VisitorView | None:
    """The person whose cookie came with the request."""
    token = request.cookies.get(COOKIE)
    if not token:
        return None
    return await to_thread.run_sync(desk().visitor, token)


async def enter(request: Request) -> Response:
    """The sign-in page, and what it sends."""
    if request.method == "POST":
        return await _sign_in(request)
    return _page(asked_language(request), onward=request.query_params.get("next", "/"))


async def _sign_in(request: Request) -> Response:
    form = await request.form(max_files=0, max_fields=8)
    chosen: Lang = "en" if form.get("lang") == "en" else "zh"
    onward = inside(str(form.get("next") or "/"))
    nickname = str(form.get("nickname") or "")
    if not same_origin(request):
        told = phrase(chosen, "enter.elsewhere")
        return _page(chosen, onward=onward, told=told, status=403)
    address = address_of(request)
    if NEW.reached(address):
        told = phrase(chosen, "enter.crowd")
        return _page(chosen, onward=onward, told=told, nickname=nickname, status=429)
    NEW.count(address)
    view = await to_thread.run_sync(desk().sign_in, nickname, chosen)
    if isinstance(view, RejectionView):
        return _page(chosen, onward=onward, told=view.text, nickname=nickname, status=422)
    answer = RedirectResponse(onward, status_code=303)
    keep_cookie(answer, request, COOKIE, view.token, DAYS * 86_400)
    return answer


async def leave(request: Request) -> Response:
    """Forget the visitor on this browser; what they did stays in the ledger."""
    if not same_origin(request):
        return RedirectResponse("/", status_code=303)
    answer = RedirectResponse("/enter", status_code=303)
    answer.delete_cookie(COOKIE, path="/", httponly=True, samesite="lax")
    return answer


async def lang(request: Request) -> Response:
    """Remember a language and go back to where the visitor was."""
    visitor = await visitor_of(request)
    chosen = next((one for one in LANGS if request.query_params.get("to") == one), None)
    onward = inside(request.query_params.get("next", "/"))
    if chosen is None or not same_origin(request):
        return RedirectResponse(onward, status_code=303)
    if visitor is None:
        return RedirectResponse("/enter?" + urlencode({"lang": chosen, "next": onward}), 303)
    await to_thread.run_sync(desk().set_lang, visitor.id, chosen)
    return RedirectResponse(onward, status_code=303)


def inside(address: str) -> str:
    """The address when it stays on this site, else the home page."""
    if not address.startswith("/") or address.startswith("//"):
        return "/"
    if "\\" in address or not address.isprintable() or urlsplit(address).path in OWN:
        return "/"
    return address


@cache
def templates() -> Environment:
    """The plain pages."""
    folder = FileSystemLoader(Path(__file__).with_name("templates"))
    return Environment(loader=folder, autoescape=True, undefined=StrictUndefined)


def _page(
    language: Lang,
    *,
    onward: str,
    told: str | None = None,
    nickname: str = "",
    status: int = 200,
) -> Response:
    onward = inside(onward)
    other: Lang = "en" if language == "zh" else "zh"
    values: dict[str, Any] = {
        "say": lambda key, **filled: phrase(language, key, **filled),
        "lang": language,
        "onward": onward,
        "other": "/enter?" + urlencode({"lang": other, "next": onward}),
        "told": told,
        "nickname": nickname,
    }
    body = templates().get_template("enter.html").render(values)
    headers = {"cache-control": "no-store", "vary": "accept-language"}
    return HTMLResponse(body, status_code=status, headers=headers)
