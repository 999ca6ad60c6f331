"""Completion in `scenario.yaml`: keys and values that the schema allows at a place."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final

from sandbox.authoring.place import Place, place_at
from sandbox.authoring.schema import schema
from sandbox.desk.views.studio import WordView
from sandbox.desk.wiring import Office
from sandbox.registry import discover
from sandbox.text import Lang

MOST: Final = 200


@cache
def _schema() -> dict[str, Any]:
    return schema()


def words(
    office: Office, files: Mapping[str, str], line: int, column: int, lang: Lang
) -> tuple[WordView, ...]:
    """What can stand there, what is missing first; nothing where the place is not understood."""
    here = place_at(files.get("scenario.yaml", ""), line, column)
    found = (*_named(office, here, lang), *_from_schema(here))
    unique = {one.word: one for one in reversed(found)}
    return tuple(sorted(unique.values(), key=lambda one: (not one.first, one.word)))[:MOST]


def _named(office: Office, here: Place, lang: Lang) -> Iterator[WordView]:
    """Names that no schema knows: laws, articles, tables."""
    if here.key == "law":
        for article in office.laws.articles.values():
            yield _word(article.law, article.name.pick(lang), "law")
    elif here.key == "table":
        recipe = discover("recipes").get("yunze")
        for spec in recipe.tables():
            if not spec.truth:
                yield _word(spec.name, spec.label.pick(lang), "table")


def _from_schema(here: Place) -> Iterator[WordView]:
    for node in _nodes(_schema(), here):
        if here.key is not None:
            yield from _values(node, here.key)
            continue
        required = node.get("required", ())
        for name, told in node.get("properties", {}).items():
            if name not in here.written:
                meaning = str(_resolved(told).get("description", "")).split("\n")[0]
                yield _word(f"{name}: ", meaning, "key", first=name in required)


def _values(node: Mapping[str, Any], key: str) -> Iterator[WordView]:
    told = node.get("properties", {}).get(key)
    if told is None:
        return
    for one in _alternatives(told):
        items = _resolved(one.get("items", {}))
        for value in (*one.get("enum", ()), *items.get("enum", ())):
            yield _word(str(value), "", "value")
        if "const" in one:
            meaning = str(node.get("description", "")).split("\n")[0]
            yield _word(str(one["const"]), meaning, "kind")


def _nodes(root: Mapping[str, Any], here: Place) -> list[Mapping[str, Any]]:
    """Every mapping of the schema that may stand at the place."""
    nodes = _alternatives(root)
    for part, kind in here.path:
        below: list[Mapping[str, Any]] = []
        for node in nodes:
            told = node.get("items") if part is None else node.get("properties", {}).get(part)
            if told is None and part is not None:
                extra = node.get("additionalProperties")
                told = extra if isinstance(extra, dict) else None
            if told is not None:
                below += _alternatives(told)
        if kind is not None:
            fits = [one for one in below if _const(one) in (None, kind)]
            below = fits or below
        nodes = below
    return nodes


def _const(node: Mapping[str, Any]) -> str | None:
    found = node.get("properties", {}).get("kind", {})
    return found.get("const") if isinstance(found, dict) else None


def _alternatives(node: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    node = _resolved(node)
    for way in ("oneOf", "anyOf", "allOf"):
        if way in node:
            return [one for each in node[way] for one in _alternatives(each)]
    return [node]


def _resolved(node: Mapping[str, Any]) -> Mapping[str, Any]:
    while "$ref" in node:
        node = _schema()["$defs"][str(node["$ref"]).rsplit("/", 1)[-1]]
    return node


def _word(word: str, meaning: str, sort: Any, *, first: bool = False) -> WordView:
    return WordView(word=word, meaning=meaning, sort=sort, first=first)
