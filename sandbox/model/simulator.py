"""Simulators: what a decision leads to where SQL alone cannot say it."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import ClassVar, Self

from pydantic import Field, model_validator

from sandbox.model.base import Authored, Slug
from sandbox.model.dataset import WorldReader
from sandbox.model.relation import Relation
from sandbox.text import Text


class Simulator(Authored, ABC):
    """A model of something that happens; `KIND` of a file under `sandbox/simulators/`.

    In YAML: `simulate: {kind: approval_queue, …}`. Its fields are the parameters, with defaults
    that are teaching conventions (教学约定). Deterministic given world and answers: chance comes
    from `Draw` with the world's seed, and is the same for every policy that is compared.
    """

    kind: str
    of: tuple[Slug, ...] = ()
    """Ids of the decisions whose answers it reads as they are."""
    given: str | None = Field(default=None, min_length=1)
    """A query over world, truth and answers that returns rows (name, value): settings beside
    those that the answers themselves hold, for what several decisions bring about together."""

    @model_validator(mode="after")
    def _reads_something(self) -> Self:
        if not self.of and self.given is None:
            raise ValueError("a simulator reads answers: write `of`, `given`, or both")
        return self

    label: ClassVar[Text]
    reads: ClassVar[tuple[str, ...]] = ()
    """Tables it needs besides its parameters, in words for authors."""

    @abstractmethod
    def simulate(self, world: WorldReader, answers: Mapping[str, Relation]) -> Relation:
        """Outcome rows; SQL of the same consequence sees them as the table `outcome`.

        Keys of `answers` are the decision ids of `of`.

        Raises:
            SandboxError: the world or the answers lack what the model needs; names it.
        """
