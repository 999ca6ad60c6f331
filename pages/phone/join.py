"""Joining a class by its six digits, and leaving it on this phone."""

import asyncio
from dataclasses import dataclass, field
from functools import partial
from secrets import token_urlsafe
from typing import Final
from urllib.parse import urlencode

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from pages.phone.drawing import page_response, written
from pages.phone.limits import Limit
from pages.phone.seat import (
    forget_seat,
    keep_language,
    keep_seat,
    language_of,
    token_of,
)
from pages.ui.browsers import address_of, same_origin
from pages.ui.frame import desk
from pages.ui.words import phrase
from sandbox.desk.views import RejectionView
from sandbox.desk.views.live import DoorView, SeatView, TeamView
from sandbox.text import Lang

WRONG: Final = 40
"""Wrong codes a minute from one address, behind which a whole classroom may sit.

Of the million codes that is one in 400 an hour for each open room, and a right guess wins no more
than a seat."""
WRONG_IN_ALL: Final = 200
"""Wrong codes a minute from all addresses together."""
JOINS: Final = 2_000
"""Seats a minute for one address: a school behind one router, and then everybody waits a little."""

PRESSED: Final = 4_096
"""Forms whose seat is remembered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entered:
    """What stands in the form."""

    code: str = ""
    name: str = ""
    team: str = ""
    told: str | None = None
    teams: tuple[TeamView, ...] = ()
    status: int = 200


@dataclass(slots=True, kw_only=True)
class Door:
    """The way into classes, with the counters that keep guessing out."""

    wrong: Limit = field(default_factory=lambda: Limit(most=WRONG, seconds=60, in_all=WRONG_IN_ALL))
    joins: Limit = field(default_factory=lambda: Limit(most=JOINS, seconds=60))
    _pressed: dict[tuple[str, str], "asyncio.Future[SeatView | RejectionView]"] = field(
        default_factory=dict
    )
    """What came of the forms that were sent lately, by room and form."""

    async def page(self, request: Request) -> Response:
        """The form; whoever already sits in that room goes straight to their seat."""
        lang = language_of(request)
        code = str(request.path_params.get("code", ""))[:12]
        seat = await self._seated(request)
        if seat is not None and code in ("", seat.room):
            return RedirectResponse("/p", 303)
        if not code:
            return _form(request, lang, _Entered())
        door = await self._door(address_of(request), code, lang)
        if isinstance(door, str):
            return _form(request, lang, _Entered(code=code, told=door))
        return _form(request, lang, _Entered(code=door.room, teams=door.teams))

    async def join(self, request: Request) -> Response:
        """Take a seat, or say kindly what is missing."""
        form = await request.form(max_files=0, max_fields=8)
        lang: Lang = "en" if form.get("lang") == "en" else "zh"
        code, name, team = (str(form.get(key) or "")[:60] for key in ("code", "name", "team"))
        entered = _Entered(code=code, name=name, team=team, status=422)
        if not same_origin(request):
            return _form(request, lang, entered, phrase(lang, "phone.elsewhere"))
        address = address_of(request)
        door = await self._door(address, code, lang)
        if isinstance(door, str):
            return _form(request, lang, entered, door)
        if self.joins.reached(address):
            return _form(request, lang, entered, phrase(lang, "phone.crowd"), door.teams)
        self.joins.count(address)
        once = str(form.get("once") or "")[:40]
        seat = await self._seat(request, once, (door.room, name, team or None, lang))
        if isinstance(seat, RejectionView):
            return _form(request, lang, entered, seat.text, door.teams)
        answer = RedirectResponse("/p", 303)
        keep_seat(answer, request, seat)
        keep_language(answer, request, lang)
        return answer

    async def leave(self, request: Request) -> Response:
        """Forget the seat on this phone; what was submitted stays."""
        if not same_origin(request):
            return RedirectResponse("/p", 303)
        answer = RedirectResponse("/j", 303)
        forget_seat(answer)
        return answer

    async def _seat(
        self, request: Request, once: str, wanted: tuple[str, str, str | None, Lang]
    ) -> SeatView | RejectionView:
        """A seat; a form that is sent twice by an impatient thumb gets the same one again."""
        form = (wanted[0], once)
        known = self._pressed.get(form)
        if known is None:
            join = partial(desk().classroom.join, *wanted, token_of(request))
            known = asyncio.ensure_future(to_thread.run_sync(join))
            if once:
                self._pressed[form] = known
                if len(self._pressed) > PRESSED:
                    del self._pressed[next(iter(self._pressed))]
        try:
            # The first press may be given up by its browser while the second still waits.
            seat = await asyncio.shield(known)
        except Exception:
            self._pressed.pop(form, None)
            raise
        if isinstance(seat, RejectionView):
            self._pressed.pop(form, None)
        return seat

    async def _seated(self, request: Request) -> SeatView | None:
        token = token_of(request)
        return await to_thread.run_sync(desk().classroom.seat, token) if token else None

    async def _door(self, address: str, code: str, lang: Lang) -> DoorView | str:
        """The room of a code, or why there is none to be seen."""
        if self.wrong.reached(address):
            # Right codes wait as well: otherwise the answer would tell them from wrong ones.
            return phrase(lang, "phone.wait")
        door = await to_thread.run_sync(desk().classroom.door, code, lang)
        if door is None:
            self.wrong.count(address)
            return phrase(lang, "phone.no_room")
        return phrase(lang, "phone.over") if door.over else door


def _form(
    request: Request,
    lang: Lang,
    entered: _Entered,
    told: str | None = None,
    teams: tuple[TeamView, ...] = (),
) -> Response:
    other = urlencode({"lang": "en" if lang == "zh" else "zh"})
    path = request.url.path if request.method == "GET" else "/j"
    body = written(
        "join.html",
        lang,
        other=f"{path}?{other}",
        code=entered.code,
        name=entered.name,
        team=entered.team,
        teams=teams or entered.teams,
        told=told or entered.told,
        once=token_urlsafe(12),
    )
    return page_response(request, body, entered.status)
