"""What a form sent, as the raw answer that a decision understands.

A field's name says what it is part of: `grid|labels|m01` is the label of row `m01`. So a phone
without JavaScript sends the same as one with it, and nothing has to be looked up to read it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import parse_qsl, unquote

LARGEST: Final = 65_536
"""Bytes of the largest form that is read; the largest real one has about 8,000."""
_FIELDS: Final = 2_000
_DEEP: Final = {"pick": 1, "many": 1, "number": 1, "date": 1, "place": 2, "grid": 2, "share": 2,
                "cell": 3}  # fmt: skip
"""How many parts a name has after its shape."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """One answer as it came in."""

    decision: str
    round: int
    raw: Mapping[str, Any]


def read(body: bytes) -> Sent | None:
    """The answer in a form's body; None when it is no form of ours."""
    if len(body) > LARGEST:
        return None
    try:
        fields = parse_qsl(body.decode("ascii"), keep_blank_values=True, max_num_fields=_FIELDS)
    except ValueError:
        return None
    known = dict(fields)
    if "decision" not in known or known.get("round") not in ("1", "2"):
        return None
    raw = raw_answer(fields)
    if raw is None:
        return None
    return Sent(decision=known["decision"], round=int(known["round"]), raw=raw)


def raw_answer(fields: Iterable[tuple[str, str]]) -> dict[str, Any] | None:
    """Control → what was entered; what was left open is left out, and None for odd names."""
    raw: dict[str, Any] = {}
    places: dict[str, list[tuple[int, str]]] = {}
    for name, value in fields:
        if "|" in name and not _take(raw, places, name, value.strip()):
            return None
    raw.update({key: [one for _, one in sorted(placed)] for key, placed in places.items()})
    return raw


def _take(
    raw: dict[str, Any], places: dict[str, list[tuple[int, str]]], name: str, value: str
) -> bool:
    """Take one field; False when it is no field of ours."""
    shape, *parts = name.split("|")
    if _DEEP.get(shape) != len(parts):
        return False
    key, *rest = map(unquote, parts)
    if shape == "many":
        raw.setdefault(key, [])
    if not value:
        return True
    if shape != "place":
        return _put(raw, shape, (key, *rest), value)
    if not (value.isascii() and value.isdecimal()):
        return False
    places.setdefault(key, []).append((int(value), rest[0]))
    return True


def _put(raw: dict[str, Any], shape: str, path: tuple[str, ...], value: str) -> bool:
    """Keep one value at its place; False when something of another shape stands there."""
    *way, last = path
    into: Any = raw
    for part in way:
        into = into.setdefault(part, {})
        if not isinstance(into, dict):
            return False
    if shape == "many":
        if not isinstance(into[last], list):
            return False
        into[last].append(value)
    else:
        into[last] = value
    return True
