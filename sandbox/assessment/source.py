"""Where a piece of evidence comes from, so that every figure can name its decisions."""

from dataclasses import dataclass

from sandbox.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A decision in one run of a drill."""

    run: str
    scenario: str
    drill: Text
    """The drill's title."""
    decision: str
    number: int
    """Its place in the drill, from 1."""

    @property
    def question(self) -> tuple[str, str]:
        """The same question in whatever world it was asked."""
        return self.scenario, self.decision
