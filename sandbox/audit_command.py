"""python -m sandbox audit: show what is on record, its newest hash, and whether it is whole."""

import json
from typing import Annotated

import typer
from rich.markup import escape

from sandbox.console import AsJson, as_text, office, out
from sandbox.desk import audit as trail
from sandbox.desk.reports import EntryReport
from sandbox.errors import MisuseError

audit = typer.Typer(help="What instructors and operators did, and every mark, in a hash chain.")


@audit.command()
def show(
    last: Annotated[int, typer.Option(min=1, help="How many of the newest.")] = 50,
    as_json: AsJson = False,
) -> None:
    """Print the newest entries, oldest first."""
    found = trail.shown(office(), last=last)
    if as_json:
        as_text(found)
        return
    for one in found:
        _line(one)


def _line(one: EntryReport) -> None:
    more = f" · {one.rows} row(s)" if one.rows else ""
    detail = f" · {json.dumps(one.detail, ensure_ascii=False)}" if one.detail else ""
    who = one.who or "–"
    when = one.at.isoformat(timespec="seconds")
    text = f"{one.seq} · {when} · {who} · {one.what} · {one.subject}{more}{detail}"
    out.print(escape(text), soft_wrap=True)


@audit.command()
def head(as_json: AsJson = False) -> None:
    """Print the newest hash: publish it, or keep it where this installation cannot write."""
    newest = trail.head(office())
    if as_json:
        as_text(newest)
    elif newest is None:
        out.print("Nothing is on record yet.")
    else:
        out.print(newest.hash)


@audit.command()
def verify(
    published: Annotated[
        str, typer.Option("--head", help="A hash that `audit head` printed earlier.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Name everything that was altered, removed or put elsewhere; exit with 1 if anything was."""
    wanted = published.strip().lower()
    if wanted and (len(wanted) != 64 or set(wanted) - set("0123456789abcdef")):
        raise MisuseError("`--head` takes the 64 signs that `python -m sandbox audit head` prints.")
    report = trail.verified(office(), wanted or None)
    if as_json:
        as_text(report)
    else:
        for flaw in report.flaws:
            out.print(escape(flaw.sentence), soft_wrap=True)
        whole = "the chain is whole" if not report.flaws else f"{len(report.flaws)} flaw(s)"
        out.print(f"{report.entries} entries, {whole}.")
    raise typer.Exit(1 if report.flaws else 0)
