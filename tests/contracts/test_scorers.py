"""What every scorer promises, run over every registered one."""

import re
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.errors import SandboxError
from sandbox.model.answer import Answer
from sandbox.model.reference import Sealed
from sandbox.model.relation import Relation
from sandbox.model.score import AnswerSpace, Score
from sandbox.registry import discover
from sandbox.text import LANGS
from tests.contracts.examples import EXAMPLES, Example, raws
from tests.fakes import AllKinds

every_example = pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)

cells = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
relations = st.integers(1, 4).flatmap(
    lambda width: st.builds(
        Relation.of,
        st.just(tuple(f"c{n}" for n in range(width))),
        st.lists(st.tuples(*[cells] * width), max_size=5),
    )
)


def scored(example: Example, raw: Any) -> Score:
    answer = example.decision.parse(raw, example.setting)
    assert isinstance(answer, Answer)
    space = example.decision.space(example.setting)
    return example.decision.scorer.score(answer, example.sealed, space)


@pytest.mark.parametrize("kind", tuple(discover("scorers")))
def test_every_scorer_has_an_example(kind: str) -> None:
    assert kind in {example.decision.scorer.kind for example in EXAMPLES}


@every_example
@given(data=st.data())
def test_share_lies_between_0_and_1_and_stands_in_the_arithmetic(
    example: Example, data: st.DataObject
) -> None:
    score = scored(example, data.draw(raws(example)))

    assert 0.0 <= score.share <= 1.0
    for lang in LANGS:
        printed = re.findall(r"−?\d+\.\d{2}", score.arithmetic.pick(lang))
        assert f"{score.share:.2f}" == printed[-1]


@every_example
@given(data=st.data())
def test_findings_say_what_was_given_and_expected(example: Example, data: st.DataObject) -> None:
    score = scored(example, data.draw(raws(example)))

    assert score.findings
    assert len({finding.item for finding in score.findings}) == len(score.findings)
    for finding in score.findings:
        assert 0.0 <= finding.credit <= 1.0
        assert (finding.standing == "right") == (finding.credit == 1.0)
        assert (finding.given is None) == (finding.standing == "missed")
        assert (finding.expected is None) == (finding.standing == "extra")


@every_example
@given(data=st.data())
def test_equal_answers_earn_equal_scores(example: Example, data: st.DataObject) -> None:
    raw = data.draw(raws(example))

    assert scored(example, raw) == scored(example, raw)


@every_example
def test_a_reference_that_fits_is_not_complained_about(example: Example) -> None:
    space = example.decision.space(example.setting)

    assert example.decision.scorer.check_reference(example.sealed.open(), space) is None


@every_example
def test_a_reference_that_does_not_fit_is_explained_in_a_sentence(example: Example) -> None:
    space = example.decision.space(example.setting)
    for written in example.broken:
        reference = AllKinds().make("reference", {"fixed": written}).resolve(None).open()
        fault = example.decision.scorer.check_reference(reference, space)
        assert fault is not None, written
        assert fault.endswith((".", "?"))


@every_example
@given(reference=relations)
def test_no_reference_makes_the_check_raise(example: Example, reference: Relation) -> None:
    for space in (AnswerSpace(), example.decision.space(example.setting)):
        fault = example.decision.scorer.check_reference(reference, space)
        assert fault is None or fault.endswith((".", "?"))


@every_example
def test_an_empty_reference_is_a_sentence_for_the_operator(example: Example) -> None:
    scorer, space = example.decision.scorer, example.decision.space(example.setting)
    empty = Relation.of(example.reference.columns, [])
    best = example.decision.parse(
        example.decision.best(example.reference, example.setting), example.setting
    )
    assert isinstance(best, Answer)

    assert scorer.check_reference(empty, space) == "The reference is empty."
    with pytest.raises(SandboxError, match="no right answer"):
        scorer.score(best, Sealed(empty), space)


@every_example
def test_scoring_takes_less_than_a_millisecond(example: Example) -> None:
    answer = example.decision.parse(
        example.decision.best(example.reference, example.setting), example.setting
    )
    assert isinstance(answer, Answer)
    sealed, space = example.sealed, example.decision.space(example.setting)

    def once() -> float:
        start = time.perf_counter()
        example.decision.scorer.score(answer, sealed, space)
        return time.perf_counter() - start

    assert min(once() for _ in range(20)) < 0.001
