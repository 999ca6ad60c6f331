"""Simulated learners with a planted weakness: `python -m tests.assessment.learners`.

Each takes the twelve decisions of the short check and is recommended one of fourteen drills. The
recommendation is right when the planted competence is a main load of that drill. Nothing here
looks at a clock or at global chance: the figures are the same on every machine.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from math import sqrt

from sandbox.assessment.pooled import Finished, pooled
from sandbox.assessment.profile import Evidence
from sandbox.assessment.recommend import recommend
from sandbox.authoring.laws import read_laws
from sandbox.authoring.load import examine
from sandbox.desk.wiring import ROOT
from sandbox.model.decision import Decision
from tests.assessment.q_matrix import COMPETENCES, ROWS, cards, load

PLANTED = tuple(key for key in COMPETENCES if key not in ("sense", "use", "wisdom"))
"""The four dimensions and the four shortcomings: what recommendations go by."""
EACH = 100
"""Learners per weakness."""
USUAL = 0.8
"""Mean share of points where the weakness plays no part."""
DROP = 0.55
"""What a decision that is all about the weakness costs on average."""
NOISE = 0.2


@dataclass(frozen=True)
class Tally:
    """Right recommendations out of all, beside what picking at random would give."""

    right: int
    of: int
    chance: float

    @property
    def rate(self) -> float:
        return self.right / self.of

    def wilson(self, z: float = 1.96) -> tuple[float, float]:
        """The 95 % interval of a proportion after E. B. Wilson, JASA 22, 1927."""
        n, p = self.of, self.rate
        middle = (p + z * z / (2 * n)) / (1 + z * z / n)
        half = z / (1 + z * z / n) * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        return middle - half, middle + half


@cache
def check_up() -> tuple[Decision, ...]:
    """The decisions of the short check as they are shipped."""
    examined = examine(ROOT / "scenarios" / "diagnostic", read_laws(ROOT / "data" / "law_refs.csv"))
    assert examined.loaded is not None
    return tuple(examined.loaded.scenario.decisions())


def tagged(decision: Decision, competence: str) -> float:
    """The decision's entry in the Q-row for a competence, 0 to 1."""
    parts = (decision.tags.dimensions, decision.tags.thinking, decision.tags.shortcomings)
    return next(float(getattr(part, competence)) for part in parts if hasattr(part, competence))


def share(decision: Decision, weakness: str, draw: random.Random) -> float:
    """What a learner with that weakness earns in one decision."""
    mean = USUAL - DROP * tagged(decision, weakness)
    return min(1.0, max(0.0, draw.gauss(mean, NOISE)))


def recommended(weakness: str, seed: int) -> str:
    """The drill that one learner is advised to play after the short check."""
    draw = random.Random(f"{weakness}/{seed}")
    rows = tuple(Evidence.of(one, share(one, weakness, draw)) for one in check_up())
    found = recommend(cards(), pooled([Finished(drill="diagnostic", rows=rows)]))
    assert found is not None
    return found.scenario


def simulate(weakness: str, learners: int = EACH) -> Tally:
    """How often learners with one weakness are sent to a drill that trains it."""
    picks = [recommended(weakness, seed) for seed in range(learners)]
    return Tally(
        right=sum(load(drill, weakness) == 2 for drill in picks),
        of=learners,
        chance=sum(load(drill, weakness) == 2 for drill in ROWS) / len(ROWS),
    )


def together(tallies: list[Tally]) -> Tally:
    """All weaknesses at once; the chance is the mean of theirs."""
    return Tally(
        right=sum(one.right for one in tallies),
        of=sum(one.of for one in tallies),
        chance=sum(one.chance * one.of for one in tallies) / sum(one.of for one in tallies),
    )


def report() -> Iterator[str]:
    """The table that is printed."""
    tallies = {key: simulate(key) for key in PLANTED}
    yield f"{'planted weakness':<16}{'right':>8}{'95 % (Wilson)':>18}{'chance':>9}"
    for name, one in (*tallies.items(), ("all", together(list(tallies.values())))):
        low, high = one.wilson()
        yield f"{name:<16}{one.rate:>8.3f}{f'{low:.3f} – {high:.3f}':>18}{one.chance:>9.3f}"


if __name__ == "__main__":
    print("\n".join(report()))  # noqa: T201
