"""Whose phone it is: the seat's signed cookie, and the language that was chosen on this phone."""

from typing import Final

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response

from pages.ui.browsers import asked_language, keep_cookie
from pages.ui.frame import desk
from sandbox.desk.views.live import PhoneView, SeatView
from sandbox.text import LANGS, Lang

SEAT: Final = "sandbox_seat"
"""The signed cookie of a place in a room, HttpOnly."""
TONGUE: Final = "sandbox_lang"
HOURS: Final = 24


def token_of(request: Request) -> str | None:
    """The seat's token that came with the request."""
    return request.cookies.get(SEAT)


def language_of(request: Request) -> Lang:
    """The language of the address, else the one chosen on this phone, else the browser's."""
    if request.query_params.get("lang") not in LANGS:
        for one in LANGS:
            if request.cookies.get(TONGUE) == one:
                return one
    return asked_language(request)


def keep_seat(answer: Response, request: Request, seat: SeatView) -> None:
    """Remember the seat on this phone for as long as its token lasts."""
    keep_cookie(answer, request, SEAT, seat.token, HOURS * 3600)


def keep_language(answer: Response, request: Request, lang: Lang) -> None:
    """Remember the language on this phone."""
    keep_cookie(answer, request, TONGUE, lang, HOURS * 3600)


def forget_seat(answer: Response) -> None:
    """The phone is nobody's any more."""
    answer.delete_cookie(SEAT, path="/", httponly=True, samesite="lax")


async def phone_of(request: Request) -> PhoneView | None:
    """What the phone may see; None when its seat is unknown or its token is too old."""
    token = token_of(request)
    if not token:
        return None
    return await to_thread.run_sync(desk().classroom.phone, token, language_of(request))
