"""The editor of a draft: files, text, problems, what is not saved; or a plain box."""

from functools import cache
from pathlib import Path
from typing import Any, Final

import streamlit as st

from pages.ui import code
from pages.ui.paint import draw, plain, say, written_in
from pages.ui.studio import work as works
from pages.ui.studio.work import Work
from pages.ui.words import phrase
from sandbox.desk.views.studio import CheckStateView, ProblemView
from sandbox.text import Lang

_SCRIPT: Final = Path(__file__).with_name("writing.js")
_GROUPS: Final = ("scenario", "brief", "chart", "table", "other")
_SAID: Final = (
    "save",
    "file",
    "editor",
    "words",
    "saving",
    "unsaved",
    "recalled",
    "forgetful",
    "lost",
    "needed",
    "to_zh",
    "to_en",
    "file_new",
    "file_drop",
    "file_name",
)


def editor(work: Work, check: CheckStateView) -> None:
    """What is written stays in the browser until it is saved; every pause tells the page."""
    if st.session_state.get(code.PLAIN):
        _plain(work, check)
        return
    told = _component()(
        data=_data(work, check),
        key=f"ink/{work.slug}",
        default={"work": None},
        on_work_change=lambda: None,
        on_save_change=lambda: None,
    )
    if told.work is not None and told.work != works.remembered(work.slug, "heard"):
        works.remember(work.slug, "heard", told.work)
        works.remember(work.slug, "work", dict(told.work))
        st.rerun()
    if told.save is not None:
        _saved(work, told.save)
    st.toggle(say("code.plain"), key=code.PLAIN, help=say("code.plain_help"))


def _saved(work: Work, sent: Any) -> None:
    files = works.overlaid(work.draft.files, works.typed_in(sent.get("files")))
    works.save(work, files, int(sent.get("revision") or 0))
    st.rerun()


@cache
def _component() -> Any:
    return st.components.v2.component(
        "studio_ink",
        js=_SCRIPT.read_text(encoding="utf-8"),
        html="<div></div>",
        isolate_styles=False,
    )


def _data(work: Work, check: CheckStateView) -> dict[str, Any]:
    said = {key: say(f"studio.{key}") for key in _SAID}
    said |= {f"group_{one}": say(f"studio.group_{one}") for one in _GROUPS}
    said["place"] = say("studio.place", line="{line}", column="{column}")
    said["troubles"] = say("studio.troubles", n="{n}")
    return {
        "slug": work.slug,
        "who": work.teacher.name,
        "lang": work.lang,
        "revision": work.draft.revision,
        "saved": dict(work.draft.files),
        "saved_said": saved_said(work),
        "locked": work.locked,
        "scores": scores(check),
        "settled": works.remembered(work.slug, "settled", ""),
        "mine": works.remembered(work.slug, "how") == "mine",
        "open": "",
        "say": said,
    }


def saved_said(work: Work) -> str:
    """When and by whom the newest revision was saved."""
    draft = work.draft
    if draft.saved_at is None:
        return say("studio.as_released")
    moment = draft.saved_at.strftime("%m-%d %H:%M")
    return say("studio.saved", moment=moment, who=draft.saved_by, n=draft.revision)


def scores(check: CheckStateView) -> str:
    """What the last check found, for the status bar."""
    if check.report is None:
        return say("studio.unchecked")
    found = " · ".join(f"{path_name(one.path)} {one.mean:.2f}" for one in check.report.paths)
    return say("studio.older", found=found) if check.state == "stale" else found


def path_name(path: str) -> str:
    """A written way through the drill, in the reader's language where it is one of ours."""
    known = {"perfect": "studio.path_perfect", "naive": "studio.path_naive",
             "careless": "studio.path_careless"}  # fmt: skip
    return say(known[path]) if path in known else path


def counted(lang: Lang, problems: tuple[ProblemView, ...]) -> str:
    """How many problems, in words."""
    errors = sum(one.severity == "error" for one in problems)
    if not problems:
        return phrase(lang, "studio.no_problem")
    if not errors:
        return phrase(lang, "studio.warnings", n=len(problems))
    return phrase(lang, "studio.problems", n=errors, m=len(problems) - errors)


def listed(lang: Lang, problems: tuple[ProblemView, ...]) -> str:
    """Problems as a list, each with a way to its line."""
    return written_in(lang, "studio/problems.html", problems=problems) if problems else ""


# --- without the script ---------------------------------------------------------------------------


def _plain(work: Work, check: CheckStateView) -> None:
    from pages.ui.frame import desk  # noqa: PLC0415 - the frame imports no studio

    path = st.selectbox(say("studio.file"), list(work.files), key=f"plain.file/{work.slug}")
    version = works.remembered(work.slug, "settled", "")
    key = f"plain/{work.slug}/{version}/{path}"
    st.session_state.setdefault(key, work.files.get(path, ""))
    st.text_area(
        say("studio.editor"),
        key=key,
        height=420,
        disabled=work.locked,
        on_change=_typed,
        args=(work, path, key),
    )
    problems = desk().studio.examine(work.slug, work.files, work.lang)
    draw("studio/problems.html", problems=problems)
    st.caption(plain(f"{counted(work.lang, problems)} · {scores(check)} · {_kept(work)}"))
    st.button(
        say("studio.save"),
        key="studio.save",
        icon=":material/save:",
        disabled=not work.dirty or work.locked,
        on_click=_save_plain,
        args=(work,),
    )
    st.toggle(say("code.plain"), key=code.PLAIN, help=say("code.plain_help"))


def _save_plain(work: Work) -> None:
    works.save(work, work.files, work.base)


def _kept(work: Work) -> str:
    return say("studio.unsaved_here") if work.dirty else saved_said(work)


def _typed(work: Work, path: str, key: str) -> None:
    text = str(st.session_state[key])
    works.remember(work.slug, "work", {"revision": work.base, "files": {**work.typed, path: text}})
