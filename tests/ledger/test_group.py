"""Group commit by itself: order, company, and what one bad row costs."""

import threading
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.ledger.errors import LedgerError
from sandbox.ledger.group import MOST, GroupWriter


class Disk:
    """Keeps what is committed; refuses odd rows when told to, a whole group at a time."""

    def __init__(self, *, picky: bool = False) -> None:
        self.groups: list[list[int]] = []
        self.picky = picky
        self.free = threading.Event()
        self.free.set()

    def commit(self, rows: Sequence[int]) -> list[bool]:
        self.free.wait()
        if self.picky and any(row % 2 for row in rows):
            raise LedgerError("Odd.")
        known = {row for group in self.groups for row in group}
        self.groups.append(list(rows))
        return [row not in known for row in rows]

    @property
    def kept(self) -> list[int]:
        return [row for group in self.groups for row in group]


@given(st.lists(st.integers(), unique=True, max_size=60))
def test_rows_are_written_in_the_order_in_which_they_were_handed_over(rows: list[int]) -> None:
    disk = Disk()
    writer = GroupWriter(disk.commit, window=0)
    answers = [writer.put(row) for row in rows]
    writer.close()

    assert disk.kept == rows
    assert all(answer.result() for answer in answers)


@given(st.lists(st.integers(0, 50), max_size=40))
def test_a_bad_row_is_refused_alone(rows: list[int]) -> None:
    disk = Disk(picky=True)
    writer = GroupWriter(disk.commit, window=0.001)
    answers = [writer.put(row) for row in rows]
    writer.close()

    assert disk.kept == [row for row in rows if row % 2 == 0]
    for row, answer in zip(rows, answers, strict=True):
        assert (answer.exception() is not None) == bool(row % 2)


def test_what_arrives_while_the_disk_is_busy_is_written_together() -> None:
    disk = Disk()
    writer = GroupWriter(disk.commit)
    disk.free.clear()
    first = writer.put(-1)
    rest = [writer.put(row) for row in range(3 * MOST)]
    disk.free.set()

    assert first.result(10)
    assert all(answer.result(10) for answer in rest)
    assert len(disk.groups) <= 5
    assert max(map(len, disk.groups)) <= MOST
    writer.close()


def test_an_answer_comes_after_the_commit_and_not_before() -> None:
    disk = Disk()
    writer = GroupWriter(disk.commit, window=0)
    disk.free.clear()
    answer = writer.put(1)

    with pytest.raises(TimeoutError):
        answer.result(0.05)
    disk.free.set()
    assert answer.result(10)
    assert disk.kept == [1]
    writer.close()


def test_closing_writes_what_is_waiting_and_then_takes_nothing_more() -> None:
    disk = Disk()
    writer = GroupWriter(disk.commit, window=0)
    answers = [writer.put(row) for row in range(20)]
    writer.close()
    writer.close()

    assert all(answer.result() for answer in answers)
    with pytest.raises(LedgerError, match="closed"):
        writer.put(21)


def test_a_row_that_was_handed_over_cannot_be_called_back() -> None:
    disk = Disk()
    writer = GroupWriter(disk.commit, window=0)
    disk.free.clear()
    first, second = writer.put(1), writer.put(2)

    assert not second.cancel()
    disk.free.set()
    assert first.result(10)
    assert second.result(10)
    writer.close()
