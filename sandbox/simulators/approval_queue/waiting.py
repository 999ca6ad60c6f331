"""Waiting lines: when each case that needs a person is finished, first come, first served."""

import heapq

import numpy as np

from sandbox.model.draw import Integers
from sandbox.simulators import Floats


def daily(arrived: Integers, per_day: int, ahead: int, days: int) -> Integers:
    """The day on which each case is finished when a team finishes `per_day` cases a day.

    `arrived` is the working day of each case, ascending; `ahead` older cases stand before them.
    Cases not finished within `days` get `days`. Exact: the backlog at the end of a day is
    W(d) = max(0, W(d−1) + arrivals(d) − per_day) (Lindley 1952), written as a running minimum.
    """
    new = np.bincount(arrived, minlength=days)[:days]
    new[0] += ahead
    drift = np.cumsum(new - per_day)
    backlog = drift - np.minimum(np.minimum.accumulate(drift), 0)
    finished = np.cumsum(new) - backlog
    places = np.arange(1 + ahead, 1 + ahead + len(arrived), dtype=np.int64)
    return np.searchsorted(finished, places, side="left")


def one_by_one(arrived: Floats, handling: Floats, servers: int, ahead: float = 0.0) -> Floats:
    """The moment at which work on each case begins when each server handles one at a time.

    `arrived` is ascending, `handling` in the same unit of time; all servers are busy until
    `ahead`. Exact for any arrivals and handling times (Kiefer & Wolfowitz 1955): with
    exponential ones the mean wait is Erlang's C formula.
    """
    begins = np.full(len(arrived), np.inf)
    if servers == 0:
        return begins
    free = [ahead] * servers
    for n, (moment, takes) in enumerate(zip(arrived.tolist(), handling.tolist(), strict=True)):
        begin = max(moment, free[0])
        heapq.heapreplace(free, begin + takes)
        begins[n] = begin
    return begins
