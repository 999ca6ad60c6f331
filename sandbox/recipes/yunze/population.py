"""人口基础信息: the people of the province as public security has them on file."""

from collections.abc import Iterator
from typing import Final

import numpy as np
import pyarrow as pa

from sandbox.model.dataset import BuiltTable, ColumnSpec, TableSpec
from sandbox.model.draw import Draw
from sandbox.recipes.yunze import pools
from sandbox.recipes.yunze.province import REFERENCE_DAY, Days, Lives, Province
from sandbox.text import Text

PRESENT: Final = "1"
DECEASED: Final = "2"
MOVED: Final = "3"
KEPT_DAYS: Final = 1096
"""The register keeps cancelled entries for three years."""
_REASONS: Final = (None, "死亡", "迁往省外")

POPULATION: Final = TableSpec(
    name="rk",
    label=Text(zh="人口基础信息", en="Population register"),
    columns=tuple(
        ColumnSpec(name=name, label=Text(zh=zh, en=en))
        for name, zh, en in (
            ("gmsfhm", "公民身份号码", "Citizen number"),
            ("xm", "姓名", "Name"),
            ("xbdm", "性别代码", "Sex code"),
            ("mzdm", "民族代码", "Ethnic group code"),
            ("csrq", "出生日期", "Date of birth"),
            ("hjqhdm", "户籍区划代码", "Registered division code"),
            ("hjdz", "户籍地址", "Registered address"),
            (
                "ryzt",
                "人员状态（1 正常，2 死亡注销，3 迁出注销）",
                "Status (1 registered, 2 deceased, 3 moved away)",
            ),
            ("zxyy", "注销原因", "Reason of cancellation"),
            ("zxrq", "注销日期", "Date of cancellation"),
        )
    ),
)
TABLES: Final = (POPULATION,)


def build(province: Province) -> Iterator[BuiltTable]:
    """The register: everybody, in the order in which households were drawn.

    Codes follow GB/T 2261.1 (sex) and GB/T 3304 (ethnic groups). The citizen number keeps the
    division of first registration for life, so it need not agree with today's.
    """
    lives = province.lives
    n = len(lives)
    dead = ~np.isnat(lives.died)
    status = pa.array(np.where(dead, 1, np.where(lives.left, 2, 0)))
    codes = pa.array([code for code, _, _ in pools.ethnic()], pa.string())
    divisions = [each.code for each in pools.divisions()]
    written = pa.array([str(code) for code in divisions], pa.string())
    columns = (
        lives.gmsfhm,
        lives.xm,
        pa.array(["1", "2"], pa.string()).take(pa.array(lives.sex - 1)),
        codes.take(pa.array(lives.people)),
        pa.array(lives.born),
        written.take(pa.array(np.searchsorted(divisions, lives.division))),
        lives.address,
        pa.array([PRESENT, DECEASED, MOVED], pa.string()).take(status),
        pa.array(_REASONS, pa.string()).take(status),
        pa.array(_cancelled(province.draw, lives)),
    )
    data = pa.table(dict(zip((c.name for c in POPULATION.columns), columns, strict=True)))
    yield BuiltTable(
        spec=POPULATION, data=data, link=pa.array(np.arange(n, dtype=np.int64), pa.int64())
    )


def _cancelled(draw: Draw, lives: Lives) -> Days:
    """The day of death, or one on which the family moved away; NaT for those registered."""
    day = lives.died.copy()
    gone = np.flatnonzero(lives.left)
    today = np.datetime64(REFERENCE_DAY)
    first = np.maximum(lives.born[gone], today - KEPT_DAYS).astype(np.int64)
    width = today.astype("datetime64[D]").astype(np.int64) - first
    drawn = draw.integers_of("left/day", gone, 0, 1 << 31)
    day[gone] = (first + (drawn * width >> 31)).astype("datetime64[D]")
    return day
