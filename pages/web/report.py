"""The personal report as PDF: one A4 page, its Chinese letters embedded."""

import json
from functools import cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

import typst
from anyio import to_thread
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from pages.ui.frame import desk
from pages.ui.words import phrase
from pages.web.visitors import visitor_of
from sandbox.desk.views import DotView, PortraitView, PullView
from sandbox.text import Lang

TEMPLATE: Final = Path(__file__).with_name("templates") / "report.typ"
FONTS: Final = ("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Microsoft YaHei",
                "PingFang SC", "WenQuanYi Zen Hei")  # fmt: skip
"""Families with Chinese letters, the best first; the first that is installed is used."""
LATIN: Final = ("Source Sans 3", "Noto Sans", "Open Sans", "Liberation Sans", "Arial",
                "DejaVu Sans")  # fmt: skip
"""For English: in Chinese families “quotes” are as wide as a Chinese letter."""


@cache
def font() -> str | None:
    """The installed family in which reports are set; None where none has Chinese letters."""
    return _first(FONTS)


def _first(names: tuple[str, ...]) -> str | None:
    installed = {name.lower() for name in typst.Fonts().families()}
    return next((name for name in names if name.lower() in installed), None)


@cache
def _fonts(lang: Lang) -> list[str]:
    chosen = (_first(LATIN) if lang == "en" else None, font())
    return [name for name in chosen if name is not None]


async def pdf(request: Request) -> Response:
    """The report of whoever asks; those without one are led to the page that says why."""
    visitor = await visitor_of(request)
    if visitor is None:
        return RedirectResponse("/enter?next=/report", status_code=303)
    lang: Lang = visitor.lang or "zh"
    view = await to_thread.run_sync(desk().portrait, visitor.id, lang)
    if view is None:
        return RedirectResponse("/report", status_code=303)
    if font() is None:
        return PlainTextResponse(phrase(lang, "report.no_font"), status_code=503)
    content = await to_thread.run_sync(typeset, view, lang)
    name = f"{phrase(lang, 'report.file')}-{view.day}.pdf"
    return Response(
        content,
        media_type="application/pdf",
        headers={
            "content-disposition": f"attachment; filename*=UTF-8''{quote(name)}",
            "cache-control": "private, no-store",
        },
    )


def typeset(view: PortraitView, lang: Lang) -> bytes:
    """The report as a PDF file. What a person wrote goes in as data and is never read as code."""
    data = {"lang": lang, "fonts": _fonts(lang), **_content(view, lang)}
    made = typst.compile(str(TEMPLATE), sys_inputs={"report": json.dumps(data)})
    assert isinstance(made, bytes)
    return made


def _content(view: PortraitView, lang: Lang) -> dict[str, Any]:
    def say(key: str, **values: object) -> str:
        return phrase(lang, key, **values)

    standing = view.standing
    total = "–" if standing.total is None else f"{standing.total:.1f}".removesuffix(".0")
    return {
        "product": say("frame.product"),
        "motto": say("frame.motto"),
        "seal": say("frame.fiction"),
        "title": say("title.report"),
        "facts": [
            [say("report.person"), view.nickname],
            [say("report.day"), view.day.isoformat()],
            [
                say("report.basis"),
                say("report.basis_line", runs=standing.runs, decisions=standing.decisions),
            ],
            [say("report.law"), view.law_date.isoformat()],
        ],
        "total": total,
        "total_name": say("profile.total"),
        "level": say(f"level.{standing.level}"),
        "levels": [
            {"name": say(f"level.{one}"), "here": one == standing.level}
            for one in ("adapting", "applying", "mastering", "leading")
        ],
        "reason": view.level_reason,
        "arithmetic": view.total_arithmetic,
        "gates": list(view.gate_notes),
        "groups": [
            _group(say("profile.dimensions"), "dimension", view.dimensions, lang),
            _group(say("profile.thinking"), "thinking", view.thinking, lang),
            _group(say("profile.shortcomings"), "shortcoming", view.shortcomings, lang),
        ],
        "reading": say("profile.reading"),
        "lines": [
            {"name": name, "text": text, "small": small} for name, text, small in _lines(view, lang)
        ],
        "foot": say("report.not_a_decision"),
        "fiction": say("frame.fiction_long"),
    }


def _group(title: str, kind: str, dots: tuple[DotView, ...], lang: Lang) -> dict[str, Any]:
    gap = kind == "shortcoming"
    return {
        "title": title,
        "grid": [25, 50, 75] if gap else [60, 75, 90],
        "gap": gap,
        "rows": [
            {
                "name": phrase(lang, f"{kind}.{one.key}"),
                "score": one.score,
                "low": one.low,
                "high": one.high,
                "enough": one.enough,
                "value": _value(one, lang),
                "thin": phrase(lang, "profile.thin") if one.n and not one.enough else "",
                "n": phrase(lang, "profile.n", n=one.n),
            }
            for one in dots
        ],
    }


def _value(one: DotView, lang: Lang) -> str:
    if one.score is None:
        return phrase(lang, "profile.unknown")
    score = f"{one.score:.0f}"
    if one.error is None:
        return phrase(lang, "profile.value_alone", score=score)
    return phrase(lang, "profile.value", score=score, error=f"{one.error:.0f}")


def _lines(view: PortraitView, lang: Lang) -> list[tuple[str, str, list[str]]]:
    def say(key: str, **values: object) -> str:
        return phrase(lang, key, **values)

    nothing, gained = say("report.nothing"), view.gain
    gain = say("report.gain_none")
    if gained is not None and gained.g is not None and gained.band is not None:
        gain = say(
            "report.gain_line",
            pre=f"{gained.pre:.0f}",
            post=f"{gained.post:.0f}",
            g=f"{gained.g:.2f}",
            band=say(f"band.{gained.band}"),
        )
    following = nothing
    if view.next is not None:
        following = say("report.next_line", title=view.next.title, minutes=view.next.minutes)
    return [
        (
            say("report.strongest"),
            _standout(view.strongest, lang) or nothing,
            _decision("report.best_decision", view.best_decision, lang),
        ),
        (
            say("report.weakest"),
            _standout(view.weakest, lang) or nothing,
            _decision("report.worst_decision", view.worst_decision, lang),
        ),
        (say("report.diagnosis"), view.diagnosis, []),
        (
            say("report.gain"),
            gain,
            [f"{one.drill} · {one.text}" for one in view.retentions[:2]],
        ),
        (say("report.next"), following, [] if view.next is None else [view.next.reason]),
    ]


def _standout(one: DotView | None, lang: Lang) -> str | None:
    if one is None or one.score is None:
        return None
    name = phrase(lang, f"dimension.{one.key}")
    return phrase(lang, "report.standout", name=name, score=f"{one.score:.0f}")


def _decision(key: str, pull: PullView | None, lang: Lang) -> list[str]:
    if pull is None:
        return []
    line = phrase(lang, "profile.pull_line", drill=pull.drill, number=pull.number, title=pull.title)
    share = phrase(lang, "profile.pull_share", percent=pull.percent)
    return [f"{phrase(lang, key)} · {line} · {share}"]
