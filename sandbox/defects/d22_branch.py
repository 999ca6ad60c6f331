"""D22: a branch recorded under the code or name of its parent."""

import pyarrow as pa
import pyarrow.compute as pc

from sandbox.model.base import Authored
from sandbox.model.defect import CellDefect, Site
from sandbox.text import Text


class Parent(Authored):
    """The column that holds what belongs to the parent."""

    parent: str


class Branch(CellDefect):
    """The branch's cell becomes its parent's; where the parent has none, it stays."""

    code = "D22"
    label = Text(zh="分支机构并入总公司", en="Branch merged with its parent")
    treatment = Text(
        zh="分支机构单独成户，用上级代码关联。",
        en="Keep them as separate entities with a link to the parent.",
    )
    trap = Text(zh="按名称相近合并为一家。", en="Merging them because the names are alike.")
    Params = Parent
    column_params = ("parent",)

    def damage(self, site: Site) -> pa.Array:
        """From the same row."""
        return pc.coalesce(site.cells(site.params(Parent).parent), site.cells())


KIND = Branch()
