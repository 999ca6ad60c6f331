"""信用公示: licences and penalties that are published, and the list of the dishonest.

Published means for everybody's eyes, so natural persons appear by surname and with the last four
signs of their number alone. A penalty leaves the page and a name leaves the list on repair.
"""

from collections.abc import Iterator
from typing import Final

from sandbox.model.dataset import BuiltTable, TableSpec
from sandbox.recipes.yunze.dishonest import XY_SX, dishonest
from sandbox.recipes.yunze.penalties import XY_CF, penalties
from sandbox.recipes.yunze.province import Province
from sandbox.recipes.yunze.published_licences import XY_XK, published_licences

TABLES: Final[tuple[TableSpec, ...]] = (XY_XK, XY_CF, XY_SX)


def build(province: Province) -> Iterator[BuiltTable]:
    """The tables one by one, in the order of `TABLES`."""
    yield published_licences(province)
    yield penalties(province)
    yield dishonest(province)
