"""What authors and operators do from the command line."""

import gc
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from sandbox.authoring.kinds import KindBook
from sandbox.authoring.load import Examined, examine
from sandbox.authoring.problem import Problem
from sandbox.authoring.scaffold import new as scaffold
from sandbox.authoring.source import read
from sandbox.datasets.build import build_file
from sandbox.datasets.inspect import ColumnQuality, inspect_file
from sandbox.decisions.sql_query import SqlQuery
from sandbox.desk import headless, judging
from sandbox.desk.dead_options import Rights
from sandbox.desk.reports import (
    BuildReport,
    CheckReport,
    ColumnReport,
    InspectReport,
    MoveReport,
    PlayReport,
    ProblemReport,
    QualityReport,
    RemarkReport,
    ReplayReport,
    TableReport,
)
from sandbox.desk.runs import latest_marks
from sandbox.desk.wiring import Office
from sandbox.desk.workbench import HIDDEN
from sandbox.errors import MisuseError, SandboxError
from sandbox.marking.remark import Marked
from sandbox.marking.remark import remark as difference
from sandbox.model.attempt import Attempt, Mark
from sandbox.model.audit import Deed
from sandbox.model.dataset import Progress, WorldParams
from sandbox.model.scenario import Loaded
from sandbox.registry import UnknownKindError, discover
from sandbox.text import Lang

REPLAY_SEEDS: Final = 20
"""Seeds on which every check is replayed: the scenario's own first, then fresh ones."""


def check(
    office: Office, paths: tuple[Path, ...], *, run: bool, lang: Lang, seeds: int = REPLAY_SEEDS
) -> CheckReport:
    """Lint scenario folders (all when none is named); with `run`, replay their checks."""
    folders = paths or tuple(
        folder
        for folder in sorted(office.places.scenarios.iterdir())
        if folder.is_dir() and folder.name[0] not in "._"
    )
    for folder in folders:
        if not folder.is_dir():
            raise MisuseError(f"`{folder}` is not a scenario folder.")
    examined = _examined(office, folders)
    problems = [_problem(p, lang) for one in examined for p in one.problems]
    replays: list[ReplayReport] = []
    for folder, one in zip(folders, examined, strict=True):
        if run and one.loaded is not None:
            done, failed = _replays(office, folder, one.loaded, seeds, lang)
            replays += done
            problems += failed
    return CheckReport(
        scenarios=tuple(_name(folder, one) for folder, one in zip(folders, examined, strict=True)),
        problems=tuple(problems),
        replays=tuple(replays),
    )


def _examined(office: Office, folders: tuple[Path, ...]) -> list[Examined]:
    """Each folder examined, with one book of kinds; the collector rests meanwhile.

    Trees of queries are many and short-lived, and walking them again and again for garbage takes
    a quarter of the time.
    """
    kinds, collecting = KindBook(), gc.isenabled()
    gc.disable()
    try:
        return [examine(folder, office.laws, kinds) for folder in folders]
    finally:
        if collecting:
            gc.enable()


def _name(folder: Path, one: Examined) -> str:
    return folder.name if one.loaded is None else one.loaded.scenario.id


def _problem(problem: Problem, lang: Lang) -> ProblemReport:
    return ProblemReport(
        file=problem.file,
        line=problem.line,
        column=problem.column,
        code=problem.code,
        severity=problem.severity,
        where=problem.where,
        message=problem.message.pick(lang),
        fix=None if problem.fix is None else problem.fix.pick(lang),
        text=problem.render(lang),
    )


def replay_seeds(loaded: Loaded, wanted: int) -> tuple[int, ...]:
    """The scenario's own seeds, filled up with seeds that no author has looked at."""
    own = list(dict.fromkeys(loaded.scenario.world.seeds.every()))
    fresh = (seed for seed in range(9001, 9001 + wanted) if seed not in own)
    return tuple((own + list(fresh))[: max(wanted, 1)])


def _replays(
    office: Office, folder: Path, loaded: Loaded, seeds: int, lang: Lang
) -> tuple[list[ReplayReport], list[ProblemReport]]:
    """Every check on every seed; a check that cannot be carried out is a problem, not a crash."""
    done: list[ReplayReport] = []
    failed: list[ProblemReport] = []
    for name, one in loaded.scenario.checks.items():
        for seed in replay_seeds(loaded, seeds):
            try:
                done.append(headless.replay(office, loaded, name, one, seed))
            except SandboxError as error:
                failed.append(_cannot(folder, f"checks.{name}", seed, error))
                break
    rights = Rights()
    for seed in replay_seeds(loaded, seeds):
        try:
            headless.play(office, loaded, seed, "perfect")
            rights.note(headless.judge(office, loaded, seed, "perfect"))
        except SandboxError as error:
            failed.append(_cannot(folder, "consequences", seed, error))
            break
    failed += [_problem(problem, lang) for problem in rights.problems(folder)]
    return done, failed


def _cannot(folder: Path, where: str, seed: int, error: SandboxError) -> ProblemReport:
    file = str(folder / "scenario.yaml")
    message = f"seed {seed}: {error}"
    return ProblemReport(
        file=file,
        line=1,
        column=1,
        code="S200",
        severity="error",
        where=where,
        message=message,
        fix=None,
        text=f"{file}:1:1: {where}: {message}",
    )


def read_answers(file: Path) -> dict[str, Any] | str:
    """Written answers from YAML or JSON: a mapping decision id → answer, or `perfect`.

    Raises:
        MisuseError: the file is missing, unreadable or holds something else.
    """
    if not file.is_file():
        raise MisuseError(f"There is no file `{file}`.")
    source, problems = read(file.read_bytes(), str(file))
    if source is None or problems:
        raise MisuseError("\n".join(problem.render("en") for problem in problems))
    if source.value == "perfect" or isinstance(source.value, dict):
        value: dict[str, Any] | str = source.value
        return value
    raise MisuseError(f"`{file}` must hold a mapping from decision id to answer, or `perfect`.")


