"""分支机构: branches of companies, with a credit code of their own but no purse of their own."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from sandbox.model.dataset import BuiltTable
from sandbox.model.draw import Draw, Integers
from sandbox.model.identifiers import make_credit_codes
from sandbox.recipes.yunze.ages import aged
from sandbox.recipes.yunze.business_numbers import which
from sandbox.recipes.yunze.filing import TODAY, between, filed, serials, table, take
from sandbox.recipes.yunze.places import places
from sandbox.recipes.yunze.province import Days, Firms, Province

ENTERPRISE: Final = 91
_SERIALS: Final = 1_000_000
_TOWN_ENDINGS: Final = "区县市"

ZS_FZJG: Final = table("zs_fzjg", "企业分支机构", "Branches of enterprises", """
    fz_code      分支机构统一社会信用代码  Credit code of the branch
    parent_code  隶属企业统一社会信用代码  Credit code of the parent
    slrq         设立日期                  Set up on
""")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Branches:
    """Branches of open companies; entity number = number of firms + position here."""

    parent: Integers
    """Index of the firm."""
    division: Integers
    founded: Days
    head: Integers
    """Person who answers for the branch: one of the province's adults."""
    code: pa.Array
    qymc: pa.Array

    def __len__(self) -> int:
        return len(self.parent)


def make_branches(province: Province) -> Branches:
    """A quarter of the companies with 15 people have a branch; those with 60 have more."""
    firms, draw = province.firms, province.draw
    company = (firms.kind == ENTERPRISE) & np.isnat(firms.closed)
    one = which(company & (firms.staff >= 15) & draw.chance("branch/one", len(firms), 250_000))
    two = which(company & (firms.staff >= 60) & draw.chance("branch/two", len(firms), 500_000))
    parent = np.sort(np.concatenate([one, two]))
    n = len(parent)
    valid = _valid_places()
    own = np.searchsorted(valid, places().at(firms.division[parent]))
    step = draw.integers_of("branch/where", parent, 1, len(valid) - 1) + serials(parent) - 1
    at = valid[(own + step) % len(valid)]
    division = places().codes[at]
    started = firms.founded[parent].astype("datetime64[D]")
    return Branches(
        parent=parent,
        division=division,
        founded=between(
            draw, "branch/founded", np.minimum(started + 200, TODAY), np.full(n, TODAY)
        ),
        head=_heads(province, parent),
        code=_codes(draw, division, len(firms)),
        qymc=_names(firms, parent, at),
    )


def branches_of(province: Province, branches: Branches) -> BuiltTable:
    """Which branch belongs to which company; the link is the branch's entity number."""
    order = np.asarray(pc.sort_indices(branches.code)).astype(np.int64)
    at = pa.array(order)
    parents = province.firms.tyshxydm.take(pa.array(branches.parent))
    columns = (branches.code.take(at), parents.take(at), pa.array(branches.founded[order]))
    return filed(ZS_FZJG, columns, order + len(province.firms))


def _codes(draw: Draw, division: Integers, firms: int) -> pa.Array:
    """Serials that follow upon those of the firms, hence none of theirs."""
    index = np.arange(firms, firms + len(division), dtype=np.int64)
    serial = draw.scramble("firm/serial", index, _SERIALS)
    return pa.array(make_credit_codes(str(ENTERPRISE), division, serial), pa.binary()).cast(
        pa.string()
    )


def _heads(province: Province, parent: Integers) -> Integers:
    """Any adult of the province, by chance."""
    lives, n = province.lives, len(parent)
    adults = which(lives.present() & aged(lives, 25, 65))
    if not len(adults):
        return province.firms.owner[parent]
    return adults[province.draw.integers("branch/head", n, 0, len(adults))]


def _names(firms: Firms, parent: Integers, place: Integers) -> pa.Array:
    towns = tuple(name.rstrip(_TOWN_ENDINGS) + "分公司" for name in places().names)
    return pc.binary_join_element_wise(firms.qymc.take(pa.array(parent)), take(towns, place), "")


def _valid_places() -> Integers:
    """Positions of the divisions that still exist: those that have communities."""
    starts = np.append(places().starts, len(places().communities))
    return which(np.diff(starts) > 0)
