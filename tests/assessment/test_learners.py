"""Recommendations find a planted weakness far more often than picking at random would."""

import pytest

from sandbox.assessment.measure import ENOUGH
from tests.assessment.learners import PLANTED, check_up, recommended, simulate, tagged, together
from tests.assessment.q_matrix import COMPETENCES, ROWS, cards


@pytest.mark.parametrize("weakness", PLANTED)
def test_each_planted_weakness_is_found_more_often_than_by_chance(weakness: str) -> None:
    found = simulate(weakness, 60)

    assert found.wilson()[0] > found.chance


def test_all_together_nine_in_ten_are_sent_to_a_right_drill() -> None:
    low, _ = together([simulate(weakness, 40) for weakness in PLANTED]).wilson()

    assert low > 0.85


def test_a_learner_is_a_learner_again_with_the_same_seed() -> None:
    assert [recommended("values", seed) for seed in range(5)] == [
        recommended("values", seed) for seed in range(5)
    ]


def test_the_short_check_tells_enough_about_every_competence_for_a_diagnosis() -> None:
    decisions = check_up()

    assert len(decisions) == 12
    told = {key: sum(tagged(one, key) > 0 for one in decisions) for key in COMPETENCES}
    assert min(told.values()) >= ENOUGH, told


def test_the_matrix_has_a_row_of_eleven_for_each_of_fourteen_drills() -> None:
    assert {len(row) for row in ROWS.values()} == {len(COMPETENCES)}
    assert len(cards()) == 14
