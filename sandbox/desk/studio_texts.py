"""Unsaved texts as scenarios: examined in a folder of their own that is gone afterwards."""

import tempfile
import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from sandbox.authoring import digest, folder
from sandbox.authoring.load import Examined, examine
from sandbox.authoring.problem import Problem
from sandbox.desk.views.studio import BrokenView, ProblemView
from sandbox.desk.wiring import Office
from sandbox.text import Lang, Text

KEPT: Final = 48
"""Examined texts kept: a shelf of drafts, and what a few people are typing."""
_BROKEN: Final = Text(
    zh="改好下面的错误后就能继续。", en="Mend the errors below, and this will work."
)


class Texts:
    """Examines texts, and remembers what it has just examined."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._known: OrderedDict[tuple[str, str], Examined] = OrderedDict()
        self._lock = threading.Lock()

    def examined(self, slug: str, files: Mapping[str, str]) -> Examined:
        """The scenario that these texts make, and all problems; files named as in the folder."""
        told = folder.refused(files)
        if told is not None:
            return Examined(loaded=None, problems=(_refusal(*told),))
        key = (slug, digest.of_files({path: text.encode() for path, text in files.items()}))
        with self._lock:
            if key in self._known:
                self._known.move_to_end(key)
                return self._known[key]
        made = self._made(slug, files)
        with self._lock:
            self._known[key] = made
            while len(self._known) > KEPT:
                self._known.popitem(last=False)
        return made

    def problems(self, slug: str, files: Mapping[str, str], lang: Lang) -> tuple[ProblemView, ...]:
        """Everything to mend, errors first within a file as they stand there."""
        return tuple(problem_view(one, lang) for one in self.examined(slug, files).problems)

    def broken(self, slug: str, files: Mapping[str, str], lang: Lang) -> BrokenView:
        """Why these texts are no scenario yet."""
        errors = tuple(p for p in self.problems(slug, files, lang) if p.severity == "error")
        return BrokenView(text=_BROKEN.pick(lang), problems=errors)

    def _made(self, slug: str, files: Mapping[str, str]) -> Examined:
        with tempfile.TemporaryDirectory(prefix="studio-") as scratch:
            place = Path(scratch).resolve() / slug
            folder.write_folder(place, files)
            found = examine(place, self._office.laws)
            return replace(found, problems=tuple(_inside(one, place) for one in found.problems))


def _inside(problem: Problem, place: Path) -> Problem:
    return replace(problem, file=problem.file.removeprefix(f"{place}/"))


def _refusal(path: str, message: Text) -> Problem:
    return Problem(
        file=path, line=1, column=1, where="", message=message, code="S012", severity="error"
    )


def problem_view(problem: Problem, lang: Lang) -> ProblemView:
    """A problem in one language."""
    return ProblemView(
        file=problem.file,
        line=problem.line,
        column=problem.column,
        severity=problem.severity,
        number=problem.code,
        where=problem.where,
        sentence=problem.message.pick(lang),
        fix="" if problem.fix is None else problem.fix.pick(lang),
    )
