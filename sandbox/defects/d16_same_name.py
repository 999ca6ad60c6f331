"""D16: two people of one name."""

from typing import Final

import pyarrow as pa

from sandbox.defects import joined, matches, only, part, word
from sandbox.model.base import Authored
from sandbox.model.defect import CellDefect, Site
from sandbox.text import Text

COMMON: Final = ("平", "春", "英", "阳")
"""Given names that suit anybody of any age, so that bearers of one surname meet in them."""
ONE_SIGN_SURNAME: Final = "^[^欧司上诸夏皇东慕令尉公·][^·]{1,2}$"


class Names(Authored):
    """The given names that the people who are hit come to bear."""

    given: tuple[str, ...] = COMMON


class SameName(CellDefect):
    """People keep their surname and get a common given name, the same one in every such table."""

    code = "D16"
    label = Text(zh="同名不同人", en="Same name, different person")
    treatment = Text(
        zh="加上身份证号或出生日期再判断。",
        en="Tell them apart by citizen number or date of birth.",
    )
    trap = Text(zh="按姓名合并。", en="Merging by name.")
    Params = Names
    per_person = True

    def damage(self, site: Site) -> pa.Array:
        """Compound surnames and names with a dot stay: a common name would stand out there."""
        clean = site.cells()
        given = site.params(Names).given
        common = joined(part(clean, 0, 1), word(given, site.choose(len(given))))
        return only(matches(clean, ONE_SIGN_SURNAME), common, clean)


KIND = SameName()
