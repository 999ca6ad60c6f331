"""What a phone shows now, drawn once for all phones that show the same."""

import base64
import gzip
import json
import threading
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, Final

from markupsafe import Markup

from pages.phone.drawing import written
from sandbox.desk.views import BasisView, FindingView
from sandbox.desk.views.live import PhoneView, RevealedView
from sandbox.text import Lang

_SHELF: Final = 512
"""Screens that are kept; a full shelf is emptied."""


@dataclass(frozen=True, kw_only=True)
class Screen:
    """One screen, in each form in which it may be sent."""

    version: int
    key: str
    """Two screens of the same key look alike: nothing is redrawn under somebody's fingers."""
    question: str
    """Decision and round, under which a phone keeps what is entered."""
    answered: bool
    follows: bool
    """Whether the same phone's own screen comes next, in the same version of the room."""
    html: str

    @property
    def fields(self) -> dict[str, Any]:
        """What a phone is told."""
        sent = {"v": self.version, "k": self.key, "q": self.question, "a": self.answered}
        return {**sent, "html": self.html}

    @cached_property
    def json(self) -> bytes:
        """The same, for a phone that asked."""
        return json.dumps(self.fields, ensure_ascii=False).encode()

    @cached_property
    def packed(self) -> bytes:
        """The same, compressed."""
        return gzip.compress(self.json, compresslevel=6, mtime=0)

    @cached_property
    def event(self) -> bytes:
        """The same as a server-sent event: a thousand phones then ask for nothing."""
        return b"event: screen\ndata: " + base64.b64encode(self.packed) + b"\n\n"


class Screens:
    """Draws screens; safe to use from many threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._shelf: dict[tuple[object, ...], Screen] = {}

    def of(self, view: PhoneView, lang: Lang) -> Screen:
        """The screen of one phone; what nobody else may see is drawn for that phone alone."""
        if view.revealed is not None:
            return _drawn(view, lang)
        known = (view.room, view.version, lang, key_of(view), view.accepts, view.tables)
        with self._lock:
            if known in self._shelf:
                return self._shelf[known]
        screen = _drawn(view, lang)
        with self._lock:
            if len(self._shelf) >= _SHELF:
                self._shelf.clear()
            return self._shelf.setdefault(known, screen)


def question_of(view: PhoneView) -> str:
    """Decision and round; empty while nothing is asked."""
    return "" if view.question is None else f"{view.question.decision}/{view.round}"


def key_of(view: PhoneView) -> str:
    """What tells one screen from the next."""
    asked = question_of(view) or "-"
    told = "all" if view.revealed is not None else "own" if view.answered else "open"
    told = "soon" if view.follows else told
    return f"{asked}/{view.phase}/{told}{'/paused' if view.paused else ''}"


def _drawn(view: PhoneView, lang: Lang) -> Screen:
    parts = {} if view.revealed is None else _told(view.revealed, lang)
    return Screen(
        version=view.version,
        key=key_of(view),
        question=question_of(view),
        answered=view.answered,
        follows=view.follows,
        html=written("screen.html", lang, view=view, **parts),
    )


def _told(revealed: RevealedView, lang: Lang) -> dict[str, object]:
    """The parts of a reveal that many phones have in common, each drawn once."""
    same = [_finding(one, lang) for one in revealed.findings if one.standing == "right"]
    off = [_finding(one, lang) for one in revealed.findings if one.standing != "right"]
    nothing = Markup("")
    return {
        "off": nothing.join(off),
        "same": nothing.join(same),
        "same_n": len(same),
        "basis": _basis(revealed.basis, lang),
    }


@lru_cache(maxsize=4096)
def _finding(finding: FindingView, lang: Lang) -> Markup:
    return Markup(written("finding.html", lang, f=finding))  # noqa: S704 - a template of ours


@lru_cache(maxsize=256)
def _basis(basis: tuple[BasisView, ...], lang: Lang) -> Markup:
    return Markup(written("basis.html", lang, basis=basis))  # noqa: S704 - a template of ours
