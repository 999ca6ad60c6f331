"""市场监督管理: the business register, food licences and branches."""

from collections.abc import Iterator
from typing import Final

from sandbox.model.dataset import BuiltTable, TableSpec
from sandbox.recipes.yunze.branches import ZS_FZJG, branches_of, make_branches
from sandbox.recipes.yunze.enterprises import SJ_QY, enterprises
from sandbox.recipes.yunze.food_licences import SP_XK, food_licences, make_licences
from sandbox.recipes.yunze.province import Province

TABLES: Final[tuple[TableSpec, ...]] = (SJ_QY, SP_XK, ZS_FZJG)


def build(province: Province) -> Iterator[BuiltTable]:
    """The tables one by one, in the order of `TABLES`."""
    branches = make_branches(province)
    yield enterprises(province, branches)
    yield food_licences(province, make_licences(province))
    yield branches_of(province, branches)
