"""What lies on the desk: the saved draft, what has been typed since, and who is writing."""

from collections.abc import Mapping
from dataclasses import dataclass
from secrets import token_hex
from typing import Any, Final, Literal

import streamlit as st

from pages.ui import frame
from sandbox.desk.views import InstructorView
from sandbox.desk.views.studio import BrokenView, ConflictView, DraftView
from sandbox.text import Lang

_PREFIX: Final = "studio"


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """One draft as it is being written."""

    teacher: InstructorView
    lang: Lang
    draft: DraftView
    typed: Mapping[str, str | None]
    """What is not saved yet; None for a file that was taken away."""
    base: int
    """The revision from which it was typed."""

    @property
    def slug(self) -> str:
        """The scenario's short name."""
        return self.draft.slug

    @property
    def files(self) -> dict[str, str]:
        """Everything as it now reads."""
        return overlaid(self.draft.files, self.typed)

    @property
    def dirty(self) -> bool:
        """Whether anything is not saved."""
        return self.files != dict(self.draft.files)

    @property
    def locked(self) -> bool:
        """Whether it may be read only."""
        return self.draft.standing == "archived"


def overlaid(saved: Mapping[str, str], typed: Mapping[str, str | None]) -> dict[str, str]:
    """Saved files with what was typed laid over them."""
    every = {**saved, **typed}
    return {path: text for path, text in every.items() if text is not None}


def typed_in(told: object) -> dict[str, str | None]:
    """What a browser says was typed, of which nothing is believed but its shape."""
    if not isinstance(told, Mapping):
        return {}
    return {str(path): text for path, text in told.items() if text is None or isinstance(text, str)}


def remembered(slug: str, what: str, default: Any = None) -> Any:
    """Something this session keeps about one draft."""
    return st.session_state.get(f"{_PREFIX}/{slug}/{what}", default)


def remember(slug: str, what: str, value: Any) -> None:
    """Keep it."""
    st.session_state[f"{_PREFIX}/{slug}/{what}"] = value


def forget(slug: str, what: str) -> Any:
    """Take it away, and hand it back once."""
    return st.session_state.pop(f"{_PREFIX}/{slug}/{what}", None)


def opened(teacher: InstructorView, slug: str, lang: Lang) -> Work | None:
    """The desk as it was left; None when there is no such draft."""
    draft = frame.desk().studio.draft(teacher.name, slug, lang)
    if draft is None:
        return None
    told = remembered(slug, "work") or {}
    return Work(
        teacher=teacher,
        lang=lang,
        draft=draft,
        typed=typed_in(told.get("files")),
        base=int(told.get("revision") or draft.revision),
    )


def settle(slug: str, how: Literal["mine", "anew"]) -> None:
    """Tell the editor that the server has stored something.

    `mine`: what was sent is saved. `anew`: whatever was typed has been dealt with.
    """
    remember(slug, "settled", token_hex(6))
    remember(slug, "how", how)
    remember(slug, "work", None)


def save(work: Work, files: Mapping[str, str], base: int) -> bool:
    """Save; a conflict is kept until it is settled, a refusal is said once."""
    told = frame.desk().studio.save(work.teacher.name, work.slug, base, files, work.lang)
    if isinstance(told, DraftView):
        settle(work.slug, "mine")
        forget(work.slug, "conflict")
        return True
    if isinstance(told, ConflictView):
        remember(work.slug, "conflict", told)
    else:
        remember(work.slug, "refused", told.text)
    return False


def mendable(told: object) -> str:
    """Why nothing can be shown; empty when it can."""
    if isinstance(told, BrokenView):
        return told.text
    text: str = getattr(told, "text", "")
    return text
