"""What a live class asks of every decision kind."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox.live.majority import majority
from sandbox.live.tally import fits_a_phone, form_of, tallies
from sandbox.model.answer import Answer
from sandbox.model.control import (
    DateField,
    Grid,
    Matrix,
    NumberField,
    Order,
    Pick,
    PickMany,
    Prose,
    Query,
    Shares,
)
from sandbox.model.relation import Relation
from tests.contracts.examples import EXAMPLES, Example, raws

every_example = pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
ON_PHONES = [each for each in EXAMPLES if fits_a_phone(each.decision, each.setting)]
every_phone_example = pytest.mark.parametrize("example", ON_PHONES, ids=lambda e: e.name)
THUMBS = (Pick, PickMany, Grid, Order, NumberField, DateField, Matrix, Shares)


def parsed(example: Example, raw: object) -> Relation:
    answer = example.decision.parse(raw, example.setting)  # type: ignore[arg-type]
    assert isinstance(answer, Answer), answer
    return answer.relation


@every_example
def test_the_room_s_answer_to_the_samples_is_an_answer(example: Example) -> None:
    samples = example.decision.samples(example.reference, example.setting)
    right, wrong = (parsed(example, raw) for raw in (samples.right, samples.wrong))

    for answers in ([right], [wrong], [right, wrong], [right, wrong, right], [wrong] * 3 + [right]):
        found = majority(example.decision, example.setting, answers)
        assert found is not None
        if example in ON_PHONES:
            assert parsed(example, form_of(example.decision, example.setting, found)) == found
        else:
            assert found in answers


@every_example
def test_a_room_that_agrees_decides_what_it_agrees_on(example: Example) -> None:
    samples = example.decision.samples(example.reference, example.setting)
    for raw in (samples.right, samples.wrong):
        answer = parsed(example, raw)
        assert majority(example.decision, example.setting, [answer] * 3) == answer


@every_phone_example
@settings(max_examples=25)
@given(data=st.data())
def test_whatever_a_room_answers_its_decision_is_an_answer(
    example: Example, data: st.DataObject
) -> None:
    given_ = data.draw(st.lists(raws(example), min_size=1, max_size=5))
    answers = [parsed(example, raw) for raw in given_]

    found = majority(example.decision, example.setting, answers)

    assert found is not None
    assert parsed(example, form_of(example.decision, example.setting, found)) == found


@every_phone_example
@settings(max_examples=25)
@given(data=st.data())
def test_an_answer_is_read_back_into_the_form_it_came_from(
    example: Example, data: st.DataObject
) -> None:
    answer = parsed(example, data.draw(raws(example)))

    assert parsed(example, form_of(example.decision, example.setting, answer)) == answer


@every_phone_example
@settings(max_examples=25)
@given(data=st.data())
def test_no_bar_counts_more_people_than_answered(example: Example, data: st.DataObject) -> None:
    answers = [
        parsed(example, raw) for raw in data.draw(st.lists(raws(example), min_size=1, max_size=5))
    ]

    found = tallies(example.decision, example.setting, answers)

    assert found
    for tally in found:
        assert tally.of == len(answers)
        assert all(0 <= bar.count <= tally.of for bar in tally.bars)


@every_example
def test_a_kind_fits_a_phone_exactly_when_a_thumb_can_work_its_controls(example: Example) -> None:
    controls = example.decision.controls(example.setting)
    typed = any(
        isinstance(one, Query | Prose)
        or (isinstance(one, Matrix) and any(not column.choices for column in one.columns))
        for one in controls
    )

    assert (example in ON_PHONES) == (not typed)
    assert typed or all(isinstance(one, THUMBS) for one in controls)
