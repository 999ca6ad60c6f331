"""D19: the interface failed, and the failure was recorded as "none"."""

import pyarrow as pa

from sandbox.model.base import Authored
from sandbox.model.defect import CellDefect, Site
from sandbox.text import Sentence, Text


class Recorded(Authored):
    """What stands in the cell after a failed query."""

    value: Sentence = "无"


class FailureAsNone(CellDefect):
    """The answer is replaced by the word that also means that there is nothing."""

    code = "D19"
    label = Text(zh="接口失败记成“无”", en='Interface failure recorded as "none"')
    treatment = Text(
        zh="区分有、无、未知三种状态；未知的重新查询或转人工。",
        en="Keep yes, no and unknown apart; ask again or pass the unknown on to a person.",
    )
    trap = Text(zh="按不符合条件处理。", en="Treating it as not eligible.")
    Params = Recorded
    writes_text = True

    def damage(self, site: Site) -> pa.Array:
        """The same word for everybody who is hit."""
        return pa.array([site.params(Recorded).value] * len(site), pa.string())


KIND = FailureAsNone()
