"""JSON Schema of scenario.yaml, made from the models: editors complete and check with it."""

from typing import Any, Final

from pydantic import BaseModel

from sandbox.authoring.kinds import KindBook
from sandbox.model.scenario import Scenario

DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"
BASES: Final = ("Decision", "Scorer", "ReferenceSpec")


def schema(kinds: KindBook | None = None) -> dict[str, Any]:
    """The schema with every installed kind; a field that no kind has is refused."""
    book = kinds or KindBook()
    whole = Scenario.model_json_schema()
    definitions: dict[str, Any] = whole.pop("$defs")
    families = {
        "Decision": [_kind(definitions, n, k) for n, k in book.decision.kinds.items()],
        "Scorer": [_kind(definitions, n, k) for n, k in book.scorer.kinds.items()],
        "ReferenceSpec": [_reference(definitions, n, k) for n, k in book.reference.kinds.items()],
    }
    for base, alternatives in families.items():
        definitions[base] = {"oneOf": alternatives}
    return {"$schema": DRAFT, **whole, "$defs": definitions}


def _kind(definitions: dict[str, Any], name: str, kind: type[BaseModel]) -> dict[str, Any]:
    """A kind under its own name, with its `kind` pinned to that name."""
    own = _merged(definitions, kind)
    own["properties"]["kind"] = {"const": name}
    own["required"] = sorted({*own.get("required", ()), "kind"})
    definitions[name] = own
    return {"$ref": f"#/$defs/{name}"}


def _reference(definitions: dict[str, Any], name: str, kind: type[BaseModel]) -> dict[str, Any]:
    """A reference: one key, the kind's name, over the kind's value."""
    own = _merged(definitions, kind)
    return {
        "type": "object",
        "description": own.get("description", ""),
        "properties": {name: own["properties"]["value"]},
        "required": [name],
        "additionalProperties": False,
    }


def _merged(definitions: dict[str, Any], kind: type[BaseModel]) -> dict[str, Any]:
    own = kind.model_json_schema()
    for name, definition in own.pop("$defs", {}).items():
        if name not in BASES:
            definitions.setdefault(name, definition)
    return own
