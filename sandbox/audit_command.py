"""python -m sandbox audit: show what is on record, its newest hash, and whether it is whole."""

import dataclasses
import json
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape

from sandbox.desk import audit as trail
from sandbox.desk.reports import EntryReport
from sandbox.desk.wiring import Office, Places
from sandbox.errors import MisuseError

audit = typer.Typer(help="What instructors and operators did, and every mark, in a hash chain.")
out = Console(highlight=False)
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def _office() -> Office:
    return Office(places=Places.from_environment())


def _json(value: Any) -> None:
    def plain(one: Any) -> Any:
        if dataclasses.is_dataclass(one) and not isinstance(one, type):
            return dataclasses.asdict(one)
        return str(one)

    out.print_json(json.dumps(value, default=plain, ensure_ascii=False))


@audit.command()
def show(
    last: Annotated[int, typer.Option(min=1, help="How many of the newest.")] = 50,
    as_json: AsJson = False,
) -> None:
    """Print the newest entries, oldest first."""
    found = trail.shown(_office(), last=last)
    if as_json:
        _json(found)
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
    newest = trail.head(_office())
    if as_json:
        _json(newest)
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
    report = trail.verified(_office(), wanted or None)
    if as_json:
        _json(report)
    else:
        for flaw in report.flaws:
            out.print(escape(flaw.sentence), soft_wrap=True)
        whole = "the chain is whole" if not report.flaws else f"{len(report.flaws)} flaw(s)"
        out.print(f"{report.entries} entries, {whole}.")
    raise typer.Exit(1 if report.flaws else 0)
