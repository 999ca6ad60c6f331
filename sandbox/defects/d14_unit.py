"""D14: the same amount by another measure: per year for per month, after tax for before."""

import pyarrow as pa
import pyarrow.compute as pc
from pydantic import Field

from sandbox.model.base import Authored
from sandbox.model.defect import CellDefect, Site
from sandbox.text import Text


class Factor(Authored):
    """The dirty amount is clean × `times` ÷ `per`; 12 makes a yearly one of a monthly one."""

    times: int = Field(default=12, ge=1, le=10_000)
    per: int = Field(default=1, ge=1, le=10_000)


class Unit(CellDefect):
    """Whole numbers stay whole: what is left over is cut off."""

    code = "D14"
    label = Text(zh="单位或口径不一", en="Unit or calibre conflict")
    treatment = Text(
        zh="查元数据，确认单位和口径后换算。",
        en="Read the metadata, settle unit and calibre, then convert.",
    )
    trap = Text(zh="两个数取平均。", en="Averaging the two figures.")
    Params = Factor

    def damage(self, site: Site) -> pa.Array:
        """Amounts that are no numbers stay."""
        clean = site.cells()
        factor = site.params(Factor)
        whole = pc.match_substring_regex(clean, r"^-?[0-9]{1,12}$")
        numbers = pc.cast(pc.if_else(whole, clean, "0"), pa.int64())
        # Divided by a positive number after multiplying: no fraction enters on the way.
        other = pc.divide(pc.multiply(numbers, factor.times), factor.per)
        return pc.if_else(whole, pc.cast(other, pa.string()), clean)


KIND = Unit()
