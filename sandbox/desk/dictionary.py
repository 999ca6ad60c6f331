"""The data dictionary, made from the recipe's tables, the handbook's levels and the defects."""

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from sandbox.datasets.plan import plan_for
from sandbox.datasets.worlds import open_world
from sandbox.desk.views.dictionary import (
    DefectView,
    DepartmentView,
    DictionaryView,
    FieldView,
    RegisterView,
)
from sandbox.desk.wiring import Office
from sandbox.errors import SandboxError
from sandbox.model.dataset import Recipe, TableSpec, WorldParams
from sandbox.model.defect import Defect, DefectRule
from sandbox.registry import discover
from sandbox.text import Lang, Text

RECIPE: Final = "yunze"
SAMPLE: Final = WorldParams(people=2000, seed=101, defects="none")
"""The world whose rows are counted."""
LEVELS: Final = ("light", "standard", "hard")
Row = Mapping[str, str]


def dictionary(office: Office, lang: Lang) -> DictionaryView:
    """Everything that departments hold, in the order in which their tables are made.

    Raises:
        SandboxError: a table belongs to no department of `data/assets.csv`.
    """
    made: DictionaryView = office.remember(("dictionary", lang), lambda: _made(office, lang))
    return made


def attributes(office: Office) -> dict[str, str]:
    """Table → proposed sharing attribute, for the written dictionary; pages never ask for it."""
    rows = _read(office.places.data / "assets.csv")
    return {row["table"]: row["attr"] for row in rows if row["attr"]}


def _made(office: Office, lang: Lang) -> DictionaryView:
    recipe: Recipe = discover("recipes").get(RECIPE)
    assets = {row["table"]: row for row in _read(office.places.data / "assets.csv")}
    specs = [spec for spec in recipe.tables() if not spec.truth]
    if strays := [spec.name for spec in specs if spec.name not in assets]:
        raise SandboxError(f"Table `{strays[0]}` stands in no line of `data/assets.csv`.")
    counts, defects = _counts(office, recipe), _defects(recipe)
    departments = []
    for each in _read(office.places.data / "departments.csv"):
        registers = tuple(
            _register(spec, assets[spec.name], counts[spec.name], defects.get(spec.name, ()), lang)
            for spec in specs
            if assets[spec.name]["department"] == each["department"]
        )
        departments.append(
            DepartmentView(id=each["department"], name=each[lang], registers=registers)
        )
    return DictionaryView(
        people=SAMPLE.people, seed=SAMPLE.seed, departments=tuple(departments)
    )  # fmt: skip


def _read(file: Path) -> list[Row]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _counts(office: Office, recipe: Recipe) -> Mapping[str, int]:
    world = open_world(recipe, SAMPLE, office.places.state / "cache")
    names = [spec.name for spec in world.tables()]
    asked = " UNION ALL ".join(f"SELECT '{n}' AS t, count(*) AS n FROM \"{n}\"" for n in names)
    return {str(name): int(rows or 0) for name, rows in world.visible(asked).rows}


Struck = tuple[str, DefectRule, Defect]
"""Level, rule, and the defect that the rule asks for."""


def _defects(recipe: Recipe) -> Mapping[str, tuple[Struck, ...]]:
    """By table, every rule of every level."""
    found: dict[str, list[Struck]] = {}
    for level in LEVELS:
        for order in plan_for(level, recipe).orders:
            found.setdefault(order.rule.table, []).append((level, order.rule, order.defect))
    return {table: tuple(struck) for table, struck in found.items()}


def _register(
    spec: TableSpec, asset: Row, rows: int, struck: tuple[Struck, ...], lang: Lang
) -> RegisterView:
    return RegisterView(
        name=spec.name,
        zh=spec.label.zh,
        en=spec.label.en,
        rows=rows,
        level=asset["level"] or None,
        sensitive=asset[f"sensitive_{lang}"] or None,
        fields=tuple(
            FieldView(name=column.name, zh=column.label.zh, en=column.label.en)
            for column in spec.columns
        ),
        defects=tuple(_views(struck, lang)),
    )


def _views(struck: tuple[Struck, ...], lang: Lang) -> Iterator[DefectView]:
    """One per defect, by code."""

    def said(text: Text) -> str:
        return text.pick(lang)

    for defect in sorted({defect.code: defect for _, _, defect in struck}.items()):
        code, kind = defect
        mine = [(level, rule) for level, rule, other in struck if other.code == code]
        columns = dict.fromkeys(rule.column for _, rule in mine if rule.column)
        yield DefectView(
            code=code,
            label=said(kind.label),
            treatment=said(kind.treatment),
            trap=said(kind.trap),
            columns=tuple(columns),
            levels=tuple(level for level in LEVELS if level in {one for one, _ in mine}),
        )
