"""Checks of drafts: every written path on twenty worlds, in the background, one at a time."""

import threading
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from time import monotonic
from typing import Final, Literal

from sandbox.desk import headless
from sandbox.desk.author import REPLAY_SEEDS, replay_seeds
from sandbox.desk.reports import ReplayReport
from sandbox.desk.views.studio import (
    CheckReportView,
    CheckState,
    CheckStateView,
    DifficultyView,
    PathView,
    ProblemView,
)
from sandbox.desk.wiring import Office
from sandbox.errors import SandboxError
from sandbox.model.scenario import Loaded
from sandbox.text import Lang, Text

EASY: Final = 0.85
HARD: Final = 0.15
_SENTENCES: Final[Mapping[CheckState, Text]] = {
    "never": Text(zh="还没有检查过。", en="Not checked yet."),
    "waiting": Text(zh="前面还有一个检查，稍后自动开始。",
                    en="Another check is running; this one begins by itself."),
    "running": Text(zh="正在多个平行数据集上重放。", en="Replaying on parallel worlds."),
    "good": Text(zh="全部通过，可以发布。", en="All of it holds; ready to be released."),
    "bad": Text(zh="有路径超出预期范围，或无法执行。",
                en="A path left its expected range, or could not be carried out."),
    "stopped": Text(zh="检查已停止。", en="The check was stopped."),
    "failed": Text(zh="检查没有完成，请再试一次。",
                   en="The check did not finish; please try again."),
    "stale": Text(zh="上次检查之后又改过，请再检查一次。",
                  en="It was changed since the last check; please check again."),
}  # fmt: skip


@dataclass(kw_only=True)
class Job:
    """One check, as far as it has come; only its own thread writes to it."""

    slug: str
    revision: int
    digest: str
    by: str
    at: datetime
    loaded: Loaded
    total: int
    state: CheckState = "waiting"
    done: int = 0
    doing: tuple[str, int] | None = None
    seconds: float = 0.0
    replays: list[ReplayReport] = field(default_factory=list)
    shares: dict[tuple[str, str], list[float]] = field(default_factory=lambda: defaultdict(list))
    """(path, decision) → the share on each seed."""
    failed: list[tuple[str, str]] = field(default_factory=list)
    stop: threading.Event = field(default_factory=threading.Event)


