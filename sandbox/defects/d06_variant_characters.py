"""D06: rare characters written as variants, in traditional form, or as a question mark."""

from typing import Final

import numpy as np
import pyarrow as pa

from sandbox.model.defect import CellDefect, Site, letters, spelled
from sandbox.text import Text

VARIANTS: Final = {
    "堃": "坤", "坤": "堃", "喆": "哲", "哲": "喆", "淼": "渺", "犇": "奔", "赟": "斌", "昇": "升",
    "升": "昇", "峰": "峯", "群": "羣", "略": "畧", "秘": "祕", "钟": "锺", "岳": "嶽", "杰": "傑",
    "国": "國", "华": "華", "丽": "麗", "伟": "偉", "强": "強", "军": "軍", "凤": "鳳", "兰": "蘭",
    "荣": "榮", "东": "東", "宝": "寶", "庆": "慶", "龙": "龍", "云": "雲", "红": "紅", "义": "義",
    "张": "張", "陈": "陳", "刘": "劉", "杨": "楊", "赵": "趙", "吴": "吳", "孙": "孫", "马": "馬",
}  # fmt: skip
PLACEHOLDERS: Final = ("?", "□", "＊")
_FROM: Final = np.array(sorted(ord(c) for c in VARIANTS), dtype=np.uint32)
_TO: Final = np.array([ord(VARIANTS[chr(c)]) for c in _FROM], dtype=np.uint32)


class VariantCharacters(CellDefect):
    """Variant forms where the name has some; else its last character becomes a placeholder."""

    code = "D06"
    label = Text(zh="生僻字、异体字、繁体字", en="Rare, variant and traditional characters")
    treatment = Text(
        zh="用异体字表归一后比较，以身份证号为准，保留来源写法。",
        en="Compare through a table of variants, rely on the number, keep the source's form.",
    )
    trap = Text(zh="姓名不一致即退回。", en="Turning people away because the name differs.")

    def damage(self, site: Site) -> pa.Array:
        """`刘国华` becomes `劉國華`; a name without variants becomes `王小?`."""
        clean = site.cells()
        signs = letters(clean)
        at = np.minimum(np.searchsorted(_FROM, signs), len(_FROM) - 1)
        known = _FROM[at] == signs
        varied = np.where(known, _TO[at], signs)
        plain = np.flatnonzero(~known.any(axis=1) & (signs[:, 1:2].any(axis=1)))
        ends = (signs != 0).sum(axis=1)[plain] - 1
        holders = np.array([ord(c) for c in PLACEHOLDERS], dtype=np.uint32)
        varied[plain, ends] = holders[site.choose(len(PLACEHOLDERS))[plain]]
        return spelled(varied)


KIND = VariantCharacters()
