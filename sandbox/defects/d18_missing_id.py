"""D18: no citizen number in the record."""

import pyarrow as pa

from sandbox.model.defect import CellDefect, Site
from sandbox.text import Text


class MissingId(CellDefect):
    """The cell is empty, as in many records of deaths and cremations."""

    code = "D18"
    label = Text(zh="缺身份证号", en="Missing citizen number")
    treatment = Text(
        zh="用姓名、出生日期和地址匹配，再核实。",
        en="Match by name, birth and address, then verify.",
    )
    trap = Text(zh="没有号码就不管。", en="Ignoring the record because it has no number.")

    def damage(self, site: Site) -> pa.Array:
        """Nothing in place of the number."""
        return pa.nulls(len(site), pa.string())


KIND = MissingId()
