"""Release and archive: a checked draft takes its place among what trainees can play."""

import re
from collections.abc import Mapping
from typing import Final

from sandbox.authoring.digest import of_files
from sandbox.authoring.drafts import Drafts, Revision, Stale
from sandbox.authoring.folder import NAME, read_folder
from sandbox.desk.audit import record
from sandbox.desk.studio_texts import Texts
from sandbox.desk.views import RejectionView
from sandbox.desk.views.studio import CheckState, ReleasedView
from sandbox.desk.wiring import Office
from sandbox.errors import SandboxError
from sandbox.model.scenario import Loaded
from sandbox.text import Lang, Text

_VERSION: Final = re.compile(r"^version:.*$", re.MULTILINE)
_STATUS: Final = re.compile(r"^status:.*$", re.MULTILINE)
_CHECK: Final = Text(
    zh="请先运行检查：发布前，现在这份文字要在所有数据集上全部通过。",
    en="Please run the check first: a release needs this very text to hold on every world.",
)
_ERRORS: Final = Text(
    zh="还有错误没有改完，请先改好再发布。",
    en="There are errors left; please mend them before the release.",
)
_STALE: Final = Text(
    zh="{who} 在这期间保存了第 {n} 次修改，请先看一看再发布。",
    en="{who} saved revision {n} in the meantime; please look at it before the release.",
)
_BUSY: Final = Text(
    zh="发布文件夹不能写入，请联系管理员。",
    en="The place for released scenarios cannot be written; please ask whoever runs this server.",
)
_DONE: Final = Text(
    zh="第 {n} 版已发布，学员现在就能练到。正在进行的练习仍按原来的版本完成。",
    en="Version {n} is released: trainees can play it now. Runs in progress keep the version they"
    " began with.",
)


def as_status(files: Mapping[str, str], status: str, version: int) -> dict[str, str]:
    """The files with another status and version; everything else, comments too, as written."""
    text = _STATUS.sub(f"status: {status}", files[NAME], count=1)
    return {**files, NAME: _VERSION.sub(f"version: {version}", text, count=1)}


def neutral(files: Mapping[str, str]) -> dict[str, str]:
    """What a check depends on: the files whatever their status and version."""
    return as_status(files, "draft", 1) if NAME in files else dict(files)


def release(  # noqa: PLR0913, PLR0917 - the studio's own parts
    office: Office, drafts: Drafts, texts: Texts, check: CheckState, who: str, slug: str,
    base: int, lang: Lang,
) -> ReleasedView | RejectionView:  # fmt: skip
    """Publish the newest revision when it is `base`, has no errors and its check is good."""
    installed = office.library.scenarios.get(slug)
    newest = drafts.newest(slug)
    if newest is None or newest.number != base:
        return _stale(newest, lang)
    files = drafts.texts(newest)
    loaded = texts.examined(slug, files).loaded
    if loaded is None:
        return RejectionView(text=_ERRORS.pick(lang), where="errors")
    if check != "good":
        return RejectionView(text=_CHECK.pick(lang), where="check")
    version = loaded.scenario.version
    if installed is not None and installed.scenario.status != "draft":
        version = max(version, installed.scenario.version + 1)
    told = put(office, drafts, texts, who, newest, "released", version, f"发布第 {version} 版")
    if isinstance(told, Stale):
        return _stale(told.newest, lang)
    if told is None:
        return RejectionView(text=_BUSY.pick(lang), where=None)
    revision, now = told
    return ReleasedView(
        slug=slug, title=now.scenario.title.pick(lang), version=version, digest=now.digest,
        revision=revision.number, released_by=who, released_at=revision.at,
        text=_DONE.pick(lang).format(n=version),
    )  # fmt: skip


def put(  # noqa: PLR0913, PLR0917 - the studio's own parts
    office: Office, drafts: Drafts, texts: Texts, who: str, newest: Revision, status: str,
    version: int, note: str,
) -> tuple[Revision, Loaded] | Stale | None:  # fmt: skip
    """Save, keep and publish a revision under a status; None when the place cannot be written.

    Raises:
        SandboxError: the text with its new status does not load, or cannot be put in place.
    """
    slug = newest.slug
    files = as_status(drafts.texts(newest), status, version)
    loaded = texts.examined(slug, files).loaded
    if loaded is None or loaded.scenario.status != status or loaded.scenario.version != version:
        raise SandboxError(
            f"`{slug}`: write `version:` and `status:` on lines of their own in `{NAME}`."
        )
    installed = office.library.scenarios.get(slug)
    with office.shelves.alone() as free:
        if not free:
            return None
        place = office.places.scenarios / slug
        if installed is not None and place.is_dir():
            office.shelves.keep(slug, installed.digest, read_folder(place))
        saved = drafts.save(
            slug, newest.number, files, by=who, at=office.now(), note=note, version=version
        )
        if isinstance(saved, Stale):
            return saved
        office.shelves.keep(slug, loaded.digest, files)
        office.shelves.publish(slug, files)
    record(office, who, status, slug, version=version, revision=saved.number, digest=loaded.digest)
    return saved, loaded


def _stale(newest: Revision | None, lang: Lang) -> RejectionView:
    who, number = ("", 0) if newest is None else (newest.by, newest.number)
    return RejectionView(text=_STALE.pick(lang).format(who=who, n=number), where="revision")


def digest_of(files: Mapping[str, str]) -> str:
    """SHA-256 (hex) over names and contents."""
    return of_files({path: text.encode("utf-8", "replace") for path, text in files.items()})
