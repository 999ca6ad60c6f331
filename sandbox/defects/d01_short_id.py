"""D01: a citizen number of the first generation, fifteen digits without century and check sign."""

import pyarrow as pa

from sandbox.defects import joined, matches, only, part
from sandbox.model.defect import CellDefect, Site
from sandbox.text import Text

BORN_IN_1900S = "^29[0-9]{4}19[0-9]{9}[0-9X]$"


class ShortId(CellDefect):
    """Drops the century and the check sign (GB 11643-1989); only people born 1900 to 1999."""

    code = "D01"
    label = Text(zh="十五位旧身份证号", en="Fifteen-digit citizen number")
    treatment = Text(
        zh="按规则补上世纪和校验码，升为十八位，并保留原值。",
        en="Upgrade it by rule: add the century and the check sign, and keep the original.",
    )
    trap = Text(zh="当作无效号码删除。", en="Deleting it as invalid.")

    def damage(self, site: Site) -> pa.Array:
        """`290102193803150017` becomes `290102380315001`."""
        clean = site.cells()
        short = joined(part(clean, 0, 6), part(clean, 8, 17))
        return only(matches(clean, BORN_IN_1900S), short, clean)


KIND = ShortId()
