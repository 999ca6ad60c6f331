"""The projector: what a board is in screens, one thing on each, as HTML in one language."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from pages.ui import spread
from pages.ui.paint import written_in
from pages.ui.spread import letter
from pages.ui.words import phrase
from sandbox.desk.views import ConsequenceView
from sandbox.desk.views.live import (
    BoardView,
    ClosedBoard,
    DiscussBoard,
    DistributionBoard,
    EndedBoard,
    LobbyBoard,
    OpenBoard,
    QuestionView,
    RevealBoard,
    ShiftBoard,
    TallyView,
)
from sandbox.desk.views.step import (
    GridView,
    MatrixView,
    OrderView,
    PickManyView,
    PickView,
    SharesView,
)
from sandbox.text import Lang

CHOICES: Final = 8
"""Choices spelt out under a question; the phones show all."""
LINES: Final = 8
PEOPLE: Final = 4
ARTICLES: Final = 2
GROUPS: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """One thing to look at, not yet written."""

    template: str
    title: str
    values: Mapping[str, Any]
    note: str = ""


def count(board: BoardView, lang: Lang) -> int:
    """How many screens a board has."""
    return len(_SCREENS[type(board)](board, lang))


def drawn(board: BoardView, room: str, lang: Lang, at: int = 0) -> str:
    """One screen of a board; the last where there are not so many."""
    screens = _SCREENS[type(board)](board, lang)
    at = max(0, min(at, len(screens) - 1))
    screen = screens[at]
    question: QuestionView | None = getattr(board, "question", None)
    return written_in(
        lang,
        f"board/{screen.template}.html",
        room=room,
        kind=screen.template,
        question=question,
        round=getattr(board, "round", 1),
        title=screen.title,
        note=screen.note,
        at=at,
        of=len(screens),
        **screen.values,
    )


# --- before the reveal ----------------------------------------------------------------------------


def _lobby(board: LobbyBoard, lang: Lang) -> list[Screen]:  # noqa: ARG001 - one of many
    values = {
        "qr": board.qr_svg,
        "url": board.url,
        "short": board.url.split("://", 1)[-1].rsplit("/", 1)[0],
        "code": board.code,
        "joined": board.joined,
    }
    return [Screen(template="lobby", title=board.title, values=values)]


def _asked(board: OpenBoard, lang: Lang) -> list[Screen]:
    choices, more = _choices(board.question, lang)
    values = {
        "prompt": board.question.prompt,
        "choices": choices,
        "more": more,
        "answered": board.answered,
        "joined": board.joined,
        "paused": board.paused,
    }
    return [Screen(template="asked", title=board.question.title, values=values)]


def _choices(question: QuestionView, lang: Lang) -> tuple[list[tuple[str, str]], str]:
    """What can be chosen, with letters, and a word on what is left to the phones."""
    labels = _labels(question)
    lettered = [(letter(at), label) for at, label in enumerate(labels[:CHOICES])]
    left = len(labels) - len(lettered)
    return lettered, phrase(lang, "board.more", n=left) if left > 0 else ""


def _labels(question: QuestionView) -> list[str]:
    if len(question.controls) != 1:
        return [control.label for control in question.controls]
    match question.controls[0]:
        case PickView() | PickManyView() | OrderView() as control:
            return [choice.label for choice in control.choices]
        case GridView() | MatrixView() | SharesView() as control:
            return [row.label for row in control.rows]
        case _:
            return []


def _closed(board: ClosedBoard, lang: Lang) -> list[Screen]:  # noqa: ARG001 - one of many
    values = {"answered": board.answered, "joined": board.joined}
    return [Screen(template="closed", title=board.question.title, values=values)]


def _distribution(board: DistributionBoard, lang: Lang) -> list[Screen]:
    note = phrase(lang, "board.of_answers", n=board.answered)
    found = _spread(board.question.title, board.tallies, frozenset(), note)
    return found or [_only_counted(board.question.title, board.answered, lang)]


def _only_counted(title: str, answered: int, lang: Lang) -> Screen:
    values = {"prompt": phrase(lang, "board.of_answers", n=answered), "split": ""}
    return Screen(template="discuss", title=title, values=values)


def _spread(
    title: str, tallies: tuple[TallyView, ...], right: spread.Marked, note: str
) -> list[Screen]:
    return [
        Screen(template="spread", title=title, note=note, values={"page": page, "right": right})
        for page in spread.pages(tallies)
    ]


def _discuss(board: DiscussBoard, lang: Lang) -> list[Screen]:
    values = {"prompt": board.prompt, "split": _split(board.tallies, lang)}
    return [Screen(template="discuss", title=board.question.title, values=values)]


def _split(tallies: tuple[TallyView, ...], lang: Lang) -> str:
    """Where the room differs most, in one line."""
    lively = [t for t in tallies if sum(bar.count > 0 for bar in t.bars) > 1]
    if not lively:
        return ""
    apart = min(lively, key=lambda t: max(bar.share for bar in t.bars))
    top, other = sorted(apart.bars, key=lambda bar: -bar.count)[:2]
    return phrase(
        lang,
        "board.split",
        first=top.label,
        share=round(100 * top.share),
        second=other.label,
        rest=round(100 * other.share),
    )


def _shift(board: ShiftBoard, lang: Lang) -> list[Screen]:
    named = len(board.before) > 1
    found = [
        Screen(
            template="shift",
            title=board.question.title,
            values={"parts": page, "named": named, "shared": spread.shared(board.before)},
        )
        for page in spread.shifts(board)
    ]
    answered = sum(bar.count for tally in board.after[:1] for bar in tally.bars)
    return found or [_only_counted(board.question.title, answered, lang)]


# --- from the reveal on ---------------------------------------------------------------------------


def _reveal(board: RevealBoard, lang: Lang) -> list[Screen]:
    said = phrase(lang, "board.room_percent", n=round(board.percent))
    found = _answer(board, lang, said)
    why = {"why": board.why, "affected": board.affected}
    found.append(Screen(template="why", title=phrase(lang, "verdict.why"), values=why))
    for at in range(0, len(board.basis), ARTICLES):
        basis = {"basis": board.basis[at : at + ARTICLES]}
        found.append(Screen(template="basis", title=phrase(lang, "verdict.basis"), values=basis))
    for one in board.consequences:
        found += _outcome(one, board.assumed)
    measures = {"dimensions": board.dimensions, "lead": ""}
    title = phrase(lang, "board.dimensions")
    found.append(Screen(template="measures", title=title, values=measures))
    return found + _groups(board.groups, lang)


def _answer(board: RevealBoard, lang: Lang, said: str) -> list[Screen]:
    """The reference's answer: on the distribution where every line of it has a bar there."""
    right = spread.marked(board.tallies, board.right)
    title = phrase(lang, "board.answer")
    if right and len(right) == len(board.right):
        return _spread(title, board.tallies, right, said)
    lines = board.right or (phrase(lang, "board.no_answer"),)
    return [
        Screen(template="answer", title=title, note=said, values={"lines": lines[at : at + LINES]})
        for at in range(0, len(lines), LINES)
    ]


