"""D17: one citizen number, two persons."""

from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from sandbox.defects import CITIZEN_NUMBER, matches, only
from sandbox.model.defect import CellDefect, Site, as_text
from sandbox.text import Text

SAMPLE: Final = 4096


class SharedNumber(CellDefect):
    """The number becomes that of another row, of the nearest division and birth in a sample."""

    code = "D17"
    label = Text(zh="一号两人（重号）", en="One number, two persons")
    treatment = Text(
        zh="停止自动比对，转人工，由公安机关核定。",
        en="Stop automatic matching and pass it on to people; the police settle the number.",
    )
    trap = Text(zh="合并成一个人。", en="Merging the two into one.")

    def damage(self, site: Site) -> pa.Array:
        """A cell without a proper number stays."""
        clean = site.cells()
        column = site.data.column(str(site.rule.column))
        step = max(len(column) // SAMPLE, 1)
        some = as_text(column.take(pa.array(np.arange(0, len(column), step, dtype=np.int64))))
        pool = some.filter(matches(some, CITIZEN_NUMBER)).unique()
        pool = pool.take(pc.sort_indices(pool))
        if len(pool) < 2:
            return clean
        known = pool.to_numpy(zero_copy_only=False).astype("U18")
        own = np.array(pc.fill_null(clean, "").to_pylist(), dtype="U18")
        at = np.searchsorted(known, own, side="right")
        # The next number in order, never one's own; the last person gets the one before.
        at = np.where(at == len(known), np.searchsorted(known, own) - 1, at)
        return only(matches(clean, CITIZEN_NUMBER), pool.take(pa.array(at)), clean)


KIND = SharedNumber()
