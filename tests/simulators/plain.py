"""Answers and worlds as simulators get them."""

from typing import Any

from sandbox.model.relation import Relation
from sandbox.registry import discover
from tests.fakes import FakeWorld

SEEDS = (101, 102, 202)


def sets(**values: Any) -> dict[str, Relation]:
    """An answer that gives numbers or words by name."""
    return {"set": Relation.of(("id", "value"), values.items())}


def picks(*ids: str) -> dict[str, Relation]:
    """An answer that picks ids."""
    return {"pick": Relation.of(("choice",), [(each,) for each in ids])}


def orders(*ids: str) -> dict[str, Relation]:
    """An answer that puts ids in order."""
    return {"order": Relation.of(("position", "item"), enumerate(ids, start=1))}


def outcome(kind: str, answers: dict[str, Relation], seed: int = 101, **fields: Any) -> list[Any]:
    """Outcome rows as dictionaries."""
    of = tuple(answers) or ("set",)
    simulator = discover("simulators").get(kind)(of=of, **fields)
    return list(simulator.simulate(FakeWorld(seed=seed), answers).dicts())


def regret_share(value: float, best: float, base: float) -> float:
    """How much of the way from the baseline to the best a value went, 0 to 1."""
    return min(1.0, max(0.0, (value - base) / (best - base)))
