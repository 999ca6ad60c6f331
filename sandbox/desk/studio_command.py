"""The studio from the command line: the same drafts, checks and releases."""

import time
from pathlib import Path
from typing import Final

from sandbox.authoring.folder import write_folder
from sandbox.authoring.templates import first_draft
from sandbox.desk.studio import Studio
from sandbox.desk.studio_form import wrong_in
from sandbox.desk.views import RejectionView
from sandbox.desk.views.studio import (
    BrokenView,
    CheckStateView,
    DraftView,
    NewDraft,
    ReleasedView,
    StudioLineView,
)
from sandbox.desk.wiring import Office
from sandbox.errors import MisuseError, SandboxError
from sandbox.model.dataset import Progress
from sandbox.text import Lang, Text

PAUSE: Final = 0.2
"""Seconds between two looks at a check."""


def begin(office: Office, new: NewDraft, lang: Lang) -> Path:
    """A first draft of a family as a folder among the scenarios, to be written in an editor.

    Raises:
        MisuseError: a part of it cannot be used, or the folder is already there.
    """
    told = wrong_in(new)
    if told is not None:
        raise MisuseError(f"{told[0]}: {told[1].pick(lang)}")
    folder = office.places.scenarios / new.slug
    if folder.exists():
        raise MisuseError(f"`{folder}` already exists. Choose another name.")
    title = Text(zh=new.title_zh.strip(), en=new.title_en.strip())
    files = first_draft(
        new.slug, new.family, title, tiers=new.tiers, roles=new.roles, steps=new.steps
    )
    write_folder(folder, files)
    return folder


def drafts(office: Office, who: str, lang: Lang) -> tuple[StudioLineView, ...]:
    """The studio's list."""
    return Studio(office).shelf(who, lang)


def release(
    office: Office,
    slug: str,
    who: str,
    lang: Lang,
    progress: Progress,
    studio: Studio | None = None,
) -> ReleasedView:  # fmt: skip
    """Check the newest draft on all seeds, then release it.

    A folder that nobody has edited in the studio is taken as it stands on the disk.

    Raises:
        MisuseError: there is no such scenario, or somebody saved in the meantime.
        SandboxError: it has errors, or its check does not hold; the sentence says what to mend.
    """
    desk = studio or Studio(office)
    draft = desk.draft(who, slug, lang)
    if draft is None:
        raise MisuseError(f"There is no scenario or draft `{slug}`.")
    if draft.revision == 0:
        kept = desk.save(who, slug, 0, draft.files, lang)
        if not isinstance(kept, DraftView):
            raise MisuseError(kept.text)
        draft = kept
    _checked(desk, slug, who, lang, progress)
    told = desk.release(who, slug, draft.revision, lang)
    if isinstance(told, RejectionView):
        raise MisuseError(told.text)
    return told


def _checked(desk: Studio, slug: str, who: str, lang: Lang, progress: Progress) -> None:
    state = desk.check(who, slug, lang)
    while isinstance(state, CheckStateView) and state.state in ("waiting", "running"):
        progress(state.doing, state.done, state.total)
        time.sleep(PAUSE)
        state = desk.check_state(slug, lang)
    if isinstance(state, BrokenView):
        lines = (f"{p.file}:{p.line}:{p.column}: {p.sentence}{p.fix}" for p in state.problems)
        raise SandboxError("\n".join(lines))
    if isinstance(state, RejectionView):
        raise MisuseError(state.text)
    if state.state != "good":
        raise SandboxError("\n".join((state.sentence, *_failures(state))))


def _failures(state: CheckStateView) -> list[str]:
    if state.report is None:
        return []
    told = [f"{one.where}: {one.sentence}" for one in state.report.problems]
    return told + [
        f"{one.path}: {one.least:.3f} – {one.most:.3f}, {one.expected_low:.3f} –"
        f" {one.expected_high:.3f} expected; seed {one.failed_seed}: {', '.join(one.failed_at)}"
        for one in state.report.paths
        if not one.holds
    ]
