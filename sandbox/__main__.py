"""python -m sandbox: check, play, remark, build, query, inspect, new, release, audit and more.

Exit codes: 0 good, 1 problems found, 2 misuse. Errors are sentences, never tracebacks.
"""

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from sandbox import studio_commands
from sandbox.audit_command import audit
from sandbox.console import LANG, AsJson, as_text, err, office, out, progress_bar
from sandbox.desk import author, dictionary_page, objections, reports, workbench
from sandbox.desk.audit import operator
from sandbox.desk.instructors import new_passphrase
from sandbox.desk.province import write_province
from sandbox.errors import MisuseError, SandboxError
from sandbox.text import LANGS

app = typer.Typer(
    name="sandbox",
    help="数字治理实训沙盘 · Digital Governance Sandbox",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for _one in (studio_commands.new, studio_commands.drafts, studio_commands.release):
    app.command()(_one)
app.add_typer(audit, name="audit")


@app.command()
def check(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Scenario folders; all when left out.")
    ] = None,
    run: Annotated[
        bool, typer.Option("--run", help="Also replay the checks on several seeds.")
    ] = False,
    seeds: Annotated[int, typer.Option(min=1, max=1000)] = author.REPLAY_SEEDS,
    lang: Annotated[str, typer.Option(help="zh or en; the terminal's language.")] = LANG,
    as_json: AsJson = False,
) -> None:
    """Lint scenarios; with --run also replay their checks."""
    if lang not in LANGS:
        raise MisuseError(f"`--lang` takes zh or en, not `{lang}`.")
    report = author.check(office(), tuple(paths or ()), run=run, lang=lang, seeds=seeds)
    if as_json:
        as_text(report)
    else:
        _print_check(report, run=run)
    raise typer.Exit(0 if report.good else 1)


def _print_check(report: reports.CheckReport, *, run: bool) -> None:
    for problem in report.problems:
        out.print(escape(f"{problem.text} [{problem.code}]"), soft_wrap=True)
    if run and report.replays:
        _print_replays(report)
    errors = sum(problem.severity == "error" for problem in report.problems)
    failed = sum(not replay.holds for replay in report.replays)
    out.print(
        f"{len(report.scenarios)} scenario(s), {errors} error(s),"
        f" {len(report.problems) - errors} warning(s)"
        + (f", {len(report.replays)} replay(s), {failed} out of range" if run else "")
    )


def _print_replays(report: reports.CheckReport) -> None:
    table = Table("scenario", "check", "expected", "seeds", "least", "most", "", box=None)
    names = dict.fromkeys((r.scenario, r.check) for r in report.replays)
    for scenario, name in names:
        rows = [r for r in report.replays if (r.scenario, r.check) == (scenario, name)]
        shares = [row.share for row in rows]
        bad = [row for row in rows if not row.holds]
        expected = f"{rows[0].low:.2f} – {rows[0].high:.2f}"
        verdict = "holds" if not bad else f"fails on seed {bad[0].seed}: {', '.join(bad[0].worst)}"
        table.add_row(
            scenario,
            name,
            expected,
            str(len(rows)),
            f"{min(shares):.3f}",
            f"{max(shares):.3f}",
            verdict,
        )
    out.print(table)


@app.command()
def play(
    slug: str,
    answers: Annotated[Path, typer.Option(help="YAML or JSON: decision id → answer.")],
    seed: Annotated[int | None, typer.Option(help="World seed; the first practice seed.")] = None,
    as_json: AsJson = False,
) -> None:
    """Run a scenario headless and print scores and consequences."""
    report = author.play(office(), slug, seed, author.read_answers(answers))
    if as_json:
        as_text(report)
        return
    table = Table("decision", "share", "points", "how", box=None)
    for one in report.decisions:
        points = f"{one.points:.2f} / {one.out_of}"
        table.add_row(one.decision, f"{one.share:.3f}", points, escape(one.arithmetic))
    out.print(table)
    for consequence in report.consequences:
        out.print(f"· {consequence.id}: {escape(consequence.sentence)}", soft_wrap=True)
    for gate in report.gates:
        out.print(f"! {escape(gate)}", soft_wrap=True)
    total = f"{report.points:.2f} / {report.out_of} points, share {report.share:.3f}"
    out.print(f"{report.scenario}, seed {report.seed}: {total}")


