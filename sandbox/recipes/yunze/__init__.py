"""Yunze, the fictional province: its people, and what its departments keep about them."""

from collections.abc import Iterator
from typing import Final

from sandbox.model.dataset import BuiltTable, Recipe, TableSpec, WorldParams
from sandbox.recipes.yunze import (
    civil_affairs,
    credit,
    disability,
    education,
    health,
    hotline,
    housing_fund,
    human_resources,
    land,
    market,
    medical,
    population,
    sharing,
    tax,
    vehicles,
)
from sandbox.recipes.yunze.world import make_province

DEPARTMENTS: Final = (
    civil_affairs,
    health,
    education,
    disability,
    hotline,
    human_resources,
    medical,
    market,
    tax,
    land,
    housing_fund,
    vehicles,
    credit,
)
"""In the order in which their tables are made; each reads the true province alone."""

SHARED: Final = ("gmsfhm", "xm", "csrq", "hjqhdm", "ryzt")
"""What data sharing needs of the register; the rest need not be held until then."""


class Yunze(Recipe):
    """The world of every scenario; every number in it begins with division prefix 29."""

    name = "yunze"
    version = 3

    def tables(self) -> tuple[TableSpec, ...]:
        """The population register, the departments in turn, then the tables of data sharing."""
        departments = [spec for department in DEPARTMENTS for spec in department.TABLES]
        return (*population.TABLES, *departments, *sharing.TABLES)

    def build(self, params: WorldParams) -> Iterator[BuiltTable]:
        """One table at a time, so that no more than one is held besides the province."""
        province = make_province(params)
        register = next(population.build(province))
        shared = register.data.select(SHARED)
        yield register
        del register
        for department in DEPARTMENTS:
            yield from department.build(province)
        yield from sharing.build(params, shared, province.draw)


KIND = Yunze()
"""The recipe `yunze`."""
