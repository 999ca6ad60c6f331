"""D05: one digit mistyped, so that the check sign no longer agrees."""

import numpy as np
import pyarrow as pa

from sandbox.defects import CITIZEN_NUMBER, matches, only
from sandbox.model.defect import CellDefect, Site, letters, spelled
from sandbox.text import Text

FIRST, PLACES = 8, 9


class WrongDigit(CellDefect):
    """One of digits 9 to 17 changes; GB 11643 detects every single wrong digit."""

    code = "D05"
    label = Text(zh="校验码不符", en="Check digit fails")
    treatment = Text(
        zh="标记，改用姓名、出生日期和区划匹配，并提出校核申请。",
        en="Flag it, match by name, birth and division, and ask the source to verify.",
    )
    trap = Text(zh="自行把校验码改到通过。", en="Quietly changing the check digit until it passes.")

    def damage(self, site: Site) -> pa.Array:
        """The digit moves by 1 to 9, modulo ten."""
        clean = site.cells()
        signs = letters(clean)
        fit = matches(clean, CITIZEN_NUMBER)
        rows = np.flatnonzero(fit.to_numpy(zero_copy_only=False))
        if not len(rows):
            return clean
        place = FIRST + site.choose(PLACES)[rows]
        step = 1 + site.choose(9, part=1)[rows]
        digit = signs[rows, place].astype(np.int64) - ord("0")
        signs[rows, place] = ((digit + step) % 10 + ord("0")).astype(np.uint32)
        return only(fit, spelled(signs), clean)


KIND = WrongDigit()
