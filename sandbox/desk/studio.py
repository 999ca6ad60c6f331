"""The authoring studio as pages see it: write, check, preview and release scenarios."""

from collections.abc import Callable, Mapping
from typing import Any, Final, Literal, TypeVar

from sandbox.authoring.drafts import Drafts, Revision, Stale
from sandbox.authoring.folder import read_folder, refused
from sandbox.authoring.templates import FAMILIES, MOST_STEPS, TEMPLATES, first_draft, is_slug
from sandbox.desk import studio_release
from sandbox.desk.studio_checks import Checks
from sandbox.desk.studio_graph import graph
from sandbox.desk.studio_preview import Phase, Preview
from sandbox.desk.studio_shelf import conflict, differences, revision_view
from sandbox.desk.studio_texts import Texts
from sandbox.desk.studio_words import words
from sandbox.desk.trail import record
from sandbox.desk.views import RejectionView
from sandbox.desk.views.studio import (
    BrokenView,
    CheckStateView,
    ConflictView,
    DiffView,
    DraftState,
    DraftView,
    FormView,
    GraphView,
    NewDraft,
    OptionView,
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
from sandbox.model.scenario import Loaded
from sandbox.text import Lang, Text

T = TypeVar("T")
_WHO: Final = Text(zh="请先以讲师身份登录。", en="Please sign in as an instructor first.")
_SLUG: Final = Text(
    zh="代号只能用小写字母、数字和单个连字符，并以字母开头，例如 `my-first-drill`。",
    en="Use small letters, digits and single hyphens, beginning with a letter: `my-first-drill`.",
)
_TAKEN: Final = Text(
    zh="这个代号已经有人用了，请换一个。", en="That name is taken; choose another."
)
_TITLE: Final = Text(zh="请写明中文和英文名称。", en="Please give a title in both languages.")
_AUDIENCE: Final = Text(
    zh="请至少选一个层级和一个角色。", en="Please choose at least one tier and one role."
)
_STEPS: Final = Text(
    zh=f"步骤数请在 1 到 {MOST_STEPS} 之间。", en=f"Choose from 1 to {MOST_STEPS} steps."
)
_KINDS: Final = Text(
    zh="这种题型还没有起步模板，请先用单选，再在编辑器里改。",
    en="There is no template of that kind yet; begin with a single choice and change it.",
)
_ABSENT: Final = Text(zh="没有这个情景。", en="There is no such scenario.")
_FAILED: Final = Text(
    zh="这份文字在这个数据集上无法执行：{said}", en="This text cannot be carried out: {said}"
)
_PLACE: Final = Text(
    zh="请选择情景里的一道题和一条路径。", en="Please choose a decision and a path of this text."
)
_CHOICE: Final = OptionView(id="single_choice", label="单选", detail="从几个做法里选一个。")
_CHOICE_EN: Final = OptionView(
    id="single_choice", label="Single choice", detail="Pick one of several ways."
)
_TIERS: Final = (
    ("province", "省部级", "Province"), ("bureau", "厅局级", "Bureau"),
    ("county", "县处级", "County"), ("township", "乡镇级", "Township"),
)  # fmt: skip
_ROLES: Final = (
    ("decision-maker", "决策者", "Decision-maker"), ("business-lead", "业务主管", "Business lead"),
    ("data-steward", "数据专员", "Data steward"),
)  # fmt: skip


class Studio:
    """Use cases of instructors who write; safe to use from many threads.

    Nothing here is shown or done for somebody without a name.
    """

    def __init__(self, office: Office, checks: Checks | None = None) -> None:
        self._office = office
        self._drafts = Drafts(root=office.places.state / "drafts")
        self._texts = Texts(office)
        self._checks = checks or Checks(office)

    # --- what there is ---------------------------------------------------------------------------

    def shelf(self, instructor: str, lang: Lang) -> tuple[StudioLineView, ...]:
        """Every scenario and draft, the one changed last first."""
        if not instructor:
            return ()
        drafted = self._drafts.slugs()
        slugs = (*drafted, *(s for s in self._installed_slugs() if s not in drafted))
        lines = [self._line(slug, lang) for slug in slugs]
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
        return tuple(
            TemplateView(
                family=family, title=TEMPLATES[family].title.pick(lang),
                story=TEMPLATES[family].story.pick(lang), kinds=_kinds(lang),
                tables=(OptionView(id=TEMPLATES[family].table, label=TEMPLATES[family].table,
                                   detail=""),),
            )
            for family in FAMILIES
        )  # fmt: skip

    def form(self, lang: Lang) -> FormView:
        """What the guided form offers."""

        def options(given: tuple[tuple[str, str, str], ...]) -> tuple[OptionView, ...]:
            at = 1 if lang == "zh" else 2
            return tuple(OptionView(id=one[0], label=one[at], detail="") for one in given)

        return FormView(
            templates=self.templates(lang), tiers=options(_TIERS), roles=options(_ROLES),
            kinds=_kinds(lang), most_steps=MOST_STEPS,
        )  # fmt: skip

    # --- drafts ----------------------------------------------------------------------------------

    def create(self, instructor: str, new: NewDraft, lang: Lang) -> DraftView | RejectionView:
        """A first draft from the guided form."""
        told = _wrong_in(instructor, new) or self._taken(new.slug)
        if told is not None:
            return RejectionView(text=told[1].pick(lang), where=told[0])
        title = Text(zh=new.title_zh.strip(), en=new.title_en.strip())
        files = first_draft(
            new.slug, new.family, title, tiers=new.tiers, roles=new.roles, steps=new.steps
        )
        note = "新建" if lang == "zh" else "created"
        return self._save(instructor, new.slug, 0, files, lang, note, "create", settle=False)

    def draft(self, instructor: str, slug: str, lang: Lang) -> DraftView | None:
        """The newest text; that of the server's folder where nobody has edited it here."""
        if not instructor or not is_slug(slug):
            return None
        newest = self._drafts.newest(slug)
        if newest is not None:
            return self._draft_view(newest, self._drafts.texts(newest), lang)
        place = self._office.places.scenarios / slug
        if not place.is_dir():
            return None
        return self._draft_view(None, read_folder(place), lang, slug)

    def save(
        self, instructor: str, slug: str, base_revision: int, files: Mapping[str, str], lang: Lang
    ) -> DraftView | ConflictView | RejectionView:
        """A new revision; a conflict when somebody saved since `base_revision`."""
        return self._save(instructor, slug, base_revision, files, lang, "", "save")

    def history(self, instructor: str, slug: str, lang: Lang) -> tuple[RevisionView, ...]:
        """Every revision, newest first."""
        if not instructor or not is_slug(slug):
            return ()
        found = self._drafts.history(slug)
        return tuple(revision_view(one, found[0].number) for one in found)

    def restore(
        self, instructor: str, slug: str, revision: int, base_revision: int, lang: Lang
    ) -> DraftView | ConflictView | RejectionView:
        """An earlier revision once more, as a new one; nothing in between is lost."""
        old = self._drafts.revision(slug, revision) if is_slug(slug) else None
        if old is None:
            return RejectionView(text=_ABSENT.pick(lang), where="revision")
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
            old = self._installed(slug)
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
            return RejectionView(text=_WHO.pick(lang), where=None)
        if installed is None:
            return RejectionView(text=_ABSENT.pick(lang), where=None)
        if self._drafts.newest(slug) is None:
            self._adopt(slug)
        newest = self._drafts.newest(slug)
        assert newest is not None  # adopted just now
        told = studio_release.put(
            self._office, self._drafts, self._texts, instructor, newest, "archived",
            installed.scenario.version, "归档" if lang == "zh" else "archived",
        )  # fmt: skip
        if told is None or isinstance(told, Stale):
            return RejectionView(text=_ABSENT.pick(lang), where="revision")
        return self._line(slug, lang)

    # --- while writing ---------------------------------------------------------------------------

    def examine(self, slug: str, files: Mapping[str, str], lang: Lang) -> tuple[ProblemView, ...]:
        """All problems of a text that need not be saved."""
        return self._texts.problems(slug, files, lang)

    def words(
        self, slug: str, files: Mapping[str, str], line: int, column: int, lang: Lang
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
            return RejectionView(text=_WHO.pick(lang), where=None)
        draft = self.draft(instructor, slug, lang)
        if draft is None:
            return RejectionView(text=_ABSENT.pick(lang), where=None)
        examined = self._texts.examined(slug, draft.files)
        if examined.loaded is None:
            return self._texts.broken(slug, draft.files, lang)
        self._checks.start(
            slug, draft.revision, self._checked(draft.files), instructor, examined.loaded
        )
        return self.check_state(slug, lang)

    def check_state(self, slug: str, lang: Lang) -> CheckStateView:
        """How far the check of a draft is, and what it found."""
        newest = self._drafts.newest(slug) if is_slug(slug) else None
        files = self._installed(slug) if newest is None else self._drafts.texts(newest)
        return self._checks.view(slug, self._checked(files), lang)

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
            return RejectionView(text=_WHO.pick(lang), where=None)
        newest = self._drafts.newest(slug)
        files = {} if newest is None else self._drafts.texts(newest)
        check = self._checks.state(slug, self._checked(files))
        return studio_release.release(
            self._office, self._drafts, self._texts, check, instructor, slug, base_revision, lang
        )

    # --- inside ----------------------------------------------------------------------------------

    def _save(
        self, who: str, slug: str, base: int, files: Mapping[str, str], lang: Lang, note: str,
        action: str, *, settle: bool = True,
    ) -> DraftView | ConflictView | RejectionView:  # fmt: skip
        told = (None, _WHO) if not who else refused(files)
        if told is None and not is_slug(slug):
            told = ("slug", _SLUG)
        if told is not None:
            return RejectionView(text=told[1].pick(lang), where=told[0])
        if settle and base == 0 and self._drafts.newest(slug) is None:
            # The text that was there before anybody edited it stays in the history.
            base = self._adopt(slug)
        saved = self._drafts.save(
            slug, base, files, by=who, at=self._office.now(), note=note
        )  # fmt: skip
        if isinstance(saved, Stale):
            before = self._installed(slug) if saved.base is None else self._drafts.texts(saved.base)
            theirs = self._drafts.texts(saved.newest)
            return conflict(before, base, files, theirs, saved.newest, lang)
        record(self._office, who, action, slug, revision=saved.number, digest=saved.digest)
        return self._draft_view(saved, files, lang)

    def _adopt(self, slug: str) -> int:
        files, known = self._installed(slug), self._office.library.scenarios.get(slug)
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
        return ("slug", _TAKEN) if taken else None

    def _previewed(
        self, who: str, slug: str, files: Mapping[str, str], lang: Lang, seed: int | None,
        shown: Callable[[Preview], T],
    ) -> T | BrokenView | RejectionView:  # fmt: skip
        if not who:
            return RejectionView(text=_WHO.pick(lang), where=None)
        loaded = self._texts.examined(slug, files).loaded
        if loaded is None:
            return self._texts.broken(slug, files, lang)
        chosen = loaded.scenario.world.seeds.practice[0] if seed is None else seed
        try:
            return shown(Preview(office=self._office, loaded=loaded, seed=chosen))
        except (KeyError, ValueError):
            return RejectionView(text=_PLACE.pick(lang), where="decision")
        except SandboxError as error:
            return RejectionView(text=_FAILED.pick(lang).format(said=error), where=None)

    def _checked(self, files: Mapping[str, str]) -> str:
        return studio_release.digest_of(studio_release.neutral(files))

    def _installed_slugs(self) -> tuple[str, ...]:
        root = self._office.places.scenarios
        return tuple(
            one.name for one in sorted(root.iterdir()) if one.is_dir() and is_slug(one.name)
        )

    def _installed(self, slug: str) -> dict[str, str]:
        place = self._office.places.scenarios / slug
        return read_folder(place) if is_slug(slug) and place.is_dir() else {}

    def _draft_view(
        self, revision: Revision | None, files: Mapping[str, str], lang: Lang, slug: str = ""
    ) -> DraftView:
        name = slug if revision is None else revision.slug
        loaded = self._texts.examined(name, files).loaded
        state, version = self._standing(name, revision, files, loaded)
        return DraftView(
            slug=name, title=name if loaded is None else loaded.scenario.title.pick(lang),
            revision=0 if revision is None else revision.number, files=dict(files),
            standing=state, version=version, saved_by="" if revision is None else revision.by,
            saved_at=None if revision is None else revision.at,
            digest=studio_release.digest_of(files) if revision is None else revision.digest,
            note="" if revision is None else revision.note,
        )  # fmt: skip

    def _standing(
        self, slug: str, revision: Revision | None, files: Mapping[str, str], loaded: Loaded | None
    ) -> tuple[DraftState, int | None]:
        installed = self._office.library.scenarios.get(slug)
        version = None if installed is None else installed.scenario.version
        if revision is None:
            return ("broken" if loaded is None else loaded.scenario.status), version
        if installed is None:
            return "draft", None
        same = dict(files) == self._installed(slug)
        return (installed.scenario.status if same else "changed"), version

    def _line(self, slug: str, lang: Lang) -> StudioLineView:
        newest = self._drafts.newest(slug)
        files = self._installed(slug) if newest is None else self._drafts.texts(newest)
        examined = self._texts.examined(slug, files)
        loaded = examined.loaded
        state, version = self._standing(slug, newest, files, loaded)
        scenario = None if loaded is None else loaded.scenario
        errors = sum(one.severity == "error" for one in examined.problems)
        return StudioLineView(
            slug=slug, title=slug if scenario is None else scenario.title.pick(lang),
            family="" if scenario is None else scenario.family, standing=state, version=version,
            revision=0 if newest is None else newest.number,
            changed_by="" if newest is None else newest.by,
            changed_at=None if newest is None else newest.at, errors=errors,
            warnings=len(examined.problems) - errors,
            check=self._checks.state(slug, self._checked(files)),
            steps=0 if scenario is None else len(scenario.steps),
            decisions=0 if scenario is None else len(tuple(scenario.decisions())),
            minutes=0 if scenario is None else scenario.minutes,
        )  # fmt: skip


def _kinds(lang: Lang) -> tuple[OptionView, ...]:
    return (_CHOICE,) if lang == "zh" else (_CHOICE_EN,)


def _wrong_in(who: str, new: NewDraft) -> tuple[str | None, Text] | None:
    """The first field of the guided form that cannot stay as it is."""
    if not who:
        return None, _WHO
    if not is_slug(new.slug):
        return "slug", _SLUG
    if not new.title_zh.strip() or not new.title_en.strip():
        return "title", _TITLE
    if new.family not in FAMILIES:
        return "family", _ABSENT
    if not _chosen(new.tiers, _TIERS) or not _chosen(new.roles, _ROLES):
        return "audience", _AUDIENCE
    if not 1 <= new.steps <= MOST_STEPS:
        return "steps", _STEPS
    return ("kinds", _KINDS) if set(new.kinds) - {_CHOICE.id} else None


def _chosen(given: tuple[str, ...], known: tuple[tuple[str, str, str], ...]) -> bool:
    return bool(given) and set(given) <= {one[0] for one in known}
