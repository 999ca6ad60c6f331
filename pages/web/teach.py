"""Signing in and out as an instructor: a plain page, like the one for everybody."""

from typing import Any, Final
from urllib.parse import urlencode

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from pages.phone.limits import Limit
from pages.ui.browsers import address_of, asked_language, keep_cookie, same_origin
from pages.ui.frame import COOKIE, TEACHING, desk
from pages.ui.words import phrase
from pages.web import organisation
from pages.web.visitors import DAYS, inside, templates, visitor_of
from sandbox.desk.office import INSTRUCTOR_HOURS
from sandbox.desk.views import InstructorView, RejectionView, VisitorView
from sandbox.text import Lang

WRONG: Final = Limit(most=10, seconds=60)
"""Wrong passphrases a minute from one address: a class that guesses keeps no other one waiting."""
PAGES: Final = ("/studio", "/classes", "/console", "/projector")
"""Pages that show what trainees must not see."""


async def instructor_of(request: Request) -> InstructorView | None:
    """The instructor whose cookie came with the request."""
    token = request.cookies.get(TEACHING)
    return None if not token else await to_thread.run_sync(desk().instructor, token)


async def teach(request: Request) -> Response:
    """The instructors' sign-in page, and what it sends."""
    if request.method == "POST":
        return await _admit(request)
    visitor = await visitor_of(request)
    language = visitor.lang if visitor is not None and visitor.lang else asked_language(request)
    named = "" if visitor is None else visitor.nickname
    return _page(language, onward=request.query_params.get("next", "/studio"), name=named)


async def _admit(request: Request) -> Response:
    form = await request.form(max_files=0, max_fields=8)
    chosen: Lang = "en" if form.get("lang") == "en" else "zh"
    onward, name = inside(str(form.get("next") or "/studio")), str(form.get("name") or "")
    if not same_origin(request):
        told = phrase(chosen, "enter.elsewhere")
        return _page(chosen, onward=onward, name=name, told=told, status=403)
    address = address_of(request)
    if WRONG.reached(address):
        told = phrase(chosen, "teach.wait")
        return _page(chosen, onward=onward, name=name, told=told, status=429)
    view = await to_thread.run_sync(desk().admit, name, str(form.get("phrase") or ""), chosen)
    if isinstance(view, RejectionView):
        if view.where == "phrase":
            WRONG.count(address)
        return _page(chosen, onward=onward, name=name, told=view.text, status=422)
    return await _welcome(request, view, onward, chosen)


async def by_organisation(request: Request) -> Response:
    """Sign in with an account of one's organisation: ask its provider, then take its word."""
    if not organisation.offered():
        return organisation.nobody()
    said = organisation.identity(request)
    if said is None:
        return organisation.ask(request, inside(request.query_params.get("next", "/classes")))
    view, lang = await organisation.admitted(request, said), asked_language(request)
    onward = inside(request.cookies.get(organisation.ONWARD, "/classes"))
    if isinstance(view, RejectionView):
        answer = _page(lang, onward=onward, name="", told=view.text, status=403)
    else:
        answer = await _welcome(request, view, onward, lang)
    organisation.forget(answer, request)
    return answer


async def _welcome(request: Request, view: InstructorView, onward: str, chosen: Lang) -> Response:
    answer = RedirectResponse(onward, status_code=303)
    keep_cookie(answer, request, TEACHING, view.token, INSTRUCTOR_HOURS * 3600)
    if await visitor_of(request) is None:
        # Pages ask who is looking; an instructor need not say it twice.
        person = await to_thread.run_sync(desk().sign_in, view.name, chosen)
        if isinstance(person, VisitorView):
            keep_cookie(answer, request, COOKIE, person.token, DAYS * 86_400)
    return answer


async def leave(request: Request) -> Response:
    """No instructor any more on this browser; still the same person."""
    answer = RedirectResponse("/", status_code=303)
    if same_origin(request):
        answer.delete_cookie(TEACHING, path="/", httponly=True, samesite="lax")
    return answer


def _page(
    language: Lang, *, onward: str, name: str, told: str | None = None, status: int = 200
) -> Response:
    onward = inside(onward)
    other: Lang = "en" if language == "zh" else "zh"
    values: dict[str, Any] = {
        "say": lambda key, **filled: phrase(language, key, **filled),
        "lang": language,
        "onward": onward,
        "other": "/teach?" + urlencode({"lang": other, "next": onward}),
        "told": told,
        "organisation": f"{organisation.HERE}?" + urlencode({"next": onward})
        if organisation.offered()
        else None,
        "name": name,
    }
    body = templates().get_template("teach.html").render(values)
    headers = {"cache-control": "no-store", "vary": "accept-language"}
    return HTMLResponse(body, status_code=status, headers=headers)
