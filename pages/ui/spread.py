"""How the room answered, divided into screens that can be read from the back row."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from sandbox.desk.views.live import ShiftBoard, TallyView

BARS: Final = 8
"""Bars on one screen at most."""
STRIPS: Final = 4
"""Divided strips on one screen at most."""
PAIRS: Final = 4
"""Pairs of strips on one screen, before the talk and after it."""
SHIFTS: Final = 6
"""Bars on one screen where each is shown before and after the talk."""
LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

Marked = frozenset[tuple[str, str]]
"""(question, answer) pairs that are right; empty before the reveal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One screen of a distribution."""

    tallies: tuple[TallyView, ...]
    named: bool
    """Whether the questions have to be told apart."""
    shared: bool = False
    """Whether all questions have the same answers: then they are strips under one key."""
    labels: tuple[str, ...] = ()
    """The shared answers, in order."""

    @property
    def letters(self) -> Mapping[str, str]:
        """Answer → its letter."""
        return {label: letter(at) for at, label in enumerate(self.labels)}

    @property
    def places(self) -> Mapping[str, int]:
        """Answer → its place, from 0."""
        return {label: at for at, label in enumerate(self.labels)}

    @property
    def key(self) -> tuple[tuple[str, str], ...]:
        """What the letters stand for."""
        return tuple((letter(at), label) for at, label in enumerate(self.labels))


@dataclass(frozen=True, slots=True, kw_only=True)
class Shifted:
    """One question before and after the talk."""

    label: str
    bars: tuple[tuple[str, float, float], ...] = field(default_factory=tuple)
    """(answer, share before, share after), shares 0 to 1."""


def letter(at: int) -> str:
    """A, B, C …; numbers where the alphabet ends."""
    return LETTERS[at] if at < len(LETTERS) else str(at + 1)


def pages(tallies: tuple[TallyView, ...]) -> tuple[Page, ...]:
    """The screens that a distribution needs; none where there is nothing to show."""
    labels = _shared(tallies)
    if labels is not None:
        return tuple(
            Page(tallies=few, named=True, shared=True, labels=labels)
            for few in _few(tallies, STRIPS)
        )
    named = len(tallies) > 1
    return tuple(Page(tallies=each, named=named) for each in _filled(tallies, named=named))


def _shared(tallies: tuple[TallyView, ...]) -> tuple[str, ...] | None:
    if len(tallies) < 2:
        return None
    each = {tuple(bar.label for bar in tally.bars) for tally in tallies}
    return each.pop() if len(each) == 1 else None


def _filled(tallies: tuple[TallyView, ...], *, named: bool) -> Iterator[tuple[TallyView, ...]]:
    """Whole questions together as long as they fit; a long one over several screens."""
    room = BARS - named
    page: list[TallyView] = []
    used = 0
    for tally in tallies:
        for at in range(0, len(tally.bars), room):
            part = TallyView(label=tally.label, bars=tally.bars[at : at + room])
            height = len(part.bars) + named
            if page and used + height > BARS:
                yield tuple(page)
                page, used = [], 0
            page.append(part)
            used += height
    if page:
        yield tuple(page)


def shifts(board: ShiftBoard) -> tuple[tuple[Shifted, ...], ...]:
    """Before and after, question by question, divided into screens."""
    after = {tally.label: {bar.label: bar.share for bar in tally.bars} for tally in board.after}
    alike = _shared(board.before) is not None
    divided = _few(board.before, PAIRS) if alike else _filled_shifts(board.before)
    return tuple(tuple(_shifted(tally, after) for tally in page) for page in divided)


def shared(tallies: tuple[TallyView, ...]) -> Page | None:
    """The key of questions that have the same answers; None where they do not."""
    labels = _shared(tallies)
    return None if labels is None else Page(tallies=(), named=True, shared=True, labels=labels)


def _shifted(tally: TallyView, after: Mapping[str, Mapping[str, float]]) -> Shifted:
    now = after.get(tally.label, {})
    bars = tuple((bar.label, bar.share, now.get(bar.label, 0.0)) for bar in tally.bars)
    return Shifted(label=tally.label, bars=bars)


def _few(tallies: tuple[TallyView, ...], n: int) -> Iterator[tuple[TallyView, ...]]:
    yield from (tallies[at : at + n] for at in range(0, len(tallies), n))


def _filled_shifts(tallies: tuple[TallyView, ...]) -> Iterator[tuple[TallyView, ...]]:
    page: list[TallyView] = []
    for tally in tallies:
        for at in range(0, len(tally.bars), SHIFTS):
            part = TallyView(label=tally.label, bars=tally.bars[at : at + SHIFTS])
            if page and sum(len(one.bars) + 1 for one in (*page, part)) > SHIFTS + 1:
                yield tuple(page)
                page = []
            page.append(part)
    if page:
        yield tuple(page)


def marked(tallies: tuple[TallyView, ...], right: tuple[str, ...]) -> Marked:
    """The bars that the reference's answer names; `right` says it in words, a line per part."""
    lines = frozenset(right)
    return frozenset(
        (tally.label, bar.label)
        for tally in tallies
        for bar in tally.bars
        if lines & set(_lines(tally.label, bar.label, alone=len(tallies) == 1))
    )


def _lines(question: str, answer: str, *, alone: bool) -> tuple[str, ...]:
    named = (f"{question}：{answer}", f"{question}: {answer}")
    return (answer, *named) if alone else named
