"""The context of validation: a written mapping becomes the kind that it names."""

from dataclasses import dataclass, field
from typing import Any, Final, get_args

from pydantic import ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError
from pydantic_core.core_schema import ErrorType

from sandbox.model.base import KindFamily as Family
from sandbox.registry import Registry, discover

CORE: Final = frozenset(get_args(ErrorType))
"""The failures that the validator knows by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KindBook:
    """Every kind an author may name; the installed ones unless told otherwise."""

    decision: Registry[Any] = field(default_factory=lambda: discover("decisions"))
    reference: Registry[Any] = field(default_factory=lambda: discover("references"))
    scorer: Registry[Any] = field(default_factory=lambda: discover("scorers"))
    simulator: Registry[Any] = field(default_factory=lambda: discover("simulators"))
    recipe: Registry[Any] = field(default_factory=lambda: discover("recipes"))
    defect: Registry[Any] = field(default_factory=lambda: discover("defects"))

    def of(self, family: Family) -> Registry[Any]:
        """The kinds of one family."""
        return {
            "decision": self.decision, "reference": self.reference, "scorer": self.scorer,
            "simulator": self.simulator,
        }[family]  # fmt: skip

    def make(self, family: Family, written: Any) -> Any:
        """The kind that `written` names, validated.

        Raises:
            ValidationError: paths are relative to `written`, exactly as the author wrote them.
        """
        if family == "reference":
            return self._reference(written)
        if not isinstance(written, dict):
            raise _refused(family, "kind_mapping", (), written, {"family": family})
        if "kind" not in written:
            raise _refused(family, "missing", ("kind",), written, {})
        kind = self._kind(family, written["kind"], ("kind",))
        return kind.model_validate(written, context=self)

    def _reference(self, written: Any) -> Any:
        if not isinstance(written, dict) or len(written) != 1:
            known = ", ".join(self.reference)
            raise _refused("reference", "reference_mapping", (), written, {"known": known})
        name, value = next(iter(written.items()))
        kind = self._kind("reference", name, (name,))
        try:
            return kind.model_validate({"value": value}, context=self)
        except ValidationError as error:
            raise _renamed(error, name) from None

    def _kind(self, family: Family, name: Any, loc: tuple[str, ...]) -> Any:
        kinds = self.of(family)
        if name not in tuple(kinds):
            found = {"family": family, "name": str(name), "known": "\n".join(kinds)}
            raise _refused(family, "unknown_kind", loc, name, found)
        return kinds.get(name)


def _refused(
    title: str, kind: str, loc: tuple[str, ...], written: Any, found: dict[str, Any]
) -> ValidationError:
    error = InitErrorDetails(
        type="missing" if kind == "missing" else PydanticCustomError(kind, kind, found),
        loc=loc,
        input=written,
    )
    return ValidationError.from_exception_data(title, [error])


def _renamed(error: ValidationError, name: str) -> ValidationError:
    """The same errors under the key that the author wrote instead of `value`."""
    details = [
        InitErrorDetails(
            type=each["type"] if each["type"] in CORE else PydanticCustomError("other", "other"),
            loc=(name, *each["loc"][1:]),
            input=each["input"],
            ctx=each.get("ctx", {}),
        )
        for each in error.errors(include_url=False)
    ]
    return ValidationError.from_exception_data(error.title, details)
