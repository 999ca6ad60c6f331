import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sandbox.model.draw import Draw
from sandbox.recipes.yunze.business_numbers import Digits, Signs, numbers, sequenced, years_after


@given(st.lists(st.integers(0, 10**11 - 1), min_size=1, max_size=20))
def test_digits_are_padded_with_zeros(values):
    made = numbers(len(values), "云·", Digits(np.array(values), 11), "号")

    assert made.to_pylist() == [f"云·{value:011d}号" for value in values]


def test_signs_are_words_of_a_pool():
    made = numbers(
        3, Signs(("甲", "乙"), np.array([1, 0, 1])), "-", Signs("XY", np.array([0, 1, 1]))
    )

    assert made.to_pylist() == ["乙-X", "甲-Y", "乙-Y"]


def test_no_rows_have_no_numbers():
    assert numbers(0, "DY", Digits(np.zeros(0, dtype=np.int64), 8)).to_pylist() == []


@given(st.integers(0, 500), st.integers(1, 9), st.integers(0, 99))
def test_business_numbers_ascend_and_every_row_has_its_place(n, gap, seed):
    made = sequenced(Draw(seed), "test", n, gap)

    assert sorted(made.at) == list(range(n))
    assert np.all(np.diff(made.number) > 0)
    assert n == 0 or 1 <= made.number[0] <= made.number[-1] <= n * gap


def test_a_leap_day_becomes_the_first_of_march():
    days = np.array(["2024-02-29", "2023-03-15", "2024-12-31"], dtype="datetime64[D]")

    assert years_after(days, 1).astype(str).tolist() == ["2025-03-01", "2024-03-15", "2025-12-31"]
