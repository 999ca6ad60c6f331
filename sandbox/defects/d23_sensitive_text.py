"""D23: free text that lets out what should not be shared."""

from typing import Final

import pyarrow as pa

from sandbox.defects import joined, word
from sandbox.model.base import Authored
from sandbox.model.defect import CellDefect, Site
from sandbox.text import Text

FACTS: Final = (
    "来电人称其丈夫患精神分裂症，正在服药。",
    "其女儿今年九岁，在校受到欺凌，不愿上学。",
    "当事人自述感染艾滋病病毒，担心邻居知道。",
    "反映人曾因盗窃服刑，现找不到工作。",
    "家中老人为残疾二级，银行卡由邻居代管。",
    "来电人怀孕七个月，婆家尚不知情。",
    "其信仰与邻居不同，因此发生争执。",
    "家门密码是老人生日，白天无人在家。",
)
"""Health, minors, past convictions, accounts, beliefs, whereabouts (PIPL Art. 28)."""


class Facts(Authored):
    """The sentences that may be added."""

    facts: tuple[str, ...] = FACTS


class SensitiveText(CellDefect):
    """Adds a sentence with sensitive personal information (PIPL Art. 28) to the text."""

    code = "D23"
    label = Text(zh="自由文本夹带敏感信息", en="Sensitive facts in free text")
    treatment = Text(zh="共享前扫描识别并脱敏。", en="Scan and mask the text before it is shared.")
    trap = Text(zh="只看字段名，认定不含个人信息。", en="Judging by the column's name alone.")
    Params = Facts

    def damage(self, site: Site) -> pa.Array:
        """One sentence per row, at the end."""
        facts = site.params(Facts).facts
        return joined(site.cells(), word(facts, site.choose(len(facts))))


KIND = SensitiveText()
