"""D24: a count below five that should have been suppressed stands in a published table."""

import pyarrow as pa
import pyarrow.compute as pc

from sandbox.model.defect import CellDefect, Site
from sandbox.text import Text

SMALLEST_SAFE = 5


class SmallCell(CellDefect):
    """A suppressed (missing) count is published as 1 to 4."""

    code = "D24"
    label = Text(zh="发布表中的小单元格", en="Small cell in a published table")
    treatment = Text(
        zh="隐去或合并，使每格不少于 5 人（k ≥ 5）。",
        en="Suppress or merge until every cell holds five people or more (k ≥ 5).",
    )
    trap = Text(zh="没有姓名就可以公布。", en="Publishing it because it holds no names.")
    of_missing = True

    def damage(self, site: Site) -> pa.Array:
        """Few enough that a neighbour knows who is meant."""
        return pc.cast(pa.array(site.choose(SMALLEST_SAFE - 1) + 1), pa.string())


KIND = SmallCell()
