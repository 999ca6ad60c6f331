"""A studio made of paper: drafts in memory, made-up problems and reports, and no world behind it.

`FakeStudio().stand_in("conflict")` makes the next save meet somebody else's; `"busy"` leaves a check
half done; `"broken"` makes every text have an error; `"empty"` clears the shelf.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any, Final, Literal

from sandbox.desk.views import RejectionView, StepView
from sandbox.desk.views.studio import (
    BrokenView,
    CheckStateView,
    ConflictFileView,
    ConflictView,
    DiffLineView,
    DiffView,
    DraftView,
    FileDiffView,
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
from sandbox.text import Lang
from tests.pages import fake_drafts, fake_verdicts
from tests.pages.fake_classroom import CODE, FakeClassroom
from tests.pages.fake_forms import DECISIONS, NOW, say_in

Scene = Literal["calm", "conflict", "busy", "broken", "empty"]
Phase = Literal["lobby", "open", "closed", "distribution", "discuss", "shift", "reveal"]
STANDING: Final = "means-test"


@dataclass
class FakeStudio:
    """Takes what the real one takes, and says the same kind of thing."""

    scene: Scene = "calm"
    drafts: dict[str, list[DraftView]] = field(
        default_factory=lambda: {STANDING: fake_drafts.history()}
    )
    archived: set[str] = field(default_factory=set)
    asked: int = 0
    """How often a running check was looked at: it moves each time."""
    checks: dict[str, str] = field(default_factory=dict)

    def stand_in(self, scene: Scene) -> None:
        """Whatever came before."""
        self.scene = scene
        if scene == "busy":
            self.checks[STANDING] = "running"

    def shelf(self, instructor: str, lang: Lang) -> tuple[StudioLineView, ...]:
        """One line of every standing, and whatever was made here."""
        if self.scene == "empty" or not instructor:
            return ()
        lines = fake_drafts.shelf(lang)
        known = {line.slug for line in lines}
        mine = tuple(
            fake_drafts.line(self.drafts[slug][-1]) for slug in self.drafts if slug not in known
        )
        return mine + tuple(
            replace(line, standing="archived") if line.slug in self.archived else line
            for line in lines
        )

    def templates(self, lang: Lang) -> tuple[TemplateView, ...]:
        """All eight families."""
        return fake_drafts.templates(lang)

    def form(self, lang: Lang) -> FormView:
        """What the guided form offers."""
        return fake_drafts.form(lang)

    def create(self, instructor: str, new: NewDraft, lang: Lang) -> DraftView | RejectionView:
        """By its name, which must be new."""
        if not new.slug or new.slug != new.slug.lower() or " " in new.slug:
            said = ("英文代号只能用小写字母、数字和连字符，例如 `my-first-drill`。",
                    "The short name takes small letters, digits and hyphens, like `my-first-drill`.")  # fmt: skip
            return RejectionView(text=say_in(said, lang), where="slug")
        if new.slug in self.drafts:
            said = (
                "这个代号已经有人用了，请换一个。",
                "That short name is taken; please choose another.",
            )
            return RejectionView(text=say_in(said, lang), where="slug")
        made = fake_drafts.fresh(new, instructor, lang)
        self.drafts[new.slug] = [made]
        return made

    def draft(self, instructor: str, slug: str, lang: Lang) -> DraftView | None:
        """The newest."""
        return self.drafts[slug][-1] if instructor and slug in self.drafts else None

    def save(
        self, instructor: str, slug: str, base_revision: int, files: Mapping[str, str], lang: Lang
    ) -> DraftView | ConflictView | RejectionView:
        """One revision more, unless somebody was quicker."""
        newest = self.drafts[slug][-1]
        if self.scene == "conflict":
            self.scene = "calm"
            theirs = replace(
                newest,
                revision=newest.revision + 1,
                saved_by="沈砚",
                saved_at=NOW,
                files=fake_drafts.theirs(newest.files),
            )
            self.drafts[slug].append(theirs)
            return _conflict(newest, theirs, files, lang)
        saved = replace(
            newest,
            revision=newest.revision + 1,
            files=dict(files),
            saved_by=instructor,
            saved_at=NOW,
            standing="changed" if newest.version else "draft",
            digest=sha256(repr(sorted(files.items())).encode()).hexdigest(),
            note="",
        )
        self.drafts[slug].append(saved)
        if slug in self.checks:
            self.checks[slug] = "stale"
        return saved

    def history(self, instructor: str, slug: str, lang: Lang) -> tuple[RevisionView, ...]:
        """Newest first."""
        kept = self.drafts.get(slug, [])
        return tuple(
            RevisionView(
                revision=one.revision,
                saved_by=one.saved_by,
                saved_at=one.saved_at or NOW,
                digest=one.digest,
                note=one.note,
                files=len(one.files),
                version=one.version if one.standing == "released" else None,
                newest=one is kept[-1],
            )
            for one in reversed(kept)
        )

    def restore(
        self, instructor: str, slug: str, revision: int, base_revision: int, lang: Lang
    ) -> DraftView | ConflictView | RejectionView:
        """As a new one."""
        old = next(one for one in self.drafts[slug] if one.revision == revision)
        return self.save(instructor, slug, base_revision, old.files, lang)

    def diff(
        self, instructor: str, slug: str, against: Literal["released"] | int, lang: Lang
    ) -> DiffView | None:
        """One file with two changes."""
        return _diff(slug, lang) if slug in self.drafts else None

    def archive(self, instructor: str, slug: str, lang: Lang) -> StudioLineView | RejectionView:
        """Off the shelf of trainees."""
        self.archived.add(slug)
        return next(line for line in self.shelf(instructor, lang) if line.slug == slug)

    def examine(self, slug: str, files: Mapping[str, str], lang: Lang) -> tuple[ProblemView, ...]:
        """Two things to look at again; an error when the text says TODO, or always when broken."""
        told = fake_drafts.problems(lang)
        bad = self.scene == "broken" or "TODO" in files.get("scenario.yaml", "")
        return told if bad else tuple(one for one in told if one.severity == "warning")

    def words(
        self, slug: str, files: Mapping[str, str], line: int, column: int, lang: Lang
    ) -> tuple[WordView, ...]:
        """The same everywhere."""
        return fake_drafts.words(lang)

    def preview_step(
        self, instructor: str, slug: str, files: Mapping[str, str], lang: Lang, *,
        decision: str | None = None, seed: int | None = None,
    ) -> StepPreviewView | BrokenView | RejectionView:  # fmt: skip
        """Any decision of the paper drill."""
        if broken := self._broken(slug, files, lang):
            return broken
        return StepPreviewView(
            step=_step(decision or DECISIONS[0][0], lang),
            places=fake_drafts.places(lang),
            seed=seed or 101,
            seeds=(101, 102, 201),
            paths=("perfect", "naive", "careless"),
        )

    def preview_verdict(
        self, instructor: str, slug: str, files: Mapping[str, str], decision: str,
        answer: Mapping[str, Any] | str, lang: Lang, *, seed: int | None = None,
    ) -> VerdictPreviewView | BrokenView | RejectionView:  # fmt: skip
        """The same for every answer but an empty one."""
        if broken := self._broken(slug, files, lang):
            return broken
        if not answer or (not isinstance(answer, str) and not any(answer.values())):
            said = ("还没有作答，请至少填写一项。", "Nothing has been entered yet.")
            return RejectionView(text=say_in(said, lang), where=None)
        verdict = fake_verdicts.verdict("preview", {"answers": {}, "hints": {}}, decision, lang)
        path = answer if isinstance(answer, str) else ""
        return VerdictPreviewView(verdict=verdict, path=path, seed=seed or 101)

    def preview_projector(
        self, instructor: str, slug: str, files: Mapping[str, str], decision: str, phase: Phase,
        lang: Lang, *, seed: int | None = None,
    ) -> ProjectorPreviewView | BrokenView | RejectionView:  # fmt: skip
        """The paper class, put into that phase."""
        if broken := self._broken(slug, files, lang):
            return broken
        room = FakeClassroom()
        room.stand_in(phase, decision)
        board = room.board(CODE, lang)
        assert board is not None
        return ProjectorPreviewView(board=board, phase=phase, seed=seed or 101)

    def preview_graph(
        self, instructor: str, slug: str, files: Mapping[str, str], lang: Lang
    ) -> GraphView | BrokenView | RejectionView:
        """From tables to indicators."""
        return self._broken(slug, files, lang) or fake_drafts.graph(lang)

    def check(self, instructor: str, slug: str, lang: Lang) -> CheckStateView | RejectionView:
        """Runs while it is looked at."""
        self.checks[slug], self.asked = "running", 0
        return self.check_state(slug, lang)

    def check_state(self, slug: str, lang: Lang) -> CheckStateView:
        """Six looks until it is done."""
        if self.checks.get(slug) == "running" and self.scene != "busy":
            self.asked += 1
            if self.asked > 5:
                self.checks[slug] = "good" if slug == STANDING else "bad"
        revision = self.drafts[slug][-1].revision if slug in self.drafts else 0
        done = 12 * max(self.asked, 2)
        return fake_drafts.check_state(slug, self.checks.get(slug, "never"), revision, done, lang)

    def stop_check(self, instructor: str, slug: str, lang: Lang) -> CheckStateView:
        """At once."""
        self.checks[slug] = "stopped"
        return self.check_state(slug, lang)

    def release(
        self, instructor: str, slug: str, base_revision: int, lang: Lang
    ) -> ReleasedView | RejectionView:
        """Whatever was checked and good."""
        if self.checks.get(slug) != "good":
            said = (
                "请先运行检查，全部通过后再发布。",
                "Please run the check first; a release needs all of it good.",
            )
            return RejectionView(text=say_in(said, lang), where="check")
        newest = self.drafts[slug][-1]
        version = (newest.version or 0) + 1
        told = replace(
            newest, revision=newest.revision + 1, version=version, standing="released",
            saved_by=instructor, saved_at=NOW,
        )  # fmt: skip
        self.drafts[slug].append(told)
        said = (f"第 {version} 版已发布，学员现在就能练到。正在进行的练习仍按原来的版本完成。",
                f"Version {version} is released: trainees can play it now. Runs in progress keep the"
                " version they began with.")  # fmt: skip
        return ReleasedView(
            slug=slug, title=told.title, version=version, digest=told.digest,
            revision=told.revision, released_by=instructor, released_at=NOW,
            text=say_in(said, lang),
        )  # fmt: skip

    def _broken(self, slug: str, files: Mapping[str, str], lang: Lang) -> BrokenView | None:
        told = self.examine(slug, files, lang)
        errors = tuple(one for one in told if one.severity == "error")
        said = ("改好下面的错误后就能预览。", "Mend the errors below to see a preview.")
        return BrokenView(text=say_in(said, lang), problems=errors) if errors else None


def _step(decision: str, lang: Lang) -> StepView:
    from tests.pages.fake_desk import FakeDesk

    desk = FakeDesk()
    desk.sign_in("预览", lang)
    run = desk.start("p1", STANDING)
    before = [spec[0] for spec in DECISIONS]
    answers = desk.runs[run]["answers"]
    answers.update({key: {} for key in before[: before.index(decision)]})
    seen = desk.step("p1", run, lang)
    assert seen is not None
    return replace(seen, run="preview", previous=None)


def _conflict(
    base: DraftView, theirs: DraftView, files: Mapping[str, str], lang: Lang
) -> ConflictView:
    said = ("沈砚在您编辑时保存了第 {n} 版。您的文字没有丢失，请合并后再保存。",
            "沈砚 saved revision {n} while you were writing. Nothing of yours is lost; merge and save again.")  # fmt: skip
    name = "scenario.yaml"
    return ConflictView(
        slug=base.slug,
        base_revision=base.revision,
        theirs_revision=theirs.revision,
        theirs_by=theirs.saved_by,
        theirs_at=theirs.saved_at or NOW,
        files=(
            ConflictFileView(
                file=name, base=base.files[name], yours=files[name], theirs=theirs.files[name],
                merged=fake_drafts.marked(files[name], theirs.files[name]), clean=False,
            ),
        ),
        text=say_in(said, lang).format(n=theirs.revision),
    )  # fmt: skip


def _diff(slug: str, lang: Lang) -> DiffView:
    lines = (
        DiffLineView(sign="…", old=None, new=None, text=""),
        DiffLineView(sign=" ", old=13, new=13, text="minutes: 45"),
        DiffLineView(sign="-", old=14, new=None, text="law_version_date: 2026-01-01"),
        DiffLineView(sign="+", old=None, new=14, text="law_version_date: 2026-06-03"),
        DiffLineView(sign=" ", old=15, new=15, text="world:"),
        DiffLineView(sign="…", old=None, new=None, text=""),
        DiffLineView(sign="+", old=None, new=61, text="        harmful: [open-all]"),
    )
    return DiffView(
        slug=slug,
        older=say_in(("已发布的第 3 版", "released version 3"), lang),
        newer=say_in(("第 5 次保存", "revision 5"), lang),
        files=(
            FileDiffView(file="scenario.yaml", change="changed", added=2, removed=1, lines=lines),
        ),
    )
