"""Failed validation in an author's words: no vocabulary of the validator gets through."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from pydantic import ValidationError

from sandbox.authoring.events import Path
from sandbox.authoring.kinds import KindBook
from sandbox.authoring.phrases import Wrong, phrase
from sandbox.authoring.problem import Problem, did_you_mean, quoted
from sandbox.authoring.shapes import fields_at
from sandbox.authoring.source import Source, children
from sandbox.registry import nearest
from sandbox.text import Text

MOST: Final = 200
"""Complaints of one file that are looked at; nobody reads more at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """One error of the validator, moved onto a path that the author wrote."""

    path: Path
    kind: str
    context: dict[str, Any]
    written: Any
    branch: bool
    """True when it speaks for one of several shapes that would fit here."""


def problems_of(error: ValidationError, source: Source, kinds: KindBook) -> Iterator[Problem]:
    """Each complaint once, the deepest ones only."""
    for complaint in _deepest(_settled(_complaints(error, source.value))):
        yield _problem(complaint, source, kinds)


def _complaints(error: ValidationError, value: Any) -> Iterator[Complaint]:
    for found in error.errors(include_url=False)[:MOST]:
        path, branch = _walk(found["loc"], value, found["type"])
        yield Complaint(
            path=path, kind=found["type"], context=found.get("ctx", {}),
            written=found["input"], branch=branch,
        )  # fmt: skip


def _walk(loc: tuple[int | str, ...], value: Any, kind: str) -> tuple[Path, bool]:
    """The part of `loc` that the author wrote; names of union members are not part of it."""
    path: list[int | str] = []
    here, branch = value, False
    for step, part in enumerate(loc):
        last = step == len(loc) - 1
        within = dict(children(here))
        if part in within:
            here = within[part]
        elif not (last and kind == "missing"):
            branch = branch or part != "[key]"
            continue
        path.append(part)
    return tuple(path), branch


def _settled(complaints: Iterator[Complaint]) -> list[Complaint]:
    """Where several shapes would fit, what the nearest one says, or one complaint for all."""
    every = list(complaints)
    kept = [c for c in every if not c.branch]
    by_place: dict[Path, list[Complaint]] = {}
    for complaint in every:
        if complaint.branch:
            by_place.setdefault(complaint.path, []).append(complaint)
    for path, group in by_place.items():
        telling = [c for c in group if not _of_type(c)]
        deeper = any(_under(other, path) for other in by_place)
        if telling:
            kept += telling
        elif not deeper:
            kept.append(
                group[0] if len(group) == 1 else Complaint(
                    path=path, kind="no_shape_fits", context={}, written=group[0].written,
                    branch=True,
                )
            )  # fmt: skip
    return kept


def _of_type(complaint: Complaint) -> bool:
    return complaint.kind.endswith(("_type", "_error")) and complaint.kind != "value_error"


def _deepest(complaints: list[Complaint]) -> Iterator[Complaint]:
    """A list whose items failed is not also called too short, nor a misspelt field missing."""
    for complaint in complaints:
        failed_within = any(_under(other.path, complaint.path) for other in complaints)
        if complaint.kind == "too_short" and failed_within:
            continue
        if complaint.kind != "missing" or not _misspelt(complaint, complaints):
            yield complaint


def _misspelt(missing: Complaint, complaints: list[Complaint]) -> bool:
    """A field that is missing because it is misspelt is spoken of once."""
    *parent, name = missing.path
    strays = (
        str(other.path[-1])
        for other in complaints
        if other.kind == "extra_forbidden" and list(other.path[:-1]) == parent
    )
    return any(nearest(stray, (str(name),)) for stray in strays)


def _under(path: Path, ancestor: Path) -> bool:
    return len(path) > len(ancestor) and path[: len(ancestor)] == ancestor


def _problem(complaint: Complaint, source: Source, kinds: KindBook) -> Problem:
    if complaint.kind == "extra_forbidden":
        message, fix = _stray_field(complaint, source, kinds)
        return source.problem("S021", complaint.path, message, fix)
    said = phrase(
        Wrong(
            kind=complaint.kind,
            field=_field(complaint.path),
            context=complaint.context,
            written=complaint.written,
        )
    )
    return source.problem(said.code, complaint.path, said.message, said.fix)


def _field(path: Path) -> str:
    """The last name of the path; an item of a list counts from 1, as in `seeds.2`."""
    if not path:
        return "scenario.yaml"
    *before, last = path
    return last if isinstance(last, str) else f"{_field(tuple(before))}.{last + 1}"


def _stray_field(complaint: Complaint, source: Source, kinds: KindBook) -> tuple[Text, Text | None]:
    *parent, name = complaint.path
    siblings = source.at(tuple(parent))
    written: Iterable[str] = siblings if isinstance(siblings, dict) else ()
    if complaint.written is None and {"zh", "en"} & set(written):
        return (
            Text(
                zh=f"花括号里的逗号把译文截断了，{quoted(name)} 被当成了另一个字段。",
                en=f"The comma inside the braces ended the text early; {quoted(name)} was taken"
                " for another field.",
            ),
            Text(
                zh="请把 `zh:` 和 `en:` 各写一行，或给文字加上引号。",
                en="Write `zh:` and `en:` on lines of their own, or put the text in quotes.",
            ),
        )
    known = [f for f in fields_at(tuple(parent), source.value, kinds) if f not in written]
    return (
        Text(zh=f"这里没有 {quoted(name)} 这个字段。", en=f"{quoted(name)} is not a field here."),
        did_you_mean(name, known) or Text(zh="请删去。", en="Delete it."),
    )
