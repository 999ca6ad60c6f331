"""Which drill to play next, and the sentence that says why: 考核 → 反馈 → 提升.

House rules (教学约定): the largest gap with evidence decides, then the drill whose Q-rows train
that competence most among those not yet mastered. The reason names the decision that weighs most.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sandbox.assessment.measure import Measure, Pull
from sandbox.assessment.profile import Profile
from sandbox.assessment.words import DIMENSIONS, SHORTCOMINGS, THINKING, one_decimal
from sandbox.model.scenario import Scenario
from sandbox.text import Text

MASTERED: Final = 75.0
"""The best result from which a drill need not be recommended again: 驾驭 begins here."""
HEARD: Final = 3
"""Decisions that make a gap worth acting on; a diagnosis in words takes five."""
GAP: Final = 25.0
"""A smaller gap is no reason for a particular drill: 驾驭 has been reached."""
PLAYED: Final = 0.5
"""What a drill that was played before counts beside a new one that trains as much."""
_NAMES: Final[Mapping[str, Text]] = {**DIMENSIONS, **THINKING, **SHORTCOMINGS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A scenario on the shelf, as far as choosing needs it."""

    scenario: str
    minutes: int
    loads: Mapping[str, float]
    """Competence → how much its decisions tell about it; see `loads`."""
    going_on: bool = False
    """True when a run of it has been begun and not finished."""
    best: float | None = None
    """Best finished run, 0 to 100; None when never finished."""
    first: bool = False
    """True for the short check with which a new person begins."""

    @property
    def mastered(self) -> bool:
        """Whether the best run is good enough to go on to something else."""
        return self.best is not None and self.best >= MASTERED


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation:
    """A scenario and the reason that is printed with it."""

    scenario: str
    reason: Text
    competence: str | None = None
    """The competence that it is to train; None where another reason decided."""
    because: Pull | None = None
    """The decision that weighs most against that competence."""


def loads(scenario: Scenario) -> dict[str, float]:
    """Competence → Σ difficulty × Q-row entry over the scenario's decisions."""
    decisions = tuple(scenario.decisions())
    parts = (("dimensions", DIMENSIONS), ("thinking", THINKING), ("shortcomings", SHORTCOMINGS))
    return {
        key: sum(
            each.difficulty * float(getattr(getattr(each.tags, part), key)) for each in decisions
        )
        for part, names in parts
        for key in names
    }


def recommend(cards: Sequence[Card], profile: Profile | None) -> Recommendation | None:
    """One scenario to play next; None when the shelf is empty.

    A drill that was begun comes first; then, for a new person, the short check; then what trains
    the largest gap; then something new; then the drill with most left to gain, on another world.
    """
    begun = [card for card in cards if card.going_on]
    if begun:
        return Recommendation(scenario=begun[0].scenario, reason=_BEGUN)
    if profile is None:
        return _to_begin(cards)
    drills = [card for card in cards if not card.first]
    fresh = [card for card in drills if card.best is None]
    return _for_a_gap(drills, profile) or _something_new(fresh) or _again(drills or cards)


def gaps(profile: Profile) -> tuple[Measure, ...]:
    """Dimensions and shortcomings with evidence and a gap to speak of, the largest first.

    Where no decision fell short of the starting value, the gap is that value's and not a person's.
    """
    known = [
        each
        for each in (*profile.shortcomings, *profile.dimensions)
        if each.n >= HEARD and (each.deficit or 0.0) >= GAP and _heaviest(each).points < 0
    ]
    return tuple(sorted(known, key=lambda each: -(each.deficit or 0.0)))


def _heaviest(gap: Measure) -> Pull:
    return min(gap.moved_by, key=lambda pull: pull.points)


_BEGUN = Text(
    zh="这个场景您已经开了头，接着做完最省力。",
    en="You have already begun this one; finishing it is the shortest way on.",
)


