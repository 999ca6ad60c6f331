"""Threshold loss (S6): how near a limit comes to the smallest loss."""

from typing import Literal

from typing_extensions import override

from sandbox.model.reference import Valuation
from sandbox.scorers import Valued, losses
from sandbox.text import Text


class ThresholdLoss(Valued):
    """Share = max(0, 1 − (L − L_best) ÷ (L_trivial − L_best)); scoring function S6.

    L is the loss of the limits that were set, L_best the smallest one found, L_trivial that of the
    better of the two trivial strategies, all and none. The reference minimises, so its values are
    losses with a minus sign. Whoever sets a limit at either end earns 0.
    """

    kind: Literal["threshold_loss"] = "threshold_loss"

    @override
    def formula(self, value: float, valuation: Valuation) -> Text:
        """The three losses and the fraction."""
        return losses(value, valuation)


KIND = ThresholdLoss
