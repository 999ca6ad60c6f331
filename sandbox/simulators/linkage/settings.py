"""What a trainee has set, read from the answer's rows (setting, value)."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from sandbox.errors import SandboxError
from sandbox.model.relation import Cell, Relation
from sandbox.registry import nearest
from sandbox.simulators.linkage.terms import LEVELS, STEPS, Level, Pairing, Step

Scale = Literal["probability", "percent", "weight"]
"""Of thresholds: probability of a match (0 to 1, or per cent), or log2 of its odds (bits)."""
SURVIVORS: Final = ("left", "right", "latest", "longest")
_YES: Final = frozenset({"yes", "true", "1", "on", "one-to-one", "one_to_one"})
_NO: Final = frozenset({"no", "false", "0", "off", "many-to-many", "many_to_many"})
_KNOWN: Final = ("block", "level.", "upper", "lower", "one_to_one", "survivorship", "standardise")
_USUAL: Final[Mapping[Scale, float]] = {"probability": 0.95, "percent": 95.0, "weight": 4.25}
_SURE: Final = 60.0
"""Bits beyond which a probability is as good as 0 or 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How two lists are to be linked."""

    rules: frozenset[str]
    levels: Mapping[str, Level]
    upper: float
    """From here on pairs are linked without a look; log2 of the odds (bits)."""
    lower: float
    """From here on pairs are shown to a clerk; never above `upper`."""
    one_to_one: bool
    survivors: Mapping[str, str]
    """Field → whose value the merged record keeps."""
    steps: frozenset[Step]


def read(answers: Iterable[Relation], pairing: Pairing, scale: Scale) -> Settings:
    """The settings of one or more answers.

    Rows (setting, value): `block` (a rule; one row each), `level.<field>` (exact when left out),
    `upper` and `lower` (95 % and no queue when left out), `one_to_one`, `survivorship` for all
    fields or `survivorship.<field>`, `standardise` (a step, `all` or `none`; all when left out).
    An answer with a column `choice` (pick all that apply) names standardisation steps; its other
    choices change nothing here.

    Raises:
        SandboxError: a setting or value is not known; names it and the nearest known one.
    """
    rows: list[tuple[str, Cell]] = []
    for answer in answers:
        if answer.columns[:1] == ("choice",):
            rows += [("standardise", "none")]
            rows += [("standardise", c) for c in answer.column("choice") if c in STEPS]
        else:
            rows += [(str(row[0]), row[1]) for row in answer.rows]
    for name, _ in rows:
        _known(name.split(".")[0], [each.rstrip(".") for each in _KNOWN], "setting")
    return _settings(rows, pairing, scale)


def _settings(rows: list[tuple[str, Cell]], pairing: Pairing, scale: Scale) -> Settings:
    each = dict(rows)
    fields = tuple(pairing.fields)
    blocks = [
        _known(str(value), pairing.rules, "blocking rule") for n, value in rows if n == "block"
    ]
    levels: dict[str, Level] = dict.fromkeys(fields, "exact")
    survivors: dict[str, str] = {}
    if each.get("survivorship") is not None:
        survivors = dict.fromkeys(fields, _survivor(each["survivorship"]))
    for name, value in rows:
        kind, _, field = name.partition(".")
        if field and kind == "level":
            word = _known(str(value), LEVELS, "degree of agreement")
            levels[_known(field, fields, "field")] = _LEVEL[word]
        elif field and kind == "survivorship":
            survivors[_known(field, fields, "field")] = _survivor(value)
    upper = bits(each.get("upper", _USUAL[scale]), scale)
    lower = bits(each["lower"], scale) if each.get("lower") is not None else upper
    return Settings(
        rules=frozenset(blocks),
        levels=levels,
        upper=upper,
        lower=min(lower, upper),
        one_to_one=_truth(each.get("one_to_one", False)),
        survivors=survivors,
        steps=_steps([str(value) for name, value in rows if name == "standardise"]),
    )


_LEVEL: Final[Mapping[str, Level]] = {level: level for level in LEVELS}
_STEP: Final[Mapping[str, Step]] = {step: step for step in STEPS}


def bits(value: Cell, scale: Scale) -> float:
    """A threshold as log2 of the odds.

    Raises:
        SandboxError: it is no number, or a probability outside its range.
    """
    try:
        number = float(str(value))
    except ValueError:
        number = math.nan
    most = {"probability": 1.0, "percent": 100.0}.get(scale, math.inf)
    if not math.isfinite(number) or (scale != "weight" and not 0 <= number <= most):
        span = "a number" if scale == "weight" else f"a number from 0 to {most:.0f}"
        raise SandboxError(f"`{value}` is no threshold. Give {span}.")
    if scale == "weight":
        return number
    if number in (0, most):
        return -_SURE if number == 0 else _SURE
    return math.log2(number / (most - number))


def _steps(values: list[str]) -> frozenset[Step]:
    if not values or "all" in values:
        return frozenset(STEPS)
    known = (*STEPS, "all", "none")
    words = {_known(value, known, "step of standardisation") for value in values}
    return frozenset(_STEP[word] for word in words if word in _STEP)


def _survivor(value: Cell) -> str:
    return _known(str(value), SURVIVORS, "rule of survivorship")


def _truth(value: Cell) -> bool:
    word = str(value).lower()
    if word not in _YES | _NO:
        raise SandboxError(f"`one_to_one` is `yes` or `no`, not `{value}`.")
    return word in _YES


def _known(word: str, known: Iterable[str], what: str) -> str:
    words = list(known)
    if word in words:
        return word
    close = nearest(word, words)
    hint = f" Did you mean `{close}`?" if close else f" Known: {', '.join(words)}."
    raise SandboxError(f"There is no {what} `{word}`.{hint}")
