"""What the studio's editor asks while somebody types: problems of unsaved text, and words."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, Final

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from pages.ui.browsers import same_origin
from pages.ui.frame import desk
from pages.ui.studio.work import overlaid, typed_in
from pages.ui.studio.writing import counted, listed
from pages.web.teach import instructor_of
from sandbox.desk.views import InstructorView
from sandbox.text import Lang

LARGEST: Final = 4_000_000
"""Bytes of one question; the texts of a whole scenario are far below."""
_HEADERS: Final = {"cache-control": "no-store"}


async def examine(request: Request) -> Response:
    """Every problem of the text as it now stands, as data for the margin and as a list."""
    teacher, asked = await _asked(request)
    if teacher is None:
        return JSONResponse({}, status_code=403)
    found = await to_thread.run_sync(_examined, teacher, _slug(request), asked)
    return JSONResponse(found or {}, status_code=404 if found is None else 200, headers=_HEADERS)


async def words(request: Request) -> Response:
    """What may be written where the cursor stands."""
    teacher, asked = await _asked(request)
    if teacher is None:
        return JSONResponse({}, status_code=403)
    found = await to_thread.run_sync(_words, teacher, _slug(request), asked)
    return JSONResponse(found or {}, status_code=404 if found is None else 200, headers=_HEADERS)


def _examined(
    teacher: InstructorView, slug: str, asked: Mapping[str, Any]
) -> dict[str, Any] | None:
    lang, files = _lang(asked), _files(teacher, slug, asked)
    if files is None:
        return None
    problems = desk().studio.examine(slug, files, lang)
    return {
        "problems": [asdict(one) for one in problems],
        "list": listed(lang, problems),
        "count": counted(lang, problems),
    }


def _words(teacher: InstructorView, slug: str, asked: Mapping[str, Any]) -> dict[str, Any] | None:
    files = _files(teacher, slug, asked)
    if files is None:
        return None
    if asked.get("file") != "scenario.yaml":
        return {"words": []}
    line, column = (_place(asked.get(name)) for name in ("line", "column"))
    found = desk().studio.words(slug, files, line, column, _lang(asked))
    return {"words": [asdict(one) for one in found]}


def _files(teacher: InstructorView, slug: str, asked: Mapping[str, Any]) -> dict[str, str] | None:
    draft = desk().studio.draft(teacher.name, slug, _lang(asked))
    return None if draft is None else overlaid(draft.files, typed_in(asked.get("files")))


def _place(told: object) -> int:
    return told if isinstance(told, int) and told > 0 else 1


async def _asked(request: Request) -> tuple[InstructorView | None, dict[str, Any]]:
    """Who asks, and what; nobody when it came from another site or cannot be read."""
    teacher = await instructor_of(request) if same_origin(request) else None
    if int(request.headers.get("content-length") or LARGEST + 1) > LARGEST:
        return None, {}
    try:
        asked = json.loads(await request.body())
    except ValueError:
        return None, {}
    return (teacher, asked) if isinstance(asked, dict) else (None, {})


def _slug(request: Request) -> str:
    slug: str = request.path_params["slug"]
    return slug


def _lang(asked: Mapping[str, Any]) -> Lang:
    return "en" if asked.get("lang") == "en" else "zh"
