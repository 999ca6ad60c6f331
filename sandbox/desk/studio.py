"""The authoring studio as pages see it: write, check, preview and release scenarios."""

from collections.abc import Callable, Mapping
from typing import Any, Final, Literal, TypeVar

from sandbox.authoring.drafts import Drafts, Stale
from sandbox.authoring.folder import read_folder, refused
from sandbox.authoring.templates import first_draft, is_slug
from sandbox.desk import studio_release
from sandbox.desk.audit import record
from sandbox.desk.studio_checks import Checks
from sandbox.desk.studio_form import ABSENT, SLUG, TAKEN, WHO, form, templates, wrong_in
from sandbox.desk.studio_graph import graph
from sandbox.desk.studio_preview import Phase, Preview
from sandbox.desk.studio_shelf import conflict, differences, revision_view
from sandbox.desk.studio_table import Table
from sandbox.desk.studio_texts import Texts
from sandbox.desk.studio_words import words
from sandbox.desk.views import RejectionView
from sandbox.desk.views.studio import (
    BrokenView,
    CheckStateView,
    ConflictView,
    DiffView,
    DraftView,
    FormView,
    GraphView,
    NewDraft,
    ProblemView,
    ProjectorPreviewView,
    ReleasedView,
    RevisionView,
    StepPreviewView,
    StudioLineView,
    TemplateView,
    VerdictPreviewView,
    WordView,
)
from sandbox.desk.wiring import Office
from sandbox.errors import SandboxError
from sandbox.text import Lang, Text

T = TypeVar("T")
_FAILED: Final = Text(
    zh="这份文字在这个数据集上无法执行：{said}", en="This text cannot be carried out: {said}"
)
_UNWRITTEN: Final = Text(
    zh="服务器没有写成，请把下面这句话告诉管理员。编辑器里的文字没有丢失。{said}",
    en="The server could not write this; what is in the editor is not lost. {said}",
)
_PLACE: Final = Text(
    zh="请选择情景里的一道题和一条路径。", en="Please choose a decision and a path of this text."
)


