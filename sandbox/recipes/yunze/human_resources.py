"""人力资源社会保障: insured employers, contributions, pensions and employment."""

from collections.abc import Iterator
from typing import Final

from sandbox.model.dataset import BuiltTable, TableSpec
from sandbox.recipes.yunze.contributions import RS_CB, RS_JF, contributions, headcounts
from sandbox.recipes.yunze.employment import JY, employment
from sandbox.recipes.yunze.insured_units import RS_DW, insured_units, make_units
from sandbox.recipes.yunze.pensions import RS_DY, pensions
from sandbox.recipes.yunze.province import Province
from sandbox.recipes.yunze.workforce import make_workforce

TABLES: Final[tuple[TableSpec, ...]] = (RS_DW, RS_CB, RS_JF, RS_DY, JY)


def build(province: Province) -> Iterator[BuiltTable]:
    """The tables one by one, in the order of `TABLES`."""
    units = make_units(province.firms, province.draw)
    workforce = make_workforce(province)
    yield insured_units(province, units)
    yield headcounts(province, units, workforce)
    yield contributions(province, units, workforce)
    yield pensions(province)
    yield employment(province, units, workforce)
