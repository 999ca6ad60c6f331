"""What a consequence computed: for the trainee's answers, and for the reference's."""

from dataclasses import dataclass

from sandbox.model.relation import Relation
from sandbox.model.scenario import Consequence


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One consequence, carried out."""

    consequence: Consequence
    yours: Relation
    reference: Relation
