"""Every sentence of a scenario folder with its place, whichever file it stands in."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path as Folder
from typing import Any

from sandbox.authoring.case import Case
from sandbox.authoring.events import Path
from sandbox.authoring.problem import Problem, Severity
from sandbox.authoring.source import children
from sandbox.text import LANGS, Text

SIDES = frozenset(LANGS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A text of scenario.yaml in both languages."""

    path: Path
    zh: str
    en: str

    def side(self, lang: str) -> str:
        """The text in one language."""
        return self.zh if lang == "zh" else self.en


def pairs(case: Case) -> Iterator[Pair]:
    """Every `{zh, en}` of scenario.yaml, in the order in which it is written."""
    waiting: list[tuple[Path, Any]] = [((), case.source.value)]
    while waiting:
        path, here = waiting.pop()
        if isinstance(here, dict) and here.keys() == SIDES:
            if isinstance(here["zh"], str) and isinstance(here["en"], str):
                yield Pair(path=path, zh=here["zh"], en=here["en"])
            continue
        below = [((*path, key), value) for key, value in children(here)]
        waiting.extend(reversed([one for one in below if isinstance(one[1], dict | list)]))


def pair_at(case: Case, path: Path) -> Pair | None:
    """The text written at one place."""
    here = case.source.at(path)
    if isinstance(here, dict) and isinstance(here.get("zh"), str):
        return Pair(path=path, zh=here["zh"], en=str(here.get("en", "")))
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place in a file beside scenario.yaml."""

    case: Case
    name: str
    """The file's path in the folder."""
    text: str
    offset: int

    def problem(
        self, code: str, message: Text, fix: Text | None, severity: Severity = "error"
    ) -> Problem:
        """A problem exactly here."""
        before = self.text[: self.offset]
        return Problem(
            file=str(Folder(self.case.source.file).parent / self.name),
            line=before.count("\n") + 1,
            column=len(before) - (before.rfind("\n") + 1) + 1,
            where="",
            code=code,
            message=message,
            fix=fix,
            severity=severity,
        )
