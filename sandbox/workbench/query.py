"""Ask a visible file what a trainee wrote: rows, or a refusal in both languages."""

import atexit
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from sandbox.model.relation import Relation
from sandbox.workbench.pool import STOPPED, BusyError, Manners, Pool
from sandbox.workbench.process import KilledError
from sandbox.workbench.refusal import Refusal, refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much of a result is taken."""

    rows: int
    size: int
    """Bytes of all cells together, about."""
    cell: int
    """Characters of one cell."""


TO_SHOW: Final = Limits(rows=1_000, size=1 << 20, cell=1_000)
TO_MARK: Final = Limits(rows=20_000, size=8 << 20, cell=1_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Rows of a query."""

    relation: Relation
    cut: bool
    """True when there is more than is shown."""
    milliseconds: float
    reads: frozenset[str]
    """`table.column` of what was read; only when it was asked for."""


class Workbench:
    """Runs trainees' queries, each in a process that can reach one visible file."""

    def __init__(self, pool: Pool | None = None, manners: Manners | None = None) -> None:
        self._pool = pool or Pool()
        self._manners = manners or Manners()

    def query(
        self,
        file: Path,
        sql: str,
        *,
        who: str | None = None,
        limits: Limits = TO_SHOW,
        reads: bool = False,
    ) -> Found | Refusal:
        """The rows of a query over a file that holds visible tables only.

        `who` is the person who waits a moment when the query had to be stopped; the server
        itself, when it marks, is nobody.
        """
        message = {
            "sql": sql,
            "rows": limits.rows,
            "bytes": limits.size,
            "cell": limits.cell,
            "reads": reads,
        }
        try:
            with self._manners.turn(who):
                answer = self._pool.ask(file, message)
        except BusyError as busy:
            return refusal(busy.code, values={"seconds": busy.seconds})
        except KilledError as killed:
            answer = {"fault": {"code": killed.why}}
        return self._read(answer, who)

    def _read(self, answer: Mapping[str, Any], who: str | None) -> Found | Refusal:
        if fault := answer.get("fault"):
            if fault["code"] in STOPPED:
                self._manners.pause(who)
            return refusal(fault["code"], fault.get("line"), fault.get("values"))
        return Found(
            relation=Relation.of(answer["columns"], answer["rows"]),
            cut=bool(answer["cut"]),
            milliseconds=float(answer["ms"]),
            reads=frozenset(map(str, answer["reads"])),
        )

    def close(self) -> None:
        """End every worker."""
        self._pool.close()


@cache
def workbench() -> Workbench:
    """The workbench of this process; its workers end with it."""
    made = Workbench()
    atexit.register(made.close)
    return made
