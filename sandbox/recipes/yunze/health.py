"""卫生健康: birth certificates and death certificates."""

from collections.abc import Iterator
from typing import Final

from sandbox.model.dataset import BuiltTable, TableSpec
from sandbox.recipes.yunze.births import CS, births
from sandbox.recipes.yunze.deaths import SW, deaths
from sandbox.recipes.yunze.province import Province

TABLES: Final[tuple[TableSpec, ...]] = (CS, SW)


def build(province: Province) -> Iterator[BuiltTable]:
    """The tables one by one, in the order of `TABLES`."""
    yield births(province)
    yield deaths(province)