class Studio:
    """Use cases of instructors who write; safe to use from many threads.

    Nothing here is shown or done for somebody without a name.
    """

    def __init__(self, office: Office, checks: Checks | None = None) -> None:
        self._office = office
        self._drafts = Drafts(root=office.places.state / "drafts")
        self._texts = Texts(office)
        self._checks = checks or Checks(office)
        self._table = Table(office, self._drafts, self._texts, self._checks)

    # --- what there is ---------------------------------------------------------------------------

    def shelf(self, instructor: str, lang: Lang) -> tuple[StudioLineView, ...]:
        """Every scenario and draft, the one changed last first."""
        if not instructor:
            return ()
        drafted = self._drafts.slugs()
        slugs = (*drafted, *(s for s in self._table.installed_slugs() if s not in drafted))
        lines = [self._table.line(slug, lang) for slug in slugs]
        return tuple(
            sorted(
                lines,
                key=lambda one: (
                    -(one.changed_at.timestamp() if one.changed_at else 0.0), one.slug
                ),
            )
        )  # fmt: skip

    def templates(self, lang: Lang) -> tuple[TemplateView, ...]:
        """One first draft per family."""
        return templates(lang)

    def form(self, lang: Lang) -> FormView:
        """What the guided form offers."""
        return form(lang)

    # --- drafts ----------------------------------------------------------------------------------

    def create(self, instructor: str, new: NewDraft, lang: Lang) -> DraftView | RejectionView:
        """A first draft from the guided form."""
        told = wrong_in(new) if instructor else (None, WHO)
        told = told or self._taken(new.slug)
        if told is not None:
            return RejectionView(text=told[1].pick(lang), where=told[0])
        title = Text(zh=new.title_zh.strip(), en=new.title_en.strip())
        files = first_draft(
            new.slug, new.family, title, tiers=new.tiers, roles=new.roles, steps=new.steps
        )
        note = "新建" if lang == "zh" else "created"
        made = self._save(instructor, new.slug, 0, files, lang, note, "create", settle=False)
        # Somebody else took the name between the look and the save.
        return _rejected(TAKEN, "slug", lang) if isinstance(made, ConflictView) else made

    def draft(self, instructor: str, slug: str, lang: Lang) -> DraftView | None:
        """The newest text; that of the server's folder where nobody has edited it here."""
        if not instructor or not is_slug(slug):
            return None
        newest = self._drafts.newest(slug)
        if newest is not None:
            return self._table.draft_view(newest, self._drafts.texts(newest), lang)
        place = self._office.places.scenarios / slug
        if not place.is_dir():
            return None
        return self._table.draft_view(None, read_folder(place), lang, slug)

    def save(
        self, instructor: str, slug: str, base_revision: int, files: Mapping[str, str], lang: Lang
    ) -> DraftView | ConflictView | RejectionView:
        """A new revision; a conflict when somebody saved since `base_revision`."""
        try:
            return self._save(instructor, slug, base_revision, files, lang, "", "save")
        except SandboxError as error:
            return _not_written(error, lang)

    def history(self, instructor: str, slug: str, lang: Lang) -> tuple[RevisionView, ...]:
        """Every revision, newest first."""
        if not instructor or not is_slug(slug):
            return ()
        found = self._drafts.history(slug)
        return tuple(revision_view(one, found[0].number, lang) for one in found)

    def restore(
        self, instructor: str, slug: str, revision: int, base_revision: int, lang: Lang
    ) -> DraftView | ConflictView | RejectionView:
        """An earlier revision once more, as a new one; nothing in between is lost."""
        old = self._drafts.revision(slug, revision) if is_slug(slug) else None
        if old is None:
            return _rejected(ABSENT, "revision", lang)
        note = f"恢复第 {revision} 次保存" if lang == "zh" else f"restored revision {revision}"
        files = self._drafts.texts(old)
        return self._save(instructor, slug, base_revision, files, lang, note, "restore")

    def diff(
        self, instructor: str, slug: str, against: Literal["released"] | int, lang: Lang
    ) -> DiffView | None:
        """From the released text or an earlier revision to the newest one."""
        newest = self._drafts.newest(slug) if instructor and is_slug(slug) else None
        if newest is None:
            return None
        if against == "released":
            old = self._table.installed(slug)
            older = Text(zh="正在使用的版本", en="the version that is played")
        else:
            base = self._drafts.revision(slug, against)
            if base is None:
                return None
            old = self._drafts.texts(base)
            older = Text(zh=f"第 {against} 次保存", en=f"revision {against}")
        newer = Text(zh=f"第 {newest.number} 次保存", en=f"revision {newest.number}")
        return DiffView(
            slug=slug, older=older.pick(lang), newer=newer.pick(lang),
            files=differences(old, self._drafts.texts(newest)),
        )  # fmt: skip

    def archive(self, instructor: str, slug: str, lang: Lang) -> StudioLineView | RejectionView:
        """Take a released scenario off the shelf; runs in progress go on."""
        installed = self._office.library.scenarios.get(slug)
        if not instructor:
            return _rejected(WHO, None, lang)
        if installed is None:
            return _rejected(ABSENT, None, lang)
        if self._drafts.newest(slug) is None:
            self._adopt(slug)
        newest = self._drafts.newest(slug)
        assert newest is not None  # adopted just now
        try:
            told = studio_release.put(
                self._office, self._drafts, self._texts, instructor, newest, "archived",
                installed.scenario.version, "归档" if lang == "zh" else "archived",
            )  # fmt: skip
        except SandboxError as error:
            return _not_written(error, lang)
        if told is None or isinstance(told, Stale):
            return _rejected(ABSENT, "revision", lang)
        return self._table.line(slug, lang)

    # --- while writing ---------------------------------------------------------------------------

    def examine(self, slug: str, files: Mapping[str, str], lang: Lang) -> tuple[ProblemView, ...]:
        """All problems of a text that need not be saved."""
        return self._texts.problems(slug, files, lang)

    def words(
        self,
        slug: str,  # noqa: ARG002 - asked like everything else about a text
        files: Mapping[str, str],
        line: int,
        column: int,
        lang: Lang,
    ) -> tuple[WordView, ...]:
        """What can be written at a place of `scenario.yaml`."""
        return words(self._office, files, line, column, lang)

    def preview_step(
        self, instructor: str, slug: str, files: Mapping[str, str], lang: Lang, *,
        decision: str | None = None, seed: int | None = None,
    ) -> StepPreviewView | BrokenView | RejectionView:  # fmt: skip
        """The page on which a decision waits; the first one when none is named."""

        def shown(on: Preview) -> StepPreviewView:
            scenario = on.loaded.scenario
            first = decision or next(scenario.decisions()).id
            return StepPreviewView(
                step=on.step(first, lang), places=on.places(lang), seed=on.seed,
                seeds=scenario.world.seeds.every(),
                paths=tuple(dict.fromkeys(("perfect", *scenario.checks))),
            )  # fmt: skip

        return self._previewed(instructor, slug, files, lang, seed, shown)

    def preview_verdict(
        self, instructor: str, slug: str, files: Mapping[str, str], decision: str,
        answer: Mapping[str, Any] | str, lang: Lang, *, seed: int | None = None,
    ) -> VerdictPreviewView | BrokenView | RejectionView:  # fmt: skip
        """The verdict on an answer given by hand, or on a path by its name."""

        def shown(on: Preview) -> VerdictPreviewView | RejectionView:
            told = on.verdict(decision, answer, lang)
            if isinstance(told, RejectionView):
                return told
            path = answer if isinstance(answer, str) else ""
            return VerdictPreviewView(verdict=told, path=path, seed=on.seed)

        return self._previewed(instructor, slug, files, lang, seed, shown)

    def preview_projector(
        self, instructor: str, slug: str, files: Mapping[str, str], decision: str, phase: Phase,
        lang: Lang, *, seed: int | None = None,
    ) -> ProjectorPreviewView | BrokenView | RejectionView:  # fmt: skip
        """The board of a class in one phase, with a made-up room."""

        def shown(on: Preview) -> ProjectorPreviewView:
            made = on.board(decision, phase, lang, "http://127.0.0.1:8501")
            return ProjectorPreviewView(board=made, phase=phase, seed=on.seed)

        return self._previewed(instructor, slug, files, lang, seed, shown)

    def preview_graph(
        self, instructor: str, slug: str, files: Mapping[str, str], lang: Lang
    ) -> GraphView | BrokenView | RejectionView:
        """How evidence leads to decisions and decisions to consequences."""

        def shown(on: Preview) -> GraphView:
            return graph(on.loaded, files["scenario.yaml"], lang)

        return self._previewed(instructor, slug, files, lang, None, shown)

    # --- before a release ------------------------------------------------------------------------

    def check(
        self, instructor: str, slug: str, lang: Lang
    ) -> CheckStateView | BrokenView | RejectionView:
        """Begin to replay the newest revision in the background."""
        if not instructor:
            return _rejected(WHO, None, lang)
        draft = self.draft(instructor, slug, lang)
        if draft is None:
            return _rejected(ABSENT, None, lang)
        examined = self._texts.examined(slug, draft.files)
        if examined.loaded is None:
            return self._texts.broken(slug, draft.files, lang)
        self._checks.start(
            slug, draft.revision, self._table.checked(draft.files), instructor, examined.loaded
        )
        return self.check_state(slug, lang)

    def check_state(self, slug: str, lang: Lang) -> CheckStateView:
        """How far the check of a draft is, and what it found."""
        newest = self._drafts.newest(slug) if is_slug(slug) else None
        files = self._table.installed(slug) if newest is None else self._drafts.texts(newest)
        return self._checks.view(slug, self._table.checked(files), lang)

    def stop_check(self, instructor: str, slug: str, lang: Lang) -> CheckStateView:
        """Stop after the replay that is running."""
        if instructor:
            self._checks.stop(slug)
        return self.check_state(slug, lang)

    def release(
        self, instructor: str, slug: str, base_revision: int, lang: Lang
    ) -> ReleasedView | RejectionView:
        """Let trainees play the newest revision."""
        if not instructor or not is_slug(slug):
            return _rejected(WHO, None, lang)
        newest = self._drafts.newest(slug)
        files = {} if newest is None else self._drafts.texts(newest)
        check = self._checks.state(slug, self._table.checked(files))
        try:
            return studio_release.release(
                self._office, self._drafts, self._texts, check, instructor, slug, base_revision,
                lang,
            )  # fmt: skip
        except SandboxError as error:
            return _not_written(error, lang)

    # --- inside ----------------------------------------------------------------------------------

    def _save(  # noqa: PLR0913 - whoever saves says why
        self, who: str, slug: str, base: int, files: Mapping[str, str], lang: Lang, note: str,
        action: str, *, settle: bool = True,
    ) -> DraftView | ConflictView | RejectionView:  # fmt: skip
        told = (None, WHO) if not who else refused(files)
        if told is None and not is_slug(slug):
            told = ("slug", SLUG)
        if told is not None:
            return RejectionView(text=told[1].pick(lang), where=told[0])
        if settle and base == 0 and self._drafts.newest(slug) is None:
            # The text that was there before anybody edited it stays in the history.
            base = self._adopt(slug)
        saved = self._drafts.save(
            slug, base, files, by=who, at=self._office.now(), note=note
        )  # fmt: skip
        if isinstance(saved, Stale):
            before = (
                self._table.installed(slug)
                if saved.base is None
                else self._drafts.texts(saved.base)
            )
            theirs = self._drafts.texts(saved.newest)
            return conflict(before, base, files, theirs, saved.newest, lang)
        record(self._office, who, action, slug, revision=saved.number, digest=saved.digest)
        return self._table.draft_view(saved, files, lang)

    def _adopt(self, slug: str) -> int:
        files, known = self._table.installed(slug), self._office.library.scenarios.get(slug)
        if not files:
            return 0
        made = self._drafts.save(
            slug, 0, files, by="", at=self._office.now(), note="",
            version=None if known is None else known.scenario.version,
        )  # fmt: skip
        return 0 if isinstance(made, Stale) else made.number

    def _taken(self, slug: str) -> tuple[str, Text] | None:
        place = self._office.places.scenarios / slug
        taken = place.exists() or self._drafts.newest(slug) is not None
        return ("slug", TAKEN) if taken else None

    def _previewed(
        self, who: str, slug: str, files: Mapping[str, str], lang: Lang, seed: int | None,
        shown: Callable[[Preview], T],
    ) -> T | BrokenView | RejectionView:  # fmt: skip
        if not who:
            return _rejected(WHO, None, lang)
        loaded = self._texts.examined(slug, files).loaded
        if loaded is None:
            return self._texts.broken(slug, files, lang)
        chosen = loaded.scenario.world.seeds.practice[0] if seed is None else seed
        try:
            return shown(Preview(office=self._office, loaded=loaded, seed=chosen))
        except (KeyError, ValueError):
            return _rejected(_PLACE, "decision", lang)
        except SandboxError as error:
            return RejectionView(text=_FAILED.pick(lang).format(said=error), where=None)


def _rejected(text: Text, where: str | None, lang: Lang) -> RejectionView:
    return RejectionView(text=text.pick(lang), where=where)


def _not_written(error: SandboxError, lang: Lang) -> RejectionView:
    return RejectionView(text=_UNWRITTEN.pick(lang).format(said=error), where="place")
