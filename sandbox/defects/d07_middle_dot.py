"""D07: the dot in the name of an ethnic minority, typed in one of many ways or lost."""

from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from sandbox.defects import one_of
from sandbox.model.defect import CellDefect, Site
from sandbox.text import Text

DOT: Final = "·"
FORMS: Final = ("•", "‧", "．", "・", " ", "")
"""U+2022, U+2027, U+FF0E, U+30FB, a blank, nothing."""


class MiddleDot(CellDefect):
    """U+00B7 becomes another dot, a blank, or nothing; names without one stay."""

    code = "D07"
    label = Text(zh="姓名间隔号不一", en="Middle dot of names")
    treatment = Text(
        zh="仅在比对时统一为“·”（U+00B7），登记的写法不改。",
        en="Normalise to · (U+00B7) for comparison only; leave what was registered.",
    )
    trap = Text(zh="截去间隔号之后的部分。", en="Cutting the name off after the dot.")

    def damage(self, site: Site) -> pa.Array:
        """One form per row, by chance."""
        clean = site.cells()
        forms = [pc.replace_substring(clean, DOT, form) for form in FORMS]
        return one_of(forms, site.choose(len(FORMS)))


KIND = MiddleDot()
