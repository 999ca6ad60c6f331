"""Dirty tables and the truth log give the clean world back, exactly."""

import tempfile
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox.datasets.build import build_file, build_world
from sandbox.datasets.plan import make_plan
from sandbox.datasets.restore import restore, restored_digest
from sandbox.datasets.store import World
from sandbox.datasets.storing import TRUTH, VISIBLE
from sandbox.model.dataset import WorldParams
from sandbox.registry import discover
from tests.defects.sample import ASKED, Roll, order

KINDS = tuple(discover("defects"))


def world(folder: Path, people: int, seed: int, kinds: dict[str, float]) -> tuple[World, str]:
    """A dirty world, and the digest of the clean one."""
    params = WorldParams(people=people, seed=seed)
    (folder / "clean").mkdir()
    (folder / "dirty").mkdir()
    plan = make_plan("test", [order(kind, rate) for kind, rate in kinds.items()])
    clean = build_world(Roll(), params, folder / "clean", plan=make_plan("none", [])).digest
    dirty = build_world(Roll(), params, folder / "dirty", plan=plan)
    assert kinds == {} or dirty.dirty + dirty.added == 0 or dirty.digest != clean
    return World(recipe=Roll(), params=params, folder=folder / "dirty"), clean


@settings(deadline=None, max_examples=8)
@given(
    people=st.integers(1, 90),
    seed=st.integers(0, 2**40),
    kinds=st.dictionaries(st.sampled_from(KINDS), st.sampled_from((0.05, 0.3, 1.0))),
)
def test_any_mixture_of_defects_is_undone(people: int, seed: int, kinds: dict[str, float]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        dirty, clean = world(Path(folder), people, seed, kinds)
        assert restored_digest(dirty) == clean
        dirty.close()


def test_all_defects_together_are_undone(tmp_path: Path) -> None:
    dirty, clean = world(tmp_path, 400, 11, dict.fromkeys(ASKED, 0.2))
    assert restored_digest(dirty) == clean
    assert [name for name, _ in restore(dirty)] == ["roll", "truth.answer"]


def test_truth_tells_cell_line_and_link_and_visible_knows_nothing_of_them(tmp_path: Path) -> None:
    dirty, _ = world(
        tmp_path,
        400,
        11,
        {
            "d05_wrong_digit": 0.2,
            "d09_dead_on_roll": 0.1,
            "d11_duplicate": 0.1,
            "d08_date_format": 0.1,
        },
    )
    joined = dirty.truth(
        "SELECT count(*), count(*) FILTER (c.dirty = r.sfz) FROM truth.cell c"
        " JOIN roll r ON r.rowid = c.rid WHERE c.tbl = 'roll' AND c.col = 'sfz'"
    ).rows[0]
    assert joined[0] == joined[1] > 0
    ghosts = dirty.truth(
        "SELECT count(*), min(k.entity) FROM truth.line l JOIN truth.link k USING (tbl, rid)"
        " WHERE l.defect = 'D09' AND l.src_rid IS NULL"
    ).rows[0]
    assert ghosts[0] > 0
    assert ghosts[1] >= 400
    same = dirty.truth(
        "SELECT bool_and(a.sfz = b.sfz OR c.rid IS NOT NULL), count(*) FROM truth.line l"
        " JOIN roll a ON a.rowid = l.rid JOIN roll b ON b.rowid = l.src_rid"
        " LEFT JOIN truth.cell c ON c.rid IN (l.rid, l.src_rid) AND c.col = 'sfz'"
        " WHERE l.defect = 'D11'"
    ).rows[0]
    assert same[0] is True
    assert dirty.truth("SELECT tbl, col, was FROM truth.recast").rows == (
        ("roll", "csrq", "date32[day]"),
    )
    with duckdb.connect(str(dirty.folder / VISIBLE), read_only=True) as seen:
        names = {
            name for (name,) in seen.execute("SELECT table_name FROM duckdb_tables()").fetchall()
        }
    assert names == {"roll", "_about"}
    assert (dirty.folder / TRUTH).is_file()


def test_the_same_plan_makes_the_same_world(tmp_path: Path) -> None:
    digests = set()
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        plan = make_plan("test", [order(kind, 0.2) for kind in KINDS])
        made = build_world(Roll(), WorldParams(people=200, seed=3), tmp_path / name, plan=plan)
        digests.add((made.digest, made.dirty, made.added))
    assert len(digests) == 1


def test_a_file_for_outside_is_dirty_by_its_level(tmp_path: Path) -> None:
    made = build_file(Roll(), WorldParams(people=20, seed=3, defects="none"), tmp_path / "w.duckdb")
    assert (made.dirty, made.added) == (0, 0)


@pytest.mark.parametrize(("level", "seed"), [("light", 1), ("standard", 2), ("hard", 3)])
def test_every_level_of_the_province_is_undone(level: str, seed: int, tmp_path: Path) -> None:
    province = discover("recipes").get("yunze")
    digests = []
    for defects in ("none", level):
        (tmp_path / defects).mkdir()
        params = WorldParams(people=300, seed=seed, defects=defects)
        digests.append(build_world(province, params, tmp_path / defects).digest)
    dirty = World(recipe=province, params=params, folder=tmp_path / level)
    assert digests[0] != digests[1]
    assert restored_digest(dirty) == digests[0]
