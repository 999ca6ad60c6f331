"""Files: evidence tables and own data for the person they belong to, and the style sheet."""

from urllib.parse import quote

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from pages.ui.frame import desk
from pages.ui.paint import style_sheet
from pages.ui.words import phrase
from pages.web.visitors import visitor_of


async def table(request: Request) -> Response:
    """One evidence table as CSV; a stranger and a wrong address look the same."""
    visitor = await visitor_of(request)
    lang = visitor.lang if visitor and visitor.lang else "zh"
    found = None
    if visitor is not None:
        run, key = request.path_params["run"], request.path_params["key"]
        found = await to_thread.run_sync(desk().table_csv, visitor.id, run, key, lang)
    if found is None:
        return PlainTextResponse(phrase(lang, "evidence.no_file"), status_code=404)
    return _file(*found, "text/csv; charset=utf-8")


async def own_data(request: Request) -> Response:
    """Everything kept about whoever asks, as JSON."""
    visitor = await visitor_of(request)
    lang = visitor.lang if visitor and visitor.lang else "zh"
    found = None
    if visitor is not None:
        found = await to_thread.run_sync(desk().export, visitor.id, lang)
    if found is None:
        return PlainTextResponse(phrase(lang, "own.none"), status_code=404)
    return _file(*found, "application/json; charset=utf-8")


def _file(name: str, content: bytes, media_type: str) -> Response:
    return Response(
        content,
        media_type=media_type,
        headers={
            "content-disposition": f"attachment; filename*=UTF-8''{quote(name)}",
            "cache-control": "private, no-store",
        },
    )


async def style(_request: Request) -> Response:
    """The style sheet of the pages; its address changes with it, so browsers may keep it."""
    headers = {"cache-control": "public, max-age=31536000, immutable"}
    return Response(style_sheet()[0], media_type="text/css", headers=headers)
