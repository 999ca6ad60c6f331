"""From marked decisions to a profile: four dimensions, three ways of thinking, four shortcomings.

Development evidence for the person who played, never a personnel decision.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from types import MappingProxyType
from typing import Final

from sandbox.assessment.level import Standing, standing
from sandbox.assessment.measure import ENOUGH, Measure, Weighed, measure
from sandbox.assessment.source import Source
from sandbox.assessment.words import DIMENSIONS, SHORTCOMINGS, THINKING, one_decimal
from sandbox.model.decision import Decision, Tags
from sandbox.model.scenario import Audience, Gate
from sandbox.text import Text

GRAVE_GATE: Final = 0.3
GRAVE_CAP: Final = 59.0
CLEAR_LEAD: Final = 10
"""Points by which a deficit must exceed the median before it is named."""

Shares = Mapping[str, float]

_COUNTY: Final[Shares] = MappingProxyType(
    {"openness": 0.20, "effectiveness": 0.30, "collaboration": 0.25, "satisfaction": 0.25}
)
_BUREAU: Final[Shares] = MappingProxyType(
    {"openness": 0.25, "effectiveness": 0.30, "collaboration": 0.25, "satisfaction": 0.20}
)
_TOWNSHIP: Final[Shares] = MappingProxyType(
    {"openness": 0.10, "effectiveness": 0.25, "collaboration": 0.25, "satisfaction": 0.40}
)
_STEWARD: Final[Shares] = MappingProxyType(
    {"openness": 0.40, "effectiveness": 0.20, "collaboration": 0.25, "satisfaction": 0.15}
)
_BY_TIER: Final[Mapping[str, Shares]] = MappingProxyType(
    {"province": _BUREAU, "bureau": _BUREAU, "county": _COUNTY, "township": _TOWNSHIP}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One marked decision."""

    title: Text
    share: float
    """Share of its points that was earned, 0 to 1."""
    weight: float
    """Its difficulty, 1 to 3."""
    tags: Tags
    source: Source | None = None

    @classmethod
    def of(cls, decision: Decision, share: float) -> "Evidence":
        """What a share of this decision's points tells."""
        return cls(
            title=decision.title, share=share, weight=decision.difficulty, tags=decision.tags
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosis:
    """The shortcoming that stands out, or None: 未见突出短板."""

    shortcoming: str | None
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What a set of decisions tells about a person; every figure can be traced to them."""

    dimensions: tuple[Measure, ...]
    thinking: tuple[Measure, ...]
    shortcomings: tuple[Measure, ...]
    total: float | None
    """Weighted mean of the known dimensions, 0 to 100; None without evidence."""
    arithmetic: Text
    gates: tuple[Gate, ...]
    standing: Standing
    diagnosis: Diagnosis

    def dimension(self, key: str) -> Measure:
        """The dimension of that key."""
        return next(each for each in self.dimensions if each.key == key)

    @property
    def weakest(self) -> Measure | None:
        """The known dimension with the lowest score."""
        known = [each for each in self.dimensions if each.score is not None]
        return min(known, key=lambda each: each.score or 0.0, default=None)


def dimension_weights(audience: Audience | None = None) -> Shares:
    """How much each dimension counts for an audience: 分层分类; several are averaged."""
    if audience is None:
        return _COUNTY
    rows = [
        _STEWARD if role == "data-steward" else _BY_TIER[tier]
        for tier in audience.tiers
        for role in audience.roles
    ]
    return {key: sum(row[key] for row in rows) / len(rows) for key in DIMENSIONS}


def profile(
    rows: Sequence[Evidence],
    *,
    gates: Sequence[Gate] = (),
    outcomes: Shares = MappingProxyType({}),
    weights: Shares = _COUNTY,
    repeat: float | None = None,
) -> Profile:
    """The profile that these decisions add up to.

    `outcomes` (dimension → 0 to 1) is what the decisions led to, where that is known; `repeat`
    the total of the run under changed conditions, if there was one.
    """
    factor = min((gate.factor for gate in gates), default=1.0)
    dimensions = tuple(
        measure(
            key,
            _weighed(rows, "dimensions", key),
            outcome=outcomes.get(key),
            gate=min((gate.factor for gate in gates if gate.indicator == key), default=1.0),
        )
        for key in DIMENSIONS
    )
    shortcomings = _measures(rows, "shortcomings", SHORTCOMINGS)
    total, arithmetic = _total(dimensions, weights, factor)
    satisfaction = next(each.score for each in dimensions if each.key == "satisfaction")
    return Profile(
        dimensions=dimensions,
        thinking=_measures(rows, "thinking", THINKING),
        shortcomings=shortcomings,
        total=total,
        arithmetic=arithmetic,
        gates=tuple(gates),
        standing=standing(total, satisfaction, [factor], repeat),
        diagnosis=_diagnosis(shortcomings),
    )


def _weighed(rows: Sequence[Evidence], part: str, key: str) -> list[Weighed]:
    return [
        Weighed(
            title=row.title,
            share=row.share,
            weight=row.weight * float(getattr(getattr(row.tags, part), key)),
            source=row.source,
        )
        for row in rows
    ]


def _measures(
    rows: Sequence[Evidence], part: str, names: Mapping[str, Text]
) -> tuple[Measure, ...]:
    return tuple(measure(key, _weighed(rows, part, key)) for key in names)


def _total(
    dimensions: Sequence[Measure], weights: Shares, factor: float
) -> tuple[float | None, Text]:
    known = [(weights[each.key], each.score) for each in dimensions if each.score is not None]
    whole = sum(weight for weight, _ in known)
    if whole == 0:
        return None, Text(zh="还没有可计入综合分的题目。", en="No decision counts yet.")
    mean = sum(weight * score for weight, score in known) / whole
    terms = " + ".join(f"{weight / whole:.2f} × {score:.1f}" for weight, score in known)
    if factor <= GRAVE_GATE and mean > GRAVE_CAP:
        return GRAVE_CAP, Text(
            zh=f"{terms} = {mean:.1f}；触发了严重的安全闸门，综合分以 {GRAVE_CAP:.0f} 分为限。",
            en=f"{terms} = {mean:.1f}; a grave safety gate was set off, so the total stops at"
            f" {GRAVE_CAP:.0f}.",
        )
    return mean, Text(zh=f"{terms} = {mean:.1f}", en=f"{terms} = {mean:.1f}")


def _diagnosis(shortcomings: Sequence[Measure]) -> Diagnosis:
    known = [each for each in shortcomings if each.deficit is not None]
    worst = max(known, key=lambda each: each.deficit or 0.0, default=None)
    middle = median([each.deficit or 0.0 for each in known]) if known else 0.0
    if worst is None or worst.n < ENOUGH or (worst.deficit or 0.0) - middle < CLEAR_LEAD:
        return Diagnosis(
            shortcoming=None,
            text=Text(zh="未见突出短板。", en="No shortcoming stands out."),
        )
    name, score = SHORTCOMINGS[worst.key], one_decimal(worst.score or 0.0)
    return Diagnosis(
        shortcoming=worst.key,
        text=Text(
            zh=f"“{name.zh}”目前为 {score} 分，比其他几项更有提升空间。",
            en=f"“{name.en}” is at {score} and has more room to grow than the others.",
        ),
    )
