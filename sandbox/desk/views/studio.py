"""The authoring studio: what an instructor sees who writes, checks and releases a scenario.

Every `file` is a path inside the scenario's folder (`scenario.yaml`, `brief/intro.zh.md`); lines
and columns count from 1. Instructors may see keys: these views never go to a trainee.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sandbox.desk.views.live import BoardView
from sandbox.desk.views.step import StepView
from sandbox.desk.views.verdict import VerdictView
from sandbox.model.attempt import Role
from sandbox.model.scenario import Family, Tier

DraftState = Literal["draft", "changed", "released", "archived", "broken"]
"""`draft`: never released. `changed`: released, and edited since. `broken`: the folder on the
server does not load, and nobody has a draft that mends it."""
CheckState = Literal["never", "waiting", "running", "good", "bad", "stopped", "failed", "stale"]
"""`good`, `bad`: of exactly what is saved now. `stale`: of an earlier revision. `failed`: could
not be carried out; `CheckStateView.sentence` says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDraft:
    """What the guided form asks: the one value here that goes in instead of coming out."""

    slug: str
    title_zh: str
    title_en: str
    family: Family
    tiers: tuple[Tier, ...]
    roles: tuple[Role, ...]
    steps: int = 3
    """1 to 6; each step begins with one decision."""
    kinds: tuple[str, ...] = ()
    """Decision kinds, taken in turn by the steps; the template's own when empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionView:
    """One thing that can be chosen in the guided form."""

    id: str
    label: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateView:
    """A family of drills with a first draft that can be played at once."""

    family: Family
    title: str
    story: str
    """What a drill of this family is about, in one sentence."""
    kinds: tuple[OptionView, ...]
    """The decision kinds its steps begin with, in their order."""
    tables: tuple[OptionView, ...]
    """Departmental tables its evidence shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormView:
    """What the guided form offers."""

    templates: tuple[TemplateView, ...]
    tiers: tuple[OptionView, ...]
    roles: tuple[OptionView, ...]
    kinds: tuple[OptionView, ...]
    """Decision kinds from which a first decision can be written."""
    most_steps: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StudioLineView:
    """A scenario or draft in the studio's list."""

    slug: str
    title: str
    family: str
    """Empty where the text does not say."""
    standing: DraftState
    version: int | None
    """Released version; None before the first release."""
    revision: int
    """Number of the newest saved revision; 0 when nothing was ever saved here."""
    changed_by: str
    """Empty where nobody of this installation has changed it."""
    changed_at: datetime | None
    errors: int
    warnings: int
    check: CheckState
    steps: int
    decisions: int
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftView:
    """A scenario open for writing."""

    slug: str
    title: str
    revision: int
    """What this text is: name it when saving. 0 for a released scenario nobody has edited."""
    files: Mapping[str, str]
    """Path inside the folder → text, `scenario.yaml` first, then by path."""
    standing: DraftState
    version: int | None
    saved_by: str
    saved_at: datetime | None
    digest: str
    """SHA-256 (hex) over all files of this revision."""
    note: str
    """Why it was saved, in the words of whoever did or of the studio."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictFileView:
    """One file that is not the same on all three sides; "" where it does not exist."""

    file: str
    base: str
    """As it stood when you began."""
    yours: str
    theirs: str
    merged: str
    """Both changes together; where they touch the same lines, both between conflict marks."""
    clean: bool
    """True when the two changes do not touch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictView:
    """Somebody saved in between: nothing was written, and nothing is lost on either side.

    Save `merged` (or what you make of it) with `theirs_revision` as base to settle it.
    """

    slug: str
    base_revision: int
    theirs_revision: int
    theirs_by: str
    theirs_at: datetime
    files: tuple[ConflictFileView, ...]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionView:
    """One saved state of a draft."""

    revision: int
    saved_by: str
    saved_at: datetime
    digest: str
    note: str
    files: int
    version: int | None
    """The version as which it was released; None for what never was."""
    newest: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DiffLineView:
    """A line of a difference; a number is None on the side that lacks the line."""

    sign: Literal[" ", "+", "-", "…"]
    """`…`: lines left out that are the same on both sides."""
    old: int | None
    new: int | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileDiffView:
    """What changed in one file."""

    file: str
    change: Literal["added", "removed", "changed"]
    added: int
    removed: int
    lines: tuple[DiffLineView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DiffView:
    """What changed between an older state and the newest saved one; no files when nothing did."""

    slug: str
    older: str
    """In words, e.g. 已发布的第 3 版."""
    newer: str
    files: tuple[FileDiffView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemView:
    """One thing to mend or to look at again; an error keeps a scenario from being released."""

    file: str
    line: int
    column: int
    severity: Literal["error", "warning"]
    number: str
    """S0xx reading, S1xx rules, S2xx replays."""
    where: str
    """Dotted path of the field in an author's words; empty for a whole file."""
    sentence: str
    fix: str
    """What to do; empty where the sentence says it all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordView:
    """Something that can be written at a place in `scenario.yaml`."""

    word: str
    """What is inserted: `scorer: ` for a key, `nominal_chance_corrected` for a value."""
    meaning: str
    sort: Literal["key", "value", "kind", "law", "table", "column", "file", "decision"]
    first: bool
    """Whether it is missing here and must be written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceView:
    """A decision that a preview can turn to."""

    step: str
    step_title: str
    decision: str
    title: str
    number: int
    points: int
    fits: bool
    """Whether a live class can ask it: what needs a keyboard does not fit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepPreviewView:
    """A step as trainees will see it, of text that need not be saved."""

    step: StepView
    places: tuple[PlaceView, ...]
    """Every decision of the drill, to turn to."""
    seed: int
    seeds: tuple[int, ...]
    """The scenario's own; any other number is a world as well."""
    paths: tuple[str, ...]
    """Written ways through the drill whose answers `preview_verdict` can take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictPreviewView:
    """A verdict as trainees will see it; nothing was stored."""

    verdict: VerdictView
    path: str
    """The path that was answered; empty for an answer given by hand."""
    seed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectorPreviewView:
    """A board as a class will see it, with a made-up room of people who answered."""

    board: BoardView
    phase: Literal["lobby", "open", "closed", "distribution", "discuss", "shift", "reveal"]
    seed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphNodeView:
    """Something in a scenario that leads to something else."""

    id: str
    """Unique in the graph, e.g. `decision/attribute`."""
    sort: Literal["table", "step", "decision", "consequence", "gate", "indicator"]
    label: str
    line: int
    """Where it is written in `scenario.yaml`; 1 where it is not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphEdgeView:
    """`source` is shown in, asked in, counted by or moves `target`."""

    source: str
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphView:
    """How evidence leads to decisions, and decisions to consequences and indicators."""

    nodes: tuple[GraphNodeView, ...]
    edges: tuple[GraphEdgeView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenView:
    """Nothing can be previewed or checked until these errors are mended."""

    text: str
    problems: tuple[ProblemView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PathView:
    """One written way through the drill, replayed; shares of all points, 0 to 1."""

    path: str
    """`perfect`, `naive`, `careless` or a name of the author's."""
    seeds: int
    expected_low: float
    expected_high: float
    least: float
    mean: float
    most: float
    holds: bool
    failed_seed: int | None
    """The first seed on which the share left its range."""
    failed_at: tuple[str, ...]
    """There: the decisions that lost most, each with its share."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DifficultyView:
    """How hard one decision is: what each path earns of it on average, 0 to 1."""

    decision: str
    title: str
    points: int
    naive: float | None
    """None where the scenario has no such path."""
    careless: float | None
    verdict: Literal["easy", "fair", "hard"]
    """easy: the naive path earns 85 % or more; hard: less than 15 %."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReportView:
    """What a replay on all seeds has found."""

    good: bool
    seeds: int
    seconds: float
    paths: tuple[PathView, ...]
    decisions: tuple[DifficultyView, ...]
    problems: tuple[ProblemView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckStateView:
    """How far a check is; ask again every second while it is `waiting` or `running`."""

    slug: str
    state: CheckState
    revision: int
    """The revision that is or was checked; 0 when none ever was."""
    done: int
    total: int
    """Replays done and to do."""
    doing: str
    """What is being done just now, e.g. naive · 种子 9003; while `waiting`, for whom it waits."""
    by: str
    started_at: datetime | None
    report: CheckReportView | None
    """Filled once it has ended."""
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedView:
    """A version that trainees can play from now on."""

    slug: str
    title: str
    version: int
    digest: str
    revision: int
    """The revision of the draft that holds the released text (version raised, status set)."""
    released_by: str
    released_at: datetime
    text: str
