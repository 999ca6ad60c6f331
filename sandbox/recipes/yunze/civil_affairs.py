"""民政: marriages, the minimum living allowance, the old-age allowance, cremations."""

from collections.abc import Iterator
from typing import Final

from sandbox.model.dataset import BuiltTable, TableSpec
from sandbox.recipes.yunze.cremations import HH, cremations
from sandbox.recipes.yunze.marriages import HY, marriages
from sandbox.recipes.yunze.minimum_living import DB, minimum_living
from sandbox.recipes.yunze.old_age import GLJT, old_age
from sandbox.recipes.yunze.province import Province

TABLES: Final[tuple[TableSpec, ...]] = (HY, DB, GLJT, HH)


def build(province: Province) -> Iterator[BuiltTable]:
    """The tables one by one, in the order of `TABLES`."""
    yield marriages(province)
    yield minimum_living(province)
    yield old_age(province)
    yield cremations(province)
