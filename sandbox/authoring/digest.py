"""Digests: which text a run was played on, and which key it was marked by."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any, Final

PROSE: Final = frozenset(
    {"title", "prompt", "difficulty", "tags", "basis", "hints", "feedback"}
)  # fmt: skip
"""Parts of a decision that no score depends on."""
WORDING: Final = frozenset({"label", "detail", "prompt", "unit"})
"""Parts of an option, item or question that no score depends on."""


def of_files(contents: Mapping[str, bytes]) -> str:
    """SHA-256 (hex) over names and contents, each with its length before it, sorted by name."""
    digest = hashlib.sha256()
    for name in sorted(contents):
        for part in (name.encode(), contents[name]):
            digest.update(len(part).to_bytes(8, "big"))
            digest.update(part)
    return digest.hexdigest()


def of_key(written: Mapping[str, Any], tables: Mapping[str, str] | None = None) -> str:
    """SHA-256 (hex) over what decides scores: the world, and decisions without their wording.

    The world includes the scenario's own `tables`, each by its digest. `written` is the
    scenario's YAML; mending a typo in a prompt leaves the digest alone.
    """
    decisions = [
        {name: _bare(name, value) for name, value in decision.items() if name not in PROSE}
        for step in written["steps"]
        for decision in step["decisions"]
    ]
    own = {"tables": dict(tables)} if tables else {}
    canonical = json.dumps(
        {"world": written["world"], "decisions": decisions, **own},
        ensure_ascii=False, sort_keys=True, separators=(",", ":"),
    )  # fmt: skip
    return hashlib.sha256(canonical.encode()).hexdigest()


def _bare(name: str, value: Any) -> Any:
    if name in ("reference", "scorer"):
        return value
    return None if name in WORDING else _without_wording(value)


def _without_wording(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _without_wording(v) for k, v in value.items() if k not in WORDING}
    return [_without_wording(v) for v in value] if isinstance(value, list) else value
