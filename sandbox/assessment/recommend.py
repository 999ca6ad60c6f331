"""Which scenario to play next, and the sentence that says why: 考核 → 反馈 → 提升."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sandbox.assessment.measure import Measure
from sandbox.assessment.profile import Profile
from sandbox.assessment.words import DIMENSIONS, one_decimal
from sandbox.model.scenario import Scenario
from sandbox.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A scenario on the shelf, as far as choosing needs it."""

    scenario: str
    minutes: int
    loads: Mapping[str, float]
    """Dimension → how much its decisions tell about it; see `loads`."""
    going_on: bool = False
    """True when a run of it has been begun and not finished."""
    best: float | None = None
    """Best finished run, 0 to 100; None when never finished."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation:
    """A scenario and the reason that is printed with it."""

    scenario: str
    reason: Text


def loads(scenario: Scenario) -> dict[str, float]:
    """Dimension → Σ difficulty × Q-row entry over the scenario's decisions."""
    decisions = tuple(scenario.decisions())
    return {
        key: sum(each.difficulty * getattr(each.tags.dimensions, key) for each in decisions)
        for key in DIMENSIONS
    }


def recommend(cards: Sequence[Card], profile: Profile | None) -> Recommendation | None:
    """One scenario to play next; None when the shelf is empty.

    A drill that was begun comes first; then what trains the weakest dimension among those never
    finished; then, when all are finished, the one with most left to gain, on a parallel world.
    """
    begun = [card for card in cards if card.going_on]
    if begun:
        return Recommendation(scenario=begun[0].scenario, reason=_BEGUN)
    fresh = [card for card in cards if card.best is None]
    if not fresh:
        return _again(cards)
    weakest = None if profile is None else profile.weakest
    if weakest is not None:
        return _for_weakest(fresh, weakest)
    shortest = min(fresh, key=lambda card: (card.minutes, card.scenario))
    return Recommendation(scenario=shortest.scenario, reason=_first(shortest))


_BEGUN = Text(
    zh="这个场景您已经开了头，接着做完最省力。",
    en="You have already begun this one; finishing it is the shortest way on.",
)


def _first(card: Card) -> Text:
    return Text(
        zh=f"约 {card.minutes} 分钟，适合作为第一个场景。",
        en=f"About {card.minutes} minutes: a good one to begin with.",
    )


def _for_weakest(fresh: Sequence[Card], weakest: Measure) -> Recommendation:
    def rank(card: Card) -> tuple[float, int, str]:
        return (-card.loads.get(weakest.key, 0.0), card.minutes, card.scenario)

    card = min(fresh, key=rank)
    name, score = DIMENSIONS[weakest.key], one_decimal(weakest.score or 0.0)
    if not card.loads.get(weakest.key):
        return Recommendation(scenario=card.scenario, reason=_NEW)
    return Recommendation(
        scenario=card.scenario,
        reason=Text(
            zh=f"“{name.zh}”目前为 {score} 分，是四个维度中最值得先提升的；这个场景对它练得最多。",
            en=f"“{name.en}” is at {score}, the dimension most worth raising first; this"
            " scenario trains it most.",
        ),
    )


_NEW = Text(zh="这个场景您还没有做过。", en="You have not played this one yet.")


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
