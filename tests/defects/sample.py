"""A register in which every kind of defect finds something to spoil, and one rule for each."""

from collections.abc import Iterator
from functools import cache

import numpy as np
import pyarrow as pa

from sandbox.datasets.inject import Order
from sandbox.model.dataset import BuiltTable, ColumnSpec, Recipe, TableSpec, WorldParams
from sandbox.model.defect import DefectRule
from sandbox.model.draw import Draw
from sandbox.model.identifiers import make_credit_codes, make_ids
from sandbox.registry import discover
from sandbox.text import Text

COLUMNS = (
    "bh", "sfz", "xm", "csrq", "dz", "qhdm", "je", "zt", "xydm", "qymc", "zgs", "nr", "rs", "hy",
)  # fmt: skip
ROLL = TableSpec(
    name="roll",
    label=Text(zh="名册", en="Roll"),
    columns=tuple(ColumnSpec(name=name, label=Text(zh=name, en=name)) for name in COLUMNS),
)
ANSWER = TableSpec(
    name="answer",
    label=Text(zh="答案", en="Answer"),
    columns=(ColumnSpec(name="n", label=Text(zh="数", en="Number")),),
    truth=True,
)
DIVISIONS = np.array([290102, 290103, 290104, 290221], dtype=np.int64)
NAMES = ("王小明", "刘国华", "欧阳丽", "买买提·艾力", "赵堃", "郑一", "阿依古丽·吐尔逊", "孙伟")
FIRMS = ("云泽青岚商贸（澜津）有限公司", "云泽白鹭食品有限责任公司", "云泽望川建材有限公司")


def rows(n: int, draw: Draw, stream: str = "roll") -> pa.Table:
    """`n` clean rows in the order of their business numbers."""

    def among(what: str, k: int) -> np.ndarray:
        return draw.integers(f"{stream}/{what}", n, 0, k)

    division = DIVISIONS[among("division", 4)]
    year, month, day = 1930 + among("year", 80), 1 + among("month", 12), 1 + among("day", 28)
    ids = make_ids(division, year * 10_000 + month * 100 + day, among("sequence", 990))
    born = (
        ((year - 1970) * 12 + month - 1).astype("datetime64[M]").astype("datetime64[D]") + day - 1
    )
    codes = make_credit_codes("91", division, among("serial", 1_000_000))
    missing = among("suppressed", 2) == 0
    return pa.table(
        {
            "bh": [f"{stream[0].upper()}{10 * i:06d}" for i in range(n)],
            "sfz": pa.array(ids, pa.binary()).cast(pa.string()),
            "xm": pa.array(NAMES).take(pa.array(among("name", len(NAMES)))),
            "csrq": pa.array(born),
            "dz": [
                f"云泽省澜津市青屿区澜桥社区海棠路{i % 90 + 1}号2单元{i % 6 + 1}03室"
                for i in range(n)
            ],
            "qhdm": pa.array(division).cast(pa.string()),
            "je": pa.array(among("amount", 900).astype(np.int32) + 100),
            "zt": pa.array(["存续", "注销"]).take(pa.array(among("state", 2))),
            "xydm": pa.array(codes, pa.binary()).cast(pa.string()),
            "qymc": pa.array(FIRMS).take(pa.array(among("firm", 3))),
            "zgs": pa.array(["云泽总公司", None]).take(pa.array(among("parent", 2))),
            "nr": pa.array(["反映路灯不亮。"] * n, pa.string()),
            "rs": pa.array(among("count", 50) + 5, mask=missing),
            "hy": pa.array(["有", "无", None]).take(pa.array(among("answer", 3))),
        }
    )


@cache
def built(people: int, seed: int) -> BuiltTable:
    draw = Draw(seed)
    spare = max(people // 5, 1)
    return BuiltTable(
        spec=ROLL,
        data=rows(people, draw),
        link=pa.array(draw.permutation("who", people)),
        spare=rows(spare, draw, "spare"),
        spare_link=pa.array(np.arange(people, people + spare)),
    )


class Roll(Recipe):
    """One register and one table of truth."""

    name = "roll"
    version = 1

    def tables(self) -> tuple[TableSpec, ...]:
        return (ROLL, ANSWER)

    def build(self, params: WorldParams) -> Iterator[BuiltTable]:
        yield built(params.people, params.seed)
        yield BuiltTable(spec=ANSWER, data=pa.table({"n": [params.seed]}))


ASKED: dict[str, dict[str, object]] = {
    "d01_short_id": {"column": "sfz"},
    "d02_full_width": {"column": "sfz"},
    "d03_stray_signs": {"column": "sfz"},
    "d04_scientific": {"column": "sfz"},
    "d05_wrong_digit": {"column": "sfz"},
    "d06_variant_characters": {"column": "xm"},
    "d07_middle_dot": {"column": "xm"},
    "d08_date_format": {"column": "csrq"},
    "d09_dead_on_roll": {},
    "d10_false_death": {},
    "d11_duplicate": {"params": {"number": "bh", "district": "qhdm"}},
    "d12_address_variant": {"column": "dz"},
    "d13_stale": {"column": "zt", "params": {"whole": {"注销": "存续"}}},
    "d14_unit": {"column": "je"},
    "d15_old_code": {"column": "qhdm"},
    "d16_same_name": {"column": "xm"},
    "d17_shared_number": {"column": "sfz"},
    "d18_missing_id": {"column": "sfz"},
    "d19_failure_as_none": {"column": "hy"},
    "d20_look_alike": {"column": "xydm"},
    "d21_firm_name": {"column": "qymc"},
    "d22_branch": {"column": "qymc", "params": {"parent": "zgs"}},
    "d23_sensitive_text": {"column": "nr"},
    "d24_small_cell": {"column": "rs"},
}


def order(kind: str, rate: float, **changed: object) -> Order:
    """The example rule of a kind at a rate."""
    asked = {"id": kind.replace("_", "-"), "table": "roll", "kind": kind, "rate": rate}
    rule = DefectRule.model_validate({**asked, **ASKED[kind], **changed})
    return Order(rule=rule, defect=discover("defects").get(kind))
