"""Answers of a class: committed one by one against committed in groups, and the whole way of one."""

import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from datetime import UTC, datetime
from typing import Any

from sandbox.desk.classroom import Classroom
from sandbox.desk.views.live import PhoneView, SeatView
from sandbox.desk.wiring import Office
from sandbox.ledger.group import WINDOW_SECONDS
from sandbox.ledger.store import SqlLedger, open_ledger
from sandbox.model.live import RoomOpening, Seat, Vote
from sandbox.model.relation import Relation

PHONES = 1000
ALONE = 300
"""Answers committed one by one; each waits for the disk."""
THREADS = 40
"""As many as the server gives to calls that wait."""
ROOM = "527419"
NOON = datetime(2027, 3, 15, 4, tzinfo=UTC)
ANSWER = Relation.of(("id", "label"), [(f"r{n}", "conditional") for n in range(16)])


def _votes(count: int, round_: int) -> list[Vote]:
    raw = {"labels": {str(id_): label for id_, label in ANSWER.rows}}
    return [
        Vote(id=f"{round_}-{n}", room=ROOM, seat=f"s{n}", decision="attribute", round=round_,
             raw=raw, answer=ANSWER, at=NOON)
        for n in range(count)
    ]  # fmt: skip


def _seated(ledger: SqlLedger) -> None:
    ledger.add_room(
        RoomOpening(code=ROOM, scenario="s", digest="d", seed=1, decisions=("attribute",),
                    teams=(), opened_by="t", opened_at=NOON)
    )  # fmt: skip
    seats = [
        Seat(id=f"s{n}", room=ROOM, number=n + 1, name="", team=None, lang="zh", joined_at=NOON)
        for n in range(PHONES)
    ]
    with ThreadPoolExecutor(THREADS) as pool:
        assert all(pool.map(ledger.add_seat, seats))


def _rate(ledger: SqlLedger, votes: Sequence[Vote], *, alone: bool) -> float:
    start = time.perf_counter()
    if alone:
        for vote in votes:
            ledger.add_vote(vote).result()
    else:
        wait([ledger.add_vote(vote) for vote in votes])
    return len(votes) / (time.perf_counter() - start)


def bench_group_commit(row: Any) -> None:
    """The store alone, answers of 16 rows."""
    with (
        tempfile.TemporaryDirectory() as folder,
        open_ledger(f"sqlite:///{folder}/ledger.db") as ledger,
    ):
        _seated(ledger)
        # Without a window, so that nobody is charged for waiting for company that cannot come.
        ledger._group._window = 0.0
        alone = _rate(ledger, _votes(ALONE, 1), alone=True)
        ledger._group._window = WINDOW_SECONDS
        grouped = _rate(ledger, _votes(PHONES, 2), alone=False)
        assert len(ledger.votes(ROOM)) == ALONE + PHONES
    row("answers committed one by one", f"{alone:,.0f} /s", "a transaction each")
    row("answers committed in groups", f"{grouped:,.0f} /s", f"{grouped / alone:.1f} × one by one")


def bench_whole_way(office: Office, scenario: str, row: Any) -> None:
    """A thousand phones send at once: parsed, committed, acknowledged with their screen."""
    classroom = Classroom(office)
    code = classroom.open_room("bench", scenario)
    start = time.perf_counter()
    with ThreadPoolExecutor(THREADS) as pool:
        seats = list(pool.map(lambda _: classroom.join(code, "", None, "zh"), range(PHONES)))
    seconds = time.perf_counter() - start
    tokens = [seat.token for seat in seats if isinstance(seat, SeatView)]
    row(f"places taken by {THREADS} threads", f"{PHONES / seconds:,.0f} /s",
        f"{seconds:.1f} s for {PHONES}")  # fmt: skip
    classroom.act("bench", code, "open", 1)
    phone = classroom.phone(tokens[0], "zh")
    assert phone is not None
    assert phone.question is not None
    (grid,) = phone.question.controls
    rows, labels = grid.rows, grid.labels  # type: ignore[union-attr]
    start = time.perf_counter()
    sent: list[Future[Any]] = []
    for n, token in enumerate(tokens):
        form = {row_.id: labels[(n + at) % len(labels)].id for at, row_ in enumerate(rows)}
        sent.append(
            classroom.vote_soon(token, phone.question.decision, 1, {grid.key: form}, "zh")
        )  # fmt: skip
    assert all(isinstance(each.result(), PhoneView) for each in sent)
    seconds = time.perf_counter() - start
    row("answers acknowledged, 16 rows each", f"{PHONES / seconds:,.0f} /s",
        f"{1000 * seconds:.0f} ms for {PHONES}")  # fmt: skip
    start = time.perf_counter()
    classroom.console("bench", code, "zh")
    row("console with all of them counted", f"{1000 * (time.perf_counter() - start):.0f} ms", "")
    classroom.act("bench", code, "close", 2)
    classroom.act("bench", code, "reveal", 3)
    start = time.perf_counter()
    for token in tokens:
        classroom.phone(token, "zh")
    seconds = time.perf_counter() - start
    row("marks of the reveal, each a phone's screen", f"{PHONES / seconds:,.0f} /s",
        f"{1000 * seconds:.0f} ms for {PHONES}")  # fmt: skip
    start = time.perf_counter()
    classroom.board(code, "zh")
    row("the board of the reveal", f"{1000 * (time.perf_counter() - start):.0f} ms", "")


def bench_live(office: Office, scenario: str, row: Any) -> None:
    """Both; `row` prints a line of the report."""
    bench_group_commit(row)
    bench_whole_way(office, scenario, row)
