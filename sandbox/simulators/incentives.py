"""Incentives: departments put their effort where the assessment puts its weight."""

import math
from collections.abc import Mapping
from typing import ClassVar, Final, Literal, Self

from pydantic import Field, model_validator
from typing_extensions import override

from sandbox.errors import SandboxError
from sandbox.model.base import Authored, Slug
from sandbox.model.dataset import WorldReader
from sandbox.model.draw import Draw
from sandbox.model.relation import Cell, Relation
from sandbox.model.simulator import Simulator
from sandbox.simulators import Given, known, plain_name, settings, uniform
from sandbox.text import Text

TOTAL: Final = ("value", "best_value", "equal_value", "measured")
PARTS: Final = ("id", "weight", "best_weight", "effort", "real", "measured")
QUARTERS: Final = ("quarter", "value", "measured")
DEPARTMENTS: Final = ("department", "value", "measured")


class Measure(Authored):
    """Something departments are assessed by (教学约定)."""

    id: Slug
    worth: float = Field(ge=0)
    """What a unit of real effort is worth to the public, b."""
    counted: float = Field(ge=0)
    """What a unit of effort adds to the measured figure, a."""
    cost: float = Field(gt=0)
    """What a unit of effort costs a department, c."""
    faked: float = Field(default=0, ge=0, le=1)
    """Share of the effort that serves the figure alone: split data sets, asked-for praise."""


class Incentives(Simulator):
    """Departments answer weights w with effort e = w·a/c; the public has Σ b·√e of it.

    A linear contract over several tasks after Holmström & Milgrom (1991). The best weights have
    a closed form, w ∝ b²·a/c. Answers are rows (measure, weight); weights are divided by their
    sum. Departments differ in what effort costs them, and move a share `pace` of the way from
    equal effort to their goal each quarter; `quarters` rows show it. Outcome: `total`, one
    row; `measures`, `quarters` or `departments`. value = public value after they have adapted.
    All numbers are teaching conventions (教学约定).
    """

    label: ClassVar[Text] = Text(zh="考核指挥棒", en="Incentives of an assessment")

    kind: Literal["incentives"] = "incentives"
    measures: tuple[Measure, ...] = Field(
        default=(
            Measure(id="quantity", worth=1, counted=4, cost=1),
            Measure(id="quality", worth=3, counted=1, cost=2),
            Measure(id="service", worth=3.5, counted=1, cost=2),
            Measure(id="security", worth=2, counted=1, cost=1.5),
        ),
        min_length=2,
    )
    departments: int = Field(default=12, ge=1, le=1000)
    spread: float = Field(default=0.2, ge=0, lt=1)
    """Departments' costs lie between 1 − spread and 1 + spread times the usual."""
    pace: float = Field(default=0.5, gt=0, le=1)
    quarters: int = Field(default=4, ge=1, le=40)
    give: Literal["total", "measures", "quarters", "departments"] = "total"

    @model_validator(mode="after")
    def _worth_something(self) -> Self:
        if not any(each.worth * each.counted * (1 - each.faked) for each in self.measures):
            raise ValueError("at least one measure needs worth, and effort that is counted")
        return self

    @override
    def simulate(self, world: WorldReader, answers: Mapping[str, Relation]) -> Relation:
        """What the weights that the answers give lead to."""
        weights = self._weights(settings(answers))
        if self.give == "measures":
            return Relation.of(PARTS, self._parts(weights))
        if self.give == "quarters":
            return Relation.of(QUARTERS, self._quarters(weights))
        costs = self._costs(world.seed)
        real, measured = self.real(weights), self.measured(weights)
        if self.give == "departments":
            rows = [
                (f"d{n:02d}", _short(real / math.sqrt(cost)), _short(measured / cost))
                for n, cost in enumerate(costs, start=1)
            ]
            return Relation.of(DEPARTMENTS, rows)
        scale = sum(1 / math.sqrt(cost) for cost in costs) / len(costs)
        equal = [1 / len(weights)] * len(weights)
        compared = (weights, self.best_weights(), equal)
        values = [_short(self.real(each) * scale) for each in compared]
        mean = sum(1 / cost for cost in costs) / len(costs)
        return Relation.of(TOTAL, [(*values, _short(measured * mean))])

    def best_weights(self) -> list[float]:
        """The weights that lead to the greatest public value."""
        pull = [m.worth**2 * m.counted * (1 - m.faked) / m.cost for m in self.measures]
        return [each / sum(pull) for each in pull]

    def efforts(self, weights: list[float]) -> list[float]:
        """Effort of a department of usual costs on each measure."""
        each = zip(weights, self.measures, strict=True)
        return [weight * m.counted / m.cost for weight, m in each]

    def real(self, weights: list[float]) -> float:
        """Public value of a department of usual costs."""
        return self._real(self.efforts(weights))

    def measured(self, weights: list[float]) -> float:
        """The assessed figure of a department of usual costs."""
        return self._measured(weights, self.efforts(weights))

    def _real(self, efforts: list[float]) -> float:
        each = zip(efforts, self.measures, strict=True)
        return sum(m.worth * math.sqrt(effort * (1 - m.faked)) for effort, m in each)

    def _measured(self, weights: list[float], efforts: list[float]) -> float:
        each = zip(weights, efforts, self.measures, strict=True)
        return sum(weight * effort * m.counted for weight, effort, m in each)

    def _weights(self, found: dict[str, Cell]) -> list[float]:
        names = [plain_name(each.id) for each in self.measures]
        known(found, names, "a measure")
        given = Given(found)
        weights = [given.number(name, 0.0) for name in names]
        if not sum(weights):
            raise SandboxError("The weights add up to nothing; give at least one measure some.")
        return [weight / sum(weights) for weight in weights]

    def _costs(self, seed: int) -> list[float]:
        drawn = uniform(Draw(seed), "departments/cost", self.departments)
        return [1 + self.spread * (2 * each - 1) for each in drawn.tolist()]

    def _parts(self, weights: list[float]) -> list[tuple[Cell, ...]]:
        efforts, best = self.efforts(weights), self.best_weights()
        return [
            (
                m.id, _short(weights[n]), _short(best[n]), _short(efforts[n]),
                _short(m.worth * math.sqrt(efforts[n] * (1 - m.faked))),
                _short(weights[n] * efforts[n] * m.counted),
            )
            for n, m in enumerate(self.measures)
        ]  # fmt: skip

    def _quarters(self, weights: list[float]) -> list[tuple[Cell, ...]]:
        goal = self.efforts(weights)
        start = self.efforts([1 / len(weights)] * len(weights))
        rows: list[tuple[Cell, ...]] = []
        for quarter in range(self.quarters + 1):
            left = (1 - self.pace) ** quarter
            now = [end + (begin - end) * left for begin, end in zip(start, goal, strict=True)]
            rows.append((quarter, _short(self._real(now)), _short(self._measured(weights, now))))
        return rows


def _short(number: float) -> float:
    return round(float(number), 6)


KIND = Incentives
