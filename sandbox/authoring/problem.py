"""Problems: what an author has to mend, where, and how."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final, Literal

from sandbox.registry import nearest
from sandbox.text import Lang, Text

Severity = Literal["error", "warning"]
LONGEST: Final = 60
"""Characters of an author's own words that a message repeats."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing wrong in a scenario folder; lines and columns count from 1.

    An error keeps the scenario from loading; a warning only asks for a second look.
    """

    file: str
    line: int
    column: int
    where: str
    """Dotted path of the field, with ids in place of list positions; empty for a whole file."""
    message: Text
    code: str
    """S0xx reading, S1xx rules over the whole scenario, S2xx what a run or the whole of it shows.

    Each rule is a function `sNNN_…` under `rules/` whose docstring states it.
    """
    fix: Text | None = None
    severity: Severity = "error"

    def render(self, lang: Lang) -> str:
        """`file:line:column: where: message fix`, as editors and terminals make it clickable."""
        gap = "" if lang == "zh" else " "
        mild = {"zh": "提醒：", "en": "note: "}[lang] if self.severity == "warning" else ""
        said = gap.join(text.pick(lang) for text in (self.message, self.fix) if text)
        place = f"{self.where}: " if self.where else ""
        return f"{self.file}:{self.line}:{self.column}: {mild}{place}{said}"

    def to_json(self) -> dict[str, Any]:
        """A JSON-ready form with both languages."""
        return {
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "where": self.where,
            "code": self.code,
            "severity": self.severity,
            "message": self.message.model_dump(),
            "fix": self.fix.model_dump() if self.fix else None,
        }


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems as they stand in the files, each said once."""
    once = {(p.file, p.line, p.column, p.where, p.message): p for p in problems}
    return tuple(sorted(once.values(), key=lambda p: (p.file, p.line, p.column, p.code, p.where)))


def errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Those that keep a scenario from loading."""
    return tuple(problem for problem in problems if problem.severity == "error")


def quoted(word: object) -> str:
    """An author's own word in backticks, on one line and never long."""
    text = " ".join(str(word).replace("`", "'").split())
    return f"`{text[:LONGEST]}…`" if len(text) > LONGEST else f"`{text}`"


def listed(words: Iterable[object], lang: Lang) -> str:
    """Words in backticks, joined the way the language joins a list."""
    return ("、" if lang == "zh" else ", ").join(map(quoted, words))


def did_you_mean(word: object, known: Iterable[str]) -> Text | None:
    """The nearest known word as a suggestion, else the whole list when it is short."""
    words = tuple(known)
    close = nearest(str(word), words)
    if close is not None:
        return Text(zh=f"是否想写 `{close}`？", en=f"Did you mean `{close}`?")
    if not words:
        return None
    shown = words[:12]
    more = len(words) > len(shown)
    return Text(
        zh=f"可用的有：{listed(shown, 'zh')}{'等' if more else ''}。",
        en=f"Available: {listed(shown, 'en')}{' and others' if more else ''}.",
    )
