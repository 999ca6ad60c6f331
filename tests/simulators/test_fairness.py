"""Rates and gaps equal those of fairlearn.

Golden values: fairlearn 0.15.0, in an environment of its own, `MetricFrame(metrics={selection_rate,
true_positive_rate, false_positive_rate}, …).by_group` and `.difference()`, to six decimals.
"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.simulators.approval_queue.fairness import gap, rates, rates_by_group

GOLDEN = [
    (
        "111111100001100101001000101001111111110100101100000110111101",
        "000010001110100011101011011111010001111110110010100001001101",
        "010111101000001001100100010110110111110010110100011111001000",
        {"approval": [0.5, 0.533333], "tpr": [0.4375, 0.444444], "fpr": [0.571429, 0.666667]},
        {"approval": 0.516667, "tpr": 0.441176, "fpr": 0.615385},
        {"approval": 0.033333, "tpr": 0.006944, "fpr": 0.095238},
    ),
    (
        "101110110001001010100101100101100101101111111001001111101011",
        "101101110100001000000111100001000101111111111011001100000111",
        "202222020122001120001002221021210111100221011100202102222220",
        {"approval": [0.45, 0.625, 0.5], "tpr": [0.666667, 1.0, 0.588235],
         "fpr": [0.272727, 0.142857, 0.285714]},
        {"approval": 0.516667, "tpr": 0.714286, "fpr": 0.24},
        {"approval": 0.175, "tpr": 0.411765, "fpr": 0.142857},
    ),
]  # fmt: skip


def bits(text: str) -> np.ndarray:
    return np.array([cell == "1" for cell in text])


@pytest.mark.parametrize(("truth", "given_", "group", "by_group", "overall", "gaps"), GOLDEN)
def test_rates_and_gaps_are_those_of_fairlearn(
    truth: str, given_: str, group: str, by_group: dict, overall: dict, gaps: dict
) -> None:
    entitled, granted = bits(truth), bits(given_)
    groups = np.array([int(cell) for cell in group])
    each = rates_by_group(entitled, granted, groups, int(groups.max()) + 1)
    whole = rates(entitled, granted)

    for name, expected in by_group.items():
        assert [getattr(one, name) for one in each] == pytest.approx(expected, abs=1e-6)
        assert getattr(whole, name) == pytest.approx(overall[name], abs=1e-6)
        assert gap([getattr(one, name) for one in each]) == pytest.approx(gaps[name], abs=2e-6)


cases = st.lists(st.tuples(st.booleans(), st.booleans(), st.integers(0, 3)), max_size=40)


@given(cases)
def test_rates_by_group_are_the_rates_of_each_group(
    people: list[tuple[bool, bool, int]],
) -> None:
    entitled = np.array([e for e, _, _ in people], dtype=bool)
    granted = np.array([g for _, g, _ in people], dtype=bool)
    group = np.array([k for _, _, k in people], dtype=np.int64)

    each = rates_by_group(entitled, granted, group, 4)

    assert each == tuple(rates(entitled[group == k], granted[group == k]) for k in range(4))


def test_a_group_of_nobody_has_no_rates_and_opens_no_gap() -> None:
    nobody = rates(np.array([], dtype=bool), np.array([], dtype=bool))

    assert (nobody.approval, nobody.tpr, nobody.fpr) == (None, None, None)
    assert gap([0.4, None]) == 0.0
    assert gap([None, None]) == 0.0