def _outcome(one: ConsequenceView, note: str) -> list[Screen]:
    """A consequence; people and bars over as many screens as they need."""
    top = max([1e-9, *(max(b.before, b.after, b.reference) for b in one.bars)])
    groups = [one.people[at : at + PEOPLE] for at in range(0, len(one.people), PEOPLE)] or [()]
    pairs = [one.bars[at : at + 2] for at in range(0, len(one.bars), 2)] or [()]
    return [
        Screen(
            template="outcome",
            title=one.title,
            note=note,
            values={"one": one, "people": people, "bars": bars, "top": top},
        )
        for people in groups
        for bars in pairs
    ]


def _groups(groups: tuple[Any, ...], lang: Lang) -> list[Screen]:
    return [
        Screen(
            template="groups",
            title=phrase(lang, "board.teams"),
            values={"groups": groups[at : at + GROUPS]},
        )
        for at in range(0, len(groups), GROUPS)
    ]


def _ended(board: EndedBoard, lang: Lang) -> list[Screen]:
    lead = phrase(
        lang,
        "board.summary",
        n=board.joined,
        decisions=board.decisions,
        percent=round(board.percent),
    )
    values = {"dimensions": board.dimensions, "lead": lead}
    title = phrase(lang, "board.ended")
    first = Screen(template="measures", title=title, note=board.title, values=values)
    return [first, *_groups(board.groups, lang)]


_SCREENS: Final[Mapping[type[BoardView], Callable[[Any, Lang], list[Screen]]]] = {
    LobbyBoard: _lobby,
    OpenBoard: _asked,
    ClosedBoard: _closed,
    DistributionBoard: _distribution,
    DiscussBoard: _discuss,
    ShiftBoard: _shift,
    RevealBoard: _reveal,
    EndedBoard: _ended,
}
