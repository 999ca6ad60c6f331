"""The base of everything an author writes in YAML."""

from typing import Annotated, Any, Literal, Protocol

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints, ValidationInfo

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*$")]
"""A lower-case id: letters, digits, single hyphens or underscores."""


class Authored(BaseModel):
    """A frozen value read from YAML; an unknown field is a problem, never ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid")


KindFamily = Literal["decision", "reference", "scorer", "simulator"]


class Kinds(Protocol):
    """Turns a written mapping into the kind it names; the loader passes one as context."""

    def make(self, family: KindFamily, written: Any) -> Any:
        """The kind, validated; raises pydantic's errors with paths relative to `written`."""
        ...


def of_kind(family: KindFamily) -> BeforeValidator:
    """A field whose class is chosen by the name written in it, not by the field."""

    def make(written: Any, info: ValidationInfo) -> Any:
        return written if info.context is None else info.context.make(family, written)

    return BeforeValidator(make)
