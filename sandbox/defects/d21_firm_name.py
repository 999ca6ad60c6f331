"""D21: one firm name in many spellings: brackets, the form of the company, blanks."""

import pyarrow as pa
import pyarrow.compute as pc

from sandbox.defects import joined, one_of, part
from sandbox.model.defect import CellDefect, Site
from sandbox.text import Text


class FirmName(CellDefect):
    """Half-width brackets, the longer or shorter form of the company, or a blank inside."""

    code = "D21"
    label = Text(zh="企业名称括号、后缀、空格不一", en="Brackets, suffix and blanks in firm names")
    treatment = Text(
        zh="仅在比对时归一，登记名称不改。",
        en="Normalise for comparison only; the registered name stays.",
    )
    trap = Text(zh="名称差一字就当成另一家企业。", en="Taking it for another firm.")

    def damage(self, site: Site) -> pa.Array:
        """Three spellings, by chance; where one changes nothing, a blank is put in."""
        clean = site.cells()
        half = pc.replace_substring(pc.replace_substring(clean, "（", "("), "）", ")")
        longer = pc.replace_substring_regex(clean, "有限公司$", "有限责任公司")
        shorter = pc.replace_substring_regex(clean, "有限责任公司$", "有限公司")
        form = pc.if_else(pc.equal(shorter, clean), longer, shorter)
        blank = joined(part(clean, 0, 3), " ", part(clean, 3))
        spelt = one_of([half, form, blank], site.choose(3))
        return pc.if_else(pc.equal(spelt, clean), blank, spelt)


KIND = FirmName()
