"""Profiles: dimensions, thinking, shortcomings, gates, total and diagnosis."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.assessment.profile import Evidence, dimension_weights, profile
from sandbox.assessment.words import DIMENSIONS, SHORTCOMINGS, THINKING
from sandbox.model.decision import Dimensions, Shortcomings, Tags, Thinking
from sandbox.model.scenario import Audience, Gate, Indicator
from sandbox.text import Text
from tests.marking.fakes import TEXT, decision

Q = st.sampled_from([0, 0.25, 0.5, 0.75, 1])
TAGS = st.builds(
    Tags,
    dimensions=st.builds(Dimensions, **dict.fromkeys(DIMENSIONS, Q)),
    thinking=st.builds(Thinking, **dict.fromkeys(THINKING, Q)),
    shortcomings=st.builds(Shortcomings, **dict.fromkeys(SHORTCOMINGS, Q)),
)
ROW = st.builds(
    Evidence, title=st.just(TEXT), share=st.floats(0, 1), weight=st.integers(1, 3), tags=TAGS
)


def evidence(share: float, weight: float = 1, **tags: Any) -> Evidence:
    return Evidence(title=TEXT, share=share, weight=weight, tags=Tags(**tags))


def gate(factor: float, indicator: Indicator = "openness") -> Gate:
    return Gate(id="leak", factor=factor, indicator=indicator, text=TEXT, sql="SELECT 1")


OPEN = {"dimensions": Dimensions(openness=1)}
EVEN = {"dimensions": Dimensions(openness=1, effectiveness=1, collaboration=1, satisfaction=1)}


def test_every_word_of_the_model_is_measured_in_its_order() -> None:
    made = profile([])

    assert (
        [each.key for each in made.dimensions] == list(DIMENSIONS) == list(Dimensions.model_fields)
    )
    assert [each.key for each in made.thinking] == list(THINKING) == list(Thinking.model_fields)
    assert [each.key for each in made.shortcomings] == list(Shortcomings.model_fields)
    assert list(SHORTCOMINGS) == list(Shortcomings.model_fields)


def test_difficulty_and_q_row_decide_how_much_a_decision_tells() -> None:
    half = {"dimensions": Dimensions(openness=0.5, satisfaction=1)}
    made = profile([evidence(1.0, 3, **OPEN), evidence(0.0, 2, **half)])

    assert made.dimension("openness").score == pytest.approx(100 * (3 + 1.2) / (3 + 1 + 2))
    assert made.dimension("satisfaction").score == pytest.approx(100 * 1.2 / 4)
    assert made.dimension("collaboration").score is None
    assert made.weakest is made.dimension("satisfaction")


def test_without_evidence_nothing_is_claimed() -> None:
    made = profile([])

    assert made.total is None
    assert made.weakest is None
    assert made.standing.level == "adapting"
    assert made.diagnosis.text.zh == "未见突出短板。"


@pytest.mark.parametrize(("factors", "factor"), [([0.8], 0.8), ([0.8, 0.3], 0.3), ([], 1.0)])
def test_the_gravest_gate_of_a_dimension_shrinks_it_alone(
    factors: list[float], factor: float
) -> None:
    rows = [evidence(1.0, 3, **EVEN)] * 8
    free, gated = profile(rows), profile(rows, gates=[gate(each) for each in factors])

    free_score = free.dimension("openness").score
    assert free_score is not None
    assert gated.dimension("openness").score == pytest.approx(factor * free_score)
    assert gated.dimension("satisfaction") == free.dimension("satisfaction")


def test_a_gate_shrinks_the_dimension_that_it_names() -> None:
    rows = [evidence(1.0, 3, **EVEN)] * 8
    free, gated = profile(rows), profile(rows, gates=[gate(0.5, "satisfaction")])

    free_score = free.dimension("satisfaction").score
    assert free_score is not None
    assert gated.dimension("satisfaction").score == pytest.approx(0.5 * free_score)
    assert gated.dimension("openness") == free.dimension("openness")


def test_a_grave_gate_caps_the_total_at_59() -> None:
    rows = [evidence(1.0, 3, **EVEN)] * 8
    made = profile(rows, gates=[gate(0.3)])

    assert made.total == 59
    assert made.standing.level == "adapting"
    assert "59" in made.arithmetic.zh


def test_unknown_dimensions_are_left_out_of_the_total() -> None:
    made = profile([evidence(1.0, 3, **OPEN)])

    assert made.total == made.dimension("openness").score


def test_outcomes_count_as_much_as_choices() -> None:
    made = profile([evidence(0.6, 3, **OPEN)], outcomes={"openness": 1.0})

    assert made.dimension("openness").score == pytest.approx(80)


@pytest.mark.parametrize(
    ("tiers", "roles", "expected"),
    [
        (("bureau",), ("decision-maker",), (0.25, 0.30, 0.25, 0.20)),
        (("county",), ("business-lead",), (0.20, 0.30, 0.25, 0.25)),
        (("township",), ("business-lead",), (0.10, 0.25, 0.25, 0.40)),
        (("township",), ("data-steward",), (0.40, 0.20, 0.25, 0.15)),
        (("bureau", "county"), ("business-lead",), (0.225, 0.30, 0.25, 0.225)),
    ],
)
def test_each_tier_and_role_weighs_dimensions_its_own_way(
    tiers: Any, roles: Any, expected: tuple[float, ...]
) -> None:
    weights = dimension_weights(Audience(tiers=tiers, roles=roles))

    assert tuple(weights.values()) == pytest.approx(expected)
    assert sum(weights.values()) == pytest.approx(1)


def _short(share: float, **q: float) -> Evidence:
    return evidence(share, 3, shortcomings=Shortcomings(**q))


@pytest.mark.parametrize(
    ("weak", "n", "named"), [(0.0, 5, "values"), (0.0, 4, None), (0.75, 5, None)]
)
def test_a_shortcoming_is_named_only_when_it_stands_out_on_enough_evidence(
    weak: float, n: int, named: str | None
) -> None:
    rows = [_short(0.8, practice=1, literacy=1, cognition=1)] * 5 + [_short(weak, values=1)] * n

    found = profile(rows).diagnosis

    assert found.shortcoming == named
    assert ("价值导向" in found.text.zh) is (named is not None)


def test_a_decision_brings_its_own_title_difficulty_and_q_row() -> None:
    asked = decision(difficulty=3, title=Text(zh="定属性", en="Attribute"))

    assert Evidence.of(asked, 0.5) == Evidence(
        title=asked.title, share=0.5, weight=3, tags=asked.tags
    )


@given(st.lists(ROW, max_size=8), st.lists(st.sampled_from([0.8, 0.5, 0.3]), max_size=3))
def test_totals_stay_between_0_and_100(rows: list[Evidence], factors: list[float]) -> None:
    made = profile(rows, gates=[gate(each) for each in factors])

    assert made.total is None or 0 <= made.total <= 100
    assert made.total is None or 0.3 not in factors or made.total <= 59


@given(st.lists(ROW, min_size=1, max_size=6), st.data(), st.sampled_from([1.0, 0.8, 0.3]))
def test_a_better_answer_never_lowers_the_total(
    rows: list[Evidence], data: st.DataObject, factor: float
) -> None:
    at = data.draw(st.integers(0, len(rows) - 1))
    row = rows[at]
    share = data.draw(st.floats(row.share, 1))
    raised = Evidence(title=row.title, share=share, weight=row.weight, tags=row.tags)
    gates = [] if factor == 1 else [gate(factor)]
    before = profile(rows, gates=gates)
    after = profile([*rows[:at], raised, *rows[at + 1 :]], gates=gates)

    assert (before.total is None) == (after.total is None)
    assert before.total is None or after.total is None or after.total >= before.total - 1e-9
