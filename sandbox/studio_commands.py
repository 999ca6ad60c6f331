"""Commands of whoever writes scenarios: new, drafts, release."""

from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from sandbox.console import LANG, AsJson, as_text, office, out, progress_bar
from sandbox.desk import author, studio_command
from sandbox.desk.views.studio import NewDraft


def new(
    slug: str,
    family: Annotated[
        str, typer.Option(help="A family of drills; a single step on sharing when left out.")
    ] = "",
    title_zh: Annotated[str, typer.Option(help="Title in Chinese.")] = "新情景",
    title_en: Annotated[str, typer.Option(help="Title in English.")] = "A new scenario",
    tier: Annotated[list[str] | None, typer.Option(help="For whom; may be repeated.")] = None,
    role: Annotated[list[str] | None, typer.Option(help="In which role; likewise.")] = None,
    steps: Annotated[int, typer.Option(help="How many steps, from 1 to 6.")] = 3,
) -> None:
    """Make a complete draft scenario to start from."""
    here = office()
    if family:
        wanted = NewDraft(
            slug=slug, title_zh=title_zh, title_en=title_en, family=family,  # type: ignore[arg-type]
            tiers=tuple(tier or ("bureau", "county")),  # type: ignore[arg-type]
            roles=tuple(role or ("business-lead", "data-steward")),  # type: ignore[arg-type]
            steps=steps,
        )  # fmt: skip
        folder = studio_command.begin(here, wanted, LANG)
    else:
        folder = author.new(here, slug)
    out.print(f"{folder} is ready. Next: python -m sandbox check {folder} --run")


Who = Annotated[str, typer.Option("--by", help="Your name; it stands beside what you do.")]


def drafts(by: Who = "console", as_json: AsJson = False) -> None:
    """List scenarios and drafts, the one changed last first."""
    found = studio_command.drafts(office(), by, LANG)
    if as_json:
        as_text(found)
        return
    table = Table("scenario", "title", "state", "version", "revision", "errors", "by", box=None)
    for one in found:
        version = "" if one.version is None else str(one.version)
        table.add_row(one.slug, escape(one.title), one.standing, version, str(one.revision),
                      str(one.errors), escape(one.changed_by))  # fmt: skip
    out.print(table)


def release(slug: str, by: Who = "console", as_json: AsJson = False) -> None:
    """Check a draft on all seeds and release it; runs in progress keep their version."""
    with progress_bar() as bar:
        task = bar.add_task("", total=None)

        def moved(what: str, done: int, total: int) -> None:
            bar.update(task, description=what, completed=done, total=total)

        told = studio_command.release(office(), slug, by, LANG, moved)
    if as_json:
        as_text(told)
    else:
        out.print(escape(f"{told.slug} · {told.text}"), soft_wrap=True)
