"""Measures: a weighted mean that is held back while there is little evidence."""

from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.assessment.measure import Weighed, measure
from sandbox.text import Text

TITLE = Text(zh="某题", en="A decision")


def weighed(share: float, weight: float = 1.0, title: Text = TITLE) -> Weighed:
    return Weighed(title=title, share=share, weight=weight)


ROWS = st.lists(st.builds(weighed, st.floats(0, 1), st.floats(0, 3)), max_size=12)


@pytest.mark.parametrize(
    ("rows", "score"),
    [
        ([(1.0, 1.0)], 100 * (1 + 1.2) / 3),
        ([(0.0, 1.0)], 100 * 1.2 / 3),
        ([(0.6, 3.0)], 60.0),
        ([(1.0, 2.0), (0.5, 1.0)], 100 * (2.5 + 1.2) / 5),
        ([(1.0, 3.0)] * 10, 100 * (30 + 1.2) / 32),
    ],
)
def test_a_score_starts_at_60_and_moves_with_evidence(
    rows: list[tuple[float, float]], score: float
) -> None:
    made = measure("use", [weighed(*row) for row in rows])

    assert made.score == pytest.approx(score)
    assert made.deficit == pytest.approx(100 - score)


def test_without_evidence_there_is_no_score() -> None:
    made = measure("use", [weighed(1.0, 0.0)])

    assert (made.score, made.deficit, made.error, made.n) == (None, None, None, 0)
    assert made.moved_by == ()
    assert "暂不评分" in made.arithmetic.zh


@pytest.mark.parametrize(("n", "enough"), [(4, False), (5, True)])
def test_five_decisions_are_enough(n: int, enough: bool) -> None:
    assert measure("use", [weighed(0.8)] * n).enough is enough


def test_the_standard_error_is_that_of_a_weighted_mean() -> None:
    made = measure("use", [weighed(1.0, 2.0), weighed(0.4, 1.0)])

    assert made.error == pytest.approx(100 * sqrt((2 * 0.2) ** 2 + 0.4**2) / 3)


def test_what_moved_it_comes_strongest_first_and_adds_up() -> None:
    small, big = Text(zh="小", en="Small"), Text(zh="大", en="Big")
    made = measure("use", [weighed(0.7, 1.0, small), weighed(0.0, 2.0, big)])

    assert [pull.title for pull in made.moved_by] == [big, small]
    assert made.moved_by[0].points < 0 < made.moved_by[1].points


@given(ROWS)
def test_pulls_explain_the_whole_distance_from_60(rows: list[Weighed]) -> None:
    made = measure("use", rows)

    if made.score is not None:
        assert made.score == pytest.approx(60 + sum(pull.points for pull in made.moved_by))


@given(ROWS, st.none() | st.floats(0, 1), st.sampled_from([1.0, 0.8, 0.5, 0.3]))
def test_scores_stay_between_0_and_100(
    rows: list[Weighed], outcome: float | None, gate: float
) -> None:
    made = measure("use", rows, outcome=outcome, gate=gate)

    assert made.score is None or 0 <= made.score <= 100
    assert made.error is None or 0 <= made.error <= 100


@given(ROWS.filter(bool), st.data(), st.floats(0, 1))
def test_a_higher_share_never_lowers_a_score(
    rows: list[Weighed], data: st.DataObject, better: float
) -> None:
    at = data.draw(st.integers(0, len(rows) - 1))
    raised = weighed(max(better, rows[at].share), rows[at].weight)
    before = measure("use", rows).score
    after = measure("use", [*rows[:at], raised, *rows[at + 1 :]]).score

    assert before is None or (after is not None and after >= before - 1e-9)


@pytest.mark.parametrize(
    ("extra", "line"),
    [
        ({}, "(2.5 + 2 × 0.6) ÷ (3 + 2) × 100 = 74.0"),
        ({"gate": 0.5}, "(2.5 + 2 × 0.6) ÷ (3 + 2) × 0.5 × 100 = 37.0"),
        ({"outcome": 0.5}, "[(2.5 + 2 × 0.6) ÷ (3 + 2) + 0.5] ÷ 2 × 100 = 62.0"),
    ],
)
def test_the_arithmetic_can_be_checked_by_hand(extra: dict[str, float], line: str) -> None:
    made = measure("use", [weighed(1.0, 2.0), weighed(0.5, 1.0)], **extra)

    assert made.arithmetic.zh.endswith("：" + line)
    assert made.arithmetic.en.endswith(": " + line)
