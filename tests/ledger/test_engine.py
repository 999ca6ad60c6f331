"""How connections are made: which URLs are served, and what survives a crash."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from sandbox.errors import MisuseError
from sandbox.ledger.engine import compact
from sandbox.ledger.errors import LedgerError
from sandbox.ledger.store import SqlLedger, open_ledger
from tests.ledger import rows

ROOT = Path(__file__).parents[2]
WRITER = """
import sys
from sandbox.ledger.store import open_ledger
from tests.ledger import rows
ledger = open_ledger(sys.argv[1])
for n in range(1_000_000):
    assert ledger.add_attempt(rows.attempt(id=f"a{n}", try_no=n))
    print(n, flush=True)
"""


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("ledger.db", "cannot be read"),
        ("mysql://host/db", "cannot be kept in `mysql`"),
        ("sqlite://", "forget every answer"),
        ("sqlite:///:memory:", "forget every answer"),
    ],
)
def test_a_url_that_cannot_keep_a_ledger_is_refused(url: str, sentence: str) -> None:
    with pytest.raises(MisuseError, match=sentence):
        open_ledger(url)


def test_a_folder_that_is_missing_is_made(tmp_path: Path) -> None:
    with open_ledger(f"sqlite:///{tmp_path}/deep/down/ledger.db") as ledger:
        ledger.ping()


def test_a_file_that_is_no_ledger_is_named(tmp_path: Path) -> None:
    (tmp_path / "notes.db").write_text("not a database, " * 100)

    with pytest.raises(LedgerError, match=r"notes\.db"):
        open_ledger(f"sqlite:///{tmp_path}/notes.db")


def test_a_server_that_is_away_is_named_without_its_password() -> None:
    with pytest.raises(LedgerError) as caught:
        open_ledger("postgresql://someone:hush@127.0.0.1:1/ledger?connect_timeout=1")

    assert "127.0.0.1" in str(caught.value)
    assert "hush" not in str(caught.value)


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("recursive_triggers", 1)],
)
def test_sqlite_is_set_to_keep_what_it_confirmed(
    tmp_path: Path, pragma: str, value: object
) -> None:
    with (
        open_ledger(f"sqlite:///{tmp_path}/ledger.db") as ledger,
        ledger._engine.connect() as connection,
    ):
        assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value


def test_json_keeps_chinese_readable_and_refuses_what_is_not_data() -> None:
    assert compact({"甲": {"b", "a"}}) == '{"甲":["a","b"]}'
    with pytest.raises(TypeError, match="Path"):
        compact(Path())


@pytest.mark.slow
def test_a_writer_killed_at_any_moment_loses_no_confirmed_answer(
    ledger: SqlLedger, url: str
) -> None:
    ledger.add_participant(rows.participant())
    ledger.add_run(rows.run())
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, url], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        confirmed = [int(writer.stdout.readline()) for _ in range(25)]
        os.kill(writer.pid, signal.SIGKILL)
        confirmed += [int(line) for line in writer.stdout if line.endswith("\n")]

    kept = {attempt.try_no for attempt in ledger.attempts("r1")}

    assert set(confirmed) <= kept
    assert len(kept) - len(confirmed) <= 1
