"""The phone's page, and its screen alone for phones that ask for what is new."""

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from pages.phone.drawing import packed_response, page_response, written
from pages.phone.screens import Screen, Screens
from pages.phone.seat import keep_language, language_of, phone_of, token_of
from pages.ui.frame import desk
from sandbox.desk.views.live import PhoneView


class Window:
    """Shows screens to phones."""

    def __init__(self, screens: Screens) -> None:
        self._screens = screens

    async def whole(self, request: Request) -> Response:
        """The page; without a seat, the way to one."""
        view = await phone_of(request)
        if view is None:
            return RedirectResponse("/j", 303)
        lang = language_of(request)
        answer = await page(request, view, self._screens.of(view, lang))
        if "lang" in request.query_params:
            keep_language(answer, request, lang)
        return answer

    async def state(self, request: Request) -> Response:
        """The screen, or 204 when the phone shows it already."""
        view = await phone_of(request)
        if view is None:
            return JSONResponse({"gone": True}, status_code=401)
        screen = self._screens.of(view, language_of(request))
        if shows(request, screen):
            return Response(status_code=204, headers={"cache-control": "no-store"})
        return packed_response(
            request,
            plain=screen.json,
            packed=screen.packed,
            media_type="application/json",
            headers={"cache-control": "no-store"},
        )


def shows(request: Request, screen: Screen) -> bool:
    """Whether the phone that asks shows this screen already."""
    asked = request.query_params
    return asked.get("v") == str(screen.version) and asked.get("k") == screen.key


async def page(
    request: Request, view: PhoneView, screen: Screen, *, told: str | None = None
) -> Response:
    """The whole page around a screen; with `told`, why what was sent was not taken."""
    seat = await to_thread.run_sync(desk().classroom.seat, token_of(request))
    kept = "" if seat is None else seat.seat
    lang = language_of(request)
    body = written("phone.html", lang, view=view, screen=screen, told=told, seat=kept)
    return page_response(request, body, 422 if told else 200)
