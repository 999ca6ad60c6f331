"""What each defect does to a cell, by example."""

from pathlib import Path
from unicodedata import normalize

import numpy as np
import pyarrow as pa
import pytest

from sandbox.datasets.inject import damaged
from sandbox.defects.d16_same_name import COMMON
from sandbox.model.dataset import BuiltTable
from sandbox.model.defect import DefectRule, Site
from sandbox.model.draw import Draw
from sandbox.model.identifiers import credit_is_valid, id_is_valid, upgrade_id
from sandbox.registry import discover
from tests.defects.sample import ASKED, built, order

POOLS = Path(__file__).resolve().parents[2] / "data" / "pools"
BLOCKED, SURNAMES = POOLS / "blocked.csv", POOLS / "surnames.csv"


def spoilt(kind: str, *cells: str | None, **params: object) -> list[set[str | None]]:
    """For each cell, everything that chance can make of it."""
    found: list[set[str | None]] = []
    for cell in cells:
        rule = DefectRule.model_validate(
            {"id": "r", "table": "t", "kind": kind, "rate": 1, "column": "c", "params": params}
        )
        n = 400
        data = pa.table({"c": pa.array([cell] * n, pa.string())})
        site = Site(
            rule=rule,
            data=data,
            rows=np.arange(n),
            grain=Draw(1).integers("g", n, 0, (1 << 32) - 1),
        )
        found.append(set(discover("defects").get(kind).damage(site).to_pylist()))
    return found


@pytest.mark.parametrize(
    ("kind", "clean", "expected"),
    [
        ("d01_short_id", "290102193803150017", {"290102380315001"}),
        ("d01_short_id", "290102200002290047", {"290102200002290047"}),
        ("d01_short_id", "290102380315001", {"290102380315001"}),
        ("d02_full_width", "29X·张", {"２９Ｘ·张"}),
        ("d04_scientific", "290102193803150017", {"290102193803150000", "2.90102193803150E+17"}),
        ("d04_scientific", "29010419411022042X", {"29010419411022042X"}),
        ("d06_variant_characters", "刘国华", {"劉國華"}),
        ("d06_variant_characters", "王小明", {"王小?", "王小□", "王小＊"}),
        ("d06_variant_characters", "一", {"一"}),
        ("d07_middle_dot", "王小明", {"王小明"}),
        ("d07_middle_dot", "甲·乙", {"甲•乙", "甲‧乙", "甲．乙", "甲・乙", "甲 乙", "甲乙"}),
        (
            "d08_date_format",
            "1938-03-15",
            {"1938/3/15", "19380315", "38.03.15", "1938年3月", "农历1938年二月十四"},
        ),
        ("d08_date_format", "三月", {"三月"}),
        ("d14_unit", "310", {"3720"}),
        ("d14_unit", "3.5", {"3.5"}),
        ("d15_old_code", "290102", {"290105"}),
        ("d15_old_code", "290103", {"290103"}),
        ("d18_missing_id", "290102193803150017", {None}),
        ("d19_failure_as_none", "有", {"无"}),
        (
            "d21_firm_name",
            "云泽商贸（澜津）有限公司",
            {"云泽商贸(澜津)有限公司", "云泽商贸（澜津）有限责任公司", "云泽商 贸（澜津）有限公司"},
        ),
    ],
)
def test_a_cell_becomes_one_of_these(kind: str, clean: str, expected: set[str | None]) -> None:
    assert spoilt(kind, clean) == [expected]


def test_a_short_number_is_upgraded_to_the_number_it_was() -> None:
    for (short,) in spoilt("d01_short_id", "290102193803150017", "29010419411022042X"):
        assert id_is_valid(upgrade_id(str(short)))


def test_full_width_is_undone_by_normalisation() -> None:
    clean = "29010419411022042X"
    assert {normalize("NFKC", str(cell)) for cell in spoilt("d02_full_width", clean)[0]} == {clean}


def test_stray_signs_vanish_when_blanks_go_and_the_x_is_a_capital() -> None:
    for clean in ("290102193803150017", "29010419411022042X"):
        (made,) = spoilt("d03_stray_signs", clean)
        assert len(made) >= 5
        assert clean not in made
        tidy = {"".join(str(c).replace("\u200b", "").split()).upper() for c in made}
        assert tidy == {clean}


def test_a_mistyped_number_always_fails_its_check() -> None:
    (made,) = spoilt("d05_wrong_digit", "290102193803150017")
    assert len(made) > 60
    assert not any(id_is_valid(str(cell)) for cell in made)
    assert all(str(cell).startswith("290102") and str(cell)[-1] == "7" for cell in made)


