"""D08: dates in whatever form the clerk was used to."""

from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from sandbox.defects import joined, matches, one_of, only, part, word
from sandbox.model.defect import CellDefect, Site
from sandbox.text import Text

ISO: Final = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
LUNAR_MONTHS: Final = tuple("正二三四五六七八九十冬腊")
_ONES: Final = ("", *"一二三四五六七八九")
LUNAR_DAYS: Final = (
    *(f"初{one}" for one in _ONES[1:]), "初十",
    *(f"十{one}" for one in _ONES[1:]), "二十",
    *(f"廿{one}" for one in _ONES[1:]), "三十",
)  # fmt: skip


class DateFormat(CellDefect):
    """Five forms; one leaves the day out, one is told by the lunar calendar."""

    code = "D08"
    label = Text(zh="日期格式不一", en="Dates in many formats")
    treatment = Text(
        zh="逐种格式解析；缺日或农历的，标记为待核。",
        en="Parse each format; where the day is missing or lunar, flag it for verification.",
    )
    trap = Text(
        zh="缺日的一律按当月 1 日处理。", en="Taking the first of the month for a missing day."
    )
    writes_text = True

    def damage(self, site: Site) -> pa.Array:
        """`1938-03-15` becomes 1938/3/15, 19380315, 38.03.15, 1938年3月 or 农历1938年二月十四.

        The lunar text is only like one: it is not converted, and nobody can convert it back.
        """
        clean = site.cells()
        iso = matches(clean, ISO)
        known = only(iso, clean, pa.array(["2000-01-01"] * len(clean), pa.string()))
        year, month, day = part(known, 0, 4), part(known, 5, 7), part(known, 8, 10)
        m = pc.cast(month, pa.int64()).to_numpy()
        d = pc.cast(day, pa.int64()).to_numpy()
        plain_month, plain_day = word(_NUMBERS, m), word(_NUMBERS, d)
        lunar_month = word(LUNAR_MONTHS, (m - 2) % 12)
        lunar_day = word(LUNAR_DAYS, np.maximum(d, 2) - 2)
        spoilt = one_of(
            [
                joined(year, "/", plain_month, "/", plain_day),
                joined(year, month, day),
                joined(part(year, 2), ".", month, ".", day),
                joined(year, "年", plain_month, "月"),
                joined("农历", year, "年", lunar_month, "月", lunar_day),
            ],
            site.choose(5),
        )
        return only(iso, spoilt, clean)


_NUMBERS: Final = tuple(str(number) for number in range(32))
KIND = DateFormat()
