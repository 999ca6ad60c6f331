"""D04: a citizen number that a spreadsheet kept as a number; its last digits are gone."""

import pyarrow as pa

from sandbox.defects import joined, matches, one_of, only, part
from sandbox.model.defect import CellDefect, Site
from sandbox.text import Text

ALL_DIGITS = "^29[0-9]{16}$"


class Scientific(CellDefect):
    """Fifteen significant digits remain: `…000`, or scientific notation. Numbers with X survive."""

    code = "D04"
    label = Text(zh="号码存成数值，末三位变 000", en="Number kept as a number, last digits lost")
    treatment = Text(
        zh="末位已不可恢复，应向来源单位提出校核申请，取回原号。",
        en="The digits cannot be recovered: ask the source to verify and send the number again.",
    )
    trap = Text(zh="保留 000，或补零凑位数。", en="Keeping the 000, or padding with zeros.")
    writes_text = True

    def damage(self, site: Site) -> pa.Array:
        """`290102193803150017` becomes `290102193803150000` or `2.90102193803150E+17`."""
        clean = site.cells()
        kept = part(clean, 0, 15)
        zeros = joined(kept, "000")
        power = joined(part(clean, 0, 1), ".", part(kept, 1), "E+17")
        return only(matches(clean, ALL_DIGITS), one_of([zeros, power], site.choose(2)), clean)


KIND = Scientific()
