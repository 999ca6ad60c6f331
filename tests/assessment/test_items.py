"""Item statistics, against figures that textbooks and papers give."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.assessment.items import ENOUGH, correlation, items, wilson

SHARES = st.floats(0, 1, allow_nan=False)


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    [
        # Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_the_interval_is_wilson_s(successes, n, low, high):
    found = wilson(successes, n)
    assert found.low == pytest.approx(low, abs=5e-5)
    assert found.high == pytest.approx(high, abs=5e-5)


@given(st.integers(1, 500), st.floats(0, 1, allow_nan=False))
def test_the_interval_holds_the_share_and_stays_a_share(n, share):
    found = wilson(share * n, n)
    assert 0 <= found.low <= share + 1e-9
    assert share - 1e-9 <= found.high <= 1


@pytest.mark.parametrize(("successes", "n"), [(1, 0), (3, 2), (-1, 4)])
def test_what_is_no_share_is_refused(successes, n):
    with pytest.raises(ValueError, match="no share"):
        wilson(successes, n)


def test_the_correlation_is_pearson_s():
    # Anscombe's first quartet (The American Statistician 27, 1973): r = 0.816.
    x = [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5]
    y = [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68]
    assert correlation(x, y) == pytest.approx(0.81642, abs=1e-5)


@pytest.mark.parametrize(("first", "second"), [([1, 1, 1], [1, 2, 3]), ([0, 1], [0, 1])])
def test_what_does_not_vary_or_is_too_little_has_no_correlation(first, second):
    assert correlation(first, second) is None


@given(st.lists(st.tuples(SHARES, SHARES), min_size=3, max_size=40))
def test_a_correlation_lies_between_minus_one_and_one(pairs):
    found = correlation([a for a, _ in pairs], [b for _, b in pairs])
    assert found is None or (-1 <= found <= 1 and not math.isnan(found))


ROWS = [(1, 1, 1, 1), (1, 1, 1, 0), (1, 1, 0, 0), (1, 0, 0, 0), (0, 0, 0, 0), (1, 1, 0, 1)]
"""Six people, four questions, right or wrong."""


def class_of(rows):
    return {
        f"q{at}": {f"p{who}": float(row[at]) for who, row in enumerate(rows)} for at in range(4)
    }


def test_discrimination_leaves_the_question_out_of_its_own_total():
    found = items(class_of(ROWS), dict.fromkeys(("q0", "q1", "q2", "q3"), 1.0))
    # By hand: q1 is (1,1,1,0,0,1), the totals of the others are (3,2,1,1,0,2).
    assert found["q1"].discrimination == pytest.approx(math.sqrt(6 / 11))
    with_itself = correlation([1, 1, 1, 0, 0, 1], [4, 3, 2, 1, 0, 3])
    assert found["q1"].discrimination < with_itself


def test_difficulty_is_the_mean_share_and_few_answers_are_said_to_be_few():
    found = items(class_of(ROWS), dict.fromkeys(("q0", "q1", "q2", "q3"), 1.0))
    assert found["q0"].difficulty == pytest.approx(5 / 6)
    assert not found["q0"].enough
    many = {"q": {str(n): 0.5 for n in range(ENOUGH)}}
    assert items(many, {"q": 5.0})["q"].enough


def test_whoever_did_not_answer_is_missing_and_not_wrong():
    shares = {"a": {"x": 1.0, "y": 1.0}, "b": {"x": 1.0}}
    found = items(shares, {"a": 1.0, "b": 1.0})
    assert (found["b"].n, found["b"].difficulty) == (1, 1.0)
    assert items({"a": {}}, {"a": 1.0})["a"].difficulty is None


def test_points_weigh_in_the_rest():
    shares = {
        "a": {"x": 1.0, "y": 0.0, "z": 0.5},
        "b": {"x": 1.0, "y": 0.0, "z": 0.0},
        "c": {"x": 0.0, "y": 1.0, "z": 0.5},
    }
    light = items(shares, {"a": 1.0, "b": 9.0, "c": 1.0})["a"].discrimination
    heavy = items(shares, {"a": 1.0, "b": 1.0, "c": 9.0})["a"].discrimination
    assert light is not None
    assert heavy is not None
    assert light > 0 > heavy
