"""Two people changed the same text: both changes together, or both between marks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Final

MINE: Final = "<<<<<<< yours"
MIDDLE: Final = "======="
THEIRS: Final = ">>>>>>> theirs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """The text of both, and whether the changes kept out of each other's way."""

    text: str
    clean: bool


def merge(base: str, yours: str, theirs: str) -> Merged:
    """Line by line; where only one side changed, that side counts."""
    old, mine, other = (text.splitlines(keepends=True) for text in (base, yours, theirs))
    told: list[str] = []
    clean = True
    for a, b, c in _parts(old, mine, other):
        if b in (c, a):
            told += c
        elif c == a:
            told += b
        else:
            clean = False
            told += [MINE + "\n", *_closed(b), MIDDLE + "\n", *_closed(c), THEIRS + "\n"]
    return Merged(text="".join(told), clean=clean)


def _parts(
    old: Sequence[str], mine: Sequence[str], other: Sequence[str]
) -> Iterator[tuple[list[str], list[str], list[str]]]:
    """Base, yours and theirs, cut wherever all three agree about a line."""
    ours, others = _kept(old, mine), _kept(old, other)
    same = [(at, ours[at], others[at]) for at in range(len(old)) if at in ours and at in others]
    stops = [(-1, -1, -1), *same, (len(old), len(mine), len(other))]
    for (a, b, c), (a2, b2, c2) in pairwise(stops):
        gap = (list(old[a + 1 : a2]), list(mine[b + 1 : b2]), list(other[c + 1 : c2]))
        if any(gap):
            yield gap
        if a2 < len(old):
            line = [old[a2]]
            yield line, line, line


def _kept(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Line of the old text → line of the new one in which it stands unchanged."""
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return {a + n: b + n for a, b, size in blocks for n in range(size)}


def _closed(lines: Sequence[str]) -> list[str]:
    return [line if line.endswith("\n") else line + "\n" for line in lines]