def _to_begin(cards: Sequence[Card]) -> Recommendation | None:
    if not cards:
        return None
    checks = [card for card in cards if card.first]
    if checks:
        return Recommendation(scenario=checks[0].scenario, reason=_check(checks[0]))
    shortest = min(cards, key=lambda card: (card.minutes, card.scenario))
    return Recommendation(scenario=shortest.scenario, reason=_first(shortest))


def _check(card: Card) -> Text:
    return Text(
        zh=f"约 {card.minutes} 分钟、12 个小决定，四个维度都看一看；之后推荐什么，就有据可依。",
        en=f"About {card.minutes} minutes and twelve small decisions across all four dimensions;"
        " what is recommended afterwards then has something to go by.",
    )


def _first(card: Card) -> Text:
    return Text(
        zh=f"约 {card.minutes} 分钟，适合作为第一个场景。",
        en=f"About {card.minutes} minutes: a good one to begin with.",
    )


def _for_a_gap(drills: Sequence[Card], profile: Profile) -> Recommendation | None:
    """The largest gap that some drill not yet mastered trains."""
    for gap in gaps(profile):
        found = max(
            (card for card in drills if not card.mastered and card.loads.get(gap.key, 0.0) > 0),
            key=lambda card: (_worth(card, gap.key), -card.minutes, card.scenario),
            default=None,
        )
        if found is not None:
            return Recommendation(
                scenario=found.scenario,
                reason=_reason(gap, _heaviest(gap), played=found.best is not None),
                competence=gap.key,
                because=_heaviest(gap),
            )
    return None


def _worth(card: Card, key: str) -> float:
    return card.loads[key] * (1.0 if card.best is None else PLAYED)


def _reason(gap: Measure, because: Pull, *, played: bool) -> Text:
    name, size = _NAMES[gap.key], one_decimal(round(gap.deficit or 0.0, 1))
    cause = _cause(because)
    again = Text(zh="再做时会换一套数据。", en="It comes with new data this time.")
    return Text(
        zh=f"{cause.zh}“{name.zh}”的差距为 {size} 分（{gap.n} 题），是有证据的各项中最大的；"
        "在还没掌握的场景里，这一个对它练得最多。" + (again.zh if played else ""),
        en=f"{cause.en} “{name.en}” has the largest gap with evidence, {size} points over {gap.n}"
        " decisions; of the drills not yet mastered, this one trains it most."
        + (f" {again.en}" if played else ""),
    )


def _cause(because: Pull) -> Text:
    share, title = round(100 * because.share), because.title
    if because.source is None:
        return Text(
            zh=f"因为“{title.zh}”一题得了 {share}%。",
            en=f"Because of “{title.en}”, with {share}%.",
        )
    drill, number = because.source.drill, because.source.number
    return Text(
        zh=f"因为《{drill.zh}》第 {number} 题“{title.zh}”得了 {share}%。",
        en=f"Because of decision {number} in “{drill.en}”, “{title.en}”, with {share}%.",
    )


def _something_new(fresh: Sequence[Card]) -> Recommendation | None:
    if not fresh:
        return None
    shortest = min(fresh, key=lambda card: (card.minutes, card.scenario))
    return Recommendation(scenario=shortest.scenario, reason=_NEW)


_NEW = Text(
    zh="目前没有哪一项差距大到需要专门补；这个场景您还没有做过。",
    en="No gap is large enough to call for a particular drill; this one is new to you.",
)


def _again(cards: Sequence[Card]) -> Recommendation | None:
    if not cards:
        return None
    card = min(cards, key=lambda each: (each.best or 0.0, each.scenario))
    best = one_decimal(card.best or 0.0)
    return Recommendation(
        scenario=card.scenario,
        reason=Text(
            zh=f"全部场景您都做过了。这一个的最好成绩为 {best} 分，提升空间最大；"
            "再做时会换一套数据。",
            en=f"You have finished them all. This one, at {best} so far, has most left to gain;"
            " it comes with new data.",
        ),
    )