def play(office: Office, slug: str, seed: int | None, answers: dict[str, Any] | str) -> PlayReport:
    """A headless run; on the first practice seed when none is named."""
    loaded = _loaded(office, slug)
    chosen = loaded.scenario.world.seeds.practice[0] if seed is None else seed
    written: headless.Written = "perfect" if isinstance(answers, str) else answers
    return headless.play(office, loaded, chosen, written)


def _loaded(office: Office, slug: str) -> Loaded:
    if slug not in office.library.scenarios:
        known = ", ".join(sorted(office.library.scenarios)) or "none"
        broken = sorted({p.file for p in office.library.problems if p.severity == "error"})
        hint = f" These do not load: {', '.join(broken)}." if broken else ""
        raise MisuseError(f"There is no scenario `{slug}`. Known: {known}.{hint}")
    return office.library.scenarios[slug]


def remark(office: Office, slug: str, *, apply: bool, reason: str, by: str = "") -> RemarkReport:
    """What the present key would change for everyone who answered; with `apply`, new marks."""
    loaded = _loaded(office, slug)
    asked = {decision.id for decision in loaded.scenario.decisions()}

    def again(attempt: Attempt) -> Mark | None:
        if attempt.decision not in asked:
            return None
        return judging.mark_attempt(office, loaded, attempt, reason or "dry run")

    diff = difference(_marked(office, slug), again)
    if apply:
        deed = Deed(
            at=office.now(),
            who=by,
            what="remarked",
            subject=slug,
            detail={"reason": reason, "key": loaded.key_digest, "marks": len(diff.marks)},
        )
        if diff.marks:
            office.ledger.add_marks(diff.marks, deed)
        else:
            office.ledger.record(deed)
    return RemarkReport(
        scenario=slug,
        key_digest=loaded.key_digest,
        attempts=len(diff.changes) + diff.unchanged + len(diff.gone),
        unchanged=diff.unchanged,
        gone=len(diff.gone),
        moves=tuple(
            MoveReport(
                attempt=change.attempt.id,
                participant=change.participant,
                decision=change.decision,
                old_points=change.old_points,
                new_points=change.new_points,
                answered_at=change.attempt.at,
            )
            for change in diff.changes
        ),
        applied=apply,
    )


def _marked(office: Office, slug: str) -> Iterable[Marked]:
    for run in office.ledger.runs_in(slug):
        marks = latest_marks(office, run.id)
        for attempt in office.ledger.attempts(run.id):
            yield Marked(participant=run.participant, attempt=attempt, mark=marks.get(attempt.id))


def build(
    recipe: str, *, people: int, seed: int, file: Path, defects: str, progress: Progress
) -> BuildReport:
    """A world as a DuckDB file to hand on, its truth in a second file beside it."""
    try:
        kind = discover("recipes").get(recipe)
    except UnknownKindError as unknown:
        raise MisuseError(str(unknown)) from None
    params = WorldParams(people=people, seed=seed, defects=defects)
    summary = build_file(kind, params, file, progress)
    return BuildReport(
        file=str(file),
        recipe=recipe,
        tables=tuple(
            TableReport(name=spec.name, label=spec.label.zh, rows=summary.tables[spec.name])
            for spec in kind.tables()
            if not spec.truth
        ),
        rows=summary.rows,
        seconds=summary.seconds,
        digest=summary.digest,
    )


def inspect(file: Path) -> InspectReport:
    """The dictionary of a world's file, and how complete, valid, unique, consistent, timely it is.

    Raises:
        MisuseError: there is no such file, or it is no world.
    """
    seen = inspect_file(file)
    return InspectReport(
        file=str(file),
        about=tuple(f"{zh} / {en}" for zh, en in seen.about),
        tables=tuple(
            QualityReport(
                name=table.name,
                label=table.label,
                rows=table.rows,
                key=table.key,
                unique=table.unique,
                newest=None if table.newest is None else str(table.newest),
                behind=table.behind,
                columns=tuple(_column(column) for column in table.columns),
            )
            for table in seen.tables
        ),
    )


def _column(column: ColumnQuality) -> ColumnReport:
    return ColumnReport(
        name=column.name,
        label=column.label,
        type=column.type,
        content=column.content,
        filled=column.filled,
        valid=column.valid,
        refers=column.refers,
        found=column.found,
        newest=None if column.newest is None else str(column.newest),
    )


def new(office: Office, slug: str) -> Path:
    """A small, complete draft scenario to start from."""
    return scaffold(office.places.scenarios, slug)


def _first(loaded: Loaded) -> int:
    """How many practice worlds the first person in a drill needs at once."""
    asks = any(isinstance(decision, SqlQuery) for decision in loaded.scenario.decisions())
    return 1 + HIDDEN if asks else 1


def prepare(office: Office, progress: Progress, *, every: bool = False) -> None:
    """Build the worlds that are played first, and open the ledger once.

    That is the first practice world of each scenario, and those beside it on which queries are
    marked. With `every`, all practice worlds: before a class, so that nobody waits for theirs.
    """
    wanted = [
        (loaded, seed)
        for loaded in office.library.scenarios.values()
        for seed in loaded.scenario.world.seeds.practice[: None if every else _first(loaded)]
    ]
    for done, (loaded, seed) in enumerate(wanted):
        progress(f"{loaded.scenario.title.zh} · {seed}", done, len(wanted))
        office.world(loaded, seed)
    progress("实训数据 · practice data", len(wanted), len(wanted))
    _ = office.ledger