def test_look_alikes_are_signs_that_no_code_has_and_can_be_read_back() -> None:
    clean = "91290102YY000001XM"
    (made,) = spoilt("d20_look_alike", clean)
    assert len(made) > 5
    for cell in made:
        assert not credit_is_valid(str(cell))
        assert str(cell).translate(str.maketrans("OISZ", "0152")) == clean
        assert str(cell)[:4] == "9129"


def test_an_address_keeps_its_road_and_house() -> None:
    clean = "云泽省澜津市青屿区澜桥社区海棠路15号2单元604室"
    (made,) = spoilt("d12_address_variant", clean)
    assert len(made) == 4
    assert clean not in made
    assert all("海棠路" in str(cell) and "15号" in str(cell) for cell in made)


def test_stale_cells_go_back_and_other_cells_stay() -> None:
    assert spoilt("d13_stale", "注销", "存续", whole={"注销": "存续"}) == [{"存续"}, {"存续"}]
    words = {"科技": "电子", "商贸": "贸易"}
    assert spoilt("d13_stale", "云泽科技公司", "云泽园林", words=words) == [
        {"云泽电子公司"},
        {"云泽园林"},
    ]


def test_sensitive_text_keeps_what_was_reported() -> None:
    (made,) = spoilt("d23_sensitive_text", "反映路灯不亮。")
    assert len(made) == 8
    assert all(str(cell).startswith("反映路灯不亮。") and len(str(cell)) > 12 for cell in made)


def test_a_small_cell_is_a_count_below_five() -> None:
    assert spoilt("d24_small_cell", None) == [{"1", "2", "3", "4"}]


def test_common_names_belong_to_nobody_on_the_block_list() -> None:
    blocked = BLOCKED.read_text(encoding="utf-8").split()
    assert len(blocked) > 10
    surnames = {row.split(",")[0] for row in SURNAMES.read_text(encoding="utf-8").split()[1:]}
    assert {surname + given for surname in surnames for given in COMMON}.isdisjoint(blocked)


def test_a_shared_number_is_anothers_and_one_close_by() -> None:
    clean = built(400, 3)
    after = damaged(clean, [order("d17_shared_number", 0.2)], Draw(3))
    every = set(clean.data.column("sfz").to_pylist())
    pairs = [
        (before, now)
        for cells in after.cells
        for before, now in zip(cells.clean.to_pylist(), cells.dirty.to_pylist(), strict=True)
    ]
    assert pairs
    assert all(now in every and now != before for before, now in pairs)
    assert sum(now[:8] == before[:8] for before, now in pairs) > 0.9 * len(pairs)


def test_a_branch_takes_what_belongs_to_its_parent_where_it_has_one() -> None:
    clean = built(200, 3)
    after = damaged(clean, [order("d22_branch", 1)], Draw(3))
    parents = clean.data.column("zgs").to_pylist()
    before = clean.data.column("qymc").to_pylist()
    assert after.data.column("qymc").to_pylist() == [
        parent or own for parent, own in zip(parents, before, strict=True)
    ]


def test_the_same_people_bear_the_same_common_name_in_every_table() -> None:
    first = built(300, 5)
    turned = list(reversed(range(300)))
    second = BuiltTable(
        spec=first.spec,
        data=first.data.take(pa.array(turned)),
        link=first.link.take(pa.array(turned)),
    )
    found = []
    for table, rule in ((first, "one"), (second, "two")):
        after = damaged(table, [order("d16_same_name", 0.2, id=rule)], Draw(9))
        (cells,) = after.cells
        who = table.link.take(pa.array(cells.rid)).to_pylist()
        found.append(dict(zip(who, cells.dirty.to_pylist(), strict=True)))
    assert found[0] == found[1]
    assert len(found[0]) > 20


def test_duplicates_get_numbers_of_their_own_and_districts_of_others() -> None:
    clean = built(400, 4)
    after = damaged(clean, [order("d11_duplicate", 0.2)], Draw(4))
    (batch,) = after.batches
    numbers = after.data.column("bh").to_pylist()
    assert len(set(numbers)) == len(numbers) == 400 + len(batch.rid)
    assert {len(number) for number in numbers} == {7}
    for rid, source in zip(batch.rid, batch.source, strict=True):
        copy, original = (after.data.slice(int(at), 1).to_pylist()[0] for at in (rid, source))
        differing = {name for name in copy if copy[name] != original[name]}
        assert differing <= {"bh", "qhdm"}
        assert after.link[int(rid)] == after.link[int(source)]


def test_every_kind_has_its_place_in_the_sample() -> None:
    assert set(ASKED) == set(discover("defects"))
