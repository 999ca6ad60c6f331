"""What every command shares: where it prints, in which language, and on which installation."""

import dataclasses
import json
import os
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from sandbox.desk.wiring import Office, Places
from sandbox.text import Lang

out = Console(highlight=False)
err = Console(stderr=True, highlight=False)

LANG: Lang = "zh" if os.environ.get("LC_ALL", os.environ.get("LANG", "")).startswith("zh") else "en"
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of tables.")]


def office() -> Office:
    """This installation, wherever the environment says that it is."""
    return Office(places=Places.from_environment())


def as_text(value: Any) -> None:
    """Print a report as JSON."""

    def plain(one: Any) -> Any:
        if dataclasses.is_dataclass(one) and not isinstance(one, type):
            return dataclasses.asdict(one)
        return str(one)

    out.print_json(json.dumps(value, default=plain, ensure_ascii=False))


def progress_bar() -> Progress:
    """A bar beside the output, never in it."""
    return Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), console=err
    )
