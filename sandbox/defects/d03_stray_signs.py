"""D03: a lower-case x, blanks around or inside, or a sign that nobody sees."""

import pyarrow as pa
import pyarrow.compute as pc

from sandbox.defects import joined, one_of, part
from sandbox.model.defect import CellDefect, Site
from sandbox.text import Text

ZERO_WIDTH = "\u200b"
WIDE_BLANK = "\u3000"


class StraySigns(CellDefect):
    """A blank before, after or inside, a zero-width space, or x for X where there is one."""

    code = "D03"
    label = Text(zh="小写 x、空格和零宽字符", en="Lower-case x, blanks, zero-width signs")
    treatment = Text(
        zh="去掉首尾、中间和看不见的空白，末位 x 改为大写。",
        en="Remove blanks outside, inside and unseen, and write the final x as a capital.",
    )
    trap = Text(zh="原样比对，认定查无此人。", en="Comparing as it stands and finding nobody.")
    writes_text = True

    def damage(self, site: Site) -> pa.Array:
        """Five ways, by chance; a number that ends in X mostly gets its x."""
        clean = site.cells()
        # Cut after the division: a run of 15 or 18 digits left over could read as a number.
        head, tail = part(clean, 0, 6), part(clean, 6)
        spoilt = one_of(
            [
                joined(" ", clean),
                joined(clean, " "),
                joined(head, " ", tail),
                joined(head, ZERO_WIDTH, tail),
                joined(clean, WIDE_BLANK),
            ],
            site.choose(5),
        )
        lower = pc.and_(pc.ends_with(clean, "X"), pa.array(site.choose(5, part=1) > 0))
        return pc.if_else(lower, pc.utf8_lower(clean), spoilt)


KIND = StraySigns()
