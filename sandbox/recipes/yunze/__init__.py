"""Yunze, the fictional province: its people, and what its departments share about them."""

from collections.abc import Iterator

from sandbox.model.dataset import BuiltTable, Recipe, TableSpec, WorldParams
from sandbox.model.draw import Draw
from sandbox.recipes.yunze.population import POPULATION, population
from sandbox.recipes.yunze.sharing import TABLES as SHARING
from sandbox.recipes.yunze.sharing import build as share


class Yunze(Recipe):
    """The world of the first scenarios; every number in it begins with division prefix 29."""

    name = "yunze"
    version = 1

    def tables(self) -> tuple[TableSpec, ...]:
        """The population register, then the tables of data sharing."""
        return (POPULATION, *SHARING)

    def build(self, params: WorldParams) -> Iterator[BuiltTable]:
        """The population first: the other tables speak of the same people."""
        draw = Draw(params.seed)
        register = population(params, draw)
        yield register
        yield from share(params, register.data, draw)


KIND = Yunze()
