"""Policies as trainees give them, against the best that the reference finds."""

from typing import Any

import pytest

from sandbox.model.decision import Setting
from sandbox.model.reference import Valuation
from sandbox.model.relation import Relation
from sandbox.simulators.portfolio import USUAL
from tests.calibration import Spread, random_actions, shares, spread
from tests.fakes import FakeWorld, decision
from tests.simulators.plain import SEEDS

QUEUE = {"kind": "approval_queue", "of": ["demo"]}
SLIDERS = (
    ("refuse", 0.0, 0.5, 0.05), ("approve", 0.3, 1.0, 0.05), ("reviewers", 0, 12, 1),
    ("load", 4, 20, 4),
)  # fmt: skip
NO_STAFF = [{"refuse": t / 20, "approve": t / 20, "reviewers": 0, "load": 8} for t in range(21)]


def queue() -> Any:
    thresholds = [
        {"id": id_, "label": {"zh": id_, "en": id_}, "low": low, "high": high, "step": step}
        for id_, low, high, step in SLIDERS
    ]
    return decision(
        "thresholds", thresholds=thresholds, scorer={"kind": "regret"},
        reference={"optimised": {"simulate": QUEUE, "base": {"trivial": NO_STAFF}}},
    )  # fmt: skip


def choosing() -> Any:
    options = [{"id": p.id, "label": p.label.model_dump(), "cost": p.cost} for p in USUAL]
    return decision(
        "selection", options=options, budget=1000, unit={"zh": "万元", "en": "10,000 yuan"},
        scorer={"kind": "regret"},
        reference={"optimised": {
            "simulate": {"kind": "portfolio", "of": ["demo"]}, "base": {"value": 0},
            "tries": 20_000,
        }},
    )  # fmt: skip


def valued(asked: Any, seed: int) -> Valuation:
    found = asked.reference.resolve(FakeWorld(seed=seed), asked.actions(Setting())).open()
    assert isinstance(found, Valuation)
    return found


def guessing(asked: Any, valuation: Valuation, seed: int) -> Spread:
    return spread(shares(valuation, random_actions(asked.actions(Setting()), seed, 300)))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_policy_of_sliders_is_calibrated(seed: int) -> None:
    asked = queue()
    valuation = valued(asked, seed)
    careful = Relation.of(
        ("id", "value"), [("refuse", 0.0), ("approve", 0.95), ("reviewers", 8), ("load", 8)]
    )

    assert guessing(asked, valuation, seed).calibrated
    assert 0.85 <= shares(valuation, [careful])[0] <= 1.0


def test_a_portfolio_is_calibrated_and_its_best_is_worth_229() -> None:
    asked = choosing()
    valuation = valued(asked, 101)

    assert valuation.best_value == 229
    assert guessing(asked, valuation, 1).calibrated
