"""Over many small provinces each rule strikes as often as its rate says, and its hits nest."""

from collections import Counter
from functools import cache

import numpy as np
import pytest
from scipy.stats import binom

from sandbox.datasets.inject import Damaged, Order, damaged
from sandbox.datasets.plan import plan_for
from sandbox.model.dataset import BuiltTable, WorldParams
from sandbox.model.defect import CellDefect, RowDefect
from sandbox.model.draw import Draw
from sandbox.recipes.yunze import KIND

SEEDS = range(40)
PEOPLE = 400
WRONG_ONCE_IN = 10_000
"""The whole test fails by chance once in so many choices of seeds (Bonferroni over the rules)."""


@cache
def tables(seed: int) -> dict[str, BuiltTable]:
    params = WorldParams(people=PEOPLE, seed=seed, defects="none")
    return {built.spec.name: built for built in KIND.build(params)}


def struck(built: BuiltTable, order: Order, draw: Draw) -> set[int]:
    """What the rule alone strikes: rows, people for a rule per person, sources of added rows."""
    after = damaged(built, [order], draw)
    if isinstance(order.defect, RowDefect):
        return {int(row) for batch in after.batches for row in batch.made_from}
    rows = [
        int(row) for cells in after.cells if cells.column == order.rule.column for row in cells.rid
    ]
    return set(_people(after, rows)) if _per_person(order) else set(rows)


def _per_person(order: Order) -> bool:
    return isinstance(order.defect, CellDefect) and order.defect.per_person


def _people(after: Damaged, rows: list[int]) -> list[int]:
    link = after.link.to_numpy(zero_copy_only=False)
    return [int(person) for person in link[rows]]


def chance(built: BuiltTable, order: Order) -> tuple[float, float]:
    """The probability by which a row is struck at the rule's rate, and at rate 1."""
    defect, rate = order.defect, order.rule.rate
    if not isinstance(defect, RowDefect) or not defect.from_spare or built.spare is None:
        return rate, 1.0
    per_row = built.data.num_rows / max(built.spare.num_rows, 1)
    return min(1.0, rate * per_row), min(1.0, per_row)


@pytest.mark.slow
@pytest.mark.parametrize("level", ["light", "standard", "hard"])
def test_counts_lie_within_the_binomial_bounds_of_their_rates(level: str) -> None:
    orders = plan_for(level, KIND).orders
    eligible, expected, hits = Counter(), Counter(), Counter()
    for seed in SEEDS:
        draw = Draw(seed)
        for order in orders:
            built, rule = tables(seed)[order.rule.table], order.rule
            everywhere = Order(rule=rule.model_copy(update={"rate": 1.0}), defect=order.defect)
            all_of, some = struck(built, everywhere, draw), struck(built, order, draw)
            # Copies may not share a business number: at rate 1 one in a while finds none left.
            assert some <= all_of or "number" in rule.params, (level, seed, rule.id)
            at_rate, at_one = chance(built, order)
            eligible[rule.id] += len(all_of)
            expected[rule.id] += len(all_of) * at_rate / at_one
            hits[rule.id] += len(some)

    tail = 1 / WRONG_ONCE_IN / len(orders) / 2
    for order in orders:
        n, name = eligible[order.rule.id], order.rule.id
        # A sum of unequal chances spreads less than a binomial of their mean (Hoeffding 1956).
        p = expected[name] / n if n else 0.0
        low, high = binom.ppf([tail, 1 - tail], n, p) if n else (0, 0)
        assert low <= hits[name] <= high, (name, n, p, hits[name])


def test_most_rules_find_somebody_to_strike_even_in_small_provinces() -> None:
    found = {
        order.rule.id: any(struck(tables(seed)[order.rule.table],
                                  Order(rule=order.rule.model_copy(update={"rate": 1.0}),
                                        defect=order.defect), Draw(seed)) for seed in range(3))
        for order in plan_for("hard", KIND).orders
    }  # fmt: skip
    assert np.mean(list(found.values())) > 0.9, [name for name, one in found.items() if not one]