@app.command()
def remark(
    slug: str,
    apply: Annotated[bool, typer.Option("--apply", help="Write the new marks.")] = False,
    reason: Annotated[str, typer.Option(help="Why the key changed; kept with the marks.")] = "",
    as_json: AsJson = False,
) -> None:
    """Show what the present key would change; with --apply write new marks beside the old."""
    if apply and not reason.strip():
        raise MisuseError("Say why with `--reason TEXT`: it is kept beside every new mark.")
    report = author.remark(office(), slug, apply=apply, reason=reason.strip(), by=operator())
    if as_json:
        as_text(report)
        return
    table = Table("participant", "decision", "old", "new", "answered", box=None)
    for move in report.moves:
        when = move.answered_at.isoformat(timespec="minutes")
        old, new = f"{move.old_points:.2f}", f"{move.new_points:.2f}"
        table.add_row(move.participant, move.decision, old, new, when)
    if report.moves:
        out.print(table)
    moved, stay = len(report.moves), report.unchanged
    out.print(
        f"{moved} answer(s) re-marked, {stay} unchanged; old marks stay."
        if report.applied
        else f"{report.attempts} answer(s): {moved} would change, {stay} stay."
    )


@app.command(name="objections")
def list_objections(
    answer: Annotated[str, typer.Option(help="Id of the objection that is answered.")] = "",
    upheld: Annotated[
        bool | None, typer.Option("--upheld/--declined", help="What a person decided.")
    ] = None,
    because: Annotated[str, typer.Option(help="Why; the person who objected reads it.")] = "",
    every: Annotated[bool, typer.Option("--all", help="Also those that are answered.")] = False,
    as_json: AsJson = False,
) -> None:
    """List objections that wait for a person, or store what a person decided on one."""
    if answer and upheld is None:
        raise MisuseError("Say what was decided: `--upheld` or `--declined`.")
    found = (
        (objections.answer(office(), answer, upheld=bool(upheld), text=because, by=operator()),)
        if answer
        else objections.listed(office(), every=every)
    )
    if as_json:
        as_text(found)
        return
    for one in found:
        points = f"{one.points:g} / {one.out_of}"
        out.print(
            escape(f"{one.id} · {one.made_at:%Y-%m-%d} · {one.participant} · {one.drill}"
                   f" · {one.decision} · {points} · {one.state}"),
            soft_wrap=True,
        )  # fmt: skip
        out.print(escape(f"  {one.reason}"), soft_wrap=True)
        if one.reply:
            out.print(escape(f"  → {one.reply}"), soft_wrap=True)
    if not answer:
        out.print(f"{len(found)} objection(s){'' if every else ' waiting for a person'}.")


@app.command()
def build(
    out_file: Annotated[Path, typer.Option("--out", help="The DuckDB file to write.")],
    recipe: Annotated[str, typer.Option(help="Name of a recipe.")] = "yunze",
    people: Annotated[int, typer.Option(min=50, max=2_000_000)] = 20_000,
    seed: Annotated[int, typer.Option(min=0)] = 1,
    defects: Annotated[str, typer.Option(help="none, light, standard or hard.")] = "none",
    as_json: AsJson = False,
) -> None:
    """Write a world to a DuckDB file; its truth goes to a second file beside it."""
    with progress_bar() as bar:
        task = bar.add_task("", total=None)

        def moved(what: str, done: int, total: int) -> None:
            bar.update(task, description=what, completed=done, total=total)

        report = author.build(
            recipe, people=people, seed=seed, file=out_file, defects=defects, progress=moved
        )
    if as_json:
        as_text(report)
        return
    table = Table("table", "", box=None)
    table.add_column("rows", justify="right")
    for one in report.tables:
        table.add_row(one.name, one.label, f"{one.rows:,}")
    out.print(table)
    out.print(f"{report.rows:,} rows in {report.seconds:.2f} s → {report.file}")
    out.print(f"digest {report.digest}")


