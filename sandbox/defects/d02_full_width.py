"""D02: digits and letters typed in full width."""

import numpy as np
import pyarrow as pa

from sandbox.model.defect import CellDefect, Site, letters, spelled
from sandbox.text import Text

OFFSET = 0xFEE0


class FullWidth(CellDefect):
    """Every digit and letter becomes its full-width twin (U+FF10 and following)."""

    code = "D02"
    label = Text(zh="全角数字和字母", en="Full-width digits and letters")
    treatment = Text(
        zh="比对前统一转为半角（NFKC 规范化）。",
        en="Normalise to half width (NFKC) before comparing.",
    )
    trap = Text(zh="当成另一个人。", en="Taking it for a different person.")
    writes_text = True

    def damage(self, site: Site) -> pa.Array:
        """`29` becomes `２９`."""
        signs = letters(site.cells())
        digit = (signs >= ord("0")) & (signs <= ord("9"))
        capital = (signs >= ord("A")) & (signs <= ord("Z"))
        return spelled(np.where(digit | capital, signs + np.uint32(OFFSET), signs))


KIND = FullWidth()
