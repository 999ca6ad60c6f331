"""All rules in the order of their numbers."""

from collections.abc import Callable, Iterator
from typing import Final

from sandbox.authoring.case import Case
from sandbox.authoring.problem import Problem
from sandbox.authoring.rules import (
    answers,
    basis,
    charts,
    frame,
    keys,
    languages,
    leaks,
    links,
    own,
    private,
    queries,
    reach,
    returns,
    ways,
)

Rule = Callable[[Case], Iterator[Problem]]
RULES: Final[tuple[Rule, ...]] = (
    *frame.RULES,
    *answers.RULES,
    *basis.RULES,
    *keys.RULES,
    *queries.RULES,
    *returns.RULES,
    *own.RULES,
    *links.RULES,
    *reach.RULES,
    *leaks.RULES,
    *private.RULES,
    *ways.RULES,
    *charts.RULES,
    *languages.RULES,
)


def problems_in(case: Case) -> Iterator[Problem]:
    """What every rule finds."""
    for rule in RULES:
        yield from rule(case)
