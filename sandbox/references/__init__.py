"""Sources of right answers, one file per kind (`KIND`), and here how the best of many is found."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from sandbox.model.relation import Relation

STARTS: Final = 5
"""How many of the best tried answers are improved step by step."""
LOOKED_AT: Final = 50_000
"""Actions of a grid that are looked at; what lies beyond is out of reach."""


@dataclass(frozen=True, slots=True)
class Tried:
    """An answer, what it is worth, and whether it keeps the hard constraints."""

    answer: Relation
    value: float
    kept: bool


def spread(actions: Iterator[Relation], most: int) -> list[Relation]:
    """At most `most` of the actions, evenly spaced over the grid, the first and last included."""
    every = list(islice(actions, LOOKED_AT))
    if len(every) <= most:
        return every
    if most == 1:
        return every[:1]
    last = len(every) - 1
    return [every[round(n * last / (most - 1))] for n in range(most)]


def best_of(
    tried: Callable[[Sequence[Relation]], list[Tried]],
    answers: Sequence[Relation],
    near: Callable[[Relation], Iterator[Relation]],
    steps: int,
) -> Tried | None:
    """The best answer that keeps the constraints; None when all of them break one.

    After the answers themselves, neighbours of the best few are tried, at most `steps` of them,
    each start climbing to the best neighbour until none is better. Ties go to the earlier one.
    """
    first = [each for each in tried(answers) if each.kept]
    # Sorting is stable, so equal values stay in the order in which they were tried.
    starts = sorted(first, key=lambda each: -each.value)[:STARTS]
    seen = set(answers)
    found: list[Tried] = []
    for start in starts:
        here = start
        while fresh := _unseen(near(here.answer), seen, steps):
            seen.update(fresh)
            steps -= len(fresh)
            better = [each for each in tried(fresh) if each.kept and each.value > here.value]
            if not better:
                break
            here = max(better, key=lambda each: each.value)
        found.append(here)
    return max(found, key=lambda each: each.value, default=None)


def _unseen(answers: Iterator[Relation], seen: set[Relation], most: int) -> list[Relation]:
    return list(islice((each for each in dict.fromkeys(answers) if each not in seen), most))
