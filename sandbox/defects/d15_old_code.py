"""D15: a division code from before a merger."""

from collections.abc import Mapping
from typing import Annotated

import pyarrow as pa
import pyarrow.compute as pc
from pydantic import StringConstraints

from sandbox.model.base import Authored
from sandbox.model.defect import CellDefect, Site
from sandbox.text import Text

Division = Annotated[str, StringConstraints(pattern=r"^29[0-9]{4}$")]


class Abolished(Authored):
    """Present code → abolished code; the default is the district merged in 2019."""

    codes: Mapping[Division, Division] = {"290102": "290105"}


class OldCode(CellDefect):
    """The code at the beginning of the cell goes back to the abolished one."""

    code = "D15"
    label = Text(zh="代码表版本不一（旧区划码）", en="Code list version: an abolished division")
    treatment = Text(
        zh="用区划变更对照表换算；身份证号前六位终身不变。",
        en="Convert by the table of changes; a citizen number keeps its first six digits.",
    )
    trap = Text(zh="连身份证号一起改。", en="Changing people's citizen numbers as well.")
    Params = Abolished

    def damage(self, site: Site) -> pa.Array:
        """Other codes stay."""
        dirty = clean = site.cells()
        for present, before in site.params(Abolished).codes.items():
            old = pc.replace_substring_regex(clean, f"^{present}", before)
            dirty = pc.if_else(pc.starts_with(clean, present), old, dirty)
        return dirty


KIND = OldCode()
