"""D12: one address in many spellings."""

from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from sandbox.defects import one_of
from sandbox.model.defect import CellDefect, Site
from sandbox.text import Text

UNIT: Final = r"号(\d+)单元(\d+)室"


class AddressVariant(CellDefect):
    """The upper divisions left out, the house numbers shortened, or the road called otherwise."""

    code = "D12"
    label = Text(zh="地址写法不一", en="Address variants")
    treatment = Text(
        zh="对照标准地址编码；地址只作参考，不作关联键。",
        en="Map to the standard address code; an address supports a match, it is no key.",
    )
    trap = Text(zh="用地址文本作关联键。", en="Joining on the text of the address.")

    def damage(self, site: Site) -> pa.Array:
        """Four spellings, by chance; an address that one of them does not fit stays."""
        clean = site.cells()
        dashed = pc.replace_substring_regex(clean, UNIT, r"号\1-\2")
        local = pc.replace_substring_regex(clean, "^云泽省(澜津市|衡川市)?", "")
        bare = pc.replace_substring_regex(clean, "(社区|街道办事处)", "")
        road = pc.replace_substring_regex(clean, r"(路|街|大道)(\d)", r"\1（原路名）\2")
        return one_of([dashed, local, bare, road], site.choose(4))


KIND = AddressVariant()