class Checks:
    """The checks of one process."""

    def __init__(self, office: Office, seeds: int = REPLAY_SEEDS) -> None:
        self._office = office
        self._seeds = seeds
        self._jobs: dict[str, Job] = {}
        self._lock = threading.Lock()
        self._turn = threading.Lock()

    def start(self, slug: str, revision: int, digest: str, by: str, loaded: Loaded) -> None:
        """Begin, unless the same text is being checked already."""
        paths = len(loaded.scenario.checks) + ("perfect" not in loaded.scenario.checks)
        job = Job(
            slug=slug, revision=revision, digest=digest, by=by, at=self._office.now(),
            loaded=loaded, total=paths * len(replay_seeds(loaded, self._seeds)),
        )  # fmt: skip
        with self._lock:
            before = self._jobs.get(slug)
            if before is not None and before.state in ("waiting", "running"):
                if before.digest == digest:
                    return
                before.stop.set()
            self._jobs[slug] = job
        threading.Thread(target=self._run, args=(job,), name=f"check-{slug}", daemon=True).start()

    def stop(self, slug: str) -> None:
        """Stop after the replay that is running."""
        with self._lock:
            job = self._jobs.get(slug)
        if job is not None:
            job.stop.set()
            if job.state == "waiting":
                job.state = "stopped"

    def state(self, slug: str, digest: str) -> CheckState:
        """How the text with this digest stands."""
        job = self._jobs.get(slug)
        if job is None:
            return "never"
        done = job.state in ("good", "bad")
        return "stale" if done and job.digest != digest else job.state

    def view(self, slug: str, digest: str, lang: Lang) -> CheckStateView:
        """Progress, and the report at the end."""
        job, state = self._jobs.get(slug), self.state(slug, digest)
        if job is None:
            return CheckStateView(
                slug=slug, state=state, revision=0, done=0, total=0, doing="", by="",
                started_at=None, report=None, sentence=_SENTENCES[state].pick(lang),
            )  # fmt: skip
        ended = job.state in ("good", "bad")
        return CheckStateView(
            slug=slug, state=state, revision=job.revision, done=job.done, total=job.total,
            doing="" if ended or job.doing is None else _doing(*job.doing, lang), by=job.by,
            started_at=job.at, report=_report(job, lang) if ended else None,
            sentence=_SENTENCES[state].pick(lang),
        )  # fmt: skip

    def _run(self, job: Job) -> None:
        with self._turn:
            if job.stop.is_set():
                job.state = "stopped"
                return
            job.state, began = "running", monotonic()
            try:
                ended = self._replay(job)
            except Exception:
                job.state = "failed"
                raise
            job.seconds = monotonic() - began
            job.state = ended

    def _replay(self, job: Job) -> CheckState:
        """Every path on every seed; a path that cannot be carried out is left at its first seed."""
        seeds = replay_seeds(job.loaded, self._seeds)
        checks = job.loaded.scenario.checks
        for name in (*checks, *(() if "perfect" in checks else ("perfect",))):
            for seed in seeds:
                if job.stop.is_set():
                    return "stopped"
                job.doing = (name, seed)
                try:
                    self._once(job, name, seed)
                except SandboxError as error:
                    job.failed.append((f"checks.{name}", f"seed {seed}: {error}"))
                    break
                job.done += 1
        good = not job.failed and all(one.holds for one in job.replays)
        return "good" if good else "bad"

    def _once(self, job: Job, name: str, seed: int) -> None:
        check = job.loaded.scenario.checks.get(name)
        if name == "perfect":
            # A whole run, so that consequences and gates are carried out on every world as well.
            headless.play(self._office, job.loaded, seed, "perfect")
        if check is None:
            return
        written, others = check.answers, check.others
        judged = headless.judge(self._office, job.loaded, seed, written, others)
        job.replays.append(headless.replayed(job.loaded, name, check, seed, judged))
        for one in judged:
            job.shares[(name, one.decision.id)].append(one.share)


def _doing(path: str, seed: int, lang: Lang) -> str:
    return f"{path} · 种子 {seed}" if lang == "zh" else f"{path} · seed {seed}"


def _report(job: Job, lang: Lang) -> CheckReportView:
    names = dict.fromkeys(one.check for one in job.replays)
    return CheckReportView(
        good=job.state == "good",
        seeds=len({one.seed for one in job.replays}),
        seconds=round(job.seconds, 1),
        paths=tuple(_path([one for one in job.replays if one.check == name]) for name in names),
        decisions=tuple(
            _difficulty(job, one.id, one.title.pick(lang), one.points)
            for one in job.loaded.scenario.decisions()
        ),
        problems=tuple(
            ProblemView(
                file="scenario.yaml", line=1, column=1, severity="error", number="S200",
                where=where, sentence=said, fix="",
            )
            for where, said in job.failed
        ),
    )  # fmt: skip


def _path(rows: list[ReplayReport]) -> PathView:
    shares = [row.share for row in rows]
    bad = next((row for row in rows if not row.holds), None)
    return PathView(
        path=rows[0].check, seeds=len(rows), expected_low=rows[0].low, expected_high=rows[0].high,
        least=min(shares), mean=sum(shares) / len(shares), most=max(shares), holds=bad is None,
        failed_seed=None if bad is None else bad.seed, failed_at=() if bad is None else bad.worst,
    )  # fmt: skip


def _difficulty(job: Job, decision: str, title: str, points: int) -> DifficultyView:
    def mean(path: str) -> float | None:
        shares = job.shares.get((path, decision))
        return sum(shares) / len(shares) if shares else None

    naive = mean("naive")
    told: Literal["easy", "fair", "hard"] = "fair"
    if naive is not None:
        told = "easy" if naive >= EASY else "hard" if naive < HARD else "fair"
    return DifficultyView(
        decision=decision, title=title, points=points, naive=naive, careless=mean("careless"),
        verdict=told,
    )  # fmt: skip