@app.command()
def inspect(
    file: Annotated[Path, typer.Argument(help="A file that `build` has written.")],
    as_json: AsJson = False,
) -> None:
    """Print the dictionary of a world's file and the quality of its tables."""
    report = author.inspect(file)
    if as_json:
        as_text(report)
        return
    for line in report.about:
        out.print(escape(line), soft_wrap=True)
    for one in report.tables:
        _print_quality(one)


def _print_quality(one: reports.QualityReport) -> None:
    unique = "" if one.key is None else f", key {one.key} {_percent(one.unique)} unique"
    newest = "" if one.newest is None else f", newest {one.newest} ({one.behind} days behind)"
    out.print(
        f"\n{one.name} · {escape(one.label)}: {one.rows:,} rows{unique}{newest}", soft_wrap=True
    )
    table = Table("column", "", "type", box=None)
    for heading in ("complete", "valid", "found"):
        table.add_column(heading, justify="right")
    table.add_column("in")
    for column in one.columns:
        figures = (_percent(share) for share in (column.filled, column.valid, column.found))
        names = (column.name, escape(column.label), column.type)
        table.add_row(*names, *figures, column.refers or "")
    out.print(table)


def _percent(share: float | None) -> str:
    return "" if share is None else f"{100 * share:.1f} %"


@app.command()
def query(
    db: Annotated[Path, typer.Option(help="A file that `build` has written.")],
    sql: Annotated[str, typer.Option(help="One SELECT statement.")],
    as_json: AsJson = False,
) -> None:
    """Run a query as a trainee would: same guard, same limits, nothing is changed."""
    report = workbench.query_file(db, sql)
    if as_json:
        as_text(report)
    elif report.good:
        table = Table(*map(escape, report.columns), box=None)
        for row in report.rows:
            table.add_row(*("" if cell is None else escape(str(cell)) for cell in row))
        out.print(table)
        more = ", and more" if report.cut else ""
        out.print(f"{len(report.rows):,} row(s){more}, {report.milliseconds:g} ms")
    else:
        err.print(escape(str(report.zh if LANG == "zh" else report.en)), soft_wrap=True)
    raise typer.Exit(0 if report.good else 1)


@app.command()
def dictionary(
    out_file: Annotated[
        Path | None, typer.Option("--out", help="Markdown file; the terminal when left out.")
    ] = None,
) -> None:
    """Write the data dictionary in both languages."""
    text = dictionary_page.markdown(office())
    if out_file is None:
        sys.stdout.write(text)
    else:
        out_file.write_text(text, encoding="utf-8")
        out.print(f"{out_file} is written.")


@app.command()
def province(
    folder: Annotated[Path, typer.Option("--out", help="Where the page and its charts go.")],
    people: Annotated[int, typer.Option(min=1000, max=2_000_000)] = 100_000,
    seed: Annotated[int, typer.Option(min=0)] = 1,
) -> None:
    """Draw the province: age, households, income, firms and wages, as a page with charts."""
    out.print(f"{write_province(folder, people=people, seed=seed)} is written.")


@app.command()
def prepare(
    every: Annotated[
        bool, typer.Option("--all", help="All practice worlds: before a class.")
    ] = False,
) -> None:
    """Build the worlds that are played first, so that nobody waits for them."""
    with progress_bar() as bar:
        task = bar.add_task("实训数据 · practice data", total=None)

        def moved(what: str, done: int, total: int) -> None:
            bar.update(task, description=what, completed=done, total=total)

        author.prepare(office(), moved, every=every)


@app.command()
def instructor() -> None:
    """Make a new instructors' passphrase; sessions of the old one end."""
    phrase = new_passphrase(office(), operator())
    out.print(f"讲师口令 · Instructor passphrase:  [bold]{phrase}[/bold]")


def main() -> None:
    """Run the command line; sentences instead of tracebacks."""
    try:
        app(standalone_mode=True)
    except MisuseError as problem:
        err.print(escape(str(problem)), soft_wrap=True)
        sys.exit(2)
    except SandboxError as problem:
        err.print(escape(str(problem)), soft_wrap=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
