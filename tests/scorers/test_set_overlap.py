"""S2: right picks less wrong picks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.model.answer import Answer
from sandbox.model.reference import Sealed
from sandbox.model.relation import Relation
from sandbox.model.score import AnswerSpace, Score
from sandbox.scorers.set_overlap import SetOverlap

RIGHT = ("a", "b", "c", "d")


def score(picked: str, right: tuple[str, ...] = RIGHT) -> Score:
    def column(ids: object) -> Relation:
        return Relation.of(("choice",), [(each,) for each in ids])  # type: ignore[attr-defined]

    return SetOverlap().score(Answer(relation=column(picked)), Sealed(column(right)), AnswerSpace())


@pytest.mark.parametrize(
    ("picked", "share", "zh", "en"),
    [
        ("abcd", 1.0, "（4 对 − 0 错）÷ 4 = 1.00", "(4 right − 0 wrong) ÷ 4 = 1.00"),
        ("abcx", 0.5, "（3 对 − 1 错）÷ 4 = 0.50", "(3 right − 1 wrong) ÷ 4 = 0.50"),
        ("abcdwxyz", 0.0, "（4 对 − 4 错）÷ 4 = 0.00", "(4 right − 4 wrong) ÷ 4 = 0.00"),
        ("xy", 0.0, "（0 对 − 2 错）÷ 4 = −0.50，按 0.00 计",
         "(0 right − 2 wrong) ÷ 4 = −0.50, counted as 0.00"),
    ],
)  # fmt: skip
def test_right_picks_less_wrong_picks_over_right_options(
    picked: str, share: float, zh: str, en: str
) -> None:
    result = score(picked)

    assert result.share == share
    assert (result.arithmetic.zh, result.arithmetic.en) == (zh, en)


def test_findings_name_what_was_missed_and_what_did_not_belong() -> None:
    standings = {f.item: f.standing for f in score("abx").findings}

    assert standings == {"a": "right", "b": "right", "c": "missed", "d": "missed", "x": "extra"}


@given(right=st.sets(st.sampled_from("abcdefghij"), min_size=1, max_size=5))
def test_picking_everything_earns_nothing_where_distractors_are_as_many(right: set[str]) -> None:
    assert score("abcdefghij", tuple(right)).share == 0


@pytest.mark.parametrize(
    ("right", "sentence"),
    [
        (["a", "basi"], "`basi` is not an option of this decision. Did you mean `basis`?"),
        (["a", "a"], "The reference names option `a` 2 times."),
        (["a", "basis", "x"], "Every option is right, so picking everything would be perfect."),
    ],
)
def test_a_reference_that_cannot_be_scored_is_explained(right: list[str], sentence: str) -> None:
    reference = Relation.of(("value",), [(each,) for each in right])
    space = AnswerSpace(labels=("a", "basis", "x"))

    assert SetOverlap().check_reference(reference, space) == sentence
