"""Answers from phones: committed before anything is said, and taken again without harm."""

from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from pages.phone.answers import LARGEST, Sent, read
from pages.phone.drawing import packed_response
from pages.phone.inbox import Inbox
from pages.phone.screens import Screen, Screens
from pages.phone.seat import language_of, token_of
from pages.phone.showing import page
from pages.ui.browsers import same_origin
from pages.ui.frame import desk
from pages.ui.words import phrase
from sandbox.desk.views import RejectionView
from sandbox.desk.views.live import PhoneView
from sandbox.text import Lang


@dataclass(frozen=True, slots=True, kw_only=True)
class _Outcome:
    """What became of an answer, and what the phone shows next."""

    view: PhoneView
    screen: Screen
    told: str | None


class Booth:
    """Takes answers."""

    def __init__(self, screens: Screens) -> None:
        self._screens = screens
        self._inbox: Inbox[PhoneView | RejectionView] = Inbox()

    async def vote(self, request: Request) -> Response:
        """Commit an answer, then say so; or say kindly why it was not taken."""
        lang = language_of(request)
        if not same_origin(request):
            return _refused(phrase(lang, "phone.elsewhere"), 403)
        body = await _body(request)
        sent = None if body is None else read(body)
        if sent is None:
            return _refused(phrase(lang, "phone.unread"), 400)
        token = token_of(request)
        outcome = await self._outcome(token, sent, lang) if token else None
        if "application/json" in request.headers.get("accept", ""):
            return _reply(request, outcome)
        if outcome is None:
            return RedirectResponse("/j", 303)
        if outcome.told is None:
            return RedirectResponse("/p", 303)
        return await page(request, outcome.view, outcome.screen, told=outcome.told)

    async def _outcome(self, token: str, sent: Sent, lang: Lang) -> _Outcome | None:
        """What became of it; None for a phone that has no seat.

        A thousand may wait for the same commit, and none of them holds a thread.
        """
        taken = await self._inbox.put(partial(_hand_in, token, sent, lang))
        if not isinstance(taken, RejectionView):
            return _Outcome(view=taken, screen=self._screens.of(taken, lang), told=None)
        view = await to_thread.run_sync(desk().classroom.phone, token, lang)
        if view is None:
            return None
        return _Outcome(view=view, screen=self._screens.of(view, lang), told=taken.text)


def _hand_in(token: str, sent: Sent, lang: Lang) -> "Future[PhoneView | RejectionView]":
    return desk().classroom.vote_soon(token, sent.decision, sent.round, sent.raw, lang)


async def _body(request: Request) -> bytes | None:
    """The form that was sent; None when it is longer than any of ours."""
    found = b""
    async for part in request.stream():
        found += part
        if len(found) > LARGEST:
            return None
    return found


def _reply(request: Request, outcome: _Outcome | None) -> Response:
    if outcome is None:
        return JSONResponse({"gone": True}, status_code=401)
    if outcome.told is not None:
        screen = outcome.screen.fields
        return JSONResponse({"told": outcome.told, "screen": screen}, status_code=422)
    return packed_response(
        request,
        plain=outcome.screen.json,
        packed=outcome.screen.packed,
        media_type="application/json",
        headers={"cache-control": "no-store"},
    )


def _refused(text: str, status: int) -> Response:
    return JSONResponse({"told": text, "screen": None}, status_code=status)
