"""D13: the record lags behind: an old status, a name no longer borne, an end never entered."""

from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc

from sandbox.model.base import Authored
from sandbox.model.defect import CellDefect, DefectRule, Site
from sandbox.text import Text


class Former(Authored):
    """What the cell, or a word in it, used to be: present → former."""

    whole: Mapping[str, str] = {}
    words: Mapping[str, str] = {}
    missing: bool = False
    """The cell used to be empty: nobody has entered the end."""
    blank: tuple[str, ...] = ()
    """Columns that tell about the change and are empty without it."""


class Stale(CellDefect):
    """Cells in `whole` go back to their former value; of `words`, the first that occurs does."""

    code = "D13"
    label = Text(zh="状态或名称未更新", en="Stale status or former name")
    treatment = Text(
        zh="以数源部门为准，并看更新时间。",
        en="Rely on the department that owns the item, and look at when it was updated.",
    )
    trap = Text(zh="按多数来源取值。", en="Taking a majority vote among the sources.")
    Params = Former
    column_params = ("blank",)

    def blanks(self, rule: DefectRule) -> tuple[str, ...]:
        """As the rule says."""
        return Former.model_validate(dict(rule.params)).blank

    def damage(self, site: Site) -> pa.Array:
        """What neither mapping knows stays."""
        clean = site.cells()
        former = site.params(Former)
        if former.missing:
            return pa.nulls(len(site), pa.string())
        dirty = clean
        for present, before in former.whole.items():
            dirty = pc.if_else(pc.equal(clean, present), before, dirty)
        for present, before in former.words.items():
            untouched = pc.equal(dirty, clean)
            once = pc.replace_substring(dirty, present, before, max_replacements=1)
            dirty = pc.if_else(untouched, once, dirty)
        return dirty


KIND = Stale()
