"""Outcome evidence: how far one's decisions brought people, between two paths that are known.

House formula (教学约定): every consequence has a value V; the path that the author calls careless
reaches V0 and the reference V*, in the same world. What was reached is (V − V0) ÷ (V* − V0), held
between 0 and 1, and a dimension's outcome is the mean over its consequences. A consequence on
which the two paths agree tells nothing and is left out.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from sandbox.model.relation import Relation
from sandbox.model.scenario import Consequence
from sandbox.text import Text

CREDIT: Final[Mapping[str, float]] = {"helped": 1.0, "waiting": 0.5, "harmed": 0.0}
"""What a person's outcome is worth; who is neither better nor worse off is not counted."""
SAME: Final = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """What one consequence says of a dimension."""

    title: Text
    indicator: str
    share: float
    """0 for what carelessness leads to, 1 for what the reference leads to."""


def reached(
    consequence: Consequence, yours: Relation, reference: Relation, careless: Relation
) -> Reached | None:
    """How far a consequence was brought; None where the two known paths agree."""
    values = [_values(consequence, rows) for rows in (yours, careless, reference)]
    shares = [
        min(max((got - low) / (high - low), 0.0), 1.0)
        for got, low, high in zip(*values, strict=False)
        if got is not None and low is not None and high is not None and abs(high - low) > SAME
    ]
    if not shares:
        return None
    return Reached(
        title=consequence.title,
        indicator=consequence.indicator,
        share=sum(shares) / len(shares),
    )


def by_dimension(evidence: Iterable[Reached]) -> dict[str, float]:
    """Dimension → the mean of what its consequences say; those without any are left out."""
    shares: dict[str, list[float]] = defaultdict(list)
    for one in evidence:
        shares[one.indicator].append(one.share)
    return {key: sum(each) / len(each) for key, each in shares.items()}


def _values(consequence: Consequence, rows: Relation) -> list[float | None]:
    """The figures of a consequence: one, except for the several bars of before and after."""
    match consequence.shape:
        case "count":
            return [_number(row.get("value")) for row in rows.dicts()[:1]]
        case "before_after":
            return [_number(row.get("after")) for row in rows.dicts()]
        case _:
            return [_wellbeing(rows)]


def _wellbeing(rows: Relation) -> float | None:
    """Mean credit of the people who were helped, kept waiting or harmed."""
    tones = [CREDIT[tone] for row in rows.dicts() if (tone := str(row.get("tone"))) in CREDIT]
    return sum(tones) / len(tones) if tones else None


def _number(cell: object) -> float | None:
    return float(cell) if isinstance(cell, int | float) else None
