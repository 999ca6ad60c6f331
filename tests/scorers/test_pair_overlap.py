"""S4: F1 of pairs, several names accepted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.model.answer import Answer
from sandbox.model.reference import Sealed
from sandbox.model.relation import Relation
from sandbox.model.score import AnswerSpace, Score
from sandbox.scorers.pair_overlap import PairOverlap

RIGHT = [("sfzh", "number"), ("xm", "name"), ("csrq", "born"), ("csrq", "birthday")]
COLUMNS = ("source", "target")


def score(pairs: list[tuple[str, str]]) -> Score:
    answer = Answer(relation=Relation.of(COLUMNS, pairs))
    return PairOverlap().score(answer, Sealed(Relation.of(COLUMNS, RIGHT)), AnswerSpace())


@pytest.mark.parametrize(
    ("pairs", "share", "formula"),
    [
        ([("sfzh", "number"), ("xm", "name"), ("csrq", "birthday")], 1.0, "2 × 3 ÷ (3 + 3) = 1.00"),
        ([("sfzh", "number"), ("xm", "name"), ("csrq", "born")], 1.0, "2 × 3 ÷ (3 + 3) = 1.00"),
        ([("sfzh", "number")], 0.5, "2 × 1 ÷ (1 + 3) = 0.50"),
        ([("sfzh", "number"), ("bz", "name")], 0.4, "2 × 1 ÷ (2 + 3) = 0.40"),
        ([("sfzh", "name"), ("xm", "number")], 0.0, "2 × 0 ÷ (2 + 3) = 0.00"),
        ([], 0.0, "2 × 0 ÷ (0 + 3) = 0.00"),
    ],
)
def test_right_pairs_are_weighed_against_given_and_expected_ones(
    pairs: list[tuple[str, str]], share: float, formula: str
) -> None:
    result = score(pairs)

    assert result.share == share
    assert result.arithmetic.zh.endswith(f"：{formula}")
    assert result.arithmetic.en.endswith(f": {formula}")


def test_findings_show_the_first_of_several_names() -> None:
    found = {
        f.item: f for f in score([("csrq", "birthday"), ("xm", "born"), ("bz", "name")]).findings
    }

    assert (found["csrq"].standing, found["csrq"].expected) == ("right", "birthday")
    assert (found["xm"].standing, found["xm"].expected) == ("wrong", "name")
    assert (found["sfzh"].standing, found["sfzh"].expected) == ("missed", "number")
    assert (found["bz"].standing, found["bz"].expected) == ("extra", None)


@given(
    st.dictionaries(
        st.sampled_from(["sfzh", "xm", "csrq", "bz"]),
        st.sampled_from(["number", "name", "born", "none"]),
    )
)
def test_a_further_wrong_pair_never_raises_the_share(pairs: dict[str, str]) -> None:
    without = score(list(pairs.items())).share

    assert 0 <= score([*pairs.items(), ("dh", "name")]).share <= without


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([("sfz", "x")], "`sfz` is not an item of this decision. Did you mean `sfzh`?"),
        ([("sfzh", "q")], "`q` is not a label of this decision."),
        ([("sfzh", "x"), ("sfzh", "x"), ("xm", "y")], "The reference names pair `sfzh/x` 2 times."),
        ([("sfzh", "x"), ("xm", "x")],
         "The reference gives every item the same label, so labelling everything alike would be perfect."),
        ([("sfzh", None)], "The reference has an empty cell; it needs (source, target) in every row."),
    ],
)  # fmt: skip
def test_a_reference_that_cannot_be_scored_is_explained(
    rows: list[tuple[str, str]], sentence: str
) -> None:
    space = AnswerSpace(items=("sfzh", "xm"), labels=("x", "y"))

    assert PairOverlap().check_reference(Relation.of(COLUMNS, rows), space) == sentence
