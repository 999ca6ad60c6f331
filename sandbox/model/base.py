"""The base of everything an author writes in YAML."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*$")]
"""A lower-case id: letters, digits, single hyphens or underscores."""


class Authored(BaseModel):
    """A frozen value read from YAML; an unknown field is a problem, never ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid")
