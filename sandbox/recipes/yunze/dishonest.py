"""失信名单: firms listed as dishonest, and those that have put things right and left the list."""

from typing import Final

import numpy as np
import pyarrow as pa

from sandbox.model.dataset import BuiltTable
from sandbox.recipes.yunze.business_numbers import which
from sandbox.recipes.yunze.filing import TODAY, between, filed, later, order, table, take
from sandbox.recipes.yunze.places import places
from sandbox.recipes.yunze.province import Province

FIRST_DAY: Final = np.datetime64("2023-03-01")
OPEN_PER_MILLION: Final = 11_000
REVOKED_PER_MILLION: Final = 300_000
REPAIRED_PER_MILLION: Final = 640_000
_REGISTERED: Final = 91
_SORTS: Final = (
    ("拖欠农民工工资", "人力资源和社会保障局"),
    ("拖欠社会保险费", "人力资源和社会保障局"),
    ("欠缴税款公告", "税务局"),
    ("虚假登记", "市场监督管理局"),
    ("拒不履行处罚决定", "市场监督管理局"),
    ("长期停业未办理注销", "市场监督管理局"),
)
_DORMANT: Final = 5

XY_SX: Final = table("xy_sx", "失信主体名单", "Firms listed as dishonest", """
    tyshxydm  统一社会信用代码            Credit code
    qymc      企业名称                    Name
    sxlx      失信类型                    Ground
    jdrq      认定日期                    Listed on
    rdjg      认定机关                    Office
    xf_rq     修复日期                    Repaired on
    gszt      公示状态（公示中、已撤下）  Publication (公示中 on the list, 已撤下 taken off)
""")  # fmt: skip


def dishonest(province: Province) -> BuiltTable:
    """By place and day; whoever has repaired is off the list; the link is the firm."""
    firms, draw = province.firms, province.draw
    n = len(firms)
    rate = np.where(np.isnat(firms.closed), OPEN_PER_MILLION, 0)
    rate = np.where(firms.revoked, REVOKED_PER_MILLION, rate)
    listed = draw.integers("xy_sx", n, 0, 1_000_000) < rate
    firm = which(listed & (firms.kind >= _REGISTERED) & ~(firms.closed < FIRST_DAY))
    since = np.maximum(firms.founded[firm].astype("datetime64[D]"), FIRST_DAY)
    end = np.fmin(firms.closed[firm].astype("datetime64[D]"), TODAY)
    day = between(draw, "xy_sx/day", since, end)
    at = order(draw, "xy_sx/order", places().at(firms.division[firm]), day)
    firm, day = firm[at], day[at]
    revoked = firms.revoked[firm]
    sort = np.where(revoked, _DORMANT, draw.integers("xy_sx/sort", len(firm), 0, _DORMANT))
    repaired = later(day, draw.integers("xy_sx/after", len(firm), 180, 720))
    mended = ~revoked & draw.chance("xy_sx/repaired", len(firm), REPAIRED_PER_MILLION)
    mended &= repaired <= TODAY
    who = pa.array(firm)
    columns = (
        firms.tyshxydm.take(who),
        firms.qymc.take(who),
        take([words for words, _ in _SORTS], sort),
        pa.array(day),
        places().named(firms.division[firm], *(office for _, office in _SORTS), pick=sort),
        pa.array(np.where(mended, repaired, np.datetime64("NaT", "D"))),
        take(("公示中", "已撤下"), mended.astype(np.int64)),
    )
    return filed(XY_SX, columns, firm)
