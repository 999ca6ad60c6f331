"""Differences, conflicts and histories of drafts, as an instructor reads them."""

from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from typing import Final

from sandbox.authoring.drafts import Revision
from sandbox.authoring.merge import merge
from sandbox.desk.views.studio import (
    ConflictFileView,
    ConflictView,
    DiffLineView,
    FileDiffView,
    RevisionView,
)
from sandbox.text import Lang, Text

AROUND: Final = 3
"""Lines shown around a change."""
_CONFLICT: Final = Text(
    zh="{who} 在您编辑时保存了第 {n} 次修改。您的文字没有丢失，请合并后再保存。",
    en="{who} saved revision {n} while you were writing. Nothing of yours is lost: merge, and save"
    " again.",
)

_FOUND: Final = Text(zh="编辑之前的文字", en="the text before anybody edited it")


def conflict(
    base: Mapping[str, str], base_number: int, yours: Mapping[str, str],
    theirs: Mapping[str, str], newest: Revision, lang: Lang,
) -> ConflictView:  # fmt: skip
    """Every file that is not the same on all three sides."""
    found = []
    for file in sorted({*base, *yours, *theirs}, key=lambda one: (one != "scenario.yaml", one)):
        a, b, c = (side.get(file, "") for side in (base, yours, theirs))
        if a == b == c:
            continue
        both = merge(a, b, c)
        found.append(
            ConflictFileView(
                file=file, base=a, yours=b, theirs=c, merged=both.text, clean=both.clean
            )
        )
    return ConflictView(
        slug=newest.slug, base_revision=base_number, theirs_revision=newest.number,
        theirs_by=newest.by, theirs_at=newest.at, files=tuple(found),
        text=_CONFLICT.pick(lang).format(who=newest.by, n=newest.number),
    )  # fmt: skip


def revision_view(one: Revision, newest: int, lang: Lang) -> RevisionView:
    """One line of the history."""
    note = one.note or ("" if one.by else _FOUND.pick(lang))
    return RevisionView(
        revision=one.number, saved_by=one.by, saved_at=one.at, digest=one.digest, note=note,
        files=len(one.files), version=one.version, newest=one.number == newest,
    )  # fmt: skip


def differences(old: Mapping[str, str], new: Mapping[str, str]) -> tuple[FileDiffView, ...]:
    """File by file, what was added and removed."""
    changed = [file for file in sorted({*old, *new}) if old.get(file) != new.get(file)]
    return tuple(_file(file, old.get(file), new.get(file)) for file in changed)


def _file(file: str, old: str | None, new: str | None) -> FileDiffView:
    lines = tuple(_lines((old or "").splitlines(), (new or "").splitlines()))
    return FileDiffView(
        file=file,
        change="added" if old is None else "removed" if new is None else "changed",
        added=sum(line.sign == "+" for line in lines),
        removed=sum(line.sign == "-" for line in lines),
        lines=lines,
    )


def _lines(  # noqa: C901 - three signs and what is left out
    old: list[str], new: list[str]
) -> Iterator[DiffLineView]:
    last = 0
    for group in SequenceMatcher(None, old, new, autojunk=False).get_grouped_opcodes(AROUND):
        if group[0][1] > last:
            yield DiffLineView(sign="…", old=None, new=None, text="")
        for tag, a, a2, b, b2 in group:
            if tag == "equal":
                for n, text in enumerate(old[a:a2]):
                    yield DiffLineView(sign=" ", old=a + n + 1, new=b + n + 1, text=text)
                continue
            for n, text in enumerate(old[a:a2]):
                yield DiffLineView(sign="-", old=a + n + 1, new=None, text=text)
            for n, text in enumerate(new[b:b2]):
                yield DiffLineView(sign="+", old=None, new=b + n + 1, text=text)
        last = group[-1][2]
    if old and last < len(old):
        yield DiffLineView(sign="…", old=None, new=None, text="")
