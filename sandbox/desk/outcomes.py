"""Outcomes in words: numbers with their sentence, people with what happened to them, bars."""

import re
from collections.abc import Mapping
from typing import Any, Final, cast

from sandbox.desk.setting import in_language
from sandbox.desk.views import BarView, ConsequenceView, CountView, PersonView, Tone
from sandbox.errors import SandboxError
from sandbox.model.outcome import Outcome
from sandbox.model.relation import Relation
from sandbox.text import Lang, Text

_TONES: Final = ("helped", "harmed", "waiting", "neutral")
PEOPLE_MAX: Final = 8


def consequence_view(outcome: Outcome, lang: Lang) -> ConsequenceView:
    """One consequence as a page shows it."""
    spec = outcome.consequence
    people = _people(outcome, lang) if spec.shape == "people" else ()
    count = _count(outcome, lang) if spec.shape == "count" else None
    bars = _bars(outcome, lang) if spec.shape == "before_after" else ()
    text = count.sentence if count else fill(spec.text, {"n": len(outcome.yours.rows)}, lang)
    return ConsequenceView(
        id=spec.id,
        title=spec.title.pick(lang),
        indicator=spec.indicator,
        shape=spec.shape,
        text=text,
        unit=None if spec.unit is None else spec.unit.pick(lang),
        count=count,
        people=people,
        bars=bars,
    )


def fill(text: Text, row: Mapping[str, Any], lang: Lang) -> str:
    """A sentence with its `{columns}` filled in, numbers as people write them.

    Raises:
        SandboxError: the query returns no column of a name that the sentence uses.
    """
    values = {name: number(value) for name, value in row.items()}
    try:
        return text.pick(lang).format_map(values)
    except (KeyError, IndexError) as missing:
        raise SandboxError(
            f"The sentence `{text.en}` uses {missing}, which its query does not return."
        ) from None


def number(value: Any) -> str:
    """Whole numbers without decimals, thousands separated; other numbers with one decimal."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return "–" if value is None else str(value)
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.1f}"


def _first(relation: Relation) -> dict[str, Any]:
    return dict(relation.dicts()[0]) if relation.rows else {"value": 0}


def _tone(written: object, otherwise: str) -> Tone:
    return cast(Tone, written if written in _TONES else otherwise)


def _count(outcome: Outcome, lang: Lang) -> CountView:
    spec = outcome.consequence
    yours, reference = (
        _first(in_language(side, lang)) for side in (outcome.yours, outcome.reference)
    )
    return CountView(
        value=float(yours.get("value") or 0),
        unit=None if spec.unit is None else spec.unit.pick(lang),
        sentence=fill(spec.text, yours, lang),
        reference_value=float(reference.get("value") or 0),
        reference_sentence=fill(spec.text, reference, lang),
        tone=_tone(yours.get("tone"), spec.tone),
    )


def _people(outcome: Outcome, lang: Lang) -> tuple[PersonView, ...]:
    rows = in_language(outcome.yours, lang).dicts()[:PEOPLE_MAX]
    return tuple(
        PersonView(
            name=str(row["name"]),
            age=None if row.get("age") is None else int(cast(int, row["age"])),
            place=str(row["place"]),
            outcome=str(row[lang]),
            tone=_tone(row.get("tone"), outcome.consequence.tone),
        )
        for row in rows
    )


def _bars(outcome: Outcome, lang: Lang) -> tuple[BarView, ...]:
    reference = [row["after"] for row in outcome.reference.dicts()]
    return tuple(
        BarView(
            label=re.sub(r"\s+", " ", str(row[lang])),
            before=_float(row["before"]),
            after=_float(row["after"]),
            reference=_float(reference[n]) if n < len(reference) else 0.0,
        )
        for n, row in enumerate(outcome.yours.dicts())
    )


def _float(value: object) -> float:
    return float(cast(float, value)) if value is not None else 0.0
