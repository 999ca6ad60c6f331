"""Injection: what is hit depends on (seed, rule, row) alone, and no cell is hit twice."""

import numpy as np
import pyarrow as pa
import pytest

from sandbox.datasets.inject import damaged
from sandbox.errors import SandboxError
from sandbox.model.dataset import BuiltTable
from sandbox.model.draw import Draw
from sandbox.registry import discover
from tests.defects.sample import ASKED, built, order

SEEDS = 40


def test_a_cell_is_changed_once_and_the_earlier_rule_wins() -> None:
    clean = built(500, 2)
    first, second = order("d05_wrong_digit", 0.4), order("d02_full_width", 0.5)
    after = damaged(clean, [first, second], Draw(2))
    hit = {cells.order.rule.id: set(cells.rid.tolist()) for cells in after.cells}
    alone = damaged(clean, [second], Draw(2)).cells[0]
    assert hit["d05-wrong-digit"].isdisjoint(hit["d02-full-width"])
    assert hit["d02-full-width"] == set(alone.rid.tolist()) - hit["d05-wrong-digit"]


def test_other_rules_do_not_move_a_rules_hits() -> None:
    clean = built(500, 2)
    alone = damaged(clean, [order("d18_missing_id", 0.1)], Draw(2)).cells[0]
    among = damaged(
        clean, [order("d06_variant_characters", 0.9), order("d18_missing_id", 0.1)], Draw(2)
    )
    assert among.cells[-1].rid.tolist() == alone.rid.tolist()


def test_added_rows_do_not_move_the_hits_of_the_others() -> None:
    clean = built(500, 2)
    rule = order("d05_wrong_digit", 0.1)
    alone = damaged(clean, [rule], Draw(2)).cells[0].clean.to_pylist()
    after = damaged(clean, [order("d09_dead_on_roll", 0.1), rule], Draw(2))
    own = {int(rid) for rid in after.batches[0].rid}
    (cells,) = after.cells
    kept = [
        c for rid, c in zip(cells.rid, cells.clean.to_pylist(), strict=True) if int(rid) not in own
    ]
    assert kept == alone
    assert len(kept) < len(cells.rid), "added rows suffer cell rules, too"


def test_a_condition_chooses_the_rows() -> None:
    clean = built(500, 2)
    after = damaged(
        clean, [order("d05_wrong_digit", 1, where="qhdm = '290103' AND je > 500")], Draw(2)
    )
    rows = clean.data.to_pylist()
    wanted = [i for i, row in enumerate(rows) if row["qhdm"] == "290103" and row["je"] > 500]
    assert after.cells[0].rid.tolist() == wanted


def test_added_rows_stand_where_their_business_number_belongs() -> None:
    clean = built(500, 2)
    rules = [order("d09_dead_on_roll", 0.1), order("d11_duplicate", 0.1)]
    after = damaged(clean, rules, Draw(2))
    numbers = after.data.column("bh").to_pylist()
    assert numbers == sorted(numbers)
    assert [b.code for b in after.batches] == ["D09", "D11"]


def test_added_rows_stand_anywhere_when_rows_have_no_order() -> None:
    whole = built(500, 2)
    mixed = pa.array(Draw(1).permutation("mix", 500))
    clean = BuiltTable(
        spec=whole.spec, data=whole.data.take(mixed), link=whole.link.take(mixed),
        spare=whole.spare, spare_link=whole.spare_link,
    )  # fmt: skip
    after = damaged(clean, [order("d09_dead_on_roll", 0.1)], Draw(2))
    rid = after.batches[0].rid
    assert rid.min() < 100
    assert np.median(rid) < 400
    keep = np.ones(after.data.num_rows, dtype=bool)
    keep[rid] = False
    assert after.data.filter(pa.array(keep)).equals(clean.data)


def test_a_spare_row_is_added_once_and_its_link_goes_with_it() -> None:
    clean = built(500, 2)
    after = damaged(clean, [order("d09_dead_on_roll", 0.1), order("d10_false_death", 0.1)], Draw(2))
    who = [after.link[int(rid)].as_py() for batch in after.batches for rid in batch.rid]
    assert len(set(who)) == len(who)
    assert min(who) >= 500


@pytest.mark.parametrize("kind", sorted(ASKED))
def test_counts_lie_within_binomial_bounds_over_many_seeds(kind: str) -> None:
    rate, people = 0.12, 120
    found = expected = variance = 0.0
    for seed in range(SEEDS):
        clean = built(people, seed)

        def count(share: float, clean: BuiltTable = clean, seed: int = seed) -> int:
            after = damaged(clean, [order(kind, share)], Draw(seed))
            return sum(len(c.rid) for c in after.cells) + sum(len(b.rid) for b in after.batches)

        spare = getattr(discover("defects").get(kind), "from_spare", False)
        eligible = clean.spare.num_rows if spare else count(1.0)
        share = rate * people / eligible if spare else rate
        found += count(rate)
        expected += eligible * share
        variance += eligible * share * (1 - share)
    assert abs(found - expected) <= 4.5 * variance**0.5 + 2


def test_nothing_is_added_where_there_are_no_spare_rows() -> None:
    whole = built(20, 2)
    bare = BuiltTable(spec=whole.spec, data=whole.data)
    after = damaged(bare, [order("d09_dead_on_roll", 1)], Draw(2))
    assert after.data.num_rows == 20
    with pytest.raises(SandboxError, match="does not say whom"):
        damaged(bare, [order("d16_same_name", 0.1)], Draw(2))


def test_what_a_column_cannot_hold_is_refused() -> None:
    with pytest.raises(SandboxError, match="cannot hold: it keeps int32"):
        damaged(built(50, 2), [order("d23_sensitive_text", 1, column="je")], Draw(2))
