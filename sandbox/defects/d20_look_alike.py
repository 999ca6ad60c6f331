"""D20: signs of a credit code that look alike: O for 0, I for 1, S for 5, Z for 2."""

from typing import Final

import numpy as np
import pyarrow as pa

from sandbox.defects import matches, only
from sandbox.model.defect import CellDefect, Site, letters, spelled
from sandbox.text import Text

CREDIT_CODE: Final = "^[0-9A-Z]{2}29[0-9A-Z]{14}$"
PAIRS: Final = {"0": "O", "1": "I", "5": "S", "2": "Z"}
FIRST: Final = 4
"""Signs before the fifth say that the code is fictional; they stay."""


class LookAlike(CellDefect):
    """One digit becomes a letter that GB 32100 does not use."""

    code = "D20"
    label = Text(zh="信用代码形近字符", en="Look-alike signs in a credit code")
    treatment = Text(
        zh="先查字符集；只有更正后校验通过的才更正，其余去函核实。",
        en="Check the alphabet; correct only where the check then passes, else ask.",
    )
    trap = Text(zh="一律把字母换成数字。", en="Replacing every such letter by a digit.")

    def damage(self, site: Site) -> pa.Array:
        """Which of the digits that have a twin, by chance; a code without one stays."""
        clean = site.cells()
        signs = letters(clean)
        twins = np.zeros(signs.shape, dtype=np.uint32)
        for digit, letter in PAIRS.items():
            twins[signs == ord(digit)] = ord(letter)
        twins[:, :FIRST] = 0
        count = (twins != 0).sum(axis=1)
        nth = site.choose(1 << 16) * count >> 16
        at = ((twins != 0).cumsum(axis=1) == (nth + 1)[:, None]).argmax(axis=1)
        rows = np.flatnonzero(count)
        signs[rows, at[rows]] = twins[rows, at[rows]]
        return only(matches(clean, CREDIT_CODE), spelled(signs), clean)


KIND = LookAlike()
