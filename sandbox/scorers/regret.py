"""Regret (S10): how much of what could be gained was gained."""

from typing import Annotated, Final, Literal

from pydantic import Field
from typing_extensions import override

from sandbox.model.reference import Valuation
from sandbox.scorers import Valued, amounts, comes_to
from sandbox.text import Text

NEAR: Final = 0.98
"""Gain from which on an answer counts as the best: nobody can tell such sets apart (教学约定)."""


class Regret(Valued):
    """Share = (V − V_base) ÷ (V_best − V_base), from 0 to 1; scoring function S10.

    For budgets, selections and parameters. From `full_from` on the share is 1. A hard constraint
    of the reference that is broken caps it.
    """

    kind: Literal["regret"] = "regret"
    full_from: Annotated[float, Field(gt=0, le=1)] = NEAR

    @override
    def full(self) -> float:
        """The gain that counts as the best."""
        return self.full_from

    @override
    def formula(self, value: float, valuation: Valuation) -> Text:
        """The three values and the fraction."""
        base, best = valuation.base_value, valuation.best_value
        gain = (value - base) / (best - base)
        v, b, m = amounts(
            value, base, best,
            holds=lambda n: comes_to(gain, lambda: (n[0] - n[1]) / (n[2] - n[1])),
        )  # fmt: skip
        fraction = f"({v} − {b}) ÷ ({m} − {b})"
        return Text(
            zh=f"您的方案值 {v}，基准方案值 {b}，找到的最优方案值 {m}：{fraction}",
            en=f"Your answer is worth {v}, the baseline {b}, the best found {m}: {fraction}",
        )


KIND = Regret
