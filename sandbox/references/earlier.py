"""Earlier: what happened is how well an earlier answer did."""

from typing import ClassVar

from pydantic import ConfigDict, Field
from typing_extensions import override

from sandbox.model.base import Authored, Slug
from sandbox.model.reference import Actions, ReferenceSpec, Sealed, TruthReader
from sandbox.model.relation import Relation


class Earned(Authored):
    """The earlier decision, and the share of its points that counts as having been right."""

    of: Slug = Field(repr=False)
    least: float = Field(default=0.8, gt=0, le=1)


class Earlier(ReferenceSpec):
    """One row (id, outcome): 1 when the earlier answer earned at least `least`, 0 when not.

    In YAML: `reference: {earlier: {of: DECISION, least: 0.8}}`, for a confidence about one's own
    answer. Before any answer is known, as in the counterfactual, the earlier answer is the
    reference's own, and therefore right.
    """

    model_config = ConfigDict(hide_input_in_errors=True)
    needs_world: ClassVar[bool] = False

    value: Earned

    @override
    def rests_on(self) -> str:
        """The earlier decision."""
        return self.value.of

    @override
    def given(self, share: float) -> Sealed:
        """The outcome for whoever earned that share."""
        right = share >= self.value.least
        return Sealed(Relation.of(("id", "outcome"), [(self.value.of, int(right))]))

    @override
    def resolve(self, world: TruthReader | None, actions: Actions | None = None) -> Sealed:
        """The outcome for the reference's own answer."""
        return self.given(1.0)


KIND = Earlier
