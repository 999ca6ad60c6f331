"""Waiting lines against brute force and against Erlang's formula."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.model.draw import Draw
from sandbox.simulators import uniform
from sandbox.simulators.approval_queue import waiting


def by_hand(arrived: list[int], per_day: int, ahead: int, days: int) -> list[int]:
    """Day by day, case by case."""
    finished = [days] * len(arrived)
    line: list[int] = [-1] * ahead
    for day in range(days):
        line += [n for n, came in enumerate(arrived) if came == day]
        for case in line[:per_day]:
            if case >= 0:
                finished[case] = day
        line = line[per_day:]
    return finished


def erlang_c(servers: int, load: float) -> float:
    """Chance of having to wait in M/M/c; `load` in erlangs (Erlang 1917)."""
    terms = [load**k / math.factorial(k) for k in range(servers)]
    last = load**servers / math.factorial(servers) * servers / (servers - load)
    return last / (sum(terms) + last)


@given(
    st.lists(st.integers(0, 9), max_size=40).map(sorted),
    st.integers(0, 6),
    st.integers(0, 12),
    st.integers(10, 20),
)
def test_a_team_finishes_as_it_would_case_by_case(
    arrived: list[int], per_day: int, ahead: int, days: int
) -> None:
    found = waiting.daily(np.array(arrived, dtype=np.int64), per_day, ahead, days)

    assert found.tolist() == by_hand(arrived, per_day, ahead, days)


@given(
    st.lists(st.tuples(st.floats(0, 5), st.floats(0.01, 3)), min_size=1, max_size=25),
    st.integers(1, 4),
)
def test_desks_serve_in_order_and_never_idle_while_someone_waits(
    cases: list[tuple[float, float]], servers: int
) -> None:
    arrived = np.cumsum([gap for gap, _ in cases])
    handling = np.array([takes for _, takes in cases])
    begins = waiting.one_by_one(arrived, handling, servers)

    assert (begins >= arrived).all()
    assert (np.diff(begins) >= 0).all()
    for n, begin in enumerate(begins.tolist()):
        busy = sum(begins[m] + handling[m] > begin for m in range(n) if begins[m] <= begin)
        assert busy <= servers - 1
        if begin > arrived[n]:
            assert begin in [begins[m] + handling[m] for m in range(n)]


def test_nobody_is_served_where_nobody_works() -> None:
    assert np.isinf(waiting.one_by_one(np.array([0.0]), np.array([1.0]), 0)).all()


@pytest.mark.parametrize(("servers", "use"), [(1, 0.6), (3, 0.8), (5, 0.85), (10, 0.9)])
def test_mean_wait_is_erlangs_within_sampling_error(servers: int, use: float) -> None:
    runs, n = 4, 60_000
    means = []
    for seed in range(runs):
        gaps = -np.log(uniform(Draw(seed), "gaps", n)) / (servers * use)
        handling = -np.log(uniform(Draw(seed), "handling", n))
        arrived = np.cumsum(gaps)
        means.append(float((waiting.one_by_one(arrived, handling, servers) - arrived).mean()))
    expected = erlang_c(servers, servers * use) / (servers - servers * use)
    error = float(np.std(means, ddof=1)) / math.sqrt(runs)

    assert abs(np.mean(means) - expected) < max(4 * error, 0.03 * expected)
