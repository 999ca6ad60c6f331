"""What every defect promises, run over every registered one."""

import re

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from sandbox.datasets.content import refuse_real_numbers
from sandbox.datasets.inject import Damaged, damaged
from sandbox.model.dataset import BuiltTable
from sandbox.model.defect import CellDefect, Defect, RowDefect
from sandbox.model.draw import Draw
from sandbox.registry import discover
from tests.defects.sample import ASKED, built, order

KINDS = tuple(discover("defects"))
PEOPLE = 400

every_kind = pytest.mark.parametrize("kind", KINDS)


def struck(kind: str, rate: float, seed: int = 7) -> tuple[BuiltTable, Damaged]:
    clean = built(PEOPLE, seed)
    return clean, damaged(clean, [order(kind, rate)], Draw(seed))


def test_the_catalogue_is_complete_and_in_order() -> None:
    codes = [discover("defects").get(kind).code for kind in KINDS]
    assert codes == [f"D{number:02d}" for number in range(1, 25)]
    assert set(ASKED) == set(KINDS)


@every_kind
def test_a_defect_says_what_it_is_how_to_treat_it_and_what_tempts(kind: str) -> None:
    defect: Defect = discover("defects").get(kind)
    assert defect.code.lower() == kind.partition("_")[0]
    assert len({defect.label.zh, defect.treatment.zh, defect.trap.zh}) == 3
    for text in (defect.treatment, defect.trap):
        assert text.zh.endswith("。")
        assert text.en.endswith(".")
        assert re.search("[一-鿿]", text.zh)
    assert isinstance(defect, CellDefect | RowDefect)


@every_kind
def test_each_defect_finds_something_in_a_register(kind: str) -> None:
    _, after = struck(kind, 1.0)
    assert sum(len(c.rid) for c in after.cells) + sum(len(b.rid) for b in after.batches) > 0


@every_kind
def test_only_what_the_log_names_has_changed_and_all_of_it(kind: str) -> None:
    clean, after = struck(kind, 0.3)
    added = {int(rid) for batch in after.batches for rid in batch.rid}
    kept = after.data.take(pa.array([i for i in range(after.data.num_rows) if i not in added]))
    assert kept.num_rows == clean.data.num_rows
    logged = {(int(rid), c.column) for c in after.cells for rid in c.rid}
    seen = set()
    for name in clean.data.column_names:
        before = pc.cast(clean.data.column(name), pa.string()).to_pylist()
        now = pc.cast(kept.column(name), pa.string()).to_pylist()
        seen |= {(at, name) for at, (b, n) in enumerate(zip(before, now, strict=True)) if b != n}
    assert seen == (logged if not added else set())


@every_kind
def test_the_log_holds_the_clean_and_the_dirty_text(kind: str) -> None:
    clean, after = struck(kind, 0.3)
    for cells in after.cells:
        stored = pc.cast(after.data.column(cells.column), pa.string()).take(pa.array(cells.rid))
        before = pc.cast(clean.data.column(cells.column), pa.string()).take(pa.array(cells.rid))
        assert stored.to_pylist() == cells.dirty.to_pylist()
        assert before.to_pylist() == cells.clean.to_pylist()


@every_kind
@pytest.mark.parametrize("seed", range(3))
def test_no_defect_makes_a_number_that_could_be_real(kind: str, seed: int) -> None:
    _, after = struck(kind, 1.0, seed)
    refuse_real_numbers("roll", after.data)


@every_kind
def test_raising_the_rate_keeps_every_earlier_hit_and_what_it_became(kind: str) -> None:
    def hits(rate: float) -> set[tuple[object, ...]]:
        _, after = struck(kind, rate)
        cells = {
            (c.column, int(rid), dirty)
            for c in after.cells
            for rid, dirty in zip(c.rid, c.dirty.to_pylist(), strict=True)
        }
        rows = {(int(m),) for batch in after.batches for m in batch.made_from}
        return cells | rows

    low, middle, high = hits(0.05), hits(0.12), hits(0.5)
    assert low <= middle <= high
    assert len(low) < len(high)


@every_kind
def test_a_column_keeps_its_type_unless_the_defect_says_otherwise(kind: str) -> None:
    clean, after = struck(kind, 0.5)
    defect = discover("defects").get(kind)
    for field in clean.data.schema:
        now = after.data.schema.field(field.name).type
        recast = getattr(defect, "writes_text", False) and field.name == ASKED[kind].get("column")
        assert now == (pa.string() if recast else field.type)
        if now != field.type:
            assert after.recast == {field.name: str(field.type)}


@every_kind
def test_an_empty_table_suffers_nothing(kind: str) -> None:
    whole = built(5, 1)
    empty = BuiltTable(
        spec=whole.spec, data=whole.data.slice(0, 0), link=whole.link.slice(0, 0),
        spare=whole.spare.slice(0, 0), spare_link=whole.spare_link.slice(0, 0),
    )  # fmt: skip
    after = damaged(empty, [order(kind, 1.0)], Draw(1))
    assert after.data.num_rows == 0
    assert after.cells == ()
